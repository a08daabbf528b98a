using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Actions on agreements by SMS. Finds the agreement and parses amounts; the agreement decides.</summary>
internal static class SmsActions
{
    public static Outcome<Subscriber> Decide(Subscriber subscriber, SmsIn sms, SmsIntent intent, Instant now)
    {
        var caller = BareAnswer.By(subscriber, sms);
        Caller Answers(AccountEntry entry, string? code, bool ack = true) => BareAnswer.By(subscriber, sms, entry, code, ack);
        return intent switch
        {
            SmsIntent.Paid paid =>
                With(subscriber, sms, paid.Code, Fits(intent), now,
                    e => Paid(subscriber, sms, paid, e, caller, now)),
            SmsIntent.Received { Money: var got } =>
                With(subscriber, sms, got.Code, Fits(intent), now,
                    e => Paid(subscriber, sms, got, e, caller, now, received: true)),
            SmsIntent.Delivered delivered =>
                With(subscriber, sms, delivered.Code, Fits(intent), now,
                    e => Delivered(subscriber, sms, delivered, e, caller, now)),
            SmsIntent.Correct correct =>
                With(subscriber, sms, correct.Code, Fits(intent), now,
                    e => Named(subscriber, sms, correct.Code, e, Keyword.Correct, now,
                        number => Correct(subscriber, sms, correct, e, number, Answers(e, correct.Code), now))),
            SmsIntent.Counter counter =>
                With(subscriber, sms, counter.Code, Fits(intent), now,
                    e => Named(subscriber, sms, counter.Code, e, Keyword.Change, now,
                        number => Counter(subscriber, sms, counter, e, number, Answers(e, counter.Code), now))),
            SmsIntent.Problem problem => With(subscriber, sms, problem.Code, Fits(intent), now, e => problem.About is { } about
                ? Problem(subscriber, sms, problem, about, e, Answers(e, problem.Code, ack: false), now)
                : SmsDecisions.Reply(subscriber, sms, new WhatProblemSms(e.Code), now)),
            SmsIntent.Close close =>
                With(subscriber, sms, close.Code, Fits(intent), now,
                    e => e.Status == AgreementStatus.Offered
                        ? Tell(subscriber, e, new WithdrawOffer(caller))
                        : Ending(subscriber, sms, e, caller, now)),
            SmsIntent.Wrong wrong =>
                With(subscriber, sms, wrong.Code, Fits(intent), now, e => Tell(subscriber, e,
                    new ReportMistake(caller, Ask: wrong.Code is null ? 0 : Codes.NumberOf(wrong.Code) ?? 0))),
            SmsIntent.Solved solved =>
                With(subscriber, sms, solved.Code, Fits(intent), now, e => Tell(subscriber, e, new CloseDispute(caller))),
            SmsIntent.Pulse pulse => Pulse(subscriber, sms, pulse, caller, now),
            SmsIntent.Statement =>
                new(subscriber,
                    [new Tell(AggregateId.Account(subscriber.Programme, caller.PersonId),
                        new RequestStatement(sms.Id, subscriber.Programme, subscriber.Phone, subscriber.Holder!.Currency))]),
            _ => throw new InvalidOperationException($"Nobody acts on {intent.GetType().Name}."),
        };
    }

    /// <summary>The agreements that an order without a code can mean.</summary>
    internal static Func<AccountEntry, bool> Fits(SmsIntent intent) => intent switch
    {
        SmsIntent.Paid => e => IsBound(e) && e.CanPay,
        SmsIntent.Received => e => IsBound(e) && e.CanGet,
        SmsIntent.Delivered => e => IsBound(e) && e.AwaitsGoods,
        SmsIntent.Correct => e => e.Question is { Kind: QuestionKind.Delivery },
        SmsIntent.Counter => e => e.Question is { Kind: QuestionKind.Terms },
        SmsIntent.Problem => IsBound,
        SmsIntent.Wrong => e => e.IsBound && e.HasClaims,
        SmsIntent.Pulse => e => e.PulseOpen,
        _ => _ => true,
    };

    /// <summary>The agreements of each programme of the sender's.</summary>
    internal static IEnumerable<AccountEntry> Entries(SmsIn sms) => sms.Shared?.SelectMany(a => a.Entries) ?? sms.Account?.Entries ?? [];

    /// <summary>Finds the agreement: the one named, or the only one that fits.</summary>
    private static Outcome<Subscriber> With(Subscriber subscriber, SmsIn sms, string? code, Func<AccountEntry, bool> fits, Instant now,
        Func<AccountEntry, Outcome<Subscriber>> act)
    {
        if (code is not null)
            return sms.Account?.Find(code) is { } named ? act(named) : SmsDecisions.Reply(subscriber, sms, new UnknownCodeSms(code), now);
        // An agreement offered later cannot be meant.
        var fitting = Entries(sms).Where(e => fits(e) && sms.IsAfter(e.OfferedAt)).ToList();
        return fitting switch
        {
            [var one] => act(one),
            [] => SmsDecisions.Reply(subscriber, sms, new NothingSuchSms(sms.UssdCode), now),
            _ => SmsDecisions.Reply(subscriber, sms, new WhichAgreementSms([.. fitting.Select(e => e.Code).Take(5)]), now),
        };
    }

