using NodaTime;
using Outreach.App;
using Outreach.Core.Mentoring;

namespace Outreach.Console.Tests.Pages;

/// <summary>Anyone checks a certificate, without signing in.</summary>
public sealed class VerifyPageTests
{
    private const string Page = "/console/verify";

    [Fact]
    public async Task A_certificate_is_shown_to_anyone_and_tells_no_more_than_it_must()
    {
        using var world = await WithOneAsync();
        var anyone = new Visitor(world);
        Assert.Equal(200, (await anyone.GetAsync(Page)).Status);
        var seen = await anyone.GetAsync(Page + "?code=ccdfghj23c");
        Assert.Equal(200, seen.Status);
        foreach (var part in new[] { "This certificate is genuine", "Wanjiku M.", "Drying maize", "7 of 9 right", "Mar 2026" })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { "p-1", Some.Farmer }) Assert.DoesNotContain(secret, seen.Html, StringComparison.Ordinal);
        var none = await anyone.GetAsync(Page + "?code=CCDFGHJ23D");
        Assert.Equal(404, none.Status);
        Assert.Contains("There is no certificate of this code", none.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"CCDFGHJ23D\"", none.Html, StringComparison.Ordinal);
    }

    /// <summary>Who guesses has to wait, and then not even the right code answers; others are not held up.</summary>
    [Fact]
    public async Task An_address_that_guesses_has_to_wait()
    {
        using var world = await WithOneAsync();
        var anyone = new Visitor(world);
        (string, string) from = ("X-Forwarded-For", "10.0.0.7");
        for (var n = 0; n < ApiRefusals.AllowedAMinute; n++)
            Assert.Equal(404, (await anyone.GetAsync(Page + "?code=CCDFGHJ23D", from)).Status);
        foreach (var code in new[] { "CCDFGHJ23D", "CCDFGHJ23C" })
        {
            var slow = await anyone.GetAsync($"{Page}?code={code}", from);
            Assert.Equal(429, slow.Status);
            Assert.DoesNotContain("Wanjiku", slow.Html, StringComparison.Ordinal);
        }
        Assert.Equal(200, (await anyone.GetAsync(Page + "?code=CCDFGHJ23C", ("X-Forwarded-For", "10.0.0.8"))).Status);
        world.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(200, (await anyone.GetAsync(Page + "?code=CCDFGHJ23C", from)).Status);
    }

    private static async Task<World> WithOneAsync()
    {
        var world = await Some.WorldAsync();
        await world.Tables.UpsertAsync(Keys.Certificate("CCDFGHJ23C"), Json.Write(
            new Certificate("CCDFGHJ23C", "maize", "p-1", "Wanjiku M.", "dry-maize", 1,
                new Dictionary<string, string> { ["en"] = "Drying maize" }, 7, 9, Instant.FromUtc(2026, 3, 2, 9, 0))), default);
        return world;
    }
}
