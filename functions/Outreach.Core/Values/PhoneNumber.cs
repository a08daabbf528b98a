using PhoneNumbers;

namespace Outreach.Core.Values;

/// <summary>A telephone number in E.164, such as <c>+254711000001</c>.</summary>
public readonly record struct PhoneNumber
{
    private PhoneNumber(string e164, string region, bool isMobile) => (E164, Region, IsMobile) = (e164, region, isMobile);

    public string E164 { get; }

    /// <summary>The ISO 3166 country of the numbering plan, such as <c>KE</c>.</summary>
    public string Region { get; }

    /// <summary>False where the numbering plan knows the range as another: a landline, a free or a paid service.</summary>
    public bool IsMobile { get; }

    /// <summary>As <see cref="Read"/>; null for a fault.</summary>
    public static PhoneNumber? Parse(string? typed, string region) => Read(typed, region).Number;

    /// <summary>
    /// Reads a typed number, international or national for <paramref name="region"/>, or names its fault. A number without <c>+</c> is
    /// read as national first, then as international of a country that is served, since many write <c>254…</c>. Letters are refused:
    /// the library would take them for keys of a keypad, and so for another person's number.
    /// </summary>
    public static PhoneReading Read(string? typed, string region)
    {
        var text = new TypedPhone(typed);
        if (text.Fault is { } fault) return PhoneReading.Refused(fault);
        var digits = text.Digits;
        if (Find(digits, region) is not { } number)
            return PhoneReading.Refused(text.HasLetterO ? PhoneFault.Letters : FaultOf(digits, region));
        if (text.HasLetterO && (!number.IsMobile || region.Length > 0 && number.Region != region))
            return PhoneReading.Refused(PhoneFault.Letters);
        return HasLengthOfCountry(number) ? new(number, null) : PhoneReading.Refused(PhoneFault.TooShort);
    }

    /// <summary>
    /// The mobile network that the range of a number in E.164 was given to, such as <c>Safaricom</c>; "" where that is not known. A number
    /// that was taken along to another network counts for its first one.
    /// </summary>
    public static string Network(string e164) =>
        PhoneNumberToCarrierMapper.GetInstance().GetNameForValidNumber(PhoneNumberUtil.GetInstance().Parse(e164, null), Locale.English);

    public override string ToString() => E164;

    private static PhoneNumber? Find(string digits, string region)
    {
        // Many write 00 for the plus where their own country's prefix is another, such as 000 in Kenya.
        var international = digits.StartsWith("00", StringComparison.Ordinal) ? Try("+" + digits[2..], region) : null;
        if ((international ?? Try(digits, region)) is { } number) return number;
        return digits[0] != '+' && Try("+" + digits, region) is { } other && Country.OfPhone(other.E164) is not null ? other : null;
    }

    private static PhoneNumber? Try(string text, string region)
    {
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            var number = util.Parse(text, region);
            if (!util.IsValidNumber(number)) return null;
            var mobile = util.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE;
            return new PhoneNumber(util.Format(number, PhoneNumberFormat.E164), util.GetRegionCodeForNumber(number) ?? region, mobile);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>The numbering plan has short ranges that no person's phone has, such as <c>+2781123</c>.</summary>
    private static bool HasLengthOfCountry(PhoneNumber number) =>
        Country.OfPhone(number.E164) is not { } country || number.E164.Length == country.DialCode.Length + country.NumberDigits;

    private static PhoneFault FaultOf(string digits, string region)
    {
        var bare = digits.TrimStart('+');
        if (bare.StartsWith("00", StringComparison.Ordinal)) bare = bare[2..];
        var isIvorian = region == "CI" && bare.Length == 8 || bare.StartsWith("225", StringComparison.Ordinal) && bare.Length == 11;
        return isIvorian ? PhoneFault.OldIvorian : bare.Length < 9 ? PhoneFault.TooShort : PhoneFault.NotANumber;
    }
}

/// <summary>Why a text is no telephone number.</summary>
public enum PhoneFault
{
    Missing,
    NotANumber,
    TooShort,
    Letters,
    /// <summary>A name or other words stand beside a number.</summary>
    Words,
    Extension,
    Several,
    /// <summary>A spreadsheet's <c>2.54711E+11</c>: the last digits are lost.</summary>
    Rounded,
    /// <summary>Eight digits, as before 2021.</summary>
    OldIvorian,
}

/// <summary>A number, or its fault.</summary>
public readonly record struct PhoneReading(PhoneNumber? Number, PhoneFault? Fault)
{
    public static PhoneReading Refused(PhoneFault fault) => new(null, fault);
}
