using NodaTime;
using Outreach.Core.People;
using Outreach.Core.Wording;

namespace Outreach.Core.Lines;

/// <summary>
/// One USSD turn: from the screen shown and what was typed to the next screen. Where a turn needs to know more (an account, whether a PIN
/// is right) it answers with a <see cref="Need"/> and is decided again with the fact.
/// </summary>
public static class UssdDecisions
{
    public static Outcome<Line> Decide(Line line, UssdTurn turn, Instant now)
    {
        if (line.Session is { } s && s.SessionId == turn.SessionId && turn.Consumed <= s.Consumed)
            return Outcome<Line>.Nothing(line, new Shown(s.Shown, s.Ended));
        var outcome = turn.Input is null || line.Session?.SessionId != turn.SessionId ? Start(line, turn, now) : Go(line, line.Session, turn, now);
        // Nothing is kept of a turn that must be decided again with an account in hand.
        return outcome.Reply is Need.AnAccount ? Outcome<Line>.Nothing(line, outcome.Reply) : outcome;
    }

    private static Outcome<Line> Start(Line line, UssdTurn turn, Instant now)
    {
        var trail = WhoDialogue.Begin(line, now);
        var session = new UssdSession(turn.SessionId, turn.Consumed, "", false, now, now, 0, trail, false, line.IsShared ? null : line.Holder?.Key);
        return Show(line, session, new Move(line, trail), turn, now);
    }

    private static Outcome<Line> Go(Line line, UssdSession session, UssdTurn turn, Instant now)
    {
        // The gateway goes on with a session that we ended: it starts over.
        if (session.Ended) return Start(line with { Session = null }, turn, now);
        // Whoever was in the menus has left this phone since.
        if (session.Who is { } gone && !line.Holds(gone)) return Start(line with { Session = null }, turn, now);
        line = line.As(session.Who);
        if (Missing(line, session.Screen, turn.Facts) is { } need) return Outcome<Line>.Nothing(line, need);
        var move = PinDialogue.Applies(session.Screen)
            ? PinDialogue.Step(line, session, turn, now)
            : Dialogue.Step(line, session, turn, now);
        return move.Need is { } asks ? new(move.Line, [], asks) : Show(move.Line, session, move, turn, now);
    }

    private static Outcome<Line> Show(Line line, UssdSession session, Move move, UssdTurn turn, Instant now)
    {
        var authenticated = move.Authenticated ?? session.Authenticated;
        var trail = authenticated ? move.Trail : PinDialogue.Guarded(line, move.Trail, now);
        var screen = trail[^1];
        if (Missing(line, screen, turn.Facts) is { } need) return Outcome<Line>.Nothing(line, need);
        var text = ScreenText.Of(line, screen, turn.Facts.Account, move.Notice, now);
        var ended = ScreenText.Ends(screen);
        var next = session with
        {
            Consumed = turn.Consumed, Shown = text, Ended = ended, LastAt = now, Steps = session.Steps + 1,
            Trail = trail, Authenticated = authenticated, Who = move.Who is "" ? null : move.Who ?? session.Who,
        };
        return new(line with { Session = next }, move.Effects ?? [], new Shown(text, ended));
    }

    private static Need.AnAccount? Missing(Line line, Screen screen, UssdFacts facts) =>
        screen.NeedsAccount && facts.Account is null && line.Holder is { } holder
            ? new Need.AnAccount(AggregateId.Account(holder.Programme, holder.PersonId))
            : null;
}

/// <summary>Where a turn leads: the line, the trail of screens, and what follows; or what it needs to know first.</summary>
/// <param name="Notice">The input was not one of the choices; the screen is shown again and says so.</param>
public sealed record Move(
    Line Line, IReadOnlyList<Screen> Trail, IReadOnlyList<Effect>? Effects = null, Need? Need = null, bool? Authenticated = null, bool Notice = false)
{
    /// <summary>The person who has just said who they are, by key; empty for nobody any more.</summary>
    public string? Who { get; init; }

    public static Move Asking(Line line, Need need) => new(line, [], null, need);
}
