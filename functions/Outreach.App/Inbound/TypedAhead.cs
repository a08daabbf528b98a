using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>
/// Cuts a request into turns: a dial, then each input. Several inputs come behind the code (<c>*384*7071*1*2#</c>) or at once
/// (<c>1*2</c>).
/// </summary>
internal static class TypedAhead
{
    /// <summary>The most inputs of one request; further ones are dropped, because each PIN among them costs a hash.</summary>
    public const int Most = 20;

    /// <param name="code">The code that people dial.</param>
    public static IReadOnlyList<UssdTurn> Turns(UssdRequest request, UssdSession? session, string code)
    {
        var known = session?.SessionId == request.SessionId ? session : null;
        var turns = request.Kind == UssdKind.Cumulative ? Cumulative(request, known) : NewestInput.Turns(request, known, code);
        // Keys queued behind a PIN go with the input that can be the PIN.
        return known?.QueuedKeys is { } ahead && turns is [{ Input: not null } pin]
            ? [pin, .. ahead.Select(key => pin with { Input = key, Held = true })]
            : turns;
    }

    /// <summary>The inputs dialled behind the code; none when the code is foreign.</summary>
    public static IReadOnlyList<string> BehindCode(string dialled, params ReadOnlySpan<string> codes)
    {
        var plain = Bare(dialled);
        foreach (var code in codes)
        {
            var start = Bare(code) + "*";
            if (start.Length > 1 && plain.StartsWith(start, StringComparison.Ordinal)) return Cut(plain[start.Length..]);
        }
        return [];
    }

    public static IReadOnlyList<string> Cut(string typed) => [.. typed.Split('*').Take(Most)];

    /// <summary>A request without new input is a repeat and gets the same screen.</summary>
    private static List<UssdTurn> Cumulative(UssdRequest request, UssdSession? session)
    {
        List<UssdTurn> turns = session is null ? [new(request.SessionId, null, 0, LookupResults.None)] : [];
        var position = session?.Consumed ?? 0;
        if (request.Text.Length <= position)
            return session is null ? turns : [new(request.SessionId, "", request.Text.Length, LookupResults.None)];
        var rest = request.Text[position..];
        if (position > 0 && rest[0] == '*') (rest, position) = (rest[1..], position + 1);
        foreach (var typed in Cut(rest))
        {
            position += typed.Length;
            turns.Add(new(request.SessionId, typed, position, LookupResults.None));
            position++;
        }
        // Dropped input must not count as new next time.
        turns[^1] = turns[^1] with { Consumed = request.Text.Length };
        return turns;
    }

    private static string Bare(string code) => code.Trim().TrimStart('*').TrimEnd('#');
}
