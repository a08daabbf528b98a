using System.Globalization;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>
/// Reads a webhook's form, and remembers the first field that is missing or malformed. Every reader goes on after a bad field,
/// so a handler reads all it needs and then asks <see cref="Bad"/> once. Of a repeated name the first value counts; unknown names are left alone.
/// </summary>
internal sealed class Fields(WebhookRequest request, IReadOnlyCollection<string> countryCodes)
{
    /// <summary>The reply for the first bad field, its name only; null when all were good.</summary>
    public WebhookReply? Bad { get; private set; }

    /// <summary>The value, null when the field is absent.</summary>
    public string? Optional(string name)
    {
        foreach (var (key, value) in request.Form)
        {
            if (key == name) return value;
        }

        return null;
    }

    /// <summary>The value, which may be empty but must be there.</summary>
    public string Text(string name) => Optional(name) ?? Refuse(name);

    /// <summary>An id or code: 1 to <see cref="Limits.IdChars"/> characters, none of them a control.</summary>
    public string Id(string name)
    {
        var value = Text(name);
        return value.Length is > 0 and <= Limits.IdChars && !value.Any(char.IsControl) ? value : Refuse(name);
    }

    /// <summary>A phone number in E.164.</summary>
    public string Phone(string name) => Phones.ToE164(Text(name), countryCodes) ?? Refuse(name);

    /// <summary>Who sent an SMS: E.164, or null when it is a short code or a name, which cannot be answered.</summary>
    public string? Sender(string name) => Phones.IsUnanswerable(Text(name)) ? null : Phone(name);

    /// <summary>One of our own addresses: E.164 where it is a phone number, else (a short code, a name) as it came.</summary>
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

    /// <summary>What a table maps the value to; a value that it lacks is malformed.</summary>
    public T OneOf<T>(string name, IReadOnlyDictionary<string, T> table) where T : struct
    {
        if (table.TryGetValue(Text(name).Trim(), out var mapped)) return mapped;
        Refuse(name);
        return default;
    }

    /// <summary>One of the known words, in their own spelling; compared without case.</summary>
    public string OneOf(string name, IReadOnlyCollection<string> words)
    {
        var value = Text(name).Trim();
        return words.FirstOrDefault(word => word.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? Refuse(name);
    }

    private string Refuse(string name)
    {
        Bad ??= WebhookReply.BadField(name);
        return "";
    }
}
