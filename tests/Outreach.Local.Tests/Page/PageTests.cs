using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Outreach.Local.Demo;
using Xunit.Abstractions;

namespace Outreach.Local.Tests.Page;

/// <summary>
/// The README's story on the page, in a real browser. If OUTREACH_SCREENSHOTS names a folder, screenshots are saved there.
/// </summary>
[Collection(ClockCollection.Name)]
public sealed class PageTests(ClockFixture fixture, ITestOutputHelper output)
{
    private const string Trader = "+254711000001";
    private const string Farmer = "+254711000012";

    private static readonly string pin = DemoPeople.Find("wanjiru").Pin;

    [Fact]
    public async Task Two_phones_agree_side_by_side_and_one_fits_a_narrow_screen()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(1280, 900, async page =>
        {
            var simulator = await new SimulatorOnPage(page, fixture.Host).OpenAsync(Trader, Farmer);
            await simulator.First.DialAsync();
            await simulator.First.PressAsync("9", pin, "0711000012", "1", "10", "3500", "2", "2", "1");
            await simulator.First.ShowsAsync("Sent. Offer");
            var code = (await simulator.First.Screen.TextContentAsync())!.Split("Offer ")[1][..5];
            await Assertions.Expect(simulator.Second.Received.Last).ToContainTextAsync(code);
            await simulator.Second.SendAsync("1");
            foreach (var phone in new[] { simulator.First, simulator.Second }) await GotReceiptAsync(phone, code);
            await BalanceAsync(simulator.First, pin);
            await simulator.PictureAsync("simulator-1280.png");
        });
        await fixture.Browser.RunAsync(360, 740, async page =>
        {
            var simulator = await new SimulatorOnPage(page, fixture.Host).OpenAsync(Trader, Farmer);
            await simulator.First.DialAsync();
            await simulator.First.ShowsAsync("Your last session was cut");
            await simulator.First.PressAsync("2", "1", pin);
            await simulator.First.ShowsAsync("You owe");
            Assert.False(await simulator.Second.Root.IsVisibleAsync());
            await simulator.FitsAsync();
            await simulator.PictureAsync("simulator-360.png", wholePage: true);
            await simulator.ShowSecond.ClickAsync();
            Assert.True(await simulator.Second.Root.IsVisibleAsync());
        });
        await fixture.Browser.RunAsync(1280, 900, async page =>
        {
            var simulator = await new SimulatorOnPage(page, fixture.Host).OpenAsync(Trader, Farmer);
            await Assertions.Expect(simulator.Second.Received.Last).ToContainTextAsync("receipt");
            await simulator.PictureAsync("simulator-1280-dark.png");
        }, dark: true);
    }

    [Fact]
    public async Task A_lost_session_goes_on_after_a_redial_and_time_brings_reminders()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(1280, 900, async page =>
        {
            var farmer = DemoPeople.Find("chebet");
            var simulator = await new SimulatorOnPage(page, fixture.Host).OpenAsync(farmer.Phone, Trader);
            await BalanceAsync(simulator.First, farmer.Pin);
            await simulator.First.LoseSignalAsync();
            await simulator.First.DialAsync();
            await simulator.First.ShowsAsync("Your last session was cut");
            await simulator.First.PressAsync("1");
            await simulator.First.ShowsAsync("PIN");
            await SharesItsClockAsync(simulator);
        });
    }

    [Fact]
    public async Task The_whole_page_works_from_the_keyboard_and_every_field_has_a_name()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(1280, 900, async page =>
        {
            var simulator = await new SimulatorOnPage(page, fixture.Host).OpenAsync(DemoPeople.Find("selina").Phone, Farmer);
            await simulator.First.NewMessage.FocusAsync();
            await page.Keyboard.TypeAsync("HELP");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(simulator.First.Received.First).ToContainTextAsync("STOP");
            await simulator.First.Root.GetByRole(AriaRole.Button, new() { Name = "Dial" }).FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await simulator.First.ShowsAsync("Outreach");
            await page.Keyboard.TypeAsync("1");
            await page.Keyboard.PressAsync("Enter");
            await simulator.First.ShowsAsync("PIN");
            const string Nameless = "[...document.querySelectorAll('input,select,textarea')].filter(f => !f.labels.length).map(f => f.id)";
            Assert.Empty(await page.EvaluateAsync<string[]>(Nameless));
        });
    }

    /// <summary>A day passes on one page: its notice does not shift the layout, and another page shows the new time.</summary>
    private async Task SharesItsClockAsync(SimulatorOnPage simulator)
    {
        await using var context = await simulator.Page.Context.Browser!.NewContextAsync();
        var other = await new SimulatorOnPage(await context.NewPageAsync(), fixture.Host).OpenAsync(Trader, Farmer);
        var before = await DayAsync(other);
        var (place, height) = (await simulator.First.Root.BoundingBoxAsync(), await HeightAsync(simulator.Page));
        await simulator.AdvanceAsync("+1 day");
        await Assertions.Expect(simulator.Notice).ToContainTextAsync("1 day later");
        Assert.Equal(place!.Y, (await simulator.First.Root.BoundingBoxAsync())!.Y);
        Assert.Equal(height, await HeightAsync(simulator.Page));
        var day = await DayAsync(simulator);
        Assert.NotEqual(before, day);
        await Assertions.Expect(other.Time).ToHaveAttributeAsync("datetime", new Regex($"^{day}"));
    }

    private static Task<int> HeightAsync(IPage page) => page.EvaluateAsync<int>("document.documentElement.scrollHeight");

    private static async Task<string> DayAsync(SimulatorOnPage simulator) => (await simulator.Time.GetAttributeAsync("datetime"))![..10];

    private static async Task GotReceiptAsync(PhoneOnPage phone, string code)
    {
        await Assertions.Expect(phone.Received.Last).ToContainTextAsync(code);
        await Assertions.Expect(phone.Received.Last).ToContainTextAsync("receipt");
        await Assertions.Expect(phone.Received.Last).ToContainTextAsync("delivered");
    }

    private static async Task BalanceAsync(PhoneOnPage phone, string pin)
    {
        await phone.DialAsync();
        await phone.PressAsync("1", pin);
        await phone.ShowsAsync("You owe");
    }
}
