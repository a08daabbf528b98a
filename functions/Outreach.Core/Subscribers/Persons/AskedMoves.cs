using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>One coordinator has asked that a person be moved to another number.</summary>
/// <param name="Second">Who agreed; kept so that the same asked again is answered the same.</param>
public sealed record AskedMove(string To, string By, Instant At, string? Second = null)
{
    /// <summary>How long a second coordinator may agree.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(7);
}

/// <summary>A coordinator asks for it; a second who asks for the same one agrees to it.</summary>
/// <param name="By">Who the coordinator is, as the audit names them.</param>
[StoredAs("AskMove")] public sealed record AskMove(string Id, string To, string By) : Command;

/// <summary>What became of what a coordinator asked.</summary>
public enum MoveAnswer { Unknown, SameNumber, Waits, Done }

/// <summary>A number changed without the person's phone or PIN takes two coordinators.</summary>
internal static class AskedMoves
{
    public static Outcome<Person> Ask(Person? person, AskMove ask, Instant now)
    {
        if (person is null) return Outcome<Person>.Nothing(null, MoveAnswer.Unknown);
        if (person.Move is { Second: not null } done && done.To == ask.To && now < done.At + AskedMove.OpenFor)
            return Outcome<Person>.Nothing(person, MoveAnswer.Done);
        if (person.Primary?.Phone == ask.To) return Outcome<Person>.Nothing(person, MoveAnswer.SameNumber);
        var open = person.Move is { } asked && asked.To == ask.To && now < asked.At + AskedMove.OpenFor ? asked : null;
        if (open is null) return new(person with { Move = new(ask.To, ask.By, now) }, [], MoveAnswer.Waits);
        return open.By == ask.By
            ? Outcome<Person>.Nothing(person, MoveAnswer.Waits)
            : new(person with { Move = open with { Second = ask.By, At = now } }, [Moving(person, ask)], MoveAnswer.Done);
    }

    /// <summary>
    /// From the phone they have, with their PIN; without one, as they are written down, for what
    /// they joined for and nothing else, and a PIN is chosen anew.
    /// </summary>
    private static Tell Moving(Person person, AskMove ask) => person.Primary is { } from
        ? new Tell(AggregateId.Subscriber(from.Phone), new MoveNow(ask.Id, person.Details.Key, ask.To))
        : new Tell(AggregateId.Subscriber(ask.To),
            new MoveIn(ask.Id, new PhoneUser(person.Details), Consent.None with { Service = ConsentState.Given }));
}
