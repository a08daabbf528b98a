using System.Globalization;
using System.Text.Json;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>
/// Reads a webhook's fields and remembers the first missing or malformed one. Reading continues after a bad field, so a handler reads all
/// its fields and then checks <see cref="Bad"/> once. The first value of a repeated name counts; unknown names are ignored.
/// </summary>
internal sealed class Fields(
    WebhookRequest request, IReadOnlyList<KeyValuePair<string, string>> pairs, IReadOnlyCollection<string> countryCodes,
    StringComparison names = StringComparison.Ordinal)
{
    /// <summary>Reads the fields of a request; null when there are too many or they cannot be read.</summary>
    public delegate Fields? Source(WebhookRequest request, IReadOnlyCollection<string> countryCodes);

    /// <summary>Fields of a form.</summary>
    public static Fields? OfForm(WebhookRequest request, IReadOnlyCollection<string> countryCodes) =>
        Of(request, request.Form, countryCodes);

    /// <summary>Fields of the address, as UTF-8.</summary>
    public static Fields? OfQuery(WebhookRequest request, IReadOnlyCollection<string> countryCodes) =>
        Of(request, WebhookHttp.ParseForm(WebhookHttp.Query(request.PathAndQuery)), countryCodes);

    /// <summary>
    /// Members of a JSON object, as text; their names compare without case. Objects, arrays and nulls within are left out.
    /// </summary>
    public static Fields? OfJson(WebhookRequest request, IReadOnlyCollection<string> countryCodes) =>
        OfJson(request, countryCodes, root => root.ValueKind == JsonValueKind.Object
            ? root.EnumerateObject().Select(member => (member.Name, member.Value)) : null);

    /// <summary>Values that are somewhere in a JSON document, as text; null where they are not to be found.</summary>
    public static Fields? OfJson(
        WebhookRequest request, IReadOnlyCollection<string> countryCodes, Func<JsonElement, IEnumerable<(string, JsonElement)>?> find)
    {
        if (Limits.Exceeds(request)) return null;
        try
        {
            using var json = JsonDocument.Parse(request.Body);
            if (find(json.RootElement) is not { } found) return null;
            var pairs = found.Select(value => (Name: value.Item1, Text: TextOf(value.Item2)))
                .Where(value => value.Text is not null).Take(Limits.Fields + 1)
                .Select(value => KeyValuePair.Create(value.Name, value.Text!));
            return Of(request, [.. pairs], countryCodes, StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair throws InvalidOperationException, and only when the text is read.
            return null;
        }
    }

    public WebhookRequest Request => request;

    public IReadOnlyCollection<string> CountryCodes => countryCodes;

    /// <summary>The reply for the first bad field, naming only the field; null when all were good.</summary>
    public WebhookReply? Bad { get; private set; }

    /// <summary>The value; null when the field is absent.</summary>
    public string? Optional(string name)
    {
        foreach (var (key, value) in pairs)
        {
            if (key.Equals(name, names)) return value;
        }

        return null;
    }

    /// <summary>The value, which may be empty; an absent field is bad.</summary>
    public string Text(string name) => Optional(name) ?? Refuse(name);

    /// <summary>An id or code: 1 to <see cref="Limits.IdChars"/> characters without control characters.</summary>
    public string Id(string name) => Id(name, Text(name));

    /// <summary>An id that is part of the path.</summary>
    public string PathId(string name) => Id(name, request.RouteValues.GetValueOrDefault(name) ?? "");

    /// <summary>A phone number in E.164.</summary>
    public string Phone(string name) => Phones.ToE164(Text(name), countryCodes) ?? Refuse(name);

    /// <summary>A phone number in E.164 that is a help and no more; null where it is absent, masked or unreadable.</summary>
    public string? OptionalPhone(string name) => Optional(name) is { } number ? Phones.ToE164(number, countryCodes) : null;

    /// <summary>The sender of an SMS in E.164; null for a short code or a name, which cannot be answered.</summary>
    public string? Sender(string name) => Phones.IsUnanswerable(Text(name)) ? null : Phone(name);

    /// <summary>One of our own addresses: a phone number in E.164; a short code or a name unchanged.</summary>
    public string Address(string name) => Phones.ToE164(Id(name), countryCodes) ?? Text(name).Trim();

    /// <summary>A whole number of 0 or more; absent or empty is null.</summary>
    public int? Count(string name)
    {
        var value = Optional(name);
        if (string.IsNullOrEmpty(value)) return null;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return count;
        Refuse(name);
        return null;
    }

    /// <summary>True or false, as a JSON literal, a text, 1 or 0.</summary>
    public bool Flag(string name)
    {
        var value = Text(name).Trim();
        if (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase)) return true;
        if (value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase)) Refuse(name);
        return false;
    }

    /// <summary>The value's entry in a table; a value without an entry is malformed.</summary>
    public T OneOf<T>(string name, IReadOnlyDictionary<string, T> table) where T : struct
    {
        if (table.TryGetValue(Text(name).Trim(), out var mapped)) return mapped;
        Refuse(name);
        return default;
    }

    /// <summary>One of the known words, in the spelling of the list; compared without case.</summary>
    public string OneOf(string name, IReadOnlyCollection<string> words)
    {
        var value = Text(name).Trim();
        return words.FirstOrDefault(word => word.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? Refuse(name);
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static Fields? Of(
        WebhookRequest request, IReadOnlyList<KeyValuePair<string, string>> pairs, IReadOnlyCollection<string> countryCodes,
        StringComparison names = StringComparison.Ordinal) =>
        Limits.Exceeds(request) || pairs.Count > Limits.Fields ? null : new Fields(request, pairs, countryCodes, names);

    private string Id(string name, string value) =>
        value.Length is > 0 and <= Limits.IdChars && !value.Any(char.IsControl) ? value : Refuse(name);

    /// <summary>Notes that the field is malformed, for what reads a value further.</summary>
    public string Refuse(string name)
    {
        Bad ??= WebhookReply.BadField(name);
        return "";
    }
}
