using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Values;

namespace Outreach.Gateways;

/// <summary>Reads Daraja's shapes.</summary>
internal static class MpesaFields
{
    private static readonly DateTimeZone nairobi = DateTimeZoneProviders.Tzdb["Africa/Nairobi"];

    /// <summary><c>TransTime</c> and most others, and <c>TransactionCompletedDateTime</c>.</summary>
    private static readonly LocalDateTimePattern[] times =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("yyyyMMddHHmmss"),
        LocalDateTimePattern.CreateWithInvariantCulture("dd.MM.yyyy HH:mm:ss"),
    ];

    /// <summary>The members of <c>Result</c>, then its parameters, then its reference items; one alone may stand without a list.</summary>
    public static Fields? OfResult(WebhookRequest request, IReadOnlyCollection<string> countryCodes) =>
        Fields.OfJson(request, countryCodes, root =>
        {
            if (Member(root, "Result") is not { ValueKind: JsonValueKind.Object } result) return null;
            return [.. result.EnumerateObject().Select(member => (member.Name, member.Value)),
                .. Items(Member(result, "ResultParameters"), "ResultParameter"),
                .. Items(Member(result, "ReferenceData"), "ReferenceItem")];
        });

    /// <summary>A receipt: 1 to 60 letters and digits.</summary>
    public static string Receipt(this Fields fields, string name) =>
        fields.Id(name) is { Length: <= 60 } id && id.All(char.IsAsciiLetterOrDigit) ? id : fields.Refuse(name);

    /// <summary>An amount above 0 in shillings, exactly; more than two decimals are malformed.</summary>
    public static Money Shillings(this Fields fields, string name)
    {
        if (decimal.TryParse(fields.Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount is > 0 and <= Amounts.Limit / 100 && decimal.Truncate(amount * 100) == amount * 100)
            return new((long)(amount * 100), "KES");
        fields.Refuse(name);
        return new(0, "KES");
    }

    /// <summary>The day in Nairobi of a time; null for an absent field.</summary>
    public static LocalDate? OptionalDay(this Fields fields, string name, bool isUtc)
    {
        if (fields.Optional(name) is not { Length: > 0 } text) return null;
        foreach (var pattern in times)
            if (pattern.Parse(text.Trim()).TryGetValue(default, out var time))
                return isUtc ? time.InUtc().WithZone(nairobi).Date : time.Date;
        fields.Refuse(name);
        return null;
    }

    /// <summary>The day of a time that must be there.</summary>
    public static LocalDate? Day(this Fields fields, string name, bool isUtc)
    {
        if (fields.Optional(name) is not { Length: > 0 }) fields.Refuse(name);
        return fields.OptionalDay(name, isUtc);
    }

    /// <summary>What stands before the name in <c>254711000111 - Juma</c>: a number or a short code.</summary>
    public static string? Party(this Fields fields, string name) => fields.Optional(name)?.Split(" - ")[0].Trim();

    private static JsonElement? Member(JsonElement? of, string name) => of is { ValueKind: JsonValueKind.Object } parent
        ? parent.EnumerateObject().Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(member => (JsonElement?)member.Value).FirstOrDefault()
        : null;

    private static IEnumerable<(string, JsonElement)> Items(JsonElement? of, string name) => Member(of, name) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(item => Item(item)),
        { ValueKind: JsonValueKind.Object } item => [Item(item)],
        _ => [],
    };

    private static (string, JsonElement) Item(JsonElement item) =>
        Member(item, "Key") is { ValueKind: JsonValueKind.String } key && Member(item, "Value") is { } value
            ? (key.GetString()!, value) : ("", default);
}
