using System.ComponentModel.DataAnnotations;
using Outreach.Core.People;

namespace Outreach.App;

/// <summary>Settings of the App, section <c>Outreach</c>.</summary>
public sealed class OutreachOptions
{
    /// <summary>The USSD code people dial, named in messages.</summary>
    [Required(ErrorMessage = "Set Outreach__UssdCode to the USSD code people dial, such as *384*7071#.")]
    public string UssdCode { get; set; } = "*384*7071#";

    /// <summary>The gateway that SMS go out by.</summary>
    [Required(ErrorMessage = "Set Outreach__Gateway to the name of the gateway to send by, such as twilio or africastalking.")]
    public string Gateway { get; set; } = "";

    /// <summary>At least 16 characters that are mixed into every PIN's hash and kept outside the storage. Changing it makes every PIN wrong.</summary>
    [Required(ErrorMessage = "Set Outreach__PinPepper to a secret of at least 16 characters."), MinLength(16, ErrorMessage = "Set Outreach__PinPepper to a secret of at least 16 characters.")]
    public string PinPepper { get; set; } = "";

    /// <summary>Argon2id memory in KiB and passes. The defaults are OWASP's minimum and take about 0.1 s.</summary>
    [Range(8, 1_048_576)]
    public int PinMemoryKib { get; set; } = 19_456;

    [Range(1, 10)]
    public int PinPasses { get; set; } = 2;

    /// <summary>What one SMS segment costs, in minor units of the country's currency, by ISO 3166 region.</summary>
    public Dictionary<string, long> MinorPerSegment { get; } = [];

    /// <summary>How many SMS the gateway takes a second, for estimates.</summary>
    [Range(1, 10_000)]
    public int SmsPerSecond { get; set; } = 10;

    /// <summary>API keys, by the name of who holds them.</summary>
    public Dictionary<string, string> ApiKeys { get; } = [];
}

/// <summary>What a segment costs where.</summary>
public sealed class Rates(OutreachOptions options)
{
    public int SmsPerSecond => options.SmsPerSecond;

    /// <summary>In minor units of the country's own currency; 0 where no rate is set.</summary>
    public long MinorPerSegment(string phone) =>
        Country.OfPhone(phone) is { } country ? options.MinorPerSegment.GetValueOrDefault(country.Region) : 0;
}

/// <summary>Which gateway a message goes by.</summary>
public sealed class GatewayChoice(IEnumerable<IGateway> gateways, OutreachOptions options)
{
    private readonly IGateway gateway = gateways.FirstOrDefault(g => g.Name == options.Gateway) is { } chosen
        ? new TracedGateway(chosen, new Rates(options))
        : throw new InvalidOperationException($"Set Outreach__Gateway to a gateway that is set up here; '{options.Gateway}' is not.");

    public IGateway For(string phone) => Country.OfPhone(phone) is null
        ? throw new InvalidOperationException("A message to a country that is not served came as far as the gateway.")
        : gateway;
}
