using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>A phone asked whether its user leaves the programme; only the answer to that leaves.</summary>
/// <param name="Key">The user's key.</param>
public sealed record LeaveAsk(string Key, Instant At)
{
    /// <summary>How long the answer counts.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(7);
}

/// <summary>
/// A person leaves a programme, by own act and a day later, so that KEEP can stop it. Agreements and debts stay as they are; the person's
/// tenures and consents end.
/// </summary>
internal static class ProgrammeLeaving
{
    public const string By = "the person";

    /// <summary>What the person's act causes: messages stop at once, the rest a day later.</summary>
    public static DoIdentityAct Act(string id) => new($"leave|{id}", IdentityActKind.Left, By);

    /// <summary>START is the newest word: it stops a leaving that waits, as KEEP does, and its answer says so.</summary>
    public static Outcome<Person> Stays(Outcome<Person> returned, Instant said, Instant now)
    {
        if (returned.State?.Acts?.FirstOrDefault(a => a.Kind == IdentityActKind.Left && said > a.DueAt - IdentityActs.MayKeepFor)
            is not { } leaving) return returned;
        var kept = IdentityActs.Keep(returned.State, new KeepAsIs(leaving.Id), now);
        return kept with
        {
            Reply = returned.Reply, Effects = [.. returned.Effects, .. kept.Effects.Where(e => e is not Send { Order.Sms: StayedSms })],
        };
    }

    public static Outcome<Person> Of(Person person, WaitingAct act, Instant now)
    {
        var (who, phones) = (person.Details, person.Phones.Where(p => p.Held).Select(p => p.Phone).ToList());
        var note = new ConsentNote(ConsentAct.Stopped, Consent.Purposes, now, true, "left", "");
        var gone = person with { Acts = null, LeftAt = now, Second = null };
        var noted = PersonConsents.Acted(gone, new ConsentActed(act.Id, phones.FirstOrDefault() ?? "", [note]));
        return noted with { Effects =
        [
            .. noted.Effects,
            .. phones.Select(p => new Tell(AggregateId.Subscriber(p), new LeaveNumber(who.Key, Silent: true))),
            .. person.Second is { } second ? [new Tell(AggregateId.Subscriber(second.Phone), new ContactOver(who.Key))]
                : Array.Empty<Effect>(),
            new RaiseTask(who.Programme, TaskKinds.LeftProgramme, who.PersonId, now),
            PinResets.OwnAct(who, "person.left", now),
        ] };
    }
}
