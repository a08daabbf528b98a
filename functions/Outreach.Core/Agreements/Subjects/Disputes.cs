using System.Numerics;
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
        var mediator = rules.MediatorFor(before.Code);
        var (fact, held) = Doubt(before, open);
        if (held > before.Terms.Total.Minor && held > Worth(before, fact))
            return before.Refused(open.By, AgreementRefusal.BadAmount, now);
        var dispute = new Dispute(open.About, open.Note, open.By.PersonId, held, fact?.Number, now, mediator,
            now + Duration.FromDays(rules.AnswerDays), now + Duration.FromDays(rules.CloseDays));
        // An early end would decide the matter in dispute, so its question is dropped. That of the claim waits as long as the dispute.
        var agreement =
            (before.WithHandled(open.By.Id) with { Dispute = dispute,
                Questions = [.. before.Questions.Where(a => a.Kind != QuestionKind.Cancel).Select(q => fact is null || q.Fact != fact.Number
                    ? q : q with { ExpiresAt = Instant.Max(q.ExpiresAt, dispute.CloseBy) })] })
            .Write(now, EventKind.Disputed, open.By.Who, $"{open.About} {before.Money(held)} {open.Note}".Trim()).WithStatus();
        return agreement.Done(now, open.By,
        [
            .. Opened(agreement, open, now), .. Mediation.Told(agreement, now),
            new ListDispute(agreement.Programme, agreement.Code, true), new RaiseTask(agreement.Programme, "dispute", agreement.Code, now),
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
        var most = dispute.Fact is { } number ? Worth(before, before.Facts[number - 1]) : before.Terms.Total.Minor;
        if (named.Minor > most) return before.Refused(open.By, AgreementRefusal.BadAmount, now);
        var said = dispute.By == open.By.PersonId ? dispute with { Held = named.Minor } : dispute with { Theirs = named.Minor };
        var agreement = (before.WithHandled(open.By.Id) with { Dispute = said })
            .Write(now, EventKind.Disputed, open.By.Who, $"{open.About} {named}").WithStatus();
        return agreement.Done(now, open.By, Opened(agreement, open, now));
    }

    private static IEnumerable<Effect> Opened(Agreement agreement, OpenDispute open, Instant now)
    {
        var (dispute, opener) = (agreement.Dispute!, agreement.SideOf(open.By.PersonId)!.Value);
        return agreement.SayBoth(Purpose.Receipt, (other, sign) =>
        {
            var byReader = opener == (sign > 0 ? Role.Farmer : Role.Trader);
            return new DisputeOpenedSms(agreement.Code, other.Name, byReader, dispute.About, dispute.Mediator?.Name,
                agreement.Money(open.Held?.Minor ?? dispute.Held), agreement.Held != default,
                AsksAmount: byReader && open.Held is null && agreement.Held != default);
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
            // Who once denied a payment and was not paid since doubts no debt.
            DisputeAbout.Payment => a.Facts.LastOrDefault(f => f is { Kind: FactKind.Transfer, Corrects: null, TakenBack: false }
                && IsKnownTo(a, f, opener)) is { IsPosted: false } f && (f.State == FactState.Pending || opener == f.From) ? f : null,
            DisputeAbout.Weight or DisputeAbout.Grade =>
                a.Facts.LastOrDefault(f => f is { Kind: FactKind.Load, Corrects: null, TakenBack: false, Amount: > 0 }
                    && IsKnownTo(a, f, opener) && !a.Facts.IsCorrected(f)),
            _ => null,
        };
        if (told is { IsPosted: false } && Alike(a, told) is { } theirs && theirs.Amount > told.Amount) told = theirs;
        if (told is not null && (open.Held?.Minor ?? 0) <= Worth(a, told)) return (told, open.Held?.Minor ?? Worth(a, told));
        var owed = a.Unmet.Where(c => c.IsMoney && !c.Expected).Sum(c => c.Amount);
        return (null, open.Held?.Minor ?? (owed > 0 ? Math.Min(owed, a.Terms.Total.Minor) : a.Terms.Total.Minor));
    }

    /// <summary>Nobody doubts a claim that they were not asked about yet.</summary>
    private static bool IsKnownTo(Agreement a, Fact fact, Role side) => fact.State != FactState.Pending || a.SideOf(Teller(fact)) == side
        || a.Questions.Any(q => q.Fact == fact.Number && q.Of == side && q is { AskedAt: not null, LostAt: null });

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
            .. agreement.SayBoth(Purpose.Receipt, (other, _) => new DisputeClosedSms(agreement.Code, other.Name), now), Over(agreement),
        ]);
    }

    /// <summary>Takes the dispute off the programme's list.</summary>
    public static ListDispute Over(Agreement agreement) => new(agreement.Programme, agreement.Code, false);

    /// <summary>Raises a task about a mediator who has not answered; after the last day the dispute ends by a rule.</summary>
    public static Outcome<Agreement>? Overdue(Agreement agreement, Instant now)
    {
        if (agreement.Dispute is not { UnresolvedAt: null } dispute) return null;
        if (now >= dispute.CloseBy) return Ended(agreement, dispute, now);
        if (now < dispute.AnswerBy || dispute is not { AnsweredAt: null, Escalations: 0 }) return null;
        const string kind = "dispute not answered in time";
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
        var fact = dispute.Fact is { } number && before.Facts[number - 1] is { IsPosted: false } told ? told : null;
        var agreed = fact is null ? 0 : Agreed(before, dispute, fact);
        var rest = fact is null ? dispute.Waiting : Worth(before, fact) - Worth(before, fact with { Amount = agreed });
        var agreement = before with { Dispute = dispute with { Held = rest, Posted = agreed, UnresolvedAt = now, Escalations = 2 } };
        agreement = agreement.Write(now, EventKind.Unresolved, "-", $"{agreement.Money(rest)}");
        if (fact is not null && agreed > 0) agreement = Post(agreement, fact, agreed, now);
        Figure? counts = fact is null || agreed == 0 ? null : Figure.Of(agreement, fact with { Amount = agreed });
        return agreement.Done(now, null,
        [
            .. agreement.SayBoth(Purpose.Receipt, (other, sign) => Said(agreement, other.Name, sign, counts), now),
            new RaiseTask(agreement.Programme, "dispute unresolved", agreement.Code, now),
        ]);
    }

    private static UnresolvedSms Said(Agreement a, string other, int sign, Figure? counts)
    {
        var reader = sign > 0 ? Role.Farmer : Role.Trader;
        bool? pays = a.Held == default ? null : Doubted(a) == reader;
        return new(a.Code, other, a.Dispute!.About, a.Money(a.Dispute.Held), pays, counts?.Amount, counts?.Quantity,
            a.Money(sign * a.Owed.Minor));
    }

    /// <summary>The side whose money is in doubt: who tells of a payment, or who pays for a load, or who owes.</summary>
    private static Role Doubted(Agreement a) => a.Dispute!.Fact is { } number
        ? a.Facts[number - 1] is { Kind: FactKind.Transfer, From: var from } ? from : a.Payer
        : a.Unmet.FirstOrDefault(c => c.IsDebt)?.From ?? a.Payer;

    /// <summary>
    /// How much of an unconfirmed load or payment both sides say: the smaller of their figures, or what the other side does not dispute.
    /// </summary>
    private static long Agreed(Agreement a, Dispute dispute, Fact fact)
    {
        if (a.SideOf(Teller(fact)) is not { } side) return 0;
        var disputed = a.SideOf(dispute.By) == side ? dispute.Theirs : dispute.Held;
        var undisputed = disputed is not { } minor ? 0
            : fact.Kind == FactKind.Transfer ? fact.Amount - minor
            : fact.Amount - Goods(a.Terms, minor);
        return Math.Clamp(Math.Max(undisputed, Alike(a, fact)?.Amount ?? 0), 0, fact.Amount);
    }

    /// <summary>The same load as the other side told it: another quantity on the same day, and not in the books.</summary>
    private static Fact? Alike(Agreement a, Fact fact) => fact.Kind != FactKind.Load ? null : a.Facts.LastOrDefault(f =>
        f is { Kind: FactKind.Load, IsPosted: false, Corrects: null, TakenBack: false } && f.On == fact.On && f.Number != fact.Number
        && Teller(f) != Teller(fact) && a.Has(Teller(f)));

    private static string Teller(Fact fact) => fact.Evidence[0].By.Split(' ')[0];

    /// <summary>The goods that money pays for, rounded up, in thousandths of the unit.</summary>
    private static long Goods(Terms terms, long minor) =>
        (long)((new BigInteger(minor) * 1000 + terms.Price.Minor - 1) / terms.Price.Minor);

    /// <summary>A fact of what both say, with the word of both; the one that was in dispute is voided.</summary>
    private static Agreement Post(Agreement before, Fact fact, long amount, Instant now)
    {
        var other = before.Of(Agreement.Other(before.SideOf(Teller(fact))!.Value)).PersonId;
        var open = before.Questions.Where(q => q.Fact == fact.Number || q.Same?.Fact == fact.Number).Select(q => q.Number).ToHashSet();
        var agreement = fact.State == FactState.Pending ? before.Voided(fact.Number) : before;
        agreement = (agreement with { Questions = [.. agreement.Questions.Where(q => !open.Contains(q.Number))] })
            .Told(fact with
            {
                Amount = amount, State = FactState.Posted, Last = false, Evidence = [fact.Evidence[0], new(other, now)],
                Accepted = fact.Kind == FactKind.Load ? before.Today(now) : null,
            });
        return agreement.Write(now, fact.Kind == FactKind.Load ? EventKind.Delivered : EventKind.Paid, "-",
            Figure.Of(agreement, fact with { Amount = amount }).ToString(), before).WithStatus();
    }
}
