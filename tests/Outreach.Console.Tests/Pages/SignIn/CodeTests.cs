using System.Text.RegularExpressions;
using NodaTime;
using Outreach.App;
using static Outreach.Console.Tests.Pages.SignInWorld;

namespace Outreach.Console.Tests.Pages;

/// <summary>Signing in by a code that comes by SMS: who gets in, and what a stranger learns.</summary>
public sealed class CodeTests
{
    private static Task<World> WorldAsync() => Some.WorldAsync(Staff);

    [Fact]
    public async Task A_code_signs_in_to_coordinate_and_not_to_approve_or_manage()
    {
        using var world = await WorldAsync();
        var visitor = new Visitor(world);
        var asked = await visitor.PostAsync("/console/sign-in-phone", ("phone", "+254 711 000093"), ("to", "/console/maize/people"));
        Assert.Equal((303, "/console/sign-in-code"), (asked.Status, asked.Location));
        foreach (var part in new[] { "secure", "httponly", "samesite=strict", "max-age=600" })
            Assert.Contains(part, asked.Response.Headers.SetCookie.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("ends with 093", (await visitor.GetAsync("/console/sign-in-code")).Text, StringComparison.Ordinal);
        await world.PumpAsync();
        var sms = Assert.Single(world.Gateway.Sent, s => s.To == OnePhone);
        Assert.Matches(@"^Outreach: your code for the console is \d{6}\. It is good for 10 minutes\.", sms.Text);
        var code = world.CodeTo(OnePhone);
        Assert.Equal("/console/maize/people",
            (await visitor.PostAsync("/console/sign-in-code", ("code", $" {code[..3]} {code[3..]} "))).Location);
        Assert.Equal(200, (await visitor.GetAsync("/console/maize/today")).Status);
        var id = await world.WaitingAsync();
        var approved = await visitor.FillAsync($"/console/maize/approvals/{id}", $"/console/maize/approvals/{id}", ("decision", "approve"));
        Assert.StartsWith("/console/again?", approved.Location, StringComparison.Ordinal);
        Assert.Contains("need=strong", approved.Location, StringComparison.Ordinal);
        var hidden = (await visitor.GetAsync("/console/maize/today")).FormTo("/console/sign-out");
        Assert.Equal(403, (await visitor.PostAsync("/console/maize/settings/sending", ("once", hidden["once"]),
            ("seal", hidden["seal"]))).Status);
        Assert.Equal(403, (await visitor.GetAsync("/console/health")).Status);
    }

    [Fact]
    public async Task The_sms_is_in_the_language_of_the_page()
    {
        using var world = await WorldAsync();
        var visitor = new Visitor(world);
        visitor.Keep(Words.Cookie, "fr");
        await visitor.PostAsync("/console/sign-in-phone", ("phone", OnePhone));
        await world.PumpAsync();
        Assert.Contains("votre code de connexion", world.Gateway.Sent.Last().Text, StringComparison.Ordinal);
    }

    /// <summary>Codes to both phones are as good as a key.</summary>
    [Fact]
    public async Task Codes_to_two_phones_are_strong_and_one_code_twice_is_not()
    {
        using var world = await WorldAsync();
        var visitor = new Visitor(world);
        await visitor.ByCodeAsync(world, FirstPhone);
        await visitor.ByCodeAsync(world, FirstPhone, ("again", "1"), ("phone", "0"));
        Assert.Equal(403, (await visitor.GetAsync("/console/health")).Status);
        await visitor.PostAsync("/console/sign-in-phone", ("again", "1"), ("phone", "1"));
        await world.PumpAsync();
        Assert.Equal(303, (await visitor.PostAsync("/console/sign-in-code", ("code", world.CodeTo(SecondPhone)))).Status);
        Assert.Equal(200, (await visitor.GetAsync("/console/health")).Status);
        var id = await world.WaitingAsync();
        var done = await visitor.FillAsync($"/console/maize/approvals/{id}", $"/console/maize/approvals/{id}", ("decision", "approve"));
        Assert.Equal("/console/maize/approvals?done=Approved", done.Location);
    }

    /// <summary>A code of hours ago says nothing of who holds that phone now.</summary>
    [Fact]
    public async Task Codes_to_two_phones_are_strong_only_within_ten_minutes_of_each_other()
    {
        using var world = await WorldAsync();
        var visitor = new Visitor(world);
        await visitor.ByCodeAsync(world, FirstPhone);
        world.Clock.Advance(Duration.FromMinutes(11));
        await AgainAsync("1", SecondPhone);
        Assert.Equal(403, (await visitor.GetAsync("/console/health")).Status);
        world.Clock.Advance(Duration.FromMinutes(4));
        await AgainAsync("0", FirstPhone);
        Assert.Equal(200, (await visitor.GetAsync("/console/health")).Status);
        // The earlier of the two counts.
        world.Clock.Advance(Duration.FromMinutes(7));
        var id = await world.WaitingAsync();
        var late = await visitor.FillAsync($"/console/maize/approvals/{id}", $"/console/maize/approvals/{id}", ("decision", "approve"));
        Assert.Contains("need=strong", late.Location, StringComparison.Ordinal);

        async Task AgainAsync(string which, string phone)
        {
            await visitor.PostAsync("/console/sign-in-phone", ("again", "1"), ("phone", which));
            await world.PumpAsync();
            Assert.Equal(303, (await visitor.PostAsync("/console/sign-in-code", ("code", world.CodeTo(phone)))).Status);
        }
    }

    /// <summary>Neither words nor steps tell whether a number is a member of staff's.</summary>
    [Fact]
    public async Task Nothing_tells_whose_a_phone_is()
    {
        using var world = await WorldAsync();
        var told = new List<(string, string, int, string, int)>();
        foreach (var phone in new[] { OnePhone, Unknown })
        {
            var visitor = new Visitor(world);
            Seen asked = null!, wrong = null!;
            var asking = await world.CallsAsync(async () => asked = await visitor.PostAsync("/console/sign-in-phone", ("phone", phone)));
            var page = await visitor.GetAsync("/console/sign-in-code");
            await world.PumpAsync();
            var trying = await world.CallsAsync(async () => wrong = await visitor.PostAsync("/console/sign-in-code", ("code", "000000x")));
            told.Add((asked.Location!, page.Text, asking, wrong.Text, trying));
        }
        Assert.Equal(told[0], told[1]);
        Assert.DoesNotContain(world.Gateway.Sent, s => s.To == Unknown);
        Assert.Single(world.Gateway.Sent, s => s.To == OnePhone);
        Assert.Empty(world.Warnings);
    }

    [Fact]
    public async Task Who_is_past_their_last_day_gets_no_code()
    {
        using var world = await WorldAsync();
        await new Visitor(world).PostAsync("/console/sign-in-phone", ("phone", EndedPhone));
        await world.PumpAsync();
        Assert.DoesNotContain(world.Gateway.Sent, s => s.To == EndedPhone);
    }

    [Fact]
    public async Task A_code_is_good_once_for_ten_minutes_five_tries_and_the_browser_that_asked()
    {
        using var world = await WorldAsync();
        var visitor = new Visitor(world);
        await visitor.ByCodeAsync(world, OnePhone);
        var used = world.CodeTo(OnePhone);

        var other = new Visitor(world);
        Assert.Equal("/console/sign-in", (await other.PostAsync("/console/sign-in-code", ("code", used))).Location);
        await other.PostAsync("/console/sign-in-phone", ("phone", OnePhone));
        Assert.Equal(422, (await other.PostAsync("/console/sign-in-code", ("code", used))).Status);
        await world.PumpAsync();
        world.Clock.Advance(Duration.FromMinutes(10));
        Assert.Equal(422, (await other.PostAsync("/console/sign-in-code", ("code", world.CodeTo(OnePhone)))).Status);
        var late = new Visitor(world);
        await late.PostAsync("/console/sign-in-phone", ("phone", SecondPhone));
        await world.PumpAsync();
        world.Clock.Advance(Duration.FromSeconds(599));
        Assert.Equal(303, (await late.PostAsync("/console/sign-in-code", ("code", world.CodeTo(SecondPhone)))).Status);

        world.Clock.Advance(Duration.FromHours(1));
        await other.PostAsync("/console/sign-in-phone", ("phone", OnePhone));
        await world.PumpAsync();
        for (var n = 0; n < 5; n++)
            Assert.Equal(422, (await other.PostAsync("/console/sign-in-code", ("code", $"00000{n}x"))).Status);
        Assert.Equal(422, (await other.PostAsync("/console/sign-in-code", ("code", world.CodeTo(OnePhone)))).Status);
        Assert.Equal(303, (await other.ByCodeAsync(world, OnePhone)).Status);

        // The cookie of a code that was used, kept by somebody.
        var cookie = new Visitor(world);
        await cookie.PostAsync("/console/sign-in-phone", ("phone", FirstPhone));
        await world.PumpAsync();
        var kept = cookie.Cookies["__Host-outreach-code"];
        Assert.Equal(303, (await cookie.PostAsync("/console/sign-in-code", ("code", world.CodeTo(FirstPhone)))).Status);
        cookie.Keep("__Host-outreach-code", kept);
        Assert.Equal(422, (await cookie.PostAsync("/console/sign-in-code", ("code", world.CodeTo(FirstPhone)))).Status);
    }

    [Fact]
    public async Task A_phone_gets_three_codes_an_hour_and_eight_a_day()
    {
        using var world = await WorldAsync();
        for (var hour = 0; hour < 4; hour++)
        {
            for (var n = 0; n < 5; n++) await new Visitor(world).PostAsync("/console/sign-in-phone", ("phone", OnePhone));
            await world.PumpAsync();
            Assert.Equal(Math.Min(3 * (hour + 1), 8),
                world.Gateway.Sent.Count(s => s.To == OnePhone));
            world.Clock.Advance(Duration.FromHours(1));
        }
    }

    /// <summary>The port is another with each connection; what a caller writes before the proxy's entry counts for nothing.</summary>
    [Fact]
    public async Task One_address_asks_so_often_for_whatever_phones()
    {
        using var world = await WorldAsync();
        for (var n = 0; n < 20; n++)
            Assert.Equal(303, (await AskAsync($"+2547110001{n:00}", $"198.51.100.{n}, 203.0.113.7:{4000 + n}")).Status);
        Assert.Equal(422, (await AskAsync("+254711000150", "203.0.113.7:5000")).Status);
        Assert.Equal(303, (await AskAsync("+254711000150", "203.0.113.8:5000")).Status);
        for (var n = 0; n < 20; n++) await AskAsync($"+2547110002{n:00}", $"[2001:db8:1:2::{n + 1:x}]:443");
        Assert.Equal(422, (await AskAsync("+254711000250", "[2001:db8:1:2:ffff::9]:443")).Status);

        Task<Seen> AskAsync(string phone, string from) =>
            new Visitor(world).SendAsync("POST", "/console/sign-in-phone", $"phone={Uri.EscapeDataString(phone)}",
                [("X-Forwarded-For", from)]);
    }

    [Fact]
    public async Task So_many_codes_go_out_in_an_hour_and_the_log_says_so()
    {
        using var world = await Some.WorldAsync(s =>
        {
            Staff(s);
            Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<OutreachOptions>(s,
                o => o.SignInCodesAnHour = 1);
        });
        await new Visitor(world).PostAsync("/console/sign-in-phone", ("phone", OnePhone));
        await new Visitor(world).PostAsync("/console/sign-in-phone", ("phone", FirstPhone));
        await world.PumpAsync();
        Assert.Single(world.Gateway.Sent, s => s.To is OnePhone or FirstPhone);
        Assert.Contains(world.Warnings, w => w.StartsWith("So many sign-in codes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_code_is_in_no_table_no_queue_and_no_log()
    {
        using var world = await WorldAsync();
        var visitor = new Visitor(world);
        await visitor.PostAsync("/console/sign-in-phone", ("phone", OnePhone));
        var queued = Assert.Single(await world.Queues.ReceiveAsync(Queue.Work, 32, Duration.FromSeconds(1), default));
        world.Clock.Advance(Duration.FromSeconds(2));
        await world.PumpAsync();
        var code = world.CodeTo(OnePhone);
        await visitor.PostAsync("/console/sign-in-code", ("code", "wrong"));
        await visitor.PostAsync("/console/sign-in-code", ("code", code));
        // Within a longer figure or id it is another.
        var stands = new Regex($"(?<![0-9a-f]){code}(?![0-9a-f])");
        Assert.Matches(stands, world.Gateway.Sent.Last().Text);
        Assert.DoesNotMatch(stands, queued.Body);
        foreach (var table in Enum.GetValues<Table>()) Assert.DoesNotContain(world.Tables.All(table), r => stands.IsMatch(r.Data));
        Assert.NotEmpty(world.Log);
        Assert.DoesNotContain(world.Log, w => w.Contains(code, StringComparison.Ordinal) || Regex.IsMatch(w, @"\d{9}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0711000093")]
    [InlineData("+15005550006")]
    [InlineData("one-phone")]
    public async Task What_is_no_number_of_a_served_country_is_told(string typed)
    {
        using var world = await WorldAsync();
        var seen = await new Visitor(world).PostAsync("/console/sign-in-phone", ("phone", typed));
        Assert.Equal(422, seen.Status);
        Assert.Contains("no mobile number", seen.Text, StringComparison.Ordinal);
    }
}
