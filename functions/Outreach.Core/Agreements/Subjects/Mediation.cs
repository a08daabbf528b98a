using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>A mediator hears both sides of a dispute and proposes its end. A proposal binds when both accept it.</summary>
internal static class Mediation
{
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
        var resolution = propose.Resolution with { By = dispute.Mediating?.Name ?? before.Signature };
        if (resolution.Adjustment.Currency != before.Currency || resolution.Adjustment.Minor is > Amounts.Limit or < -Amounts.Limit)
            return Outcome<Agreement>.Nothing(before, AgreementRefusal.BadAmount);
        var agreement = before.WithHandled(propose.Id) with { Dispute = dispute with { AnsweredAt = dispute.AnsweredAt ?? now } };
        agreement = agreement.Write(now, EventKind.ResolutionProposed, "-", $"{resolution.Adjustment} {resolution.Words}");
        return Asked(agreement, resolution, now).Done(now, null);
    }

    /// <summary>Asks both sides about a proposal; each sees what it will owe.</summary>
    private static Agreement Asked(Agreement before, Resolution proposal, Instant now)
    {
        var agreement = Unasked(before) with { Dispute = before.Dispute! with { Proposal = proposal, Accepted = [] } };
        var after = agreement.OwedAfter(proposal.Adjustment);
        return agreement.Put(Role.Farmer, QuestionKind.Resolution, now, resolution: proposal, after: after)
            .Put(Role.Trader, QuestionKind.Resolution, now, resolution: proposal, after: after);
    }

    public static Outcome<Agreement> AnswerProposal(Agreement before, Question question, AnswerQuestion answer, Instant now)
    {
        if (before.Dispute is not { Proposal: { } proposal } dispute)
            return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotDisputed);
        if (!answer.Accept) return Fell(before, answer.By.Who, now, answer.By);
        // A payment or a load has changed the figure that the two were shown.
        if (before.OwedAfter(proposal.Adjustment) != question.After) return Asked(before, proposal, now).Done(now, answer.By);
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
        return closed.Done(now, answer.By,
        [
            .. closed.SayBoth(Purpose.Receipt, (other, sign) =>
                new ResolvedSms(closed.Code, other.Name, closed.Money(sign * proposal.Adjustment.Minor),
                    closed.Money(sign * closed.Owed.Minor), closed.Disburser == (sign > 0 ? Role.Farmer : Role.Trader)), now),
            .. Disputes.Over(before),
        ]);
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
            new RaiseTask(agreement.Programme, TaskKinds.ProposalRefused, agreement.Code, now),
        ]);
    }

    public static Agreement Unasked(Agreement agreement) =>
        agreement with { Questions = [.. agreement.Questions.Where(a => a.Kind != QuestionKind.Resolution)] };
}
