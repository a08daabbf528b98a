using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>
/// Disputes: what is in doubt is held back and the rest goes on. When nobody agrees within the programme's days, what both say counts, and
/// the rest stays open and held back.
/// </summary>
internal static class Disputes
{
    public static Outcome<Agreement> Open(Agreement before, OpenDispute open, Instant now)
    {
        if (open.Held is { } named && (named.Currency != before.Currency || named.Minor <= 0 || named.Minor > Amounts.Limit))
            return before.Refused(open.By, AgreementRefusal.BadAmount, now);
        if (before.Dispute is { } already) return Renamed(before, already, open, now);
        if (!before.IsLive) return before.Refused(open.By, AgreementRefusal.NotConfirmed, now);
        var rules = before.Rules;
        var mediator = rules.MediatorFor(before.Code, before.Trader.Phone, before.Farmer.Phone);
        var (fact, held) = Doubt(before, open);
        if (held > before.Terms.Total.Minor && held > Worth(before, fact))
            return before.Refused(open.By, AgreementRefusal.BadAmount, now);
        var dispute = new Dispute(open.About, open.Note, open.By.PersonId, held, fact?.Number, now, mediator,
            now + Duration.FromDays(rules.AnswerDays), now + Duration.FromDays(rules.CloseDays), NamedAt: now,
            Undoubted: Undoubted(before, fact, open));
        // An early end would decide the matter in dispute, so its question is dropped. An open one of the claim waits as long as it.
        var agreement =
            (before.WithHandled(open.By.Id) with { Dispute = dispute,
                Questions = [.. before.Questions.Where(a => a.Kind != QuestionKind.Cancel).Select(q => fact is null || q.Fact != fact.Number
                    || now >= q.ExpiresAt ? q : q with { ExpiresAt = Instant.Max(q.ExpiresAt, dispute.CloseBy) })] })
            .Write(now, EventKind.Disputed, open.By.Who, $"{open.About} {before.Money(held)} {open.Note}".Trim()).WithStatus();
        return agreement.Done(now, open.By,
        [
            .. Opened(agreement, open, now), .. Mediators.Asked(agreement),
            new ListDispute(agreement.Programme, agreement.Code, true),
            new RaiseTask(agreement.Programme, TaskKinds.Dispute, agreement.Code, now),
        ]);
    }

    /// <summary>
    /// Either side names the amount that it disputes, until the days to agree are over. Anything else about an agreement in dispute is
    /// refused.
    /// </summary>
    private static Outcome<Agreement> Renamed(Agreement before, Dispute dispute, OpenDispute open, Instant now)
    {
        if (dispute.About != open.About || open.Held is not { } named || dispute.UnresolvedAt is not null)
            return before.Refused(open.By, AgreementRefusal.AlreadyDisputed, now);
        if (before.Events.Count >= AgreementDecisions.MostEvents) return before.Refused(open.By, AgreementRefusal.TooMany, now);
        var fact = dispute.Fact is { } number ? before.Facts[number - 1] : null;
        if (named.Minor > (fact is null ? before.Terms.Total.Minor : Worth(before, fact)))
            return before.Refused(open.By, AgreementRefusal.BadAmount, now);
        var said = dispute.By == open.By.PersonId ? dispute with { Held = named.Minor } : dispute with { Theirs = named.Minor };
        if (fact?.Teller != open.By.PersonId) said = said with { Undoubted = Undoubted(before, fact, open) };
        var agreement = (before.WithHandled(open.By.Id) with { Dispute = said })
            .Write(now, EventKind.Disputed, open.By.Who, $"{open.About} {named}").WithStatus();
        return agreement.Done(now, open.By, Opened(agreement, open, now));
    }

