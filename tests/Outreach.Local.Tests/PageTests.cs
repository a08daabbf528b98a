using Microsoft.Playwright;
using Outreach.Console;
using Outreach.Local.Demo;
using Xunit.Abstractions;

namespace Outreach.Local.Tests;

/// <summary>The simulator's page in a real browser. With OUTREACH_SCREENSHOTS set to a folder, pictures are left there.</summary>
public sealed class PageTests(ITestOutputHelper output)
{
    private const string Trader = "+254711000001";
    private const string Farmer = "+254711000012";

    [Fact]
    public async Task Two_phones_agree_side_by_side_and_one_fits_a_narrow_screen()
    {
        if (!Browser.IsHere(output)) return;
        await using var host = await RunningHost.StartAsync();
        await Browser.RunAsync(1280, 900, async page =>
        {
            await OpenAsync(page, host);
            await OfferAsync(First(page));
            await AnswerAsync(Second(page));
            await ReceiptsAsync(page);
            await BalanceAsync(First(page));
            await PictureAsync(page, "simulator-1280.png");
        });
        await Browser.RunAsync(360, 740, async page =>
        {
            await OpenAsync(page, host);
            await First(page).GetByRole(AriaRole.Button, new() { Name = "Dial" }).ClickAsync();
            await ShowsAsync(First(page), "Your last session was cut");
            await KeysAsync(First(page), "2");
            await BalanceAsync(First(page), dialled: true);
            Assert.False(await Second(page).IsVisibleAsync());
            Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await PictureAsync(page, "simulator-360.png", wholePage: true);
            await page.GetByRole(AriaRole.Button, new() { Name = "Second phone" }).ClickAsync();
            Assert.True(await Second(page).IsVisibleAsync());
        });
    }

    [Fact]
    public async Task A_lost_session_goes_on_after_a_redial_and_time_brings_reminders()
    {
        if (!Browser.IsHere(output)) return;
        await using var host = await RunningHost.StartAsync();
        await Browser.RunAsync(1280, 900, async page =>
        {
            await OpenAsync(page, host);
            var phone = First(page);
            await BalanceAsync(phone);
            await phone.GetByRole(AriaRole.Button, new() { Name = "Lose signal" }).ClickAsync();
            await phone.GetByRole(AriaRole.Button, new() { Name = "Dial" }).ClickAsync();
            await ShowsAsync(phone, "Your last session was cut");
            await KeysAsync(phone, "1");
            await ShowsAsync(phone, "PIN");
            await page.GetByRole(AriaRole.Button, new() { Name = "+1 day" }).ClickAsync();
            await Assertions.Expect(page.Locator("#notice")).ToContainTextAsync("1 day later");
        });
    }

    [Fact]
    public async Task The_whole_page_works_from_the_keyboard_and_every_field_has_a_name()
    {
        if (!Browser.IsHere(output)) return;
        await using var host = await RunningHost.StartAsync();
        await Browser.RunAsync(1280, 900, async page =>
        {
            await OpenAsync(page, host);
            var message = First(page).GetByLabel("New message");
            await message.FocusAsync();
            await page.Keyboard.TypeAsync("HELP");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(First(page).Locator(".sms:not(.mine) .text").First).ToContainTextAsync("STOP");
            await First(page).GetByRole(AriaRole.Button, new() { Name = "Dial" }).FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await ShowsAsync(First(page), "Outreach");
            await page.Keyboard.TypeAsync("1");
            await page.Keyboard.PressAsync("Enter");
            await ShowsAsync(First(page), "PIN");
            var nameless = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('input,select,textarea')].filter(f => !f.labels.length).map(f => f.id)");
            Assert.Empty(nameless);
        });
    }

    private static Task OpenAsync(IPage page, RunningHost host) =>
        page.GotoAsync($"{host.Address}/simulator?a={Uri.EscapeDataString(Trader)}&b={Uri.EscapeDataString(Farmer)}");

    private static ILocator First(IPage page) => page.Locator("[data-phone='1']");

    private static ILocator Second(IPage page) => page.Locator("[data-phone='2']");

    private static Task ShowsAsync(ILocator phone, string text) => Assertions.Expect(phone.Locator(".shown")).ToContainTextAsync(text);

    private static async Task OfferAsync(ILocator phone)
    {
        await phone.GetByRole(AriaRole.Button, new() { Name = "Dial" }).ClickAsync();
        foreach (var typed in new[] { "2", DemoPeople.Find("wanjiru").Pin, "0711000012", "1", "1", "2", "10", "3500", "2", "2", "1", "1" }) await KeysAsync(phone, typed);
        await ShowsAsync(phone, "Sent. Offer");
    }

    private static async Task AnswerAsync(ILocator phone)
    {
        await Assertions.Expect(phone.Locator(".sms .text").First).ToBeVisibleAsync();
        await phone.GetByLabel("New message").FillAsync("1");
        await phone.Locator(".compose button").ClickAsync();
    }

    private static async Task ReceiptsAsync(IPage page)
    {
        foreach (var phone in new[] { First(page), Second(page) })
        {
            await Assertions.Expect(phone.Locator(".sms:not(.mine)").Last).ToContainTextAsync("receipt");
            await Assertions.Expect(phone.Locator(".sms:not(.mine) .meta").Last).ToContainTextAsync("delivered");
        }
    }

    private static async Task BalanceAsync(ILocator phone, bool dialled = false)
    {
        if (!dialled) await phone.GetByRole(AriaRole.Button, new() { Name = "Dial" }).ClickAsync();
        await ShowsAsync(phone, "Outreach");
        await KeysAsync(phone, "1");
        await KeysAsync(phone, DemoPeople.Find("wanjiru").Pin);
        await ShowsAsync(phone, "You owe");
    }

    /// <summary>Presses the keypad's keys, then Send, and waits for the next screen.</summary>
    private static async Task KeysAsync(ILocator phone, string typed)
    {
        var before = await phone.Locator(".shown").TextContentAsync();
        foreach (var key in typed) await phone.Locator(".keys").GetByText($"{key}", new() { Exact = true }).ClickAsync();
        await phone.Locator(".call").ClickAsync();
        await Assertions.Expect(phone.Locator(".shown")).Not.ToHaveTextAsync(before ?? "");
    }

    private static async Task PictureAsync(IPage page, string name, bool wholePage = false)
    {
        if (Environment.GetEnvironmentVariable("OUTREACH_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name), FullPage = wholePage });
    }
}
