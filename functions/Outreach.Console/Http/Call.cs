using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <summary>One page of a list: at most <paramref name="Take"/> rows after <paramref name="After"/>.</summary>
internal sealed record Stretch(string After, int Take)
{
    /// <summary>This page of a list that was read whole, in the order of its keys.</summary>
    public IReadOnlyList<T> Of<T>(IEnumerable<T> all, Func<T, string> key) =>
        [.. all.Where(row => string.CompareOrdinal(key(row), After) > 0).OrderBy(key, StringComparer.Ordinal).Take(Take)];

    /// <summary>The value of <c>after</c> for the next page; null at the end.</summary>
    public string? Next<T>(IReadOnlyList<T> rows, Func<T, string> key) => rows.Count < Take ? null : key(rows[^1]);
}

/// <summary>The keys of lists that have the newest first.</summary>
internal static class Newest
{
    public static string Key(Instant at, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - at.ToUnixTimeTicks():D19}.{id}");
}

/// <summary>What a request names.</summary>
/// <param name="Programme">Its programme; empty for none, and where a key of all programmes only looks.</param>
/// <param name="Id">The id in its stored spelling; for a person, the person's id.</param>
/// <param name="Phone">The phone that a person was named by; null when named by id.</param>
internal sealed record Named(string Programme, string Id, string? Phone = null);

/// <summary>One authenticated request.</summary>
internal sealed record Call(HttpContext Http, KeyHolder Holder)
{
    public const string KeyHeader = "Idempotency-Key";
    private const int KeyLength = 100;
    /// <summary>Short enough for a storage key, even when every character is escaped.</summary>
    private const int ValueLength = 80;
    private const int MostRows = 1000;

    /// <summary>The key's owner. Two keys of one owner are one person.</summary>
    public string Who => Holder.Owner;

    /// <summary>What the path names, as <see cref="Gate"/> resolved it. No handler reads the path again.</summary>
    public Named Named { get; init; } = new("", "");

    /// <summary>The request's body, for an endpoint that takes one.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The body in a normal form, to compare with the body of a repeat.</summary>
    public byte[] Canonical { get; init; } = [];

    /// <summary>The same for every try under the same key; see <see cref="Repeats"/>.</summary>
    public string RequestId { get; init; } = Guid.NewGuid().ToString("N");

    public string? Key => Http.Request.Headers[KeyHeader].FirstOrDefault();

    public string Route(string name) => (string?)Http.Request.RouteValues[name] ?? "";

    public string? Query(string name) => Http.Request.Query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

    /// <summary>The command's id; a repeat under the same key has the same id.</summary>
    public string CommandId(string kind) => $"api|{kind}{RequestId}";

    /// <summary>Null when key, path and query are valid.</summary>
    public Answer? Fault()
    {
        if (Key is { } key && (string.IsNullOrWhiteSpace(key) || key.Length > KeyLength || key.Any(char.IsControl)))
            return Answer.Bad(KeyHeader, $"{KeyHeader} is 1 to {KeyLength} characters.");
        foreach (var (name, value) in Http.Request.RouteValues)
        {
            if (!IsPlain(value as string ?? "")) return Answer.Bad(name, $"{name} has spaces at its ends, or signs that nobody sees.");
            if ((value as string)?.Length > ValueLength) return Answer.NotFound("There is none of that name.");
        }
        if (Http.Request.Query.FirstOrDefault(q => q.Value.Count > 1).Key is { } twice) return Answer.Bad(twice, $"{twice} stands twice.");
        if (Http.Request.Query.FirstOrDefault(q => q.Value.Any(v => !IsPlain(v ?? ""))).Key is { } hidden)
            return Answer.Bad(hidden, $"{hidden} has spaces at its ends, or signs that nobody sees.");
        var unusable = Http.Request.Query.FirstOrDefault(q => q.Value.Any(v => v?.Length > ValueLength)).Key;
        return unusable is null ? null : Answer.Bad(unusable, $"{unusable} is at most {ValueLength} characters.");
    }

    /// <summary>The page of a list that <c>after</c> and <c>take</c> ask for.</summary>
    public (Stretch? Stretch, Answer? Fault) Stretch()
    {
        if (Query("take") is not { } typed) return (new(Query("after") ?? "", 100), null);
        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var take) && take is >= 1 and <= MostRows
            ? (new(Query("after") ?? "", take), null)
            : (null, Answer.Bad("take", $"take is 1 to {MostRows}."));
    }

    /// <summary>No space at an end, no control or format character: two readers could take such a value for two things.</summary>
    private static bool IsPlain(string value) => value.Length == 0
        || !char.IsWhiteSpace(value[0]) && !char.IsWhiteSpace(value[^1]) && value.All(c => char.GetUnicodeCategory(c)
            is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned));
}
