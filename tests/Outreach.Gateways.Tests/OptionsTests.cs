using Microsoft.Extensions.Options;

namespace Outreach.Gateways.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Twilio:AccountSid", "XX1")]
    [InlineData("Twilio:AccountSid", "")]
    [InlineData("Twilio:AuthToken", "")]
    [InlineData("Twilio:PublicBase", "")]
    [InlineData("Twilio:PublicBase", "http://outreach.example.org")]
    [InlineData("Twilio:PublicBase", "https://out_reach.example.org")]
    [InlineData("Twilio:From", "")]
    [InlineData("Twilio:From", "0711000111")]
    [InlineData("Twilio:Pace:PerSecond", "0")]
    public void Twilio_says_what_to_set(string setting, string value) => AssertSaysWhatToSet(new TwilioTable(), setting, value);

    [Theory]
    [InlineData("AfricasTalking:PathKeys:0", "short")]
    [InlineData("AfricasTalking:PathKeys:0", "sixteen or more/with a slash")]
    [InlineData("AfricasTalking:PathKeys:2", "a-third-key-of-plenty-of-characters")]
    [InlineData("AfricasTalking:Username", "")]
    [InlineData("AfricasTalking:ApiKey", "")]
    [InlineData("AfricasTalking:Sandbox", "true")]
    [InlineData("AfricasTalking:BaseUrl", "http://api.example.org")]
    [InlineData("AfricasTalking:BaseUrl", "nowhere")]
    [InlineData("AfricasTalking:RetryHours", "0")]
    [InlineData("AfricasTalking:Pace:PerSecond", "0")]
    [InlineData("AfricasTalking:Pace:Retries", "6")]
    [InlineData("AfricasTalking:Pace:Timeout", "00:00:01")]
    [InlineData("AfricasTalking:Pace:RetryDelay", "-00:00:01")]
    public void Africas_Talking_says_what_to_set(string setting, string value) =>
        AssertSaysWhatToSet(new AfricasTalkingTable(), setting, value);

    [Theory]
    [InlineData("Kannel:PathKeys:0", "short")]
    [InlineData("Kannel:PathKeys:2", "a-third-key-of-plenty-of-characters")]
    [InlineData("Kannel:SendUrl", "")]
    [InlineData("Kannel:SendUrl", "http://kannel.example.org/cgi-bin/sendsms")]
    [InlineData("Kannel:SendUrl", "http://8.8.8.8/cgi-bin/sendsms")]
    [InlineData("Kannel:SendUrl", "http://172.32.0.1/cgi-bin/sendsms")]
    [InlineData("Kannel:Username", "")]
    [InlineData("Kannel:Password", "")]
    [InlineData("Kannel:Password", "pässword")]
    [InlineData("Kannel:From", "")]
    [InlineData("Kannel:From", "a\nb")]
    [InlineData("Kannel:SmscId", "ö")]
    [InlineData("Kannel:PublicBase", "")]
    [InlineData("Kannel:PublicBase", "http://outreach.example.org")]
    [InlineData("Kannel:PublicBase", "https://outreach.example.org/?a=1")]
    [InlineData("Kannel:PublicBase", "https://outreach.example.org/%61")]
    [InlineData("Kannel:Pace:PerSecond", "0")]
    public void Kannel_says_what_to_set(string setting, string value) => AssertSaysWhatToSet(new KannelTable(), setting, value);

    [Theory]
    [InlineData("Mpesa:PathKeys:0", "short")]
    [InlineData("Mpesa:PathKeys:2", "a-third-key-of-plenty-of-characters")]
    [InlineData("Mpesa:CallbackAddresses:0", "daraja.example.org")]
    [InlineData("Mpesa:ConsumerKey", "")]
    [InlineData("Mpesa:ConsumerSecret", "")]
    [InlineData("Mpesa:Initiator", "")]
    [InlineData("Mpesa:SecurityCredential", "")]
    [InlineData("Mpesa:UnconfirmedCounts", "true")]
    [InlineData("Mpesa:PublicBase", "")]
    [InlineData("Mpesa:PublicBase", "http://outreach.example.org")]
    [InlineData("Mpesa:PublicBase", "https://m-pesa.example.org")]
    [InlineData("Mpesa:BaseUrl", "http://daraja.example.org")]
    [InlineData("Mpesa:Pace:PerSecond", "0")]
    public void Mpesa_says_what_to_set(string setting, string value) => AssertSaysWhatToSet(new MpesaTable(), setting, value);

    [Theory]
    [InlineData("600986:Programme", "", "Set Mpesa:ShortCodes to each short code with its programme.")]
    [InlineData("maize:Programme", "maize", "Set Mpesa:ShortCodes:CODE to short codes, which are digits.")]
    [InlineData("600986:Phone", "0711000001", "Set Phone in Mpesa:ShortCodes to a number in E.164, or leave it empty.")]
    public void Mpesa_says_what_a_short_code_is(string setting, string value, string sentence)
    {
        using var host = new GatewayHost(new MpesaTable(), settings: new Dictionary<string, string?>
        {
            ["Mpesa:ShortCodes:600000:Programme"] = "", [$"Mpesa:ShortCodes:{setting}"] = value,
        });
        Assert.Equal(sentence, Assert.Single(Assert.Throws<OptionsValidationException>(() => host.Webhooks).Failures));
    }

    [Theory, MemberData(nameof(UssdTests.Gateways), MemberType = typeof(UssdTests))]
    public void A_gateway_of_USSD_alone_says_how_long_its_key_is(string gateway)
    {
        var table = (UssdTable)GatewayTable.All.Single(table => table.Gateway == gateway);
        AssertSaysWhatToSet(table, $"{table.Section}:PathKeys:0", "short");
    }

    [Theory]
    [InlineData("infobip", "Infobip:PathKeys:0", "sixteen or more/with a slash")]
    [InlineData("nalo", "Nalo:PathKeys:2", "a-third-key-of-plenty-of-characters")]
    [InlineData("comviva", "Comviva:UserId", "airtel")]
    [InlineData("comviva", "Comviva:Password", "secret")]
    public void A_gateway_of_USSD_alone_says_what_to_set(string gateway, string setting, string value) =>
        AssertSaysWhatToSet(GatewayTable.All.Single(table => table.Gateway == gateway), setting, value);

    [Theory]
    [InlineData("http://10.1.2.3:13013/cgi-bin/sendsms")]
    [InlineData("http://172.16.0.1/cgi-bin/sendsms")]
    [InlineData("http://192.168.1.2/cgi-bin/sendsms")]
    [InlineData("http://[fd00::1]/cgi-bin/sendsms")]
    [InlineData("https://kannel.example.org/cgi-bin/sendsms")]
    public void Kannel_may_be_reached_plainly_within_a_private_network(string address)
    {
        using var host = new GatewayHost(new KannelTable(), settings: new Dictionary<string, string?> { ["Kannel:SendUrl"] = address });
        Assert.NotEmpty(host.Webhooks);
    }

    private static void AssertSaysWhatToSet(GatewayTable table, string setting, string value)
    {
        var problem = Assert.Throws<OptionsValidationException>(() =>
        {
            using var host = new GatewayHost(table, settings: new Dictionary<string, string?> { [setting] = value });
            _ = host.Webhooks;
        });
        var sentence = Assert.Single(problem.Failures);
        Assert.StartsWith("Set ", sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.Contains(setting.TrimEnd('0', '1', '2', ':'), sentence, StringComparison.Ordinal);
        Assert.All(table.Secrets, secret => Assert.DoesNotContain(secret, sentence, StringComparison.Ordinal));
    }
}
