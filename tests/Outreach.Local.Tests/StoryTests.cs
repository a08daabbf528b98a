using System.Net;
using System.Text.RegularExpressions;
using Outreach.Local.Demo;

namespace Outreach.Local.Tests;

/// <summary>A trader offers by USSD, the farmer agrees by SMS, and both get the same receipt, all over HTTP as providers call.</summary>
[Collection(HostCollection.Name)]
public sealed partial class StoryTests(HostFixture fixture)
{
    private const string Trader = "+254711000001";
    private const string Farmer = "+254711000015";
    private readonly RunningHost host = fixture.Host;

    [Fact]
    public async Task Confirming_terms_gives_both_sides_the_same_receipt()
    {
        var pin = DemoPeople.Find("wanjiru").Pin;
        var sent = await host.DialAsync(Trader, "story", "9", pin, "0711000015", "1", "10", "3500", "2", "2", "1");
        var code = Code().Match(sent).Value;
        Assert.NotEmpty(code);

        var offer = await host.SmsAsync(Farmer, code);
        Assert.Equal("offer", offer.GetProperty("purpose").GetString());
        Assert.Equal(HttpStatusCode.OK, await host.TwilioSmsAsync(Farmer, "1"));

        var farmers = await host.SmsAsync(Farmer, sms => IsReceipt(sms, code));
        var traders = await host.SmsAsync(Trader, sms => IsReceipt(sms, code));
        Assert.Equal(Hash(farmers), Hash(traders));
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

    private static bool IsReceipt(System.Text.Json.JsonElement sms, string code) =>
        RunningHost.TextOf(sms).Contains($"AGREED {code}", StringComparison.Ordinal);

    private static string Hash(System.Text.Json.JsonElement receipt) =>
        Receipt().Match(RunningHost.TextOf(receipt)).Groups[1].Value is { Length: 8 } hash
        ? hash
        : throw new InvalidOperationException("The receipt has no hash.");

    [GeneratedRegex("[BCDFGHJKMNPQRTVWXZ][2-9][2-9BCDFGHJKMNPQRTVWXZ]{3}")]
    private static partial Regex Code();

    [GeneratedRegex("Proof ([2-9BCDFGHJKMNPQRTVWXZ]{8})")]
    private static partial Regex Receipt();
}
