using Microsoft.Playwright;
using Outreach.Local.Demo;
using Xunit.Abstractions;

namespace Outreach.Local.Tests.Page;

/// <summary>The description of a phone on the page, and the place of its error messages.</summary>
public sealed class PhoneTests(HostFixture fixture, ITestOutputHelper output) : IClassFixture<HostFixture>
{
    private const string Trader = "+254711000002";
    private const string Farmer = "+254711000012";

    [Fact]
    public Task Another_number_leaves_nothing_of_the_last_person() => OnPageAsync(async simulator =>
    {
        var phone = simulator.Second;
        await phone.SendAsync("HELP");
        await Assertions.Expect(phone.Received.First).ToBeVisibleAsync();
        await phone.DialAsync();
        await phone.ShowsAsync("Outreach");
        await phone.NewMessage.FillAsync("half a message");
        await phone.ChooseAsync("Another number…");
        await Assertions.Expect(phone.Messages).ToHaveCountAsync(0);
        await Assertions.Expect(phone.Facts).ToBeEmptyAsync();
        await Assertions.Expect(phone.Screen).ToBeEmptyAsync();
        await Assertions.Expect(phone.NewMessage).ToHaveValueAsync("");
        await Assertions.Expect(phone.Title).ToHaveTextAsync("Phone without a number");
    });

    [Theory]
    [InlineData("0711 000 098", "+254711000098")]
    [InlineData("01711-000098", "+8801711000098")]
    [InlineData("254711000098", "+254711000098")]
    public Task A_number_is_taken_as_people_dial_it(string typed, string phone) => OnPageAsync(async simulator =>
    {
        await simulator.Second.UseNumberAsync(typed);
        await Assertions.Expect(simulator.Second.Facts).ToContainTextAsync($"{phone} · nobody registered");
        await Assertions.Expect(simulator.Second.Title).ToHaveTextAsync("Unregistered phone");
    });

    [Fact]
    public Task What_goes_wrong_is_said_beside_it_and_no_longer_than_it_is_so() => OnPageAsync(async simulator =>
    {
        var phone = simulator.Second;
        await phone.UseNumberAsync("12");
        await Assertions.Expect(phone.NumberProblem).ToContainTextAsync("Write a phone number");
        await Assertions.Expect(phone.NumberField).ToHaveAttributeAsync("aria-invalid", "true");
        await phone.SendAsync("HELP");
        await Assertions.Expect(phone.MessageProblem).ToContainTextAsync("This phone has no number yet");
        await phone.Call.ClickAsync();
        await Assertions.Expect(phone.MenuProblem).ToContainTextAsync("This phone has no number yet");
        await Assertions.Expect(simulator.First.MessageProblem).ToBeEmptyAsync();
        await Assertions.Expect(simulator.Notice).ToBeHiddenAsync();
        await phone.UseNumberAsync("0711000097");
        // The phone is empty until its number is found: words typed before that go with it.
        await Assertions.Expect(phone.Facts).ToContainTextAsync("+254711000097");
        foreach (var problem in new[] { phone.NumberProblem, phone.MessageProblem, phone.MenuProblem })
            await Assertions.Expect(problem).ToBeEmptyAsync();
        await phone.SendAsync("HELP");
        await Assertions.Expect(phone.Received.First).ToBeVisibleAsync();
        await Assertions.Expect(phone.MessageProblem).ToBeEmptyAsync();
    }, expectsRefusals: true);

