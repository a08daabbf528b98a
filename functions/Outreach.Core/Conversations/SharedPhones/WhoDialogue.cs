using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>The first screen of a phone that does not tell who dials: who of those who share it, or whether it is still theirs.</summary>
internal static class WhoDialogue
{
    /// <summary>Where a session begins.</summary>
    /// <param name="ahead">More was dialled than the code: where to is known, and an
    /// offer to go on would only be answered by mistake.</param>
    public static IReadOnlyList<Screen> Begin(Subscriber subscriber, bool ahead, Instant now)
    {
        if (subscriber.Quarantine is not null) return [new StillYours()];
        // Somebody who has joined meanwhile, by SMS or by a coordinator, has nothing to go on with there.
        var left = ahead || subscriber.Holder is not null && subscriber.Session?.Screen is JoinScreen
            ? null
            : subscriber.Session is { } dropped ? Resuming.TrailOf(dropped, now) : null;
        if (!subscriber.IsShared) return Home(subscriber, left, now);
        return subscriber.Session is { Screen: WhoIsThis asked } last && !ahead && last.IsFresh(now)
            ? [asked]
            : [new WhoIsThis(left, left is null ? null : subscriber.Session!.Who)];
    }

    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, WhoIsThis screen, string typed, Instant now)
    {
        if (typed == "0") return new Transition(subscriber, [.. trail, new Goodbye()]);
        if (!int.TryParse(typed, out var n) || n < 1 || n > subscriber.Holders.Count) return Dialogue.Again(subscriber, trail);
        var who = subscriber.As(subscriber.Holders[n - 1].Holder.Key);
        return new Transition(who, Home(who, screen.Of == who.Holder!.Key ? screen.Dropped : null, now)) { Who = who.Holder.Key };
    }

    /// <summary>Yes is for the PIN to say; whoever says no frees the number, and the person it was is looked for.</summary>
    public static Transition Still(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, Instant now) => typed switch
    {
        // The names of those who share it would be shown before anybody has proved who they are.
        "1" when subscriber.IsShared => new Transition(subscriber, [.. trail, new PinFromCoordinator()]),
        "1" => new Transition(subscriber, [new Home(), new BalanceTotals()]),
        "2" =>
            new Transition(subscriber.Emptied(), [new StrangerHome()],
                [.. subscriber.Holders.Select(s => new RaiseTask(s.Holder.Programme, "number given up", s.Holder.PersonId, now))]) { Who =
                    "" },
        _ => Dialogue.Again(subscriber, trail),
    };

    /// <summary>First names as long as they tell people apart.</summary>
    public static IReadOnlyList<string> Names(Subscriber subscriber)
    {
        var holders = subscriber.Holders;
        return [.. holders.Select(s => holders.Count(o => o.FirstName == s.FirstName) == 1 ? s.FirstName : WithInitial(s))];
    }

    private static string WithInitial(PhoneUser user) =>
        user.Holder.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } parts
            ? $"{parts[0]} {parts[^1][0]}"
            : user.FirstName;

    /// <summary>
    /// The menu, and in front of it what waits for this person: where they dropped, a question about consent, a reset of their PIN.
    /// </summary>
    private static IReadOnlyList<Screen> Home(Subscriber subscriber, IReadOnlyList<Screen>? left, Instant now)
    {
        var home = Dialogue.HomeOf(subscriber);
        IReadOnlyList<Screen> trail = left is not null
            ? [home, new ResumeAt(left)]
            : JoinDialogue.MustAsk(subscriber, now) ? [home, new ConsentAsk()] : [home];
        return PinResets.IsAsked(subscriber, now) ? [.. trail, new ResetAsked()] : trail;
    }
}
