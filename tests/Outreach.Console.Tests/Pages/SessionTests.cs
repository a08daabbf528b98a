using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>Signing in, staying in, and out.</summary>
public sealed class SessionTests
{
    private const string Cookie = "__Host-outreach";

    [Fact]
    public async Task A_key_signs_its_owner_in_and_the_cookie_is_for_this_host_only()
    {
        using var world = await Some.WorldAsync();
        var visitor = new Visitor(world);
        var seen = await visitor.PostAsync("/console/sign-in", ("key", World.Key), ("to", "/console/maize/today"));
        Assert.Equal((303, "/console/maize/today"), (seen.Status, seen.Location));
        var set = seen.Response.Headers.SetCookie.ToString();
        foreach (var part in new[] { Cookie + "=", "path=/", "secure", "httponly", "samesite=lax" })
            Assert.Contains(part, set, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", set, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(World.Key, set, StringComparison.Ordinal);
        var today = await visitor.GetAsync("/console/maize/today");
        Assert.Equal(200, today.Status);
        Assert.Contains("office", today.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-key-of-this-system-0001-at-all", "no key of this system")]
    [InlineData("", "no key of this system")]
    [InlineData("key-of-ended-0001-for-these-tests", "past its last day")]
    public async Task A_wrong_key_signs_nobody_in(string key, string why)
    {
        using var world = await Some.WorldAsync();
        var visitor = new Visitor(world);
        var seen = await visitor.PostAsync("/console/sign-in", ("key", key));
        Assert.Equal(422, seen.Status);
        Assert.Contains(why, seen.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.Cookies);
    }

    [Theory]
    [InlineData("https://evil.example/console/x")]
    [InlineData("//evil.example")]
    [InlineData("/console//evil.example")]
    [InlineData("/consolex")]
    [InlineData("/console/\\evil.example")]
    [InlineData("/api/v1/people")]
    public async Task Signing_in_leads_nowhere_else(string to)
    {
        using var world = await Some.WorldAsync();
        Assert.Equal("/console", (await new Visitor(world).PostAsync("/console/sign-in", ("key", World.Key), ("to", to))).Location);
    }

    [Fact]
    public async Task A_cookie_that_was_changed_is_nobodys()
    {
        using var world = await Some.WorldAsync();
        var viewer = await Visitor.InAsync(world, "read");
        var (mine, office) = (viewer.Cookies[Cookie], (await Visitor.InAsync(world)).Cookies[Cookie]);
        string[] forged =
        [
            office[..40] + mine[40..], mine[..^4] + (mine[^4] == 'A' ? 'B' : 'A') + mine[^3..], mine[..^8], mine + "AAAA", "x", "....",
            world.Get<Sealing>().Seal("another purpose", new { name = "office" }),
            new Sealing(new OutreachOptions { PinPepper = "another-pepper-of-16" }).Seal("console session", new { name = "office" }),
        ];
        foreach (var cookie in forged)
        {
            viewer.Keep(Cookie, cookie);
            Assert.Equal(303, (await viewer.GetAsync("/console/maize/today")).Status);
        }
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_of_rest_and_after_seven_days_of_work()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        for (var hours = 0; hours < 7 * 24; hours += 11)
        {
            Assert.Equal(200, (await visitor.GetAsync("/console/maize/today")).Status);
            world.Clock.Advance(Duration.FromHours(11));
        }
        Assert.Equal(303, (await visitor.GetAsync("/console/maize/today")).Status);
        visitor = await Visitor.InAsync(world);
        world.Clock.Advance(Duration.FromHours(13));
        Assert.Equal("/console/sign-in?to=%2Fconsole%2Fmaize%2Ftoday", (await visitor.GetAsync("/console/maize/today")).Location);
    }

    [Fact]
    public async Task A_session_ends_with_its_key()
    {
        using var world = await Some.WorldAsync();
        world.Clock.Advance(Instant.FromUtc(2026, 12, 31, 22, 0) - world.Clock.GetCurrentInstant());
        var visitor = await Visitor.InAsync(world);
        Assert.Equal(200, (await visitor.GetAsync("/console/maize/today")).Status);
        world.Clock.Advance(Duration.FromHours(3));
        Assert.Equal(303, (await visitor.GetAsync("/console/maize/today")).Status);
    }

    [Fact]
    public async Task Signing_out_takes_the_cookie_away()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        Assert.Equal("/console/sign-in", (await visitor.FillAsync("/console/maize/today", "/console/sign-out")).Location);
        Assert.Empty(visitor.Cookies);
    }

    /// <summary>A copy of the cookie ends with it, on each instance; another session of the key goes on.</summary>
    [Fact]
    public async Task Signing_out_ends_every_copy_of_the_cookie()
    {
        using var world = await Some.WorldAsync();
        var (visitor, other) = (await Visitor.InAsync(world), await Visitor.InAsync(world));
        var early = visitor.Cookies[Cookie];
        world.Clock.Advance(Duration.FromHours(1));
        await visitor.GetAsync("/console/maize/today");
        var late = visitor.Cookies[Cookie];
        Assert.NotEqual(early, late);
        await visitor.FillAsync("/console/maize/today", "/console/sign-out");
        foreach (var copy in new[] { early, late })
        {
            var thief = new Visitor(world);
            thief.Keep(Cookie, copy);
            Assert.Equal(303, (await thief.GetAsync("/console/maize/people")).Status);
        }
        Assert.Equal(200, (await other.GetAsync("/console/maize/people")).Status);
        var row = Assert.Single(world.Tables.All(Table.Staff));
        Assert.Single(Json.Read<SessionList>(row.Data).Sessions);
        // The list goes when all in it is over.
        await world.Get<Retention>().LookAsync(row, world.Clock.GetCurrentInstant(), default);
        Assert.Single(world.Tables.All(Table.Staff));
        await world.Get<Retention>().LookAsync(row, world.Clock.GetCurrentInstant() + Duration.FromDays(7), default);
        Assert.Empty(world.Tables.All(Table.Staff));
    }

    [Fact]
    public async Task A_page_of_another_site_can_send_no_form()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var hidden = (await visitor.GetAsync("/console/maize/today")).FormTo("/console/sign-out");
        foreach (var (path, body) in new[] { ("/console/sign-out", $"once={hidden["once"]}&seal={hidden["seal"]}"),
            ("/console/sign-in", $"key={World.Key}") })
        {
            Assert.Equal(403, (await visitor.SendAsync("POST", path, body, [("Sec-Fetch-Site", "cross-site")])).Status);
        }
        Assert.Single(visitor.Cookies);
    }

    /// <summary>One press signs in only where all three are so: this host's own staff, no real gateway, this machine.</summary>
    [Theory]
    [InlineData("simulated", "127.0.0.1", null, true)]
    [InlineData("simulated", "::1", null, true)]
    [InlineData("twilio", "127.0.0.1", null, false)]
    [InlineData("simulated", "10.0.0.7", null, false)]
    [InlineData("simulated", "127.0.0.1", "10.0.0.7", false)]
    public void The_demos_staff_are_on_this_machine_only(string gateway, string from, string? forwarded, bool there)
    {
        using var world = new World();
        var options = new OutreachOptions { Gateway = gateway, PinPepper = "pepper-of-16-chars" };
        var sessions = new Sessions(world.Get<KeyHolders>(), options, world.Get<StaffSessions>(), world.Get<Sealing>(), world.Clock,
            [new DemoStaff(["office"])], NullLogger<Sessions>.Instance);
        var http = World.Request("GET", "/console/sign-in", null);
        http.Connection.RemoteIpAddress = IPAddress.Parse(from);
        if (forwarded is not null) http.Request.Headers["X-Forwarded-For"] = forwarded;
        Assert.Equal(there ? 1 : 0, sessions.Demo(http).Count);
        Assert.Empty(new Sessions(world.Get<KeyHolders>(), options, world.Get<StaffSessions>(), world.Get<Sealing>(), world.Clock, [],
            NullLogger<Sessions>.Instance).Demo(http));
    }

    [Fact]
    public async Task The_staff_choose_a_language_and_it_stays()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        Assert.Contains("lang=\"en\"", (await visitor.GetAsync("/console/maize/today")).Html, StringComparison.Ordinal);
        Assert.Equal("/console/maize/today",
            (await visitor.PostAsync("/console/language", ("code", "sw"), ("to", "/console/maize/today"))).Location);
        var seen = await visitor.GetAsync("/console/maize/today");
        Assert.Contains("<html lang=\"sw\"", seen.Html, StringComparison.Ordinal);
        Assert.Contains("Yanayosubiri", seen.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"sw\"",
            (await new Visitor(world).GetAsync("/console/sign-in", ("Accept-Language", "sw-KE,en;q=0.7"))).Html, StringComparison.Ordinal);
        Assert.Contains("Se connecter",
            (await new Visitor(world).GetAsync("/console/sign-in", ("Accept-Language", "fr-CI"))).Text, StringComparison.Ordinal);
        Assert.Contains("প্রবেশ করুন",
            (await new Visitor(world).GetAsync("/console/sign-in", ("Accept-Language", "bn-BD,en;q=0.5"))).Text, StringComparison.Ordinal);
    }
}
