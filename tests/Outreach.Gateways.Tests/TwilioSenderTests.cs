using Outreach.App;
using Outreach.Core.Notices;

namespace Outreach.Gateways.Tests;

/// <summary>
/// The sender on Twilio's real library: its requests and its look-ups. <see cref="TwilioTable"/> covers the reading of responses.
/// </summary>
public sealed class TwilioSenderTests
{
    private const string Created =
        """{"sid":"SM1","status":"queued","to":"+254711000111","error_code":null,"price":null,"num_segments":"1"}""";

    private static readonly (string, string)[] Account =
    [
        ("Twilio:AccountSid", StubTwilio.AccountSid), ("Twilio:AuthToken", StubTwilio.AuthToken),
        ("Twilio:PublicBase", StubTwilio.PublicBase), ("Twilio:From", "+12025550123"),
    ];

    [Fact]
    public async Task A_message_goes_out_with_its_sender_its_callback_and_its_end()
    {
        using var twilio = new StubTwilio(StubTwilio.Answer(201, Created));
        Assert.Equal(Handover.Accepted("SM1"), await SendAsync(twilio));
        var (url, body, authorization) = Assert.Single(twilio.Asked);
        Assert.Equal($"https://api.twilio.com/2010-04-01/Accounts/{StubTwilio.AccountSid}/Messages.json", url.AbsoluteUri);
        Assert.StartsWith("Basic ", authorization, StringComparison.Ordinal);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["To"] = "+254711000111",
                ["From"] = "+12025550123",
                ["Body"] = "Habari & karibu",
                ["StatusCallback"] = StubTwilio.PublicBase + TwilioGateway.StatusCallbackPath("m1"),
                ["ValidityPeriod"] = "14400",
            }.OrderBy(field => field.Key),
            WebhookHttp.ParseForm(body).OrderBy(field => field.Key));
    }

    [Fact]
    public async Task A_messaging_service_takes_the_place_of_the_number()
    {
        using var twilio = new StubTwilio(StubTwilio.Answer(201, Created));
        await SendAsync(twilio, ("Twilio:MessagingServiceSid", "MG1"));
        var form = WebhookHttp.ParseForm(twilio.Asked[0].Body).ToDictionary();
        Assert.Equal("MG1", form["MessagingServiceSid"]);
        Assert.DoesNotContain("From", form.Keys);
    }

    [Fact]
    public async Task A_sender_of_a_pool_takes_the_place_of_both()
    {
        using var twilio = new StubTwilio(StubTwilio.Answer(201, Created));
        await using var services = twilio.Services([.. Account, ("Twilio:MessagingServiceSid", "MG1")]);
        await StubTwilio.Sender(services).SendAsync(new OutboundSms("m1", "+254711000111", "hello", "+12025550199"), default);
        var form = WebhookHttp.ParseForm(twilio.Asked[0].Body).ToDictionary();
        Assert.Equal("+12025550199", form["From"]);
        Assert.DoesNotContain("MessagingServiceSid", form.Keys);
    }

    [Fact]
    public async Task Without_settings_nothing_is_sent()
    {
        using var twilio = new StubTwilio(StubTwilio.Answer(201, Created));
        await using var services = twilio.Services();
        var sender = StubTwilio.Sender(services);
        Assert.Equal(Handover.Refused(SendFailure.Unauthorized),
            await sender.SendAsync(new OutboundSms("m1", "+254711000111", "hello"), default));
        Assert.Empty(twilio.Asked);
    }

    [Fact]
    public async Task A_text_longer_than_Twilio_takes_is_not_sent()
    {
        using var twilio = new StubTwilio(StubTwilio.Answer(201, Created));
        await using var services = twilio.Services(Account);
        var sender = StubTwilio.Sender(services);
        Assert.Equal(Handover.Refused(SendFailure.TooLong),
            await sender.SendAsync(new OutboundSms("m1", "+254711000111", new string('a', 1601)), default));
        Assert.True(sender.ReturnsMessageId);
        Assert.Equal("twilio", sender.Name);
    }

    private static async Task<Handover> SendAsync(StubTwilio twilio, params (string, string)[] more)
    {
        await using var services = twilio.Services([.. Account, .. more]);
        return await StubTwilio.Sender(services).SendAsync(new OutboundSms("m1", "+254711000111", "Habari & karibu"), default);
    }
}
