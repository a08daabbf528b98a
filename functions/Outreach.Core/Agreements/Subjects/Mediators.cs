using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>
/// Who mediates: named, asked, agreed, gone. Before their own yes they get no name, number or amount. See docs/decisions/0227.
/// </summary>
internal static class Mediators
{
    /// <summary>Each naming is an SMS to a number of somebody's choice.</summary>
    public const int NamedADay = 3;

    public static Outcome<Agreement> Assign(Agreement before, AssignMediator assign, Instant now)
    {
        if (before.Handled.Contains(assign.Id)) return Outcome<Agreement>.Nothing(before);
        var refusal = before.Dispute is not { } disputed ? AgreementRefusal.NotDisputed
            : IsFull(before, disputed, assign, now) ? AgreementRefusal.TooMany : (AgreementRefusal?)null;
        if (before.Dispute is not { } dispute || refusal is not null)
            return assign.Second is null
                ? Outcome<Agreement>.Nothing(before, refusal)
                : SpokenFor.Undone(before.WithHandled(assign.Id), refusal!.Value, now);
        var by = assign.Via is null ? "-" : assign.Second is null ? $"- by {assign.Via}" : $"- by {assign.Via} and {assign.Second}";
        // Another spelling of the same mediator's name asks nobody anew.
        var same = dispute.Mediator?.Phone == assign.Mediator.Phone;
        var named = same ? dispute with { Mediator = assign.Mediator }
            : dispute with { Mediator = assign.Mediator, NamedAt = now, Yes = null };
        var agreement =
            (before.WithHandled(assign.Id) with { Dispute = named }).Write(now, EventKind.Mediating, by, Ending(assign.Mediator));
        return agreement.Done(now, null, same ? [] : [.. Over(before), .. Asked(agreement)]);
    }

    private static bool IsFull(Agreement before, Dispute dispute, AssignMediator assign, Instant now) =>
        dispute.Mediator?.Phone != assign.Mediator.Phone
        && before.Events.Count(e => e.Kind == EventKind.Mediating && now - e.At < Duration.FromDays(1)) >= NamedADay;

    public static Outcome<Agreement> End(Agreement before, EndMediator end, Instant now)
    {
        if (before.Handled.Contains(end.Id)) return Outcome<Agreement>.Nothing(before);
        if (before.Dispute is null) return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotDisputed);
        if (before.Dispute.Mediator is null) return Outcome<Agreement>.Nothing(before);
        return Gone(before.WithHandled(end.Id), $"- by {end.By}", "removed", now, Over(before));
    }

    /// <summary>The mediator gets both numbers, and both sides hear who mediates.</summary>
    public static Outcome<Agreement> Agreed(Agreement before, MediatorAgreed agreed, Instant now)
    {
        if (before.Handled.Contains(agreed.Id)) return Outcome<Agreement>.Nothing(before);
        if (before.Dispute is not { Mediator: { } mediator } dispute || mediator.Phone != agreed.Phone)
            return Outcome<Agreement>.Nothing(before) with
            {
                Effects = [new Tell(AggregateId.Subscriber(agreed.Phone), new MediatorOver(before.Code))],
            };
        var handled = before.WithHandled(agreed.Id);
        if (dispute.Yes is not null) return new(handled, [.. Numbers(handled, now)]);
        var agreement =
            (handled with { Dispute = dispute with { Yes = new(agreed.At, agreed.Words, agreed.Notice, agreed.ShownAt) } })
                .Write(now, EventKind.MediatorAgreed, "-", Ending(mediator));
        return agreement.Done(now, null,
        [
            .. Numbers(agreement, now),
            .. agreement.SayBoth(Purpose.Receipt, (_, _) => new MediatorSms(agreement.Code, mediator.Name), now),
            new KeepAudit(agreement.Programme, KeepAudit.Phone, "mediator.agreed", agreement.Code, now, Ending(mediator)),
        ]);
    }

    public static Outcome<Agreement> Ended(Agreement before, MediatorEnded ended, Instant now)
    {
        if (before.Dispute is not { Mediator: { } mediator } dispute || mediator.Phone != ended.Phone || ended.At < dispute.NamedAt)
            return Outcome<Agreement>.Nothing(before);
        return Gone(before, "-", ended.Why.ToString(), now,
            new RaiseTask(before.Programme, ended.Why switch
            {
                ContactEnd.Stopped => TaskKinds.MediatorStopped,
                ContactEnd.NotAsked or ContactEnd.NotAnswered => TaskKinds.MediatorNotReached,
                _ => TaskKinds.MediatorRefused,
            }, before.Code, now),
            new KeepAudit(before.Programme, KeepAudit.Phone, "mediator.ended", before.Code, now, $"{Ending(mediator)}: {ended.Why}"));
    }

    /// <summary>Both sides hear of it where they were told that somebody mediates.</summary>
    private static Outcome<Agreement> Gone(Agreement before, string by, string why, Instant now, params IEnumerable<Effect> effects)
    {
        var dispute = before.Dispute!;
        var agreement =
            (before with { Dispute = dispute with { Mediator = null, NamedAt = null, Yes = null } })
                .Write(now, EventKind.MediatorGone, by, $"{Ending(dispute.Mediator!)} {why}");
        return agreement.Done(now, null,
        [
            .. effects,
            .. dispute.Mediating is { } was
                ? agreement.SayBoth(Purpose.Receipt, (_, _) => new MediatorGoneSms(agreement.Code, was.Name), now)
                : [],
        ]);
    }

    /// <summary>Asks whoever is named; they did not ask for this, and get nothing of anybody.</summary>
    public static IEnumerable<Effect> Asked(Agreement agreement) => agreement.Dispute is { Mediator: { } mediator } dispute
        ? [new Tell(AggregateId.Subscriber(mediator.Phone),
            new AskMediator(agreement.Code, agreement.Programme, dispute.About, [Key(agreement, agreement.Trader),
                Key(agreement, agreement.Farmer)]))]
        : [];

    /// <summary>Tells whoever is asked, or mediates, that it is over.</summary>
    /// <param name="before">The agreement while they were.</param>
    public static IEnumerable<Effect> Over(Agreement before) => before.Dispute?.Mediator is { } mediator
        ? [new Tell(AggregateId.Subscriber(mediator.Phone), new MediatorOver(before.Code))]
        : [];

    private static IEnumerable<Effect> Numbers(Agreement agreement, Instant now)
    {
        if (agreement.Dispute is not { Mediator: { } mediator } dispute || Country.OfPhone(mediator.Phone) is not { } country) return [];
        var sms =
            new MediateSms(agreement.Code, agreement.Trader.Name, Number(agreement.Trader), agreement.Farmer.Name, Number(agreement.Farmer),
            dispute.About, dispute.AnswerBy.InZone(country.TimeZone).Date);
        return [new Send(SmsOrder.To(mediator.Phone, Purpose.Receipt, sms, agreement.Programme, now))];
    }

    /// <summary>Nobody can call a person who was erased.</summary>
    private static string Number(Party party) => Country.OfPhone(party.Phone)?.DialCode == party.Phone ? "-" : party.Phone;

    private static string Key(Agreement agreement, Party party) => AggregateId.Person(agreement.Programme, party.PersonId).Key;

    /// <summary>What the history keeps: a name would outlive the person there.</summary>
    private static string Ending(Programmes.Mediator mediator) => $"…{mediator.Phone[^Math.Min(2, mediator.Phone.Length)..]}";
}
