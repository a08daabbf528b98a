using NodaTime;
using Outreach.Core.Messaging;
using Outreach.Core.People;
using Outreach.Core.Wording;

namespace Outreach.Core.Agreements;

/// <summary>Putting questions to the two sides, and taking their answers.</summary>
internal static class Questions
{
    /// <summary>Asks each side its oldest question, if it has not been asked yet.</summary>
    public static (Agreement, IReadOnlyList<Effect>) AskNext(Agreement agreement, Instant now)
    {
        var effects = new List<Effect>();
        foreach (var side in new[] { Role.Farmer, Role.Trader })
        {
            if (agreement.AskOf(side) is not { AskedAt: null } ask) continue;
            var asked = ask with { AskedAt = now };
            agreement = agreement with { Asks = [.. agreement.Asks.Select(a => a.Number == ask.Number ? asked : a)] };
            effects.Add(new Send(Order(agreement, asked, now)));
            effects.Add(new WakeAt(AggregateId.Agreement(agreement.Code), Instant.Min(asked.ExpiresAt, now + Ask.ChasedAfter)));
        }
        return (agreement, effects);
    }

    public static SmsOrder Order(Agreement agreement, Ask ask, Instant now) =>
        SmsOrder.To(agreement.Of(ask.Of).Phone, Purpose.Offer, Words(agreement, ask), agreement.Programme, now) with { ExpiresAt = ask.ExpiresAt, PersonId = agreement.Of(ask.Of).PersonId };

    /// <summary>The question as the side that is to answer reads it.</summary>
    public static Sms Words(Agreement a, Ask ask)
    {
        var from = a.Of(Agreement.Other(ask.Of)).Name;
        var sign = ask.Of == Role.Farmer ? 1 : -1;
        return ask switch
        {
            { Delivery: { } d } => new DeliveryAskSms(a.Code, ask.Number, from, a.Terms, d),
            { Payment: { } p } => new PaymentAskSms(a.Code, ask.Number, from, p.Amount),
            { Resolution: { } r } => new ResolutionAskSms(a.Code, ask.Number, r.By, a.Money(sign * r.Adjustment.Minor), r.Words, ask.Of == a.Payer),
            { Kind: AskKind.Cancel } => new CancelAskSms(a.Code, ask.Number, from, a.Money(sign * Cancelling.BalanceAfter(a).Minor)),
            _ => new OfferSms(a.Code, ask.Number, from, a.Terms),
        };
    }

    public static Outcome<Agreement> Answer(Agreement agreement, AnswerAsk answer, Instant now)
    {
        var side = agreement.SideOf(answer.By.PersonId)!.Value;
        var ask = answer.Ask == 0 ? agreement.AskOf(side) : agreement.Asks.FirstOrDefault(a => a.Number == answer.Ask && a.Of == side && a.AskedAt is not null);
        if (ask is null) return TooLate(agreement, answer.By, now);
        if (now >= ask.ExpiresAt) return Ended(agreement, ask, answer.By, now);
        var open = agreement.Note(answer.By.Id).Without(ask);
        return ask.Kind switch
        {
            AskKind.Terms => Offers.Answer(open, answer, now),
            AskKind.Delivery => Deliveries.Answer(open, ask, answer, now),
            AskKind.Payment => Payments.Answer(open, ask, answer, now),
            AskKind.Cancel => Cancelling.Answer(open, answer, now),
            _ => Disputes.AnswerProposal(open, ask, answer, now),
        };
    }

    /// <summary>There is no such question any more; where things stand is the answer.</summary>
    private static Outcome<Agreement> TooLate(Agreement agreement, Caller by, Instant now)
    {
        if (by.Phone is null) return Outcome<Agreement>.Nothing(agreement, AgreementRefusal.NotOpen);
        Sms sms = agreement.IsBound ? new AlreadyConfirmedSms(agreement.Code, agreement.Hash)
            : agreement.Status == AgreementStatus.Offered ? new StandingSms(agreement.Code, agreement.Status)
            : new OfferClosedSms(agreement.Code, agreement.Status);
        return new(agreement.Note(by.Id), [agreement.Reply(by, sms, now)], AgreementRefusal.NotOpen);
    }

    /// <summary>An answer that came after the time to answer.</summary>
    private static Outcome<Agreement> Ended(Agreement agreement, Ask ask, Caller by, Instant now)
    {
        var ended = ask.Kind == AskKind.Terms ? Offers.Expire(agreement.Note(by.Id), now) : Lapse(agreement.Note(by.Id), ask, now);
        if (by.Phone is null) return ended with { Reply = AgreementRefusal.NotOpen };
        Sms sms = ask.Kind == AskKind.Terms ? new OfferClosedSms(agreement.Code, AgreementStatus.Expired) : new LapsedSms(agreement.Code, ask.Kind);
        return ended with { Effects = [.. ended.Effects, agreement.Reply(by, sms, now)], Reply = AgreementRefusal.NotOpen };
    }

    /// <summary>Nobody answered in time: nothing is written down, and whoever asked hears so.</summary>
    public static Outcome<Agreement> Lapse(Agreement before, Ask ask, Instant now)
    {
        var agreement = before.Without(ask).Write(now, EventKind.Lapsed, "-", ask.Kind.ToString());
        if (ask.Kind == AskKind.Resolution) return Disputes.Fell(agreement, "-", now);
        return agreement.Done(now, null, agreement.Say(Agreement.Other(ask.Of), Purpose.Receipt, new LapsedSms(agreement.Code, ask.Kind), now));
    }

    public static Outcome<Agreement> Saw(Agreement agreement, int number, Instant now)
    {
        if (agreement.Asks.FirstOrDefault(a => a.Number == number) is not { Seen: false } ask) return Outcome<Agreement>.Nothing(agreement);
        return (agreement with { Asks = [.. agreement.Asks.Select(a => a == ask ? ask with { SeenAt = now } : a)] }).Done(now, null);
    }

    /// <summary>The question cannot reach its phone; whoever asked should know that nobody is going to answer.</summary>
    public static Outcome<Agreement> Lost(Agreement agreement, int number, Instant now)
    {
        if (agreement.Asks.FirstOrDefault(a => a.Number == number) is not { Chased: false } ask) return Outcome<Agreement>.Nothing(agreement);
        var chased = agreement with { Asks = [.. agreement.Asks.Select(a => a == ask ? ask with { Chased = true } : a)] };
        var other = agreement.Of(ask.Of);
        return new(chased,
        [
            agreement.Say(Agreement.Other(ask.Of), Purpose.Receipt, new NotReachedSms(agreement.Code, other.Name), now),
            new RaiseTask(agreement.Programme, "not reached", agreement.Code, now),
        ]);
    }
}
