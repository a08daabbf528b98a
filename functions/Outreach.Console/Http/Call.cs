using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Outreach.App;

namespace Outreach.Console;

/// <summary>One page of a list: at most <paramref name="Take"/> rows after <paramref name="After"/>.</summary>
internal sealed record Stretch(string After, int Take)
{
    /// <summary>The value of <c>after</c> for the next page; null at the end.</summary>
    public string? Next<T>(IReadOnlyList<T> rows, Func<T, string> key) => rows.Count < Take ? null : key(rows[^1]);
}

/// <summary>One authenticated request.</summary>
internal sealed record Call(HttpContext Http, KeyHolder Holder)
{
    public const string KeyHeader = "Idempotency-Key";
    private const int KeyLength = 100;
    private const int ValueLength = 80;
    private const int MostRows = 1000;

    /// <summary>The key's owner. Two keys of one owner are one person.</summary>
    public string Who => Holder.Owner;

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
            if (!IsUsable(value as string ?? "")) return Answer.NotFound("There is none of that name.");
        }
        var unusable = Http.Request.Query.FirstOrDefault(q => q.Value.Any(v => !IsUsable(v ?? ""))).Key;
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

    /// <summary>Short enough for a storage key, even when every character is escaped.</summary>
    private static bool IsUsable(string value) => value.Length <= ValueLength && !value.Any(char.IsControl);
}