    private static IEnumerable<Effect> Opened(Agreement agreement, OpenDispute open, Instant now)
    {
        var (dispute, opener) = (agreement.Dispute!, agreement.SideOf(open.By.PersonId)!.Value);
        var said = agreement.Money(dispute.By == open.By.PersonId ? dispute.Held : dispute.Theirs ?? dispute.Held);
        var waits = agreement.Held != default;
        return agreement.SayBoth(Purpose.Receipt, (other, sign) =>
        {
            var byReader = opener == (sign > 0 ? Role.Farmer : Role.Trader);
            return new DisputeOpenedSms(agreement.Code, other.Name, byReader, dispute.About, dispute.Mediator?.Name,
                said, waits, AsksAmount: byReader && open.Held is null && waits,
                Waiting: waits && agreement.InDispute != said ? agreement.InDispute : null);
        }, now);
    }

    /// <summary>
    /// The load or payment that the words mean, and the amount: the one named, else all of it. Where they mean none it is all that is
    /// owed.
    /// </summary>
    private static (Fact? Fact, long Held) Doubt(Agreement a, OpenDispute open)
    {
        var opener = a.SideOf(open.By.PersonId)!.Value;
        var told = open.About switch
        {
            DisputeAbout.Payment => Newest(a, FactKind.Transfer, open.By) is { IsPosted: false } claim ? claim : null,
            DisputeAbout.Weight or DisputeAbout.Grade => Newest(a, FactKind.Load, open.By),
            _ => null,
        };
        // Who answered the other side's figure with their own has said no to it.
        if (told is { IsPosted: false } && Alike(a, told) is { } theirs && theirs.Amount > told.Amount && IsMeant(a, theirs, open.By)
            && theirs.Said(open.By.PersonId) != Word.No)
            told = theirs;
        if (told is not null && (open.Held?.Minor ?? 0) <= Worth(a, told)) return (told, open.Held?.Minor ?? Worth(a, told));
        var owed = a.Unmet.Where(c => c.IsMoney && !c.Expected).Sum(c => c.Amount);
        return (null, open.Held?.Minor ?? (owed > 0 ? Math.Min(owed, a.Terms.Total.Minor) : a.Terms.Total.Minor));
    }

    /// <summary>The newest load or payment that counts, or that the person can mean.</summary>
    private static Fact? Newest(Agreement a, FactKind kind, Caller by) => a.Facts.LastOrDefault(f => f is { Corrects: null, Amount: > 0 }
        && f.Kind == kind && !a.Facts.IsCorrected(f) && (f.IsPosted || IsMeant(a, f, by)));

    /// <summary>
    /// Whether the person can mean what does not count: it is still said, by themselves, or they were shown it. Who once denied a
    /// payment and was not paid since means the debt.
    /// </summary>
    private static bool IsMeant(Agreement a, Fact fact, Caller by) => fact.IsSaid
        && (fact.Teller == by.PersonId || fact.Teller == "-" && fact.From == a.SideOf(by.PersonId)
            || WasShown(a, fact, by) && (fact.Kind == FactKind.Load || fact.State == FactState.Pending));

    /// <summary>Whether the other side's question about it reached the person before they wrote, or they answered it.</summary>
    private static bool WasShown(Agreement a, Fact fact, Caller by) => fact.Said(by.PersonId) is not null
        || a.Questions.Any(q => q.Fact == fact.Number && q.Of == a.SideOf(by.PersonId) && q.AskedAt is not null && by.CanHaveRead(q));

    /// <summary>
    /// How much of a load the other side says came, where it names what it doubts of a load that it was shown. It binds, so a large one
    /// takes the PIN, and a coordinator's word alone is none. A payment has no such part: a complaint is no yes.
    /// </summary>
    private static long? Undoubted(Agreement a, Fact? fact, OpenDispute open)
    {
        if (open.Held is not { } named || open.By is { Via: not null, Second: null }) return null;
        if (fact is not { Kind: FactKind.Load, IsPosted: false } || fact.Teller == open.By.PersonId
            || !WasShown(a, fact, open.By)) return null;
        var rest = Math.Max(0, fact.Amount - HeldBack.Goods(a.Terms, named.Minor));
        return a.Rules.WantsPin(Books.Price(a.Terms, rest)) && !open.By.Pin ? null : rest;
    }

