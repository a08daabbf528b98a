using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>A coordinator's request to move a person to another number.</summary>
/// <param name="Second">The coordinator who agreed; kept so that a repeated request gets the same answer.</param>
public sealed record AskedMove(string To, string By, Instant At, string? Second = null)
{
    /// <summary>The time in which a second coordinator may agree.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(7);
}

/// <summary>Requests a number change; the same request by a second coordinator approves it.</summary>
/// <param name="By">The coordinator, as the audit names them.</param>
[StoredAs("AskMove")] public sealed record AskMove(string Id, string To, string By) : Command;

/// <summary>The result of a coordinator's request.</summary>
public enum MoveAnswer { Unknown, SameNumber, Waits, Done }

/// <summary>A number change without the person's phone or PIN needs two coordinators.</summary>
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
    /// Moves the person with their PIN from the present phone. Without a phone, a new PIN must be chosen.
    /// </summary>
    private static Tell Moving(Person person, AskMove ask) => person.Primary is { } from
        ? new Tell(AggregateId.Subscriber(from.Phone), new MoveNow(ask.Id, person.Details.Key, ask.To))
        : new Tell(AggregateId.Subscriber(ask.To), new MoveIn(ask.Id, new PhoneUser(person.Details, Consent: person.Consent)));
}
