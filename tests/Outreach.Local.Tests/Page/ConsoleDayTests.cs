using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Outreach.Local.Tests.Page;

/// <summary>A coordinator's day in a real browser, from the first message to the report of a tip.</summary>
[Collection(ClockCollection.Name)]
public sealed class ConsoleDayTests(ClockFixture fixture, ITestOutputHelper output)
{
    private const string Farmer = "+254711000015";
    private const string Name = "Kiprono Rotich";
    private const string Message = "The bags that came are torn, who pays for them";
    private const string Tip = "Panga magunia juu ya mbao, mbali na ukuta.";

    private ConsoleOnPage console = null!;

    private IPage Page => console.Page;

    [Fact]
    public async Task A_day_goes_from_a_task_to_the_report_of_a_tip()
    {
        if (!Browser.IsHere(output)) return;
        await MorningAsync();
        await fixture.Host.PostAsync("/simulator/sms", new { from = Farmer, text = Message });
        await PayAsync("SKC82PDAY1");
        await fixture.Browser.RunAsync(1280, 900, async page =>
        {
            console = await new ConsoleOnPage(page, fixture.Host).SignInAsync();
            await AnswerAsync();
            await TaskAsync();
            await AssignAsync("SKC82PDAY1");
            var tip = await LaunchAsync();
            await fixture.Host.SmsAsync("+254711000014", Tip);
            // Until the phones' reports are counted.
            await fixture.Host.PostAsync("/simulator/clock", new { advance = "00:20:00" });
            await page.GotoAsync(tip);
            var report = page.GetByRole(AriaRole.Table, new() { Name = "What became of it" });
            for (var tries = 0; tries < 300 && await report.CountAsync() == 0; tries++) await page.ReloadAsync();
            await Assertions.Expect(report.GetByRole(AriaRole.Row).Filter(new() { HasText = "All" })).ToContainTextAsync("1");
            await console.PressAsync("Sign out");
            await Assertions.Expect(console.Heading).ToHaveTextAsync("Sign in");
        });
        await fixture.Host.SmsAsync(Farmer, "The union pays for them");
    }

    /// <summary>What was sent with a sign-in that is too old waits until it is shown anew who sends it.</summary>
    [Fact]
    public async Task What_was_sent_too_late_waits_for_one_more_press()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(360, 900, async page =>
        {
            console = await new ConsoleOnPage(page, fixture.Host).SignInAsync();
            await console.OpenAsync(ConsoleOnPage.Kenya + "/people/demo-mwende");
            await page.GetByText("PIN", new() { Exact = true }).ClickAsync();
            await fixture.Host.PostAsync("/simulator/clock", new { advance = "00:11:00" });
            await console.PressAsync("Reset the PIN");
            await Assertions.Expect(console.Heading).ToHaveTextAsync("Sign in anew");
            await console.PressAsync("Njeri Mwangi", exact: false);
            await Assertions.Expect(console.Heading).ToHaveTextAsync("What you sent is still here");
            await Looks.EachAsync(page, "console-kept");
            await page.GetByRole(AriaRole.Link, new() { Name = "Do not send it" }).ClickAsync();
            await Assertions.Expect(console.Heading).Not.ToHaveTextAsync("What you sent is still here");
        }, expectsRefusals: true);
    }

    /// <summary>More than an answer is needed: a task is made of the message, and then it is answered.</summary>
    private async Task AnswerAsync()
    {
        await console.GoAsync("Inbox");
        for (var tries = 0; tries < 300 && await console.Row(Message).CountAsync() == 0; tries++) await Page.ReloadAsync();
        await console.Row(Message).GetByRole(AriaRole.Link, new() { NameRegex = new("^Answer ") }).ClickAsync();
        await console.PressAsync("Make a task of it");
        await Assertions.Expect(console.Done).ToContainTextAsync("A task of it is on Today");
        await console.Text.FillAsync("The union pays for them. We call you today.");
        await console.PressAsync("Send");
        await Assertions.Expect(console.Done).ToContainTextAsync("Answered");
    }

    private async Task TaskAsync()
    {
        await console.GoAsync("Today");
        var task = console.Row("A message needs more than an answer");
        await Assertions.Expect(task).ToContainTextAsync(Name);
        await task.GetByRole(AriaRole.Button, new() { NameRegex = new("^Take it") }).ClickAsync();
        await Assertions.Expect(task).ToContainTextAsync("Njeri Mwangi has it");
        await task.GetByRole(AriaRole.Button, new() { NameRegex = new("^Done") }).ClickAsync();
        await Assertions.Expect(console.Done).ToContainTextAsync("It is off the list");
        await Assertions.Expect(task).ToHaveCountAsync(0);
    }

    private async Task AssignAsync(string transaction)
    {
        await console.OpenAsync(ConsoleOnPage.Kenya + "/payments");
        await console.Row(transaction).GetByRole(AriaRole.Link, new() { NameRegex = new("^Assign") }).ClickAsync();
        await Assertions.Expect(console.Heading).ToContainTextAsync(transaction);
        await Page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await console.PressAsync("Assign");
        await Assertions.Expect(console.Done).ToContainTextAsync(new Regex("It is written down|A second person"));
    }

    /// <returns>The tip's address.</returns>
    private async Task<string> LaunchAsync()
    {
        await console.GoAsync("Tips");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Write a tip" }).ClickAsync();
        await Page.GetByLabel("Kiswahili", new() { Exact = true }).FillAsync(Tip);
        await Page.GetByLabel("Reads", new() { Exact = true }).SelectOptionAsync("sw");
        await Page.GetByLabel("Place", new() { Exact = true }).SelectOptionAsync("Machakos");
        await Page.GetByLabel("Leave out people who had a tip").FillAsync("0");
        await console.PressAsync("Count and check");
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("people will get it");
        await console.PressAsync("Send to", exact: false);
        await Assertions.Expect(console.Done).ToContainTextAsync("It goes out now");
        return Regex.Replace(Page.Url, @"\?.*", "");
    }

    /// <summary>At ten in Nairobi, when a tip takes one person and goes out at once.</summary>
    private async Task MorningAsync()
    {
        var now = await NowAsync();
        var ten = now.Date.AddHours(7);
        await fixture.Host.PostAsync("/simulator/clock", new { advance = (ten > now ? ten - now : ten.AddDays(1) - now).ToString("c") });
    }

    /// <summary>By the host's clock, which the tests before this one have moved.</summary>
    private async Task<DateTime> NowAsync() =>
        (await fixture.Host.GetAsync("/simulator/clock")).GetProperty("now").GetDateTimeOffset().UtcDateTime;

    /// <summary>A transfer of today that names no agreement.</summary>
    private async Task PayAsync(string transaction) =>
        await fixture.Host.PostAsync("/api/daraja/local/c2b/confirmation", new
        {
            TransactionType = "Pay Bill", TransID = transaction, TransAmount = "300.00", BusinessShortCode = "600000",
            TransTime = (await NowAsync()).ToString("yyyyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture),
            BillRefNumber = "maize", MSISDN = "254711000001",
        });
}