    /// <summary>What a load or a payment is worth, in minor units.</summary>
    private static long Worth(Agreement a, Fact? fact) => fact switch
    {
        null => 0,
        { Kind: FactKind.Transfer } => fact.Amount,
        _ => Books.Price(a.Terms, fact.Amount),
    };

    public static Outcome<Agreement> Close(Agreement before, CloseDispute close, Instant now)
    {
        // A word written before this dispute was opened closes an earlier one.
        if (before.Dispute is not { } dispute || close.By.ReceivedAt < dispute.OpenedAt)
            return before.Refused(close.By, AgreementRefusal.NotDisputed, now);
        if (dispute.By != close.By.PersonId) return before.Refused(close.By, AgreementRefusal.NotYours, now);
        var agreement =
            Mediation.Unasked(before.WithHandled(close.By.Id) with { Dispute = null })
                .Write(now, EventKind.DisputeClosed, close.By.Who, "taken back").WithStatus();
        return agreement.Done(now, close.By,
        [
            .. agreement.SayBoth(Purpose.Receipt,
                (other, sign) => new DisputeClosedSms(agreement.Code, other.Name, agreement.Money(sign * agreement.Owed.Minor)), now),
            .. Over(before),
        ]);
    }

    /// <summary>Ends a dispute in which nothing is left: its claim is gone or agreed to, or who doubted the debt has paid it.</summary>
    public static Outcome<Agreement> OverOnceMoot(Agreement before, Outcome<Agreement> outcome, Instant now)
    {
        if (before.Dispute is null || outcome.State is not { Dispute: not null } after || IsMoot(before) || !IsMoot(after)) return outcome;
        var closed = Mediation.Unasked(after with { Dispute = null }).Write(now, EventKind.DisputeClosed, "-", "nothing is left of it")
            .WithStatus();
        var over = closed.Done(now, null,
        [
            .. closed.SayBoth(Purpose.Receipt,
                (other, sign) => new DisputeClosedSms(closed.Code, other.Name, closed.Money(sign * closed.Owed.Minor)), now),
            .. Over(after),
        ]);
        return over with { Effects = [.. outcome.Effects, .. over.Effects], Reply = outcome.Reply };
    }

    private static bool IsMoot(Agreement a)
    {
        var dispute = a.Dispute!;
        // Who is paid and still wants more has not been answered by money.
        var paid = a.SideOf(dispute.By) == a.Payer && a.Unmet.Count == 0;
        if (dispute.Fact is not { } number) return paid;
        var fact = a.Facts[number - 1];
        return a.Facts.IsCorrected(fact) || (fact.IsPosted ? paid || fact.Kind == FactKind.Transfer
            : !fact.IsSaid && Alike(a, fact) is null);
    }

    /// <summary>Takes the dispute off the programme's list, and frees its mediator.</summary>
    /// <param name="before">The agreement in dispute.</param>
    public static IEnumerable<Effect> Over(Agreement before) =>
        [new ListDispute(before.Programme, before.Code, false), .. Mediators.Over(before)];

    /// <summary>Raises a task about a mediator who has not answered; after the last day the dispute ends by a rule.</summary>
    public static Outcome<Agreement>? Overdue(Agreement agreement, Instant now)
    {
        if (agreement.Dispute is not { UnresolvedAt: null } dispute) return null;
        if (now >= dispute.CloseBy) return Ended(agreement, dispute, now);
        if (now < dispute.AnswerBy || dispute is not { AnsweredAt: null, Escalations: 0 }) return null;
        const string kind = TaskKinds.DisputeNotAnswered;
        var next = (agreement with { Dispute = dispute with { Escalations = 1 } }).Write(now, EventKind.Escalated, "-", kind);
        return next.Done(now, null, new RaiseTask(agreement.Programme, kind, agreement.Code, now));
    }

    /// <summary>The next deadline.</summary>
    public static Instant? Next(Agreement agreement) => agreement.Dispute switch
    {
        { UnresolvedAt: null, Escalations: 0, AnsweredAt: null } dispute => Instant.Min(dispute.AnswerBy, dispute.CloseBy),
        { UnresolvedAt: null } dispute => dispute.CloseBy,
        _ => null,
    };

