using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>
/// Disputes: what is in doubt is held back, the rest goes on, and a mediator has deadlines to answer and to close. A proposal binds
/// when both sides accept it, and the ledger records the adjustment.
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
        // An early end would decide the matter in dispute, so its question is dropped.
        var agreement =
            (before.WithHandled(open.By.Id) with { Dispute = dispute,
                Questions = [.. before.Questions.Where(a => a.Kind != QuestionKind.Cancel)] })
            .Write(now, EventKind.Disputed, open.By.Who, $"{open.About} {before.Money(held)} {open.Note}".Trim()).WithStatus();
        return agreement.Done(now, open.By,
        [
            .. Opened(agreement, open, now), .. Told(agreement, now), new RaiseTask(agreement.Programme, "dispute", agreement.Code, now),
        ]);
    }

    /// <summary>Who opened a dispute names another amount. Anything else about an agreement in dispute is refused.</summary>
    private static Outcome<Agreement> Renamed(Agreement before, Dispute dispute, OpenDispute open, Instant now)
    {
        if (dispute.By != open.By.PersonId || dispute.About != open.About || open.Held is not { } named)
            return before.Refused(open.By, AgreementRefusal.AlreadyDisputed, now);
        if (before.Events.Count >= AgreementDecisions.MostEvents) return before.Refused(open.By, AgreementRefusal.TooMany, now);
        var most = dispute.Fact is { } number ? Worth(before, before.Facts[number - 1]) : before.Terms.Total.Minor;
        if (named.Minor > most) return before.Refused(open.By, AgreementRefusal.BadAmount, now);
        var agreement = (before.WithHandled(open.By.Id) with { Dispute = dispute with { Held = named.Minor } })
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
                agreement.Money(dispute.Held), agreement.Held != default,
                AsksAmount: byReader && open.Held is null && agreement.Held != default);
        }, now);
    }

    /// <summary>
    /// The load or payment that the words mean, and the amount: the one named, else all of it. Where they mean none it is all that is
    /// owed.
    /// </summary>
    private static (Fact? Fact, long Held) Doubt(Agreement a, OpenDispute open)
    {
        var told = open.About switch
        {
            // Who once denied a payment and was not paid since doubts no debt.
            DisputeAbout.Payment => a.Facts.LastOrDefault(f => f is { Kind: FactKind.Transfer, Corrects: null }) is { IsPosted: false } f
                && (f.State == FactState.Pending || a.SideOf(open.By.PersonId) == f.From) ? f : null,
            DisputeAbout.Weight or DisputeAbout.Grade =>
                a.Facts.LastOrDefault(f => f is { Kind: FactKind.Load, Corrects: null, Amount: > 0 } && !a.Facts.IsCorrected(f)),
            _ => null,
        };
        if (told is not null && (open.Held?.Minor ?? 0) <= Worth(a, told)) return (told, open.Held?.Minor ?? Worth(a, told));
        var owed = a.Unmet.Where(c => c.IsMoney && !c.Expected).Sum(c => c.Amount);
        return (null, open.Held?.Minor ?? (owed > 0 ? Math.Min(owed, a.Terms.Total.Minor) : a.Terms.Total.Minor));
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
            Unasked(before.WithHandled(close.By.Id) with { Dispute = null }).Write(now, EventKind.DisputeClosed, close.By.Who, "taken back")
                .WithStatus();
        return agreement.Done(now, close.By,
            agreement.SayBoth(Purpose.Receipt, (other, _) => new DisputeClosedSms(agreement.Code, other.Name), now));
    }

    public static Outcome<Agreement> Assign(Agreement before, AssignMediator assign, Instant now)
    {
        if (before.Handled.Contains(assign.Id)) return Outcome<Agreement>.Nothing(before);
        if (before.Dispute is not { } dispute)
            return assign.Second is null
                ? Outcome<Agreement>.Nothing(before, AgreementRefusal.NotDisputed)
                : SpokenFor.Undone(before.WithHandled(assign.Id), AgreementRefusal.NotDisputed, now);
        var by = assign.Via is null ? "-" : assign.Second is null ? $"- by {assign.Via}" : $"- by {assign.Via} and {assign.Second}";
        var agreement =
            (before.WithHandled(assign.Id) with { Dispute = dispute with { Mediator = assign.Mediator } })
                .Write(now, EventKind.Mediating, by, assign.Mediator.Name);
        return agreement.Done(now, null, Told(agreement, now));
    }

    public static Outcome<Agreement> Answered(Agreement before, AnswerDispute answer, Instant now)
    {
        if (before.Handled.Contains(answer.Id)) return Outcome<Agreement>.Nothing(before);
        if (before.Dispute is not { } dispute) return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotDisputed);
        return (before.WithHandled(answer.Id) with { Dispute = dispute with { AnsweredAt = dispute.AnsweredAt ?? now } })
            .Write(now, EventKind.MediatorAnswered, "-", answer.Words).Done(now, null);
    }

    /// <summary>Sends a proposal to both sides; a newer proposal replaces an older one.</summary>
    public static Outcome<Agreement> Propose(Agreement before, ProposeResolution propose, Instant now)
    {
        if (before.Handled.Contains(propose.Id)) return Outcome<Agreement>.Nothing(before);
        if (before.Dispute is not { } dispute) return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotDisputed);
        var resolution = propose.Resolution with { By = dispute.Mediator?.Name ?? before.Signature };
        if (resolution.Adjustment.Currency != before.Currency || resolution.Adjustment.Minor is > Amounts.Limit or < -Amounts.Limit)
            return Outcome<Agreement>.Nothing(before, AgreementRefusal.BadAmount);
        var agreement =
            Unasked(before.WithHandled(propose.Id)) with { Dispute = dispute
                with { Proposal = resolution, Accepted = [], AnsweredAt = dispute.AnsweredAt ?? now } };
        return agreement.Write(now, EventKind.ResolutionProposed, "-", $"{resolution.Adjustment} {resolution.Words}")
            .Put(Role.Farmer, QuestionKind.Resolution, now, resolution: resolution)
            .Put(Role.Trader, QuestionKind.Resolution, now, resolution: resolution)
            .Done(now, null);
    }

    public static Outcome<Agreement> AnswerProposal(Agreement before, Question question, AnswerQuestion answer, Instant now)
    {
        if (before.Dispute is not { Proposal: { } proposal } dispute)
            return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotDisputed);
        if (!answer.Accept) return Fell(before, answer.By.Who, now, answer.By);
        var agreement =
            (before with { Dispute = dispute with { Accepted = [.. dispute.Accepted ?? [], question.Of] } }).Write(now,
                EventKind.ResolutionAccepted, answer.By.Who);
        if (agreement.Dispute!.Accepted!.Distinct().Count() < 2)
            return agreement.Done(now, answer.By,
                agreement.Reply(answer.By, new SentSms(agreement.Code, agreement.Of(Agreement.Other(question.Of)).Name), now));
        var closed = agreement with { Dispute = null };
        if (!proposal.Adjustment.IsZero)
            closed = (closed with { Adjusted = closed.Adjusted + proposal.Adjustment.Minor, AdjustedOn = closed.Today(now) })
                .Write(now, EventKind.Adjusted, "-", proposal.Words, closed);
        closed = closed.Write(now, EventKind.DisputeClosed, "-", "both agreed").WithStatus();
        return closed.Done(now, answer.By, closed.SayBoth(Purpose.Receipt, (other, sign) =>
            new ResolvedSms(closed.Code, other.Name, closed.Money(sign * proposal.Adjustment.Minor),
                closed.Money(sign * closed.Owed.Minor), closed.Disburser == (sign > 0 ? Role.Farmer : Role.Trader)), now));
    }

    /// <summary>A refused or unanswered proposal falls, and the coordinator gets a task.</summary>
    public static Outcome<Agreement> Fell(Agreement before, string by, Instant now, Caller? answered = null)
    {
        if (before.Dispute is not { } dispute) return before.Done(now, answered);
        var agreement =
            Unasked(before with { Dispute = dispute with { Proposal = null, Accepted = null } })
                .Write(now, EventKind.ResolutionRefused, by);
        return agreement.Done(now, answered,
        [
            .. agreement.SayBoth(Purpose.Receipt, (_, _) => new ProposalFellSms(agreement.Code), now),
            new RaiseTask(agreement.Programme, "proposal refused", agreement.Code, now),
        ]);
    }

    /// <summary>Raises a task about a late mediator, once for each deadline.</summary>
    public static Outcome<Agreement>? Overdue(Agreement agreement, Instant now)
    {
        if (agreement.Dispute is not { } dispute) return null;
        var late = now >= dispute.CloseBy ? 2 : now >= dispute.AnswerBy && dispute.AnsweredAt is null ? 1 : 0;
        if (late <= dispute.Escalations) return null;
        var kind = late == 2 ? "dispute not closed in time" : "dispute not answered in time";
        var next = (agreement with { Dispute = dispute with { Escalations = late } }).Write(now, EventKind.Escalated, "-", kind);
        return next.Done(now, null, new RaiseTask(agreement.Programme, kind, agreement.Code, now));
    }

    /// <summary>The next deadline.</summary>
    public static Instant? Next(Agreement agreement) => agreement.Dispute switch
    {
        { Escalations: 0, AnsweredAt: null } dispute => Instant.Min(dispute.AnswerBy, dispute.CloseBy),
        { Escalations: < 2 } dispute => dispute.CloseBy,
        _ => null,
    };

    private static IEnumerable<Effect> Told(Agreement agreement, Instant now)
    {
        if (agreement.Dispute is not { Mediator: { } mediator } dispute || Country.OfPhone(mediator.Phone) is not { } country) return [];
        var sms =
            new MediateSms(agreement.Code, agreement.Trader.Name, Number(agreement.Trader), agreement.Farmer.Name, Number(agreement.Farmer),
            dispute.About, dispute.AnswerBy.InZone(country.TimeZone).Date);
        // A mediator did not ask for this: it follows the number's STOP, and the person's consent where one is registered there.
        return [new Send(SmsOrder.To(mediator.Phone, Purpose.Offer, sms, agreement.Programme, now))];
    }

    /// <summary>Nobody can call a person who was erased.</summary>
    private static string Number(Party party) => Country.OfPhone(party.Phone)?.DialCode == party.Phone ? "-" : party.Phone;

    private static Agreement Unasked(Agreement agreement) =>
        agreement with { Questions = [.. agreement.Questions.Where(a => a.Kind != QuestionKind.Resolution)] };
}
