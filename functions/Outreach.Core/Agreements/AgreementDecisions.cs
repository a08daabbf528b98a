using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Messaging;
using Outreach.Core.People;
using Outreach.Core.Reminders;
using Outreach.Core.Wording;

namespace Outreach.Core.Agreements;

/// <summary>Why an agreement did not do what it was asked.</summary>
public enum AgreementRefusal { NotFound, CodeTaken, NotYours, NotOpen, NotConfirmed, BadAmount }

/// <summary>How an agreement moves. What a person does too late or twice has its own answer; it is never an error.</summary>
public static class AgreementDecisions
{
    public static Outcome<Agreement> Decide(Agreement? agreement, string code, Command command, Instant now) => (agreement, command) switch
    {
        (null, OfferTerms offer) => Offer(code, offer, now),
        (null, _) => Outcome<Agreement>.Nothing(null, AgreementRefusal.NotFound),
        (_, OfferTerms offer) => Outcome<Agreement>.Nothing(agreement, agreement.Handled[0] == offer.Id ? null : AgreementRefusal.CodeTaken),
        (_, AnswerOffer answer) => Answer(agreement, answer, now),
        (_, OfferSeen) => agreement.Seen || agreement.Status != AgreementStatus.Offered ? Outcome<Agreement>.Nothing(agreement) : Saw(agreement),
        (_, WithdrawOffer withdraw) => Withdraw(agreement, withdraw, now),
        (_, CheckAgreement check) => Check(agreement, check, now),
        (_, RecordPayment payment) => Pay(agreement, payment, now),
        (_, OpenDispute dispute) => Dispute(agreement, dispute, now),
        (_, Wake) => Woken(agreement, now),
        _ => Outcome<Agreement>.Nothing(agreement),
    };

    private static Outcome<Agreement> Offer(string code, OfferTerms offer, Instant now)
    {
        var agreement = new Agreement(code, offer.Programme, offer.Trader, offer.Farmer, offer.Terms, 1, AgreementStatus.Offered,
            now, now + Agreement.OpenFor, offer.Signature, 1, Money.Zero(offer.Terms.Price.Currency), [], [offer.Id]);
        var order = Sms(agreement, agreement.Farmer, Purpose.Offer, new OfferSms(code, offer.Trader.Name, offer.Terms), now)
            with { ExpiresAt = agreement.ExpiresAt };
        return new(agreement, [.. Post(agreement), new Send(order), FirstWake(agreement, now)]);
    }

    private static Outcome<Agreement> Answer(Agreement agreement, AnswerOffer answer, Instant now)
    {
        if (agreement.Handled.Contains(answer.Id)) return Outcome<Agreement>.Nothing(agreement);
        if (agreement.Farmer.PersonId != answer.PersonId) return Outcome<Agreement>.Nothing(agreement, AgreementRefusal.NotYours);
        if (agreement.Status != AgreementStatus.Offered) return TooLate(Noted(agreement, answer.Id), answer, now);
        if (now >= agreement.ExpiresAt)
        {
            var expired = Ended(agreement, answer.Id, AgreementStatus.Expired, now);
            return expired with { Effects = [.. expired.Effects, Reply(agreement, answer, new OfferClosedSms(agreement.Code, AgreementStatus.Expired), now)] };
        }
        if (answer.Accept) return Confirm(agreement, answer, now);
        var declined = Ended(agreement, answer.Id, AgreementStatus.Declined, now);
        return declined with { Effects = [.. declined.Effects, Reply(agreement, answer, new YouDeclinedSms(agreement.Code, agreement.Trader.Name), now)] };
    }

    private static Outcome<Agreement> Confirm(Agreement offered, AnswerOffer answer, Instant now)
    {
        var agreement = Changed(offered, answer.Id) with
        {
            Status = offered.Terms.ToPay.IsZero ? AgreementStatus.Settled : AgreementStatus.Confirmed,
            ConfirmedAt = now,
            ConfirmedBy = answer.Id,
        };
        return new(agreement,
        [
            .. Post(agreement, answer.Id),
            new Send(Receipt(agreement, agreement.Farmer with { Phone = answer.Phone }, now)),
            new Send(Receipt(agreement, agreement.Trader, now)),
        ]);
    }

