using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Outreach.Local.Tests.Page;

/// <summary>The coordinator's day in a real browser, beside the phones of the same machine.</summary>
[Collection(ClockCollection.Name)]
public sealed class ConsoleTests(HostFixture fixture, ITestOutputHelper output)
{
    /// <summary>A farmer texts, the coordinator answers, and the farmer's phone shows it: with script and without.</summary>
    [Theory]
    [InlineData(true, 1280, "+254711000015", "Kiprono Rotich")]
    [InlineData(false, 1280, "+254711000014", "Mwende Mutua")]
    [InlineData(false, 360, "+254711000012", "Barasa Wekesa")]
    public async Task A_message_from_a_phone_is_answered_on_the_page(bool scripts, int width, string phone, string name)
    {
        if (!Browser.IsHere(output)) return;
        var words = $"Do the bags have to be sewn on Friday {width}{scripts}";
        await fixture.Host.PostAsync("/simulator/sms", new { from = phone, text = words });
        await fixture.Browser.RunAsync(width, 900, async page =>
        {
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync();
            await WaitForAsync(console, words);
            await console.Row(words).GetByRole(AriaRole.Link, new() { Name = "Answer:" }).ClickAsync();
            await Assertions.Expect(console.Heading).ToHaveTextAsync(name);
            await console.Text.FillAsync("Yes, sew them with two rows.");
            if (!scripts) await console.PressAsync("Look at it first");
            await Assertions.Expect(console.Preview).ToContainTextAsync("1 SMS");
            await Assertions.Expect(console.Preview).ToContainTextAsync("KES 0.80");
            await console.PressAsync("Send");
            await Assertions.Expect(console.Done).ToContainTextAsync("Answered");
            await Assertions.Expect(console.Row(words)).ToHaveCountAsync(0);
        }, scripts: scripts);
        // At night an answer waits for the morning.
        await fixture.Host.PostAsync("/simulator/clock", new { advance = "13:00:00" });
        await fixture.Host.SmsAsync(phone, "Yes, sew them with two rows.");
    }

    [Fact]
    public async Task What_was_typed_outlives_a_lost_session_and_a_lost_line()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(1280, 900, async page =>
        {
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync();
            await console.GoAsync("Inbox");
            await console.Row("Amina Hassan").First.GetByRole(AriaRole.Link, new() { Name = "Answer:" }).ClickAsync();
            var here = page.Url;
            await console.Text.FillAsync("Dry it for two more days.");
            await page.Context.SetOfflineAsync(true);
            await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
            await page.WaitForURLAsync(new Regex("chrome-error|inbox"));
            await page.Context.SetOfflineAsync(false);
            await page.Context.ClearCookiesAsync();
            await page.GotoAsync(here);
            await Assertions.Expect(console.Heading).ToHaveTextAsync("Sign in");
            await console.PressAsync("Njeri Mwangi", exact: false);
            await Assertions.Expect(console.Text).ToHaveValueAsync("Dry it for two more days.");
        }, expectsRefusals: true);
    }

    [Fact]
    public async Task A_viewer_sees_no_button_and_another_programmes_staff_no_page()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(1280, 900, async page =>
        {
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync("Wekesa Simiyu");
            await Assertions.Expect(console.Row("A payment is late").First).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Done" })).ToHaveCountAsync(0);
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Answer:" })).ToHaveCountAsync(0);
        });
        await fixture.Browser.RunAsync(1280, 900, async page =>
        {
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync("Nasrin Sultana");
            await console.OpenAsync(ConsoleOnPage.Kenya + "/today");
            await Assertions.Expect(console.Heading).ToHaveTextAsync("There is no such page");
            await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync("Amina");
        }, expectsRefusals: true);
    }

    [Fact]
    public async Task The_phones_and_the_console_lead_to_each_other()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(1280, 900, async page =>
        {
            await page.GotoAsync($"{fixture.Host.Address}/simulator");
            await page.GetByRole(AriaRole.Link, new() { Name = "Coordinator's console" }).ClickAsync();
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sign in");
            await page.GetByRole(AriaRole.Link, new() { Name = "Phones (simulator)" }).ClickAsync();
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Outreach");
        });
    }

    /// <summary>The message comes by a queue, so the list is looked at until it stands there.</summary>
    private static async Task WaitForAsync(ConsoleOnPage console, string words)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            await console.OpenAsync(ConsoleOnPage.Kenya + "/inbox");
            if (await console.Row(words).CountAsync() > 0) return;
        }
        Assert.Fail("The message did not come to the inbox.");
    }
}
