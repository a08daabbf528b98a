using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>The first screen of a phone that does not tell who dials: who of those who share it, or whether it is still theirs.</summary>
internal static class WhoDialogue
{
    /// <summary>Where a session begins.</summary>
    /// <param name="ahead">More was dialled than the code: where to is known, and an offer to go on would only be answered by mistake.</param>
    public static IReadOnlyList<Screen> Begin(Line line, bool ahead, Instant now)
    {
        if (line.Quarantine is not null) return [new StillYours()];
        // Somebody who has joined meanwhile, by SMS or by a coordinator, has nothing to go on with there.
        var left = ahead || line.Holder is not null && line.Session?.Screen is JoinScreen ? null : line.Session is { } dropped ? Resuming.TrailOf(dropped, now) : null;
        if (!line.IsShared) return Home(line, left, now);
        return line.Session is { Screen: WhoIsThis asked } last && !ahead && last.IsFresh(now) ? [asked] : [new WhoIsThis(left, left is null ? null : line.Session!.Who)];
    }

    public static Move Step(Line line, IReadOnlyList<Screen> trail, WhoIsThis screen, string typed, Instant now)
    {
        if (typed == "0") return new Move(line, [.. trail, new Goodbye()]);
        if (!int.TryParse(typed, out var n) || n < 1 || n > line.Holders.Count) return Dialogue.Again(line, trail);
        var who = line.As(line.Holders[n - 1].Holder.Key);
        return new Move(who, Home(who, screen.Of == who.Holder!.Key ? screen.Dropped : null, now)) { Who = who.Holder.Key };
    }

    /// <summary>Yes is for the PIN to say; whoever says no frees the number, and the person it was is looked for.</summary>
    public static Move Still(Line line, IReadOnlyList<Screen> trail, string typed, Instant now) => typed switch
    {
        // The names of those who share it would be shown before anybody has proved who they are.
        "1" when line.IsShared => new Move(line, [.. trail, new PinFromCoordinator()]),
        "1" => new Move(line, [new Home(), new BalanceTotals()]),
        "2" => new Move(line.Emptied(), [new StrangerHome()], [.. line.Holders.Select(s => new RaiseTask(s.Holder.Programme, "number given up", s.Holder.PersonId, now))]) { Who = "" },
        _ => Dialogue.Again(line, trail),
    };

    /// <summary>First names as long as they tell people apart.</summary>
    public static IReadOnlyList<string> Names(Line line)
    {
        var holders = line.Holders;
        return [.. holders.Select(s => holders.Count(o => o.FirstName == s.FirstName) == 1 ? s.FirstName : WithInitial(s))];
    }

    private static string WithInitial(Sharer sharer) =>
        sharer.Holder.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } parts ? $"{parts[0]} {parts[^1][0]}" : sharer.FirstName;

    /// <summary>The menu, and in front of it what waits for this person: where they dropped, a question about consent, a reset of their PIN.</summary>
    private static IReadOnlyList<Screen> Home(Line line, IReadOnlyList<Screen>? left, Instant now)
    {
        var home = Dialogue.HomeOf(line);
        IReadOnlyList<Screen> trail = left is not null ? [home, new ResumeAt(left)] : JoinDialogue.MustAsk(line, now) ? [home, new ConsentAsk()] : [home];
        return PinResets.IsAsked(line, now) ? [.. trail, new ResetAsked()] : trail;
    }
}