    private static Outcome<Agreement> Saw(Agreement offered)
    {
        var agreement = offered with { Seen = true, Changes = offered.Changes + 1 };
        return new(agreement, Post(agreement));
    }

    private static Outcome<Agreement> TooLate(Agreement agreement, AnswerOffer answer, Instant now) => new(agreement,
    [
        Reply(agreement, answer, agreement.Status is AgreementStatus.Confirmed or AgreementStatus.Settled or AgreementStatus.Disputed
            ? new AlreadyConfirmedSms(agreement.Code, agreement.Hash)
            : new OfferClosedSms(agreement.Code, agreement.Status), now),
    ]);

    private static Outcome<Agreement> Withdraw(Agreement agreement, WithdrawOffer withdraw, Instant now)
    {
        if (agreement.Handled.Contains(withdraw.Id)) return Outcome<Agreement>.Nothing(agreement);
        if (agreement.Trader.PersonId != withdraw.PersonId) return Outcome<Agreement>.Nothing(agreement, AgreementRefusal.NotYours);
        return agreement.Status == AgreementStatus.Offered
            ? Ended(agreement, withdraw.Id, AgreementStatus.Withdrawn, now)
            : Outcome<Agreement>.Nothing(agreement, AgreementRefusal.NotOpen);
    }

    /// <summary>The offer is over without a yes. The trader is told, and a farmer whose offer was taken back.</summary>
    private static Outcome<Agreement> Ended(Agreement offered, string id, AgreementStatus status, Instant now)
    {
        var agreement = Changed(offered, id) with { Status = status };
        List<Effect> effects = [.. Post(agreement, id)];
        effects.Add(status == AgreementStatus.Withdrawn
            ? new Send(Sms(agreement, agreement.Farmer, Purpose.Offer, new OfferClosedSms(agreement.Code, status), now))
            : new Send(Sms(agreement, agreement.Trader, Purpose.Receipt, new OfferEndedSms(agreement.Code, agreement.Farmer.Name, status), now)));
        return new(agreement, effects);
    }

    private static Outcome<Agreement> Check(Agreement agreement, CheckAgreement check, Instant now)
    {
        if (!agreement.Has(check.PersonId)) return Outcome<Agreement>.Nothing(agreement, AgreementRefusal.NotYours);
        Sms sms = agreement.ConfirmedAt is not null
            ? ReceiptOf(agreement)
            : agreement.Status == AgreementStatus.Offered && agreement.Farmer.PersonId == check.PersonId
                ? new OfferSms(agreement.Code, agreement.Trader.Name, agreement.Terms)
                : new StandingSms(agreement.Code, agreement.Status);
        return new(agreement, [new Send(SmsOrder.To(check.Phone, Purpose.Reply, sms, agreement.Programme, now))]);
    }