    [Fact]
    public Task A_refusal_of_the_host_stands_beside_the_message_or_the_clock() => OnPageAsync(async simulator =>
    {
        var refusal = new RouteFulfillOptions { Status = 502, ContentType = "application/json", Body = "{\"error\":\"No such luck.\"}" };
        await simulator.Page.RouteAsync("**/simulator/sms", route => route.FulfillAsync(refusal));
        await simulator.First.SendAsync("HELP");
        await Assertions.Expect(simulator.First.MessageProblem).ToHaveTextAsync("No such luck.");
        await simulator.First.NewMessage.FillAsync("Next");
        await Assertions.Expect(simulator.First.MessageProblem).ToBeEmptyAsync();
        await simulator.Page.RouteAsync("**/simulator/clock", route =>
            route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        await simulator.AdvanceAsync("+1 day");
        await Assertions.Expect(simulator.ClockProblem).ToContainTextAsync("The host does not answer");
    }, expectsRefusals: true);

    [Fact]
    public Task An_sms_to_the_phone_that_is_not_shown_is_counted_on_its_button() => OnPageAsync(async simulator =>
    {
        await fixture.Host.PostAsync("/simulator/sms", new { from = Farmer, text = "HELP" });
        await Assertions.Expect(simulator.ShowSecond).ToContainTextAsync("1 new");
        await simulator.ShowSecond.ClickAsync();
        await Assertions.Expect(simulator.ShowSecond).Not.ToContainTextAsync("1 new");
        await Assertions.Expect(simulator.Second.Received.Last).ToBeVisibleAsync();
    }, width: 768);

    [Fact]
    public Task The_label_follows_the_person_and_the_keypad_rests_with_the_menu() => OnPageAsync(async simulator =>
    {
        await Assertions.Expect(simulator.First.Title).ToHaveTextAsync("Trader's phone");
        await simulator.First.ChooseAsync("Amina Hassan, farmer");
        await Assertions.Expect(simulator.First.Title).ToHaveTextAsync("Farmer's phone");
        await Assertions.Expect(simulator.First.Facts).ToHaveTextAsync($"+254711000011 · Kiswahili · PIN {DemoPeople.Find("amina").Pin}");
        await simulator.First.ChooseAsync("Njeri Mwangi, coordinator");
        await Assertions.Expect(simulator.First.Title).ToHaveTextAsync("Coordinator's phone");
        foreach (var key in await simulator.First.Keys.AllAsync()) await Assertions.Expect(key).ToBeDisabledAsync();
        await simulator.First.DialAsync();
        foreach (var key in await simulator.First.Keys.AllAsync()) await Assertions.Expect(key).ToBeEnabledAsync();
    });

    [Fact]
    public Task Somebody_who_joined_has_a_name() => OnPageAsync(async simulator =>
    {
        var phone = simulator.Second;
        await phone.UseNumberAsync("0711000096");
        await Assertions.Expect(phone.Facts).ToHaveTextAsync("+254711000096 · nobody registered · answered in Kiswahili");
        await phone.SendAsync("JOIN MAIZE Neema Wekesa");
        await Assertions.Expect(phone.Received.First).ToBeVisibleAsync();
        await phone.SendAsync("1");
        await Assertions.Expect(phone.Title).ToHaveTextAsync("Farmer's phone");
        await Assertions.Expect(phone.Facts).ToHaveTextAsync("+254711000096 · Kiswahili");
        await Assertions.Expect(phone.Person.Locator("option:checked")).ToHaveTextAsync("Neema Wekesa, farmer");
    });

    [Fact]
    public Task A_message_says_in_plain_words_what_it_takes() => OnPageAsync(async simulator =>
    {
        await simulator.First.NewMessage.FillAsync("Habari");
        await Assertions.Expect(simulator.First.Root.Locator(".count")).ToHaveTextAsync("6 of 160 characters · 1 SMS");
        await simulator.First.NewMessage.FillAsync("ধান");
        await Assertions.Expect(simulator.First.Root.Locator(".count")).ToHaveTextAsync("3 of 70 characters · 1 SMS, special letters");
        await simulator.First.SendAsync("HELP");
        await Assertions.Expect(simulator.First.Received.Last).ToContainTextAsync("1 SMS");
        var words = await simulator.Page.Locator("body").TextContentAsync();
        foreach (var jargon in new[] { "GSM-7", "UCS-2", "×", "Unicode" }) Assert.DoesNotContain(jargon, words, StringComparison.Ordinal);
    });

    [Fact]
    public Task The_api_can_be_read() => OnPageAsync(async simulator =>
    {
        await simulator.Page.GetByRole(AriaRole.Link, new() { Name = "REST API" }).ClickAsync();
        await simulator.Page.Locator("#operations-tag-broadcasts").ClickAsync();
        await Assertions.Expect(simulator.Page.Locator("#swagger-ui")).ToContainTextAsync("/api/v1/broadcasts");
    });

    private async Task OnPageAsync(Func<SimulatorOnPage, Task> test, bool expectsRefusals = false, int width = 1280)
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(
            width, 900, async page => await test(await new SimulatorOnPage(page, fixture.Host).OpenAsync(Trader, Farmer)), expectsRefusals);
    }
}
