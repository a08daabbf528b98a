using System.Text.Json.Nodes;
using NodaTime.Text;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>
/// Blanks what stored JSON says of one erased person. An object is about the person when its <c>personId</c> is theirs, or its phone is and
/// no other person is named. All other objects, and who did something, stay as they are.
/// </summary>
internal static class PersonalFields
{
    /// <summary>The data without the person; null when it says nothing of them.</summary>
    public static string? Without(string data, Sought sought) =>
        JsonNode.Parse(data) is { } root && Blank(root, sought) ? root.ToJsonString(Json.Options) : null;

    private static bool Blank(JsonNode? node, Sought sought) => node switch
    {
        JsonObject about => Any([BlankOwn(about, sought), .. about.ToList().Select(p => BlankValue(about, p.Key, p.Value, sought))]),
        JsonArray list => Any([.. list.Select(item => Blank(item, sought))]),
        _ => false,
    };

    /// <summary>An answer is kept as text, and is JSON itself.</summary>
    private static bool BlankValue(JsonObject holder, string name, JsonNode? value, Sought sought)
    {
        if (name != "body" || Text(value) is not { Length: > 0 } text || text[0] is not ('{' or '[')) return Blank(value, sought);
        if (Without(text, sought) is not { } blanked) return false;
        holder[name] = blanked;
        return true;
    }

    private static bool BlankOwn(JsonObject about, Sought sought)
    {
        // A task is about a number while nobody there was registered.
        if (Text(about["subject"]) is { } subject && WasTheirs(subject, Text(about["at"]), sought)) about["subject"] = "";
        else if (!IsAbout(about, sought)) return false;
        foreach (var (name, blank) in new[] { ("name", sought.Pseudonym), ("phone", ""), ("place", "") })
            if (about[name] is JsonValue) about[name] = blank;
        if (about["crops"] is JsonArray) about["crops"] = new JsonArray();
        if (about["text"] is JsonValue) about["text"] = "";
        return true;
    }

    private static bool WasTheirs(string phone, string? at, Sought sought) =>
        at is not null && InstantPattern.ExtendedIso.Parse(at) is { Success: true, Value: var then }
            ? sought.Had(phone, then)
            : sought.Had(phone);

    private static bool IsAbout(JsonObject about, Sought sought)
    {
        if (Text(about["programme"]) is { Length: > 0 } programme && programme != sought.Programme) return false;
        return Text(about["personId"]) is { Length: > 0 } id
            ? id == sought.PersonId
            : Text(about["phone"]) is { } phone && sought.Had(phone) && about["name"] is JsonValue name
                && (Text(name) == sought.Name || Text(name) == sought.Pseudonym);
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool Any(IReadOnlyList<bool> changes) => changes.Contains(true);
}