    private static Outcome<Agreement> Pay(Agreement before, RecordPayment payment, Instant now)
    {
        if (before.Handled.Contains(payment.Id)) return Outcome<Agreement>.Nothing(before);
        if (before.Status is not (AgreementStatus.Confirmed or AgreementStatus.Disputed))
            return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotConfirmed);
        if (payment.Amount.Currency != before.Paid.Currency || payment.Amount.Minor <= 0 || payment.Amount > before.Left)
            return Outcome<Agreement>.Nothing(before, AgreementRefusal.BadAmount);
        var agreement = Changed(before, payment.Id) with { Paid = before.Paid + payment.Amount };
        if (agreement.Left.IsZero) agreement = agreement with { Status = AgreementStatus.Settled };
        return new(agreement,
        [
            .. Post(agreement),
            new Send(Sms(agreement, agreement.Farmer, Purpose.Receipt, new PaidSms(agreement.Code, agreement.Trader.Name, payment.Amount, agreement.Left), now)),
            new Send(Sms(agreement, agreement.Trader, Purpose.Receipt, new PaidSms(agreement.Code, agreement.Farmer.Name, payment.Amount, agreement.Left), now)),
        ]);
    }

    private static Outcome<Agreement> Dispute(Agreement before, OpenDispute dispute, Instant now)
    {
        if (before.Handled.Contains(dispute.Id)) return Outcome<Agreement>.Nothing(before);
        if (before.Status != AgreementStatus.Confirmed || !before.Has(dispute.By)) return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotConfirmed);
        var agreement = Changed(before, dispute.Id) with { Status = AgreementStatus.Disputed, DisputedAbout = dispute.About };
        return new(agreement, [.. Post(agreement), new RaiseTask(agreement.Programme, "dispute", agreement.Code, now)]);
    }

    private static Outcome<Agreement> Woken(Agreement agreement, Instant now)
    {
        if (agreement.Status == AgreementStatus.Offered)
        {
            return now >= agreement.ExpiresAt
                ? Ended(agreement, "expiry", AgreementStatus.Expired, now)
                : new(agreement, [new WakeAt(AggregateId.Agreement(agreement.Code), agreement.ExpiresAt)]);
        }
        if (!agreement.IsOwed) return Outcome<Agreement>.Nothing(agreement);
        if (ReminderPlan.DueNow(agreement, now) is not { } days) return new(agreement, NextReminder(agreement, now));
        var reminded = agreement with { Reminded = [.. agreement.Reminded, days], Changes = agreement.Changes + 1 };
        var order = Sms(agreement, agreement.Trader, Purpose.Reminder,
            new ReminderSms(agreement.Code, agreement.Farmer.Name, agreement.Left, agreement.Terms.PayBy, days, agreement.Signature), now)
            with { AboutAgreement = agreement.Code };
        return new(reminded, [new Send(order), .. NextReminder(reminded, now)]);
    }

    /// <summary>One wake-up serves the whole life: the end of the offer or the first reminder, whichever is sooner, and each sets the next.</summary>
    private static WakeAt FirstWake(Agreement offered, Instant now)
    {
        var reminder = ReminderPlan.Next(offered, now) ?? Instant.MaxValue;
        return new WakeAt(AggregateId.Agreement(offered.Code), Instant.Min(offered.ExpiresAt, reminder));
    }

    private static IReadOnlyList<Effect> NextReminder(Agreement agreement, Instant now) =>
        ReminderPlan.Next(agreement, now) is { } at ? [new WakeAt(AggregateId.Agreement(agreement.Code), at)] : [];

    private static IReadOnlyList<Effect> Post(Agreement agreement, string? answeredBy = null) =>
    [
        new Tell(AggregateId.Account(agreement.Programme, agreement.Farmer.PersonId), AccountEntry.Of(agreement, Side.IsOwed, answeredBy)),
        new Tell(AggregateId.Account(agreement.Programme, agreement.Trader.PersonId), AccountEntry.Of(agreement, Side.Owes, null)),
    ];

    private static ReceiptSms ReceiptOf(Agreement a) => new(a.Code, a.Trader.Name, a.Farmer.Name, a.Terms, a.Hash);

    private static SmsOrder Receipt(Agreement agreement, Party to, Instant now) => Sms(agreement, to, Purpose.Receipt, ReceiptOf(agreement), now);

    private static Send Reply(Agreement agreement, AnswerOffer answer, Sms sms, Instant now) =>
        new(SmsOrder.To(answer.Phone, Purpose.Reply, sms, agreement.Programme, now));

    private static SmsOrder Sms(Agreement agreement, Party to, Purpose purpose, Sms sms, Instant now) =>
        SmsOrder.To(to.Phone, purpose, sms, agreement.Programme, now);

    private static Agreement Changed(Agreement agreement, string id) => Noted(agreement, id) with { Changes = agreement.Changes + 1 };

    /// <summary>The offer's own id stays first; of the rest the last two hundred are enough to know a repeat by.</summary>
    private static Agreement Noted(Agreement agreement, string id) =>
        agreement with { Handled = [agreement.Handled[0], .. agreement.Handled.Skip(1).TakeLast(199), id] };
}
