using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Offers: terms proposed, countered, accepted, declined or withdrawn.</summary>
internal static class Offers
{
    /// <summary>The most versions of the terms; people who need more should talk.</summary>
    public const int MostVersions = 12;

    public static Outcome<Agreement> Make(string code, OfferTerms offer, string by, Instant now)
    {
        if (AfterTheEnd(offer.Rules, offer.Terms, now, offer.Trader.Phone) is { } late)
            return new(null,
                offer.Via is not null ? []
                    : [new Send(SmsOrder.To(offer.Trader.Phone, Purpose.Reply, late, offer.Programme, now)
                        with { PersonId = offer.Trader.PersonId })],
                AgreementRefusal.AfterTheEnd);
        var agreement =
            new Agreement(code, offer.Programme, offer.Trader, offer.Farmer, offer.Terms, 1, Role.Trader, AgreementStatus.Offered,
            now, offer.Signature, offer.Rules ?? AgreementRules.Default, 0, [], [], 0, [offer.Id], [],
            Beside: offer.Beside);
        return agreement.Write(now, EventKind.Offered, by, agreement.Hash).Put(Role.Farmer, QuestionKind.Terms, now)
            .Done(now, null);
    }

    /// <summary>What is said of an offer, or of other terms, that reaches beyond the programme's end; null for any other.</summary>
    private static AfterTheEndSms? AfterTheEnd(AgreementRules? rules, Terms terms, Instant now, string phone) => rules switch
    {
        { EndsOn: { } ends } when Country.OfPhone(phone)?.Today(now) > ends => new(ends, null),
        { EndsOn: { } ends, LastDue: var last } when rules.IsBeyond(terms.LastDay) => new(ends, last),
        _ => null,
    };

    public static Outcome<Agreement> Counter(Agreement before, CounterOffer counter, Instant now)
    {
        var side = before.SideOf(counter.By.PersonId)!.Value;
        var (question, instead) = Questions.Take(before, counter.By, counter.Ask, QuestionKind.Terms, binds: true, now);
        if (question is null) return instead!;
        if (before.Version >= MostVersions) return before.Refused(counter.By, AgreementRefusal.TooMany, now);
        if (before.Terms.Kind != TermsKind.Purchase && counter.Change.QuantityMilli is not null)
            return before.Refused(counter.By, AgreementRefusal.NotThatKind, now);
        // Checked first: instalments cannot move to before the calendar begins.
        if (counter.Change.PayBy < before.Today(now)) return before.Refused(counter.By, AgreementRefusal.BadTerms, now);
        var terms = counter.Change.Of(before.Terms);
        if (terms == before.Terms || terms.Fault(before.Today(now)) is not null)
            return before.Refused(counter.By, AgreementRefusal.BadTerms, now);
        if (AfterTheEnd(before.Rules, terms, now, before.Of(side).Phone) is { } late)
            return before.Refused(counter.By, AgreementRefusal.AfterTheEnd, now, late);
        if (before.Rules.WantsPin(terms.Total.Minor) && !counter.By.Pin) return before.Refused(counter.By, AgreementRefusal.NeedsPin, now);
        var agreement = before.WithHandled(counter.By.Id).Without(question)
            with { Terms = terms, Version = before.Version + 1, Proposer = side };
        return agreement.Write(now, EventKind.Countered, counter.By.Who, agreement.Hash).Put(Agreement.Other(side), QuestionKind.Terms, now)
            .Done(now, counter.By, agreement.Ack(counter.By, now, name => new TermsSentSms(agreement.Code, name, terms)));
    }

    /// <summary>Handles the answer to the open terms; their question is already removed.</summary>
    public static Outcome<Agreement> Answer(Agreement offered, AnswerQuestion answer, Instant now)
    {
        if (answer.Accept) return Confirm(offered, answer.By, now);
        var declined = Ended(offered, AgreementStatus.Declined, EventKind.Declined, answer.By, now);
        var proposer = offered.Of(offered.Proposer).Name;
        return declined with { Effects = [.. declined.Effects, offered.Reply(answer.By, new YouDeclinedSms(offered.Code, proposer), now)] };
    }

    private static Outcome<Agreement> Confirm(Agreement offered, Caller by, Instant now)
    {
        var agreement = (offered with { ConfirmedAt = now }).Write(now, EventKind.Agreed, by.Who, offered.Hash);
        if (!offered.Terms.Advance.IsZero)
        {
            // Both sides said yes to terms that name the advance, so both stand for it.
            var paid = agreement.Told(new Fact(0, FactKind.Transfer, Role.Trader, offered.Terms.Advance.Minor, offered.Today(now),
                FactState.Posted, [new(offered.Of(offered.Proposer).PersonId, now), new(by.Who, now)], IsAdvance: true));
            agreement = paid.Write(now, EventKind.Advance, "-", "", agreement);
        }
        var side = offered.SideOf(by.PersonId)!.Value;
        var other = Agreement.Other(side);
        var receipt = ReceiptOf(agreement);
        return agreement.WithStatus().Done(now, by,
            new Send(
                SmsOrder.To(by.Phone ?? offered.Of(side).Phone, Purpose.Receipt, receipt, offered.Programme, now)
                    with { PersonId = by.PersonId }),
            agreement.Say(other, Purpose.Receipt, receipt, now));
    }