    /// <summary>Nobody agreed in time: what both sides say of the load or payment counts, and the rest stays open and held back.</summary>
    private static Outcome<Agreement> Ended(Agreement before, Dispute dispute, Instant now)
    {
        var over = dispute with { UnresolvedAt = now, Escalations = 2 };
        var load = dispute.Fact is { } number && before.Facts[number - 1] is { Kind: FactKind.Load, IsPosted: false } told ? told : null;
        var agreed = load is null ? 0 : Both(before, dispute, load);
        if (load is not null)
        {
            var rest = Worth(before, load) - Worth(before, load with { Amount = agreed });
            over = over with { Held = Math.Min(dispute.Waiting, rest), Theirs = null, Posted = agreed };
        }
        var agreement = before with { Dispute = over };
        agreement = agreement.Write(now, EventKind.Unresolved, "-", $"{agreement.InDispute}");
        if (agreed > 0) agreement = Post(agreement, load!, agreed, now);
        Quantity? counts = agreed == 0 ? null : before.Terms.Quantity with { Milli = agreed };
        return agreement.Done(now, null,
        [
            .. agreement.SayBoth(Purpose.Receipt, (other, sign) => Said(agreement, other.Name, sign, counts), now),
            new RaiseTask(agreement.Programme, TaskKinds.DisputeUnresolved, agreement.Code, now),
        ]);
    }

    private static UnresolvedSms Said(Agreement a, string other, int sign, Quantity? counts)
    {
        var reader = sign > 0 ? Role.Farmer : Role.Trader;
        bool? pays = a.Held == default ? null : Doubted(a) == reader;
        return new(a.Code, other, a.Dispute!.About, a.InDispute, pays, counts,
            a.Money(sign * a.Owed.Minor));
    }

    /// <summary>The side whose money is in doubt: who tells of a payment, or who pays for a load, or who owes.</summary>
    private static Role Doubted(Agreement a) => a.Dispute!.Fact is { } number
        ? a.Facts[number - 1] is { Kind: FactKind.Transfer, From: var from } ? from : a.Payer
        : a.Unmet.FirstOrDefault(c => c.IsDebt)?.From ?? a.Payer;

    /// <summary>
    /// How much of an unconfirmed load both sides say came: the smaller of their figures, or what the other side left undoubted. Who
    /// took it back says nothing.
    /// </summary>
    private static long Both(Agreement a, Dispute dispute, Fact load) => !load.IsSaid || !a.Has(load.Teller) ? 0
        : Math.Clamp(Math.Max(dispute.Undoubted ?? 0, Alike(a, load)?.Amount ?? 0), 0, load.Amount);

    /// <summary>The same load as the other side tells it: another quantity on the same day, and not in the books.</summary>
    private static Fact? Alike(Agreement a, Fact fact) => fact.Kind != FactKind.Load ? null : a.Facts.LastOrDefault(f =>
        f is { Kind: FactKind.Load, IsPosted: false, Corrects: null, IsSaid: true } && f.On == fact.On && f.Number != fact.Number
        && f.Teller != fact.Teller && a.Has(f.Teller));

    /// <summary>A load of what both say, with the word of both. It stands for what either told, so nobody is asked any more.</summary>
    private static Agreement Post(Agreement before, Fact load, long amount, Instant now)
    {
        var other = before.Of(Agreement.Other(before.SideOf(load.Teller)!.Value)).PersonId;
        var agreement = before;
        foreach (var told in new[] { load, Alike(before, load) }.OfType<Fact>().Where(f => f.State == FactState.Pending))
            agreement = agreement.Voided(told.Number) with { Questions = [.. agreement.Questions.Where(q => q.Fact != told.Number)] };
        agreement = agreement.Told(load with
        {
            Amount = amount, State = FactState.Posted, Last = false, Accepted = before.Today(now),
            Evidence = [load.Evidence[0], new(other, now)],
        });
        return agreement.Write(now, EventKind.Delivered, "-", Figure.Of(agreement, load with { Amount = amount }).ToString(), before)
            .WithStatus();
    }
}
