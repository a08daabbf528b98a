using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Outreach.Local.Tests.Page;

/// <summary>The coordinator's day in a real browser, beside the phones of the same machine.</summary>
[Collection(ClockCollection.Name)]
public sealed class ConsoleTests(ClockFixture fixture, ITestOutputHelper output)
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
            await console.Row(words).GetByRole(AriaRole.Link, new() { NameRegex = new("^Answer ") }).ClickAsync();
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

    /// <summary>Written by one, approved by another, on the phone: the four minutes that a coordinator's week turns on.</summary>
    [Fact]
    public async Task A_tip_with_a_number_in_it_takes_a_second_person_and_reaches_the_phones()
    {
        if (!Browser.IsHere(output)) return;
        const string Words = "Kausha mahindi siku tatu. Swali? Piga 0711000009.";
        await fixture.Browser.RunAsync(1280, 900, async page =>
        {
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync();
            await console.GoAsync("Tips");
            await page.GetByRole(AriaRole.Link, new() { Name = "Write a tip" }).ClickAsync();
            await page.GetByLabel("Kiswahili", new() { Exact = true }).FillAsync(Words);
            await page.GetByLabel("Reads", new() { Exact = true }).SelectOptionAsync("sw");
            await console.PressAsync("Count and check");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("people will get it");
            await console.PressAsync("Ask a second person", exact: false);
            await Assertions.Expect(console.Done).ToContainTextAsync("A second person");
            await console.PressAsync("Sign out");
            await console.SignInAsync("Second Coordinator");
            await console.OpenAsync(ConsoleOnPage.Kenya + "/today");
            await console.Row(Words).GetByRole(AriaRole.Link, new() { NameRegex = new("^Look and decide") }).ClickAsync();
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Words);
            await console.PressAsync("Approve");
            await Assertions.Expect(console.Done).ToContainTextAsync("Approved");
        });
        await fixture.Host.PostAsync("/simulator/clock", new { advance = "13:00:00" });
        await fixture.Host.SmsAsync("+254711000014", Words);
    }

    /// <summary>A list from a spreadsheet: looked at, brought in, its refused row corrected and brought in too. By keys alone.</summary>
    [Theory]
    [InlineData(true, "0711000081", "0711000082")]
    [InlineData(false, "0711000083", "0711000084")]
    public async Task A_list_goes_in_from_a_file(bool scripts, string good, string late)
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(1280, 900, async page =>
        {
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync();
            await console.OpenAsync(ConsoleOnPage.Kenya + "/import");
            await LookAsync($"name,phone,place\nZawadi Kilonzo,{good},Kitale\nRehema Ngugi,12,Kitale\n");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("SMS goes out at once");
            await page.GetByRole(AriaRole.Button, new() { Name = "Bring 1 person in" }).PressAsync("Enter");
            await Assertions.Expect(console.Heading).ToHaveTextAsync("Import a list");
            for (var tries = 0; tries < 300 && await page.GetByText("Everybody is in").CountAsync() == 0; tries++) await page.ReloadAsync();
            await Assertions.Expect(console.Row("Row 3")).ToContainTextAsync("12");
            var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Refused rows as a file" })
                .PressAsync("Enter"));
            var refused = await File.ReadAllTextAsync(await file.PathAsync());
            await page.GetByRole(AriaRole.Link, new() { Name = "Upload the corrected file" }).PressAsync("Enter");
            await LookAsync(refused.Replace(",12,", $",{late},", StringComparison.Ordinal));
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Bring 1 person in" })).ToBeVisibleAsync();

            async Task LookAsync(string text)
            {
                await page.GetByLabel("File").SetInputFilesAsync(new FilePayload
                {
                    Name = "people.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text),
                });
                await page.GetByRole(AriaRole.Button, new() { Name = "Look at what it changes" }).PressAsync("Enter");
            }
        }, scripts: scripts);
    }

    [Fact]
    public async Task What_was_typed_outlives_a_lost_session_and_a_lost_line()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(1280, 900, async page =>
        {
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync();
            await console.GoAsync("Inbox");
            await console.Row("Amina Hassan").First.GetByRole(AriaRole.Link, new() { NameRegex = new("^Answer ") }).ClickAsync();
            var here = page.Url;
            await console.Text.FillAsync("Dry it for two more days.");
            await page.Context.SetOfflineAsync(true);
            await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
            // The browser's own error page may never report that it has loaded, so only its address is waited for.
            await Assertions.Expect(page).ToHaveURLAsync(new Regex("^chrome-error:"));
            await page.Context.SetOfflineAsync(false);
            await page.Context.ClearCookiesAsync();
            await page.GotoAsync(here);
            await Assertions.Expect(console.Heading).ToHaveTextAsync("Sign in");
            await console.PressAsync("Njeri Mwangi", exact: false);
            await Assertions.Expect(console.Text).ToHaveValueAsync("Dry it for two more days.");
        }, expectsRefusals: true);
    }

    /// <summary>A member of staff with a phone and no key at hand.</summary>
    [Theory]
    [InlineData(true, "+254722000001")]
    [InlineData(false, "+254722000002")]
    public async Task A_code_on_a_phone_signs_in(bool scripts, string phone)
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(360, 900, async page =>
        {
            var console = new ConsoleOnPage(page, fixture.Host);
            await console.OpenAsync("/console/sign-in?to=/console/kenya-maize/inbox");
            await page.GetByLabel("Your phone").FillAsync(phone);
            await console.PressAsync("Send me a code");
            await Assertions.Expect(console.Heading).ToHaveTextAsync("Type the code");
            var sms = RunningHost.TextOf(await fixture.Host.SmsAsync(phone, "your code for the console"));
            await page.GetByLabel("The code").FillAsync(Regex.Match(sms, "[0-9]{6}").Value);
            await console.PressAsync("Sign in");
            await Assertions.Expect(console.Heading).ToHaveTextAsync("Inbox");
        }, scripts: scripts);
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
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Answer ") })).ToHaveCountAsync(0);
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
