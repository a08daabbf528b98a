using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>What people do with their agreements by SMS. The agreement decides; here it is found, and amounts are read.</summary>
internal static class SmsActs
{
    public static Outcome<Line> Decide(Line line, SmsIn sms, SmsMeaning meaning, Instant now)
    {
        var caller = new Caller(sms.Id, line.Holder!.PersonId, line.Phone, Ack: true);
        return meaning switch
        {
            SmsMeaning.Paid paid => With(line, sms, paid.Code, e => IsBound(e) && e.Left.Minor > 0 && e.IsPayer, now, e => Paid(line, sms, paid, e, caller, now)),
            SmsMeaning.Delivered delivered => With(line, sms, delivered.Code, e => IsBound(e) && !e.DeliveryDone && e.Terms.Kind == TermsKind.Purchase, now, e => Delivered(line, sms, delivered, e, caller, now)),
            SmsMeaning.Correct correct => With(line, sms, correct.Code, e => e.Ask is { Kind: AskKind.Delivery }, now, e => Correct(line, sms, correct, e, caller, now)),
            SmsMeaning.Counter counter => With(line, sms, counter.Code, e => e.Ask is { Kind: AskKind.Terms }, now, e => Counter(line, sms, counter, e, caller, now)),
            SmsMeaning.Problem problem => With(line, sms, problem.Code, IsBound, now, e => problem.About is { } about
                ? Tell(line, e, new OpenDispute(caller with { Ack = false }, about))
                : SmsDecisions.Reply(line, sms, new WhatProblemSms(e.Code), now)),
            SmsMeaning.Close close => With(line, sms, close.Code, _ => true, now, e => e.Status == AgreementStatus.Offered ? Tell(line, e, new WithdrawOffer(caller)) : Ending(line, sms, e, caller, now)),
            SmsMeaning.Solved solved => With(line, sms, solved.Code, _ => true, now, e => Tell(line, e, new CloseDispute(caller))),
            SmsMeaning.Pulse pulse => Pulse(line, sms, pulse, caller, now),
            SmsMeaning.Statement => new(line, [new Tell(AggregateId.Account(line.Programme, caller.PersonId), new RequestStatement(sms.Id, line.Programme, line.Phone, line.Holder.Currency))]),
            _ => throw new InvalidOperationException($"Nobody acts on {meaning.GetType().Name}."),
        };
    }

    /// <summary>The agreement that is meant: the one named, or the only one it can be.</summary>
    private static Outcome<Line> With(Line line, SmsIn sms, string? code, Func<AccountEntry, bool> fits, Instant now, Func<AccountEntry, Outcome<Line>> act)
    {
        if (code is not null) return sms.Account?.Find(code) is { } named ? act(named) : SmsDecisions.Reply(line, sms, new UnknownCodeSms(code), now);
        var fitting = sms.Account?.Entries.Where(fits).ToList() ?? [];
        return fitting switch
        {
            [var one] => act(one),
            [] => SmsDecisions.Reply(line, sms, new NothingSuchSms(sms.UssdCode), now),
            _ => SmsDecisions.Reply(line, sms, new WhichAgreementSms([.. fitting.Select(e => e.Code).Take(5)]), now),
        };
    }

    private static Outcome<Line> Paid(Line line, SmsIn sms, SmsMeaning.Paid paid, AccountEntry entry, Caller caller, Instant now)
    {
        var currency = entry.Balance.Currency;
        var amount = Amounts.Parse(paid.Amount, currency);
        return amount.Refusal is { } why
            ? SmsDecisions.Reply(line, sms, new AmountRefusedSms(why, currency), now)
            : Tell(line, entry, new ReportPayment(caller, new Money(amount.Value, currency), paid.Again));
    }

    private static Outcome<Line> Delivered(Line line, SmsIn sms, SmsMeaning.Delivered said, AccountEntry entry, Caller caller, Instant now)
    {
        if (OtherUnit(said.Unit, entry)) return SmsDecisions.Reply(line, sms, new UnitRefusedSms(entry.Terms.Quantity.Unit), now);
        var quantity = Quantities.Parse(said.Quantity);
        return quantity.Refusal is { } why
            ? SmsDecisions.Reply(line, sms, new AmountRefusedSms(why, ""), now)
            : Tell(line, entry, new ReportDelivery(caller, new Delivery(quantity.Value, said.Grade.Length > 0 ? said.Grade : entry.Terms.Grade, Titled(said.Place), said.Last)));
    }

