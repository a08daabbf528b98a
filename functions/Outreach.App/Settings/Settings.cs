using System.ComponentModel.DataAnnotations;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Settings of the App, section <c>Outreach</c>.</summary>
public sealed class OutreachOptions
{
    /// <summary>The USSD code that people dial, named in messages.</summary>
    [Required(ErrorMessage = "Set Outreach__UssdCode to the USSD code people dial, such as *384*7071#.")]
    public string UssdCode { get; set; } = "*384*7071#";

    /// <summary>The SMS gateway for messages that no route names.</summary>
    [Required(ErrorMessage = "Set Outreach__Gateway to the name of the gateway to send by, such as twilio or africastalking.")]
    public string Gateway { get; set; } = "";

    /// <summary>
    /// At least 16 characters mixed into every PIN's hash and kept outside storage. Changing the pepper makes every PIN wrong.
    /// </summary>
    [Required(ErrorMessage = "Set Outreach__PinPepper to a secret of at least 16 characters."), MinLength(16,
        ErrorMessage = "Set Outreach__PinPepper to a secret of at least 16 characters.")]
    public string PinPepper { get; set; } = "";

    /// <summary>
    /// Newer peppers by version, from 2 on; <see cref="PinPepper"/> is version 1. The newest makes new hashes; keep an older one while
    /// its hashes exist.
    /// </summary>
    /// <remarks>Each older hash is made anew under the newest pepper when its PIN is next typed.</remarks>
    public Dictionary<string, string> PinPeppers { get; } = [];

    /// <summary>Argon2id memory in KiB and passes. The defaults are OWASP's minimum and take about 0.1 s.</summary>
    [Range(8, 1_048_576, ErrorMessage = "Set Outreach__PinMemoryKib to a number of KiB from 8 to 1048576.")]
    public int PinMemoryKib { get; set; } = 19_456;

    [Range(1, 10, ErrorMessage = "Set Outreach__PinPasses to a number from 1 to 10.")]
    public int PinPasses { get; set; } = 2;

    /// <summary>The price of one SMS segment, in minor units of the country's currency, by ISO 3166 region.</summary>
    public Dictionary<string, long> MinorPerSegment { get; } = [];

    /// <summary>
    /// The same price by gateway name and then by region; <see cref="MinorPerSegment"/> applies where a gateway has none.
    /// </summary>
    public Dictionary<string, Dictionary<string, long>> MinorPerSegmentVia { get; } = [];

    /// <summary>
    /// Other gateways for some messages, and their replacements. The route that names most of programme, country and purpose applies.
    /// </summary>
    public List<GatewayRoute> Routes { get; } = [];

    /// <summary>Senders (numbers or names) by gateway, then by region or <c>any</c>. A phone always sees the same sender.</summary>
    public Dictionary<string, Dictionary<string, string[]>> Senders { get; } = [];

    /// <summary>The SMS that the gateway takes a second, for estimates.</summary>
    [Range(1, 10_000, ErrorMessage = "Set Outreach__SmsPerSecond to a number from 1 to 10000.")]
    public int SmsPerSecond { get; set; } = 10;

    /// <summary>The served countries, as ISO 3166 regions separated by commas; empty for all known countries.</summary>
    public string Countries { get; set; } = "";

    /// <summary>The SMS of one phone that are answered in an hour.</summary>
    public int AnswersPerPhoneAnHour { get; set; } = PhoneLimits.Default.AnswersAnHour;

    /// <summary>The SMS that one phone gets in a day, without receipts and tips.</summary>
    public int SmsPerPhoneADay { get; set; } = PhoneLimits.Default.SmsADay;

    /// <summary>The SMS in an hour to unregistered numbers that begin with the same eight digits.</summary>
    public int SmsPerPrefixAnHour { get; set; } = 100;

    /// <summary>The tips, reminders, surveys and consent questions that go out in an hour, over all programmes and gateways.</summary>
    public int UnaskedAnHour { get; set; } = 200_000;

    /// <summary>The SMS segments that one owner of API keys starts by broadcasts in a day.</summary>
    public int SegmentsPerOwnerADay { get; set; } = 200_000;

    /// <summary>The sign-in codes that go out by SMS in an hour, to all staff.</summary>
    public int SignInCodesAnHour { get; set; } = 100;

    /// <summary>API keys by name: at least 32 characters, or <c>sha256:</c> and the key's hash.</summary>
    public Dictionary<string, string> ApiKeys { get; } = [];

    /// <summary>The owner, rights and end of each key, by the key's name.</summary>
    public Dictionary<string, ApiGrant> ApiGrants { get; } = [];

    /// <summary>The periods for which data is kept.</summary>
    public RetentionOptions Retention { get; } = new();

    internal string[] Regions() => Countries.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>The gateways for some of the messages. An omitted property fits every message.</summary>
public sealed class GatewayRoute
{
    public string? Programme { get; set; }

    /// <summary>ISO 3166 region of the recipient's phone.</summary>
    public string? Country { get; set; }

    public Purpose? Purpose { get; set; }

    /// <summary>Gateway names in the order in which they are asked.</summary>
    public List<string> Gateways { get; } = [];
}

/// <summary>The price of a segment by country and gateway.</summary>
public sealed class Rates(OutreachOptions options)
{
    public int SmsPerSecond => options.SmsPerSecond;

    /// <summary>
    /// The price in minor units of the country's own currency; 0 without a rate. A gateway's own rate precedes the country's.
    /// </summary>
    public long MinorPerSegment(string phone, string gateway)
    {
        if (Country.OfPhone(phone) is not { } country) return 0;
        return options.MinorPerSegmentVia.GetValueOrDefault(gateway)?.TryGetValue(country.Region, out var own) == true
            ? own
            : options.MinorPerSegment.GetValueOrDefault(country.Region);
    }
}
