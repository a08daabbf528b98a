using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Faults of names and numbers in words that follow the name of a field: <c>phone</c>, <c>The name</c>.</summary>
internal static class FieldFaults
{
    public static string Of(PhoneFault fault) => fault switch
    {
        PhoneFault.Missing => "is missing",
        PhoneFault.TooShort => "has too few digits",
        PhoneFault.Letters => "has a letter in it: write digits",
        PhoneFault.Words => "has a name or another word beside the number: write the number alone",
        PhoneFault.Extension => "has an extension: write a mobile number alone",
        PhoneFault.Several => "has more than one number: write one",
        PhoneFault.Rounded => "was shortened by the spreadsheet, so that digits are lost: format the column as text",
        PhoneFault.OldIvorian => "has 8 digits, as before 2021: write 07 (Orange), 05 (MTN) or 01 (Moov) before them",
        _ => "is not a phone number that can be written to",
    };

    public static string Of(Role role) => role.ToString().ToLowerInvariant();

    public const string NotServed = "is of a country that is not served";

    public const string NotMobile = "is not known as a mobile number, so perhaps no SMS reaches it";

    public static string Of(TextReading reading) => reading.Fault switch
    {
        TextFault.Odd => $"has \"{reading.About}\" in it",
        TextFault.Link => $"has \"{reading.About}\" in it, which phones take for a link: write a space after the point",
        TextFault.Script =>
            $"has \"{reading.About}\" in it: write in Latin or in Bangla letters, and not in both",
        TextFault.Reserved => $"has \"{reading.About}\" in it, which is a company's, an office's or our own name",
        _ => $"is 2 to {PersonText.Most} letters",
    };
}
