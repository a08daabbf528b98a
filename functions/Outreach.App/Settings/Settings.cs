using System.ComponentModel.DataAnnotations;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Settings of the App, section <c>Outreach</c>.</summary>
public sealed class OutreachOptions
{
    /// <summary>The USSD code people dial, named in messages.</summary>
    [Required(ErrorMessage = "Set Outreach__UssdCode to the USSD code people dial, such as *384*7071#.")]
    public string UssdCode { get; set; } = "*384*7071#";

    /// <summary>The gateway that SMS go out by where no route says otherwise.</summary>
    [Required(ErrorMessage = "Set Outreach__Gateway to the name of the gateway to send by, such as twilio or africastalking.")]
    public string Gateway { get; set; } = "";

    /// <summary>
    /// At least 16 characters that are mixed into every PIN's hash and kept outside the storage. Changing it makes every PIN wrong.
    /// </summary>
    [Required(ErrorMessage = "Set Outreach__PinPepper to a secret of at least 16 characters."), MinLength(16,
        ErrorMessage = "Set Outreach__PinPepper to a secret of at least 16 characters.")]
    public string PinPepper { get; set; } = "";

    /// <summary>
    /// Newer peppers by their version, from 2 on; <see cref="PinPepper"/> is version 1.
    /// The newest makes new hashes; an older one stays as long
    /// as there are hashes that it made. Each is made anew under the newest when its PIN is next typed.
    /// </summary>
    public Dictionary<string, string> PinPeppers { get; } = [];

    /// <summary>Argon2id memory in KiB and passes. The defaults are OWASP's minimum and take about 0.1 s.</summary>
    [Range(8, 1_048_576, ErrorMessage = "Set Outreach__PinMemoryKib to a number of KiB from 8 to 1048576.")]
    public int PinMemoryKib { get; set; } = 19_456;

    [Range(1, 10, ErrorMessage = "Set Outreach__PinPasses to a number from 1 to 10.")]
    public int PinPasses { get; set; } = 2;

    /// <summary>What one SMS segment costs, in minor units of the country's currency, by ISO 3166 region.</summary>
    public Dictionary<string, long> MinorPerSegment { get; } = [];

    /// <summary>The same for one gateway, by its name and then by region; <see cref="MinorPerSegment"/> where it is silent.</summary>
    public Dictionary<string, Dictionary<string, long>> MinorPerSegmentVia { get; } = [];

    /// <summary>
    /// Other gateways for some messages, and those that step in. The route that names most of programme, country and purpose counts.
    /// </summary>
    public List<GatewayRoute> Routes { get; } = [];

    /// <summary>
    /// Numbers or names that messages come from, by gateway and then by region, or <c>any</c>. A phone always sees the same one.
    /// </summary>
    public Dictionary<string, Dictionary<string, string[]>> Senders { get; } = [];

    /// <summary>How many SMS the gateway takes a second, for estimates.</summary>
    [Range(1, 10_000, ErrorMessage = "Set Outreach__SmsPerSecond to a number from 1 to 10000.")]
    public int SmsPerSecond { get; set; } = 10;

    /// <summary>Countries that are served, as ISO 3166 regions with commas between; empty for all that this system knows.</summary>
    public string Countries { get; set; } = "";

    /// <summary>How many SMS of one phone are answered in an hour.</summary>
    public int AnswersPerPhoneAnHour { get; set; } = PhoneLimits.Default.AnswersAnHour;

    /// <summary>How many SMS one phone gets in a day, receipts and tips not counted.</summary>
    public int SmsPerPhoneADay { get; set; } = PhoneLimits.Default.SmsADay;

    /// <summary>How many SMS go in an hour to unregistered numbers that begin with the same eight digits.</summary>
    public int SmsPerPrefixAnHour { get; set; } = 100;

    /// <summary>API keys, by the name of who holds them.</summary>
    public Dictionary<string, string> ApiKeys { get; } = [];

    /// <summary>What each key is for, by the same names. A key that none is written for coordinates in all programmes.</summary>
    public Dictionary<string, ApiGrant> ApiGrants { get; } = [];

    /// <summary>How long what is kept.</summary>
    public RetentionOptions Retention { get; } = new();

    internal string[] Regions() => Countries.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Which gateways carry some of the messages. What is left out fits every message.</summary>
public sealed class GatewayRoute
{
    public string? Programme { get; set; }

    /// <summary>ISO 3166 region of the recipient's phone.</summary>
    public string? Country { get; set; }

    public Purpose? Purpose { get; set; }

    /// <summary>Names of gateways in the order in which they are asked.</summary>
    public List<string> Gateways { get; } = [];
}

/// <summary>What a segment costs where and by which gateway.</summary>
public sealed class Rates(OutreachOptions options)
{
    public int SmsPerSecond => options.SmsPerSecond;

    /// <summary>
    /// In minor units of the country's own currency; 0 where no rate is set. A gateway's own rate goes before the country's.
    /// </summary>
    public long MinorPerSegment(string phone, string gateway)
    {
        if (Country.OfPhone(phone) is not { } country) return 0;
        return options.MinorPerSegmentVia.GetValueOrDefault(gateway)?.TryGetValue(country.Region, out var own) == true
            ? own
            : options.MinorPerSegment.GetValueOrDefault(country.Region);
    }
}