    /// <summary>
    /// The number of the question that the order answers: its mark's, or the open one's. Without a mark that is needed, or without a code
    /// where a question closed within a day, the reply says how to write it.
    /// </summary>
    private static Outcome<Subscriber> Named(Subscriber subscriber, SmsIn sms, string? code, AccountEntry entry, Keyword order,
        Instant now, Func<int, Outcome<Subscriber>> act)
    {
        if (code is not null && Codes.NumberOf(code) is { } number) return act(number);
        var unclear = entry.AwaitsAnswer(now)
            && (code is null ? BareAnswer.MayMeanAnother(subscriber, sms, entry, now) : !entry.Question!.IsNamedBy(code));
        return unclear
            ? SmsDecisions.Reply(subscriber, sms, new HowToWriteSms(order, SmsDecisions.CodeOf(entry)), now)
            : act(entry.Question?.Number ?? 0);
    }

    /// <summary>A code with a mark, for the history; empty for one that names the agreement alone.</summary>
    private static string MarkedCode(string? code) => code is not null && Codes.NumberOf(code) is not null ? code : "";

    private static Outcome<Subscriber> Paid(Subscriber subscriber, SmsIn sms, SmsIntent.Paid paid, AccountEntry entry, Caller caller,
        Instant now, bool received = false)
    {
        var currency = entry.Balance.Currency;
        var amount = Amounts.Parse(paid.Amount, currency);
        if (amount.Refusal is { } why) return SmsDecisions.Reply(subscriber, sms, new AmountRefusedSms(why, currency, paid.Amount), now);
        var money = new Money(amount.Value, currency);
        // Which agreement a confirmation is for: its transaction and its day go along.
        var sent = SmsForwards.Meant(subscriber, sms, entry.Code, money, received, now);
        var named = sent?.Transaction ?? "";
        var day = SmsForwards.DayOf(subscriber, sent, now);
        return Dated(subscriber, sms, paid.On, now, on => Tell(subscriber, entry, received
            ? new ReportReceipt(caller, money, paid.Again, on ?? day, Named: named)
            : new ReportPayment(caller, money, paid.Again, on ?? day, Named: named)));
    }

    /// <summary>The day that was named, counted from the day of writing; or the reply that it cannot be read.</summary>
    private static Outcome<Subscriber> Dated(Subscriber subscriber, SmsIn sms, SaidDay? said, Instant now,
        Func<LocalDate?, Outcome<Subscriber>> act)
    {
        if (said is null) return act(null);
        return said.On(Country.OfPhone(subscriber.Phone)!.Today(sms.ReceivedAt ?? now)) is { } on
            ? act(on)
            : SmsDecisions.Reply(subscriber, sms, new DayUnreadSms(said.Read), now);
    }

    private static Outcome<Subscriber> Problem(Subscriber subscriber, SmsIn sms, SmsIntent.Problem said, DisputeAbout about,
        AccountEntry entry, Caller caller, Instant now)
    {
        var currency = entry.Balance.Currency;
        var amount = said.Amount is { } typed ? Amounts.Parse(typed, currency) : default;
        return amount.Refusal is { } why
            ? SmsDecisions.Reply(subscriber, sms, new AmountRefusedSms(why, currency, said.Amount!), now)
            : Tell(subscriber, entry, new OpenDispute(caller, about, MarkedCode(said.Code),
                said.Amount is null ? null : new Money(amount.Value, currency)));
    }

    private static Outcome<Subscriber> Delivered(Subscriber subscriber, SmsIn sms, SmsIntent.Delivered typed, AccountEntry entry,
        Caller caller, Instant now)
    {
        var country = Country.OfPhone(subscriber.Phone)!;
        var said = typed.At(country.Today(sms.ReceivedAt ?? now), country.Today(entry.OfferedAt));
        if (OtherUnit(said.Unit, entry)) return SmsDecisions.Reply(subscriber, sms, new UnitRefusedSms(entry.Terms.Quantity.Unit), now);
        var quantity = QuantityReading.Parse(said.Quantity, subscriber.Language);
        // Nothing and the last: no more comes.
        if (quantity.Refusal is { } why && !(why == AmountRefusal.Zero && said.Last))
            return SmsDecisions.Reply(subscriber, sms, new AmountRefusedSms(why, "", said.Quantity), now);
        var grade = said.Grade.Length > 0 ? said.Grade : entry.Terms.Grade;
        return Dated(subscriber, sms, said.On, now, on => Tell(subscriber, entry,
            new ReportDelivery(caller, new Delivery(quantity.Value, grade, LoadPlace.Read(Titled(said.Place)) ?? "", said.Last),
                said.Again, on)));
    }