    public static Outcome<Agreement> Withdraw(Agreement agreement, WithdrawOffer withdraw, Instant now)
    {
        var side = agreement.SideOf(withdraw.By.PersonId)!.Value;
        if (agreement.Status != AgreementStatus.Offered) return agreement.Refused(withdraw.By, AgreementRefusal.NotOpen, now);
        if (agreement.Proposer != side) return agreement.Refused(withdraw.By, AgreementRefusal.NotYours, now);
        var withdrawn = Ended(agreement.WithHandled(withdraw.By.Id), AgreementStatus.Withdrawn, EventKind.Withdrawn, withdraw.By, now);
        if (!withdraw.By.Ack) return withdrawn;
        return withdrawn with { Effects =
            [.. withdrawn.Effects, agreement.Reply(withdraw.By, new OfferClosedSms(agreement.Code, AgreementStatus.Withdrawn), now)] };
    }

    /// <summary>Withdraws an offer when one side's account is full and cannot list it.</summary>
    public static Outcome<Agreement> NoRoom(Agreement agreement, Role side, Instant now)
    {
        if (agreement.Status != AgreementStatus.Offered) return Outcome<Agreement>.Nothing(agreement);
        var closed = Ended(agreement, AgreementStatus.Withdrawn, EventKind.Withdrawn, null, now);
        return closed with
        {
            Effects =
            [
                .. closed.Effects,
                agreement.Say(agreement.Proposer, Purpose.Receipt,
                    new OfferEndedSms(agreement.Code, agreement.Of(Agreement.Other(agreement.Proposer)).Name, AgreementStatus.Withdrawn),
                    now),
                new RaiseTask(agreement.Programme, TaskKinds.AccountFull, agreement.Of(side).PersonId, now),
            ],
        };
    }

    /// <summary>Takes back an offer that came in beside an equal one before anybody could be asked which it is.</summary>
    public static Outcome<Agreement> Twice(Agreement agreement, EarlierOffer earlier, Instant now)
    {
        if (agreement.Status != AgreementStatus.Offered) return Outcome<Agreement>.Nothing(agreement);
        var closed = Ended(agreement, AgreementStatus.Withdrawn, EventKind.Withdrawn, null, now);
        return closed with
        {
            Effects =
            [
                .. closed.Effects,
                agreement.Say(Role.Trader, Purpose.Receipt,
                    new OfferedBeforeSms(agreement.Code, agreement.Farmer.Name, earlier.Code, earlier.On), now),
            ],
        };
    }

    public static Outcome<Agreement> Expire(Agreement agreement, Instant now) =>
        Ended(agreement, AgreementStatus.Expired, EventKind.Expired, null, now);

    /// <summary>Closes the offer without a yes and tells the other side.</summary>
    private static Outcome<Agreement> Ended(Agreement offered, AgreementStatus status, EventKind kind, Caller? by, Instant now)
    {
        var agreement = (offered with { Status = status, Questions = [] }).Write(now, kind, by?.Who ?? "-");
        var answerer = Agreement.Other(offered.Proposer);
        Effect told = status == AgreementStatus.Withdrawn
            ? agreement.Say(answerer, Purpose.Offer, new OfferClosedSms(agreement.Code, status), now)
            : agreement.Say(offered.Proposer, Purpose.Receipt, new OfferEndedSms(agreement.Code, offered.Of(answerer).Name, status), now);
        return agreement.Done(now, by, told);
    }

    /// <summary>Sends one side its open question, the receipt, or the status.</summary>
    public static Outcome<Agreement> Check(Agreement agreement, CheckAgreement check, Instant now)
    {
        if (agreement.SideOf(check.PersonId) is not { } side) return Outcome<Agreement>.Nothing(agreement, AgreementRefusal.NotYours);
        Sms sms = agreement.AskOf(side) is { } question ? Shown(Questions.Words(agreement, question), agreement.Today(now))
            : agreement.IsBound ? ReceiptOf(agreement)
            : new StandingSms(agreement.Code, agreement.Status);
        return new(agreement,
            [new Send(SmsOrder.To(check.Phone, Purpose.Reply, sms, agreement.Programme, now) with { PersonId = check.PersonId })]);
    }

    /// <summary>Terms as they can be answered on that day.</summary>
    private static Sms Shown(Sms asked, LocalDate today) =>
        asked is OfferSms offer ? offer with { Passed = offer.Terms.Fault(today) is not null } : asked;

    private static ReceiptSms ReceiptOf(Agreement a) => new(a.Code, a.Trader.Name, a.Farmer.Name, a.Terms, a.Hash);
}
