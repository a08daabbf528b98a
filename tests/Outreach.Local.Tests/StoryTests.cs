using System.Net;
using System.Text.RegularExpressions;
using Outreach.Local.Demo;

namespace Outreach.Local.Tests;

/// <summary>A trader offers by USSD, the farmer agrees by SMS, and both get the same receipt, all over HTTP as providers call.</summary>
public sealed partial class StoryTests : IClassFixture<HostFixture>, IDisposable
{
    private const string Trader = "+254711000001";
    private const string Farmer = "+254711000013";
    private readonly RunningHost host;

    public StoryTests(HostFixture fixture)
    {
        host = fixture.Host;
        host.Log.IsOn = true;
    }

    public void Dispose() => host.Log.IsOn = false;

    /// <summary>Typed as the README says, and what comes is what it shows.</summary>
    [Fact]
    public async Task Confirming_terms_gives_both_sides_the_same_receipt()
    {
        var (readme, pin) = (ReadmeTests.Readme, DemoPeople.Find("wanjiru").Pin);
        var typed = Typed().Matches(readme[readme.IndexOf("1. First phone", StringComparison.Ordinal)..readme.IndexOf("`Sent. Offer",
            StringComparison.Ordinal)]).Select(m => m.Groups[1].Value).ToArray();
        Assert.Contains(pin, typed);
        var sent = await host.DialAsync(Trader, "story", typed);
        var code = Code().Match(sent).Value;
        Assert.NotEmpty(code);

        var offer = await host.SmsAsync(Farmer, code);
        Assert.Equal("offer", offer.GetProperty("purpose").GetString());
        Assert.Contains(Masked(RunningHost.TextOf(offer)), Masked(readme), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await host.TwilioSmsAsync(Farmer, "1"));

        var farmers = await host.SmsAsync(Farmer, sms => IsReceipt(sms, code));
        var traders = await host.SmsAsync(Trader, sms => IsReceipt(sms, code));
        Assert.Equal(Hash(farmers), Hash(traders));
        Assert.Contains(Masked(RunningHost.TextOf(farmers)), Masked(readme), StringComparison.Ordinal);
        Assert.Equal("receipt", farmers.GetProperty("purpose").GetString());
        Assert.Equal("GSM-7", farmers.GetProperty("encoding").GetString());

        await host.SmsAsync(Farmer, sms => IsReceipt(sms, code) && sms.GetProperty("status").GetString() == "delivered");
        Assert.DoesNotContain(host.Log.Lines,
            line => line.Contains(pin, StringComparison.Ordinal) && line.Contains('*', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pin_stays_out_of_the_logs_at_every_level()
    {
        const string Typed = "90817263";
        await host.DialAsync("+8801711000002", "secret", "1", Typed);
        Assert.NotEmpty(host.Log.Lines);
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains(Typed, StringComparison.Ordinal));
    }

    /// <summary>Codes, proofs and days differ from one day to the next.</summary>
    private static string Masked(string text) => Changing().Replace(text, "…");

    private static bool IsReceipt(System.Text.Json.JsonElement sms, string code) =>
        RunningHost.TextOf(sms).Contains($"AGREED {code}", StringComparison.Ordinal);

    private static string Hash(System.Text.Json.JsonElement receipt) =>
        Receipt().Match(RunningHost.TextOf(receipt)).Groups[1].Value is { Length: 8 } hash
        ? hash
        : throw new InvalidOperationException("The receipt has no hash.");

    [GeneratedRegex("[BCDFGHJKMNPQRTVWXZ][2-9][2-9BCDFGHJKMNPQRTVWXZ]{3}")]
    private static partial Regex Code();

    [GeneratedRegex("`([0-9]+)`")]
    private static partial Regex Typed();

    [GeneratedRegex(@"\b[2-9BCDFGHJKMNPQRTVWXZ]{5,8}\b|\b\d{1,2} [A-Z][a-z]{2} \d{4}\b")]
    private static partial Regex Changing();

    [GeneratedRegex("Proof ([2-9BCDFGHJKMNPQRTVWXZ]{8})")]
    private static partial Regex Receipt();
}
