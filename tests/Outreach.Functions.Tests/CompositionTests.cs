using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Outreach.Functions.Tests;

/// <summary>The services that Program.cs composes, except the Functions host and Twilio's library.</summary>
public sealed class CompositionTests
{
    [Fact]
    public void With_every_setting_in_place_the_host_may_start()
    {
        using var app = new TestApp();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Theory]
    [InlineData("Outreach:PinPepper", "", "Set Outreach__PinPepper")]
    [InlineData("Outreach:Gateway", "", "Set Outreach__Gateway")]
    [InlineData("Storage:AccountName", "second", "Both Storage__ConnectionString and Storage__AccountName are set")]
    [InlineData("AzureWebJobsStorage", "another", "Set AzureWebJobsStorage to the same")]
    [InlineData("Twilio:AuthToken", "", "Set Twilio:AuthToken")]
    [InlineData("Twilio:Pace:PerSecond", "0", "Set Twilio:Pace:PerSecond")]
    [InlineData("Outreach:Gateway", "nobody", "Set Outreach__Gateway to one of twilio, africastalking")]
    [InlineData("Twilio:AuthToken", "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/twilio-auth-token/)",
        "Twilio__AuthToken is still a Key Vault reference")]
    [InlineData("Telemetry:TraceRatio", "2", "Set Telemetry__TraceRatio")]
    [InlineData("AfricasTalking:PathKeys:0", "short", "Set each of AfricasTalking:PathKeys")]
    [InlineData("Kannel:Password", "", "Set Kannel:Password")]
    [InlineData("Hubtel:PathKeys:0", "short", "Set each of Hubtel:PathKeys")]
    [InlineData("Outreach:Routes:0:Country", "KE", "Set Outreach__Routes__0__Gateways__0")]
    [InlineData("Outreach:Routes:0:Gateways:0", "twillio",
        "Set Outreach__Routes__0__Gateways to gateways that are set up here; 'twillio' is not.")]
    [InlineData("Outreach:Senders:kannel:XX:0", "1", "Set Outreach__Senders__kannel for one of")]
    [InlineData("Outreach:MinorPerSegmentVia:kannel:KE", "-1", "Set Outreach__MinorPerSegmentVia__kannel__KE")]
    public void A_wrong_setting_stops_the_start_with_a_sentence_that_says_what_to_set(string name, string value, string sentence)
    {
        using var app = new TestApp((name, value));
        var stopped = Record.Exception(() => app.Services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(sentence, stopped?.ToString() ?? "", StringComparison.Ordinal);
    }

    /// <summary>Otherwise the provider would refuse every message, and nobody would notice.</summary>
    [Fact]
    public void A_gateway_to_send_by_that_is_not_set_up_stops_the_start()
    {
        using var app =
            new TestApp(("Outreach:Gateway", "twilio"), ("Twilio:AccountSid", ""), ("Twilio:AuthToken", ""), ("Twilio:PublicBase", ""),
                ("Twilio:From", ""));
        var stopped = Assert.Throws<OptionsValidationException>(() => app.Services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains("twilio is not", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_does_not_answer_does_not_stop_the_start()
    {
        using var app = new TestApp();
        var setup = app.Services.GetServices<IHostedService>().OfType<StorageAtStart>().Single();
        await setup.StartAsync(default);
        await setup.ExecuteTask!;
    }
}
