using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Putting questions to the two sides, and taking their answers.</summary>
internal static class Questions
{
    /// <summary>Asks each side the question that comes first, if it has not been asked yet. Its time runs from now.</summary>
    public static (Agreement, IReadOnlyList<Effect>) AskNext(Agreement agreement, Instant now)
    {
        var effects = new List<Effect>();
        foreach (var side in new[] { Role.Farmer, Role.Trader })
        {
            if (agreement.AskOf(side) is not { AskedAt: null } ask) continue;
            var asked = ask with { AskedAt = now, ExpiresAt = now + Ask.LifeOf(ask.Kind) };
            agreement = agreement with { Asks = [.. agreement.Asks.Select(a => a.Number == ask.Number ? asked : a)] };
            effects.Add(new Send(Order(agreement, asked, now)));
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
            { Resolution: { } r } => new ResolutionAskSms(a.Code, ask.Number, r.By, a.Money(sign * r.Adjustment.Minor), r.Words, ask.Of == a.Giver),
            { After: { } after } => new CancelAskSms(a.Code, ask.Number, from, a.Money(sign * after.Minor)),
            _ => new OfferSms(a.Code, ask.Number, from, a.Terms),
        };
    }

    public static Outcome<Agreement> Answer(Agreement agreement, AnswerAsk answer, Instant now)
    {
        var (ask, instead) = Take(agreement, answer.By, answer.Ask, null, answer.Accept, now);
        if (ask is null) return instead!;
        var open = agreement.Note(answer.By.Id).Without(ask);
        return ask.Kind switch
        {
            AskKind.Terms => Offers.Answer(open, answer, now),
            AskKind.Delivery => Deliveries.Answer(open, ask, answer, now),
            AskKind.Payment => Payments.Answer(open, ask, answer, now),
            AskKind.Cancel => Cancelling.Answer(open, ask, answer, now),
            _ => Disputes.AnswerProposal(open, ask, answer, now),
        };
    }

    /// <summary>
    /// The one gate for whatever answers a question, with yes, no, other terms or another weight: it is still open, was seen by whoever
    /// writes, and has the PIN behind it where it is wanted.
    /// </summary>
    /// <param name="number">0 for the question that is open.</param>
    /// <param name="kind">The kind it must be of; null for any.</param>
    /// <param name="binds">A no binds nothing, and needs neither.</param>
    public static (Ask? Ask, Outcome<Agreement>? Instead) Take(Agreement agreement, Caller by, int number, AskKind? kind, bool binds, Instant now)
    {
        var side = agreement.SideOf(by.PersonId)!.Value;
        var ask = number == 0 ? agreement.AskOf(side) : agreement.Asks.FirstOrDefault(a => a.Number == number && a.Of == side && a.AskedAt is not null);
        if (ask is null) return (null, kind is null ? TooLate(agreement, by, binds, now) : agreement.Refused(by, AgreementRefusal.NotOpen, now));
        if (kind is not null && ask.Kind != kind) return (null, agreement.Refused(by, AgreementRefusal.NotOpen, now));
        if (now >= ask.ExpiresAt) return (null, Ended(agreement, ask, by, now));
        if (!binds) return (ask, null);
        if (ask.NeedsPin && !by.Pin) return (null, agreement.Refused(by, AgreementRefusal.NeedsPin, now));
        return by.BySms && !ask.Seen ? (null, new(agreement.Note(by.Id), [agreement.Reply(by, Words(agreement, ask), now)])) : (ask, null);
    }

    /// <summary>When something falls due about a question that was asked: somebody should call, or its time is over.</summary>
    public static Instant Next(Ask ask) => ask.Chased || ask.Kind == AskKind.Terms ? ask.ExpiresAt : ask.AskedAt!.Value + Ask.ChasedAfter;

    public static Outcome<Agreement> Chase(Agreement agreement, Ask quiet, Instant now) => new(
        agreement with { Asks = [.. agreement.Asks.Select(a => a == quiet ? quiet with { Chased = true } : a)] },
        [new RaiseTask(agreement.Programme, $"no answer about a {quiet.Kind.ToString().ToLowerInvariant()}", agreement.Code, now)]);

    /// <summary>There is no such question any more; where things stand is the answer.</summary>
    private static Outcome<Agreement> TooLate(Agreement agreement, Caller by, bool accept, Instant now)
    {
        if (by.Phone is null) return Outcome<Agreement>.Nothing(agreement, AgreementRefusal.NotOpen);
        // Only where nothing but the terms was ever asked does a yes surely mean them.
        Sms sms = agreement.IsBound && agreement.LastAsk > 1 | !accept ? new QuestionGoneSms(agreement.Code)
            : agreement.IsBound ? new AlreadyConfirmedSms(agreement.Code, agreement.Hash)
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
        var seen = agreement with { Changes = agreement.Changes + 1, Asks = [.. agreement.Asks.Select(a => a == ask ? ask with { SeenAt = now } : a)] };
        // It concerns nobody else: the other side's account would be written for nothing.
        return new(seen, [Step.PostTo(seen, ask.Of, null, now)]);
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
