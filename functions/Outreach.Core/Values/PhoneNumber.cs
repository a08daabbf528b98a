using PhoneNumbers;

namespace Outreach.Core.Values;

/// <summary>A mobile number in E.164, such as <c>+254711000001</c>.</summary>
public readonly record struct PhoneNumber
{
    private PhoneNumber(string e164, string region) => (E164, Region) = (e164, region);

    public string E164 { get; }

    /// <summary>The ISO 3166 country of the numbering plan, such as <c>KE</c>.</summary>
    public string Region { get; }

    /// <summary>
    /// Reads a typed number, international or national for <paramref name="region"/>; null for an impossible number. A number without
    /// <c>+</c> is read as national first, then as international, since many write <c>254…</c>.
    /// </summary>
    public static PhoneNumber? Parse(string? typed, string region)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > 40) return null;
        var text = typed.Trim();
        return Try(text, region) ?? (text[0] == '+' ? null : Try("+" + text, region));
    }

    public override string ToString() => E164;

    private static PhoneNumber? Try(string text, string region)
    {
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            var number = util.Parse(text, region);
            return util.IsValidNumber(number)
                ? new PhoneNumber(util.Format(number, PhoneNumberFormat.E164), util.GetRegionCodeForNumber(number) ?? region)
                : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