    private static Outcome<Line> Correct(Line line, SmsIn sms, SmsMeaning.Correct said, AccountEntry entry, Caller caller, Instant now)
    {
        if (OtherUnit(said.Unit, entry)) return SmsDecisions.Reply(line, sms, new UnitRefusedSms(entry.Terms.Quantity.Unit), now);
        var quantity = Quantities.Parse(said.Quantity);
        return quantity.Refusal is { } why
            ? SmsDecisions.Reply(line, sms, new AmountRefusedSms(why, ""), now)
            : Tell(line, entry, new CorrectDelivery(caller, quantity.Value, entry.Ask?.Number ?? 0));
    }

    private static Outcome<Line> Counter(Line line, SmsIn sms, SmsMeaning.Counter said, AccountEntry entry, Caller caller, Instant now)
    {
        var currency = entry.Balance.Currency;
        if (OtherUnit(said.Unit, entry)) return SmsDecisions.Reply(line, sms, new UnitRefusedSms(entry.Terms.Quantity.Unit), now);
        var quantity = said.Quantity is { } q ? Quantities.Parse(q) : default;
        var price = said.Price is { } p ? Amounts.Parse(p, currency) : default;
        if ((quantity.Refusal ?? price.Refusal) is { } why) return SmsDecisions.Reply(line, sms, new AmountRefusedSms(why, quantity.Refusal is null ? currency : ""), now);
        var today = Country.OfPhone(line.Phone)!.Today(now);
        var (deliver, pay) = (Date(said.DeliverBy, today), Date(said.PayBy, today));
        if (deliver.Bad || pay.Bad) return SmsDecisions.Reply(line, sms, new DateRefusedSms(), now);
        var change = new TermsChange(said.Quantity is null ? null : quantity.Value, said.Price is null ? null : price.Value, deliver.Date, pay.Date);
        return Tell(line, entry, new CounterOffer(caller, change, entry.Ask?.Number ?? 0));
    }

    /// <summary>First the figure is said; whoever then sends the same again has read it, and means it, unless it has changed since.</summary>
    private static Outcome<Line> Ending(Line line, SmsIn sms, AccountEntry entry, Caller caller, Instant now)
    {
        var after = entry.AfterEnd(Country.OfPhone(line.Phone)!.Today(now));
        if (line.Ending is { } read && read.Code == entry.Code && read.After == after && read.CanHaveBeenRead(now))
            return new(SmsDecisions.Remember(line, sms) with { Ending = null }, [new Tell(AggregateId.Agreement(entry.Code), new AskToCancel(caller, entry.ByFarmer(read.After)))]);
        return entry.CanEnd
            ? SmsDecisions.Reply(line with { Ending = new EndRead(entry.Code, after, now) }, sms, new EndCheckSms(entry.Code, entry.OtherName, after), now)
            : Tell(line, entry, new AskToCancel(caller));
    }

    private static (LocalDate? Date, bool Bad) Date(string? typed, LocalDate today) =>
        typed is null ? (null, false) : DraftDialogue.DayAndMonth(typed, today) is { } date ? (date, false) : (null, true);

    /// <summary>The agreement that asked how it went; where several did, the code has to say which.</summary>
    private static Outcome<Line> Pulse(Line line, SmsIn sms, SmsMeaning.Pulse said, Caller caller, Instant now)
    {
        if (said.Code is { } code && sms.Account?.Find(code) is null) return SmsDecisions.Reply(line, sms, new UnknownCodeSms(code), now);
        var open = sms.Account?.Entries.Where(e => e.PulseOpen && (e.PulseEndsAt is null || now < e.PulseEndsAt) && (said.Code is null || e.Code == Codes.OfAgreement(said.Code))).ToList() ?? [];
        return open switch
        {
            [var one] => Tell(line, one, new AnswerPulse(caller, said.Score)),
            [] => SmsDecisions.Reply(line, sms, new PulseClosedSms(), now),
            _ => SmsDecisions.Reply(line, sms, new WhichPulseSms(10 - said.Score, [.. open.TakeLast(3).Select(e => new PulseSms(e.Code, e.OtherName))]), now),
        };
    }

    /// <summary>Three hundred kilos are not three hundred bags.</summary>
    private static bool OtherUnit(Unit? said, AccountEntry entry) => said is { } unit && unit != entry.Terms.Quantity.Unit;

    private static bool IsBound(AccountEntry e) => e.Status is AgreementStatus.Confirmed or AgreementStatus.Disputed;

    private static Outcome<Line> Tell(Line line, AccountEntry entry, Command command) => new(line, [new Tell(AggregateId.Agreement(entry.Code), command)]);

    /// <summary>Keywords are read in capitals; a place is shown as a name.</summary>
    private static string Titled(string place) => System.Globalization.CultureInfo.InvariantCulture.TextInfo.ToTitleCase(place.ToLowerInvariant());
}