    private static Outcome<Subscriber> Correct(Subscriber subscriber, SmsIn sms, SmsIntent.Correct said, AccountEntry entry, int question,
        Caller caller, Instant now)
    {
        if (OtherUnit(said.Unit, entry)) return SmsDecisions.Reply(subscriber, sms, new UnitRefusedSms(entry.Terms.Quantity.Unit), now);
        var quantity = QuantityReading.Parse(said.Quantity, subscriber.Language);
        return quantity.Refusal is { } why
            ? SmsDecisions.Reply(subscriber, sms, new AmountRefusedSms(why, "", said.Quantity), now)
            : Tell(subscriber, entry, new CorrectDelivery(caller, quantity.Value, question));
    }

    private static Outcome<Subscriber> Counter(Subscriber subscriber, SmsIn sms, SmsIntent.Counter said, AccountEntry entry, int question,
        Caller caller, Instant now)
    {
        var currency = entry.Balance.Currency;
        if (OtherUnit(said.Unit, entry)) return SmsDecisions.Reply(subscriber, sms, new UnitRefusedSms(entry.Terms.Quantity.Unit), now);
        var quantity = said.Quantity is { } q ? QuantityReading.Parse(q, subscriber.Language) : default;
        var price = said.Price is { } p ? Amounts.Parse(p, currency) : default;
        if ((quantity.Refusal ?? price.Refusal) is { } why)
            return SmsDecisions.Reply(subscriber, sms,
                quantity.Refusal is null
                    ? new AmountRefusedSms(why, currency, said.Price!)
                    : new AmountRefusedSms(why, "", said.Quantity!), now);
        var today = Country.OfPhone(subscriber.Phone)!.Today(now);
        var (deliver, pay) = (Date(said.DeliverBy, today), Date(said.PayBy, today));
        if (deliver.Bad || pay.Bad) return SmsDecisions.Reply(subscriber, sms, new DateRefusedSms(), now);
        var change =
            new TermsChange(said.Quantity is null ? null : quantity.Value, said.Price is null ? null : price.Value, deliver.Date, pay.Date);
        return Tell(subscriber, entry, new CounterOffer(caller, change, question));
    }

    /// <summary>Tells the balance first. The same SMS again confirms the early end, unless the balance has changed since.</summary>
    private static Outcome<Subscriber> Ending(Subscriber subscriber, SmsIn sms, AccountEntry entry, Caller caller, Instant now)
    {
        var after = entry.AfterEnd(Country.OfPhone(subscriber.Phone)!.Today(now));
        if (subscriber.Ending is { } read && read.Code == entry.Code && read.After == after && read.CanHaveBeenRead(sms.ReceivedAt ?? now))
            return new(SmsDecisions.WithHandled(subscriber, sms) with { Ending = null },
                [new Tell(AggregateId.Agreement(entry.Code), new AskToCancel(caller, entry.ByFarmer(read.After)))]);
        return entry is { CanEnd: true, ClaimsOpen: false }
            ? SmsDecisions.Reply(subscriber with { Ending = new EndRead(entry.Code, after, now) }, sms,
                new EndCheckSms(entry.Code, entry.OtherName, after), now)
            : Tell(subscriber, entry, new AskToCancel(caller));
    }

    private static (LocalDate? Date, bool Bad) Date(string? typed, LocalDate today) =>
        typed is null ? (null, false) : DayReading.Ahead(typed, today) is { } date ? (date, false) : (null, true);

    /// <summary>Finds the agreement of the trust survey; with several open surveys the code is required.</summary>
    private static Outcome<Subscriber> Pulse(Subscriber subscriber, SmsIn sms, SmsIntent.Pulse said, Caller caller, Instant now)
    {
        if (said.Code is { } code && sms.Account?.Find(code) is null)
            return SmsDecisions.Reply(subscriber, sms, new UnknownCodeSms(code), now);
        var open =
            Entries(sms).Where(
                e => e.PulseOpen && (e.PulseEndsAt is not { } end || now < end && sms.IsAfter(end - Agreements.Pulse.OpenFor))
                    && (said.Code is null || e.Code == Codes.OfAgreement(said.Code))).ToList();
        return open switch
        {
            [var one] => Tell(subscriber, one, new AnswerPulse(caller, said.Score)),
            [] => SmsDecisions.Reply(subscriber, sms, new PulseClosedSms(), now),
            _ => SmsDecisions.Reply(subscriber, sms,
                new WhichPulseSms(10 - said.Score, [.. open.TakeLast(3).Select(e => new PulseSms(e.Code, e.OtherName))]), now),
        };
    }

    /// <summary>Whether the stated unit differs from the agreement's: 300 kg are not 300 bags.</summary>
    private static bool OtherUnit(Unit? said, AccountEntry entry) => said is { } unit && unit != entry.Terms.Quantity.Unit;

    private static bool IsBound(AccountEntry e) => e.Status == AgreementStatus.Confirmed;

    private static Outcome<Subscriber> Tell(Subscriber subscriber, AccountEntry entry, Command command) =>
        new(subscriber, [new Tell(AggregateId.Agreement(entry.Code), command)]);

    /// <summary>Writes a place as a name, because SMS words are in capitals.</summary>
    internal static string Titled(string place) =>
        System.Globalization.CultureInfo.InvariantCulture.TextInfo.ToTitleCase(place.ToLowerInvariant());
}
