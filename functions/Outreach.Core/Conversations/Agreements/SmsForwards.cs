using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// A mobile-money confirmation that a person sends on. Nothing is written down from its text: the person is asked, and their yes is a
/// telling of their own that names the transaction. See docs/decisions/0234.
/// </summary>
public static class SmsForwards
{
    public static Outcome<Subscriber> Decide(Subscriber subscriber, SmsIn sms, Confirmation said, bool questionOpen, Instant now)
    {
        if (sms.WrittenAsks is { } asked) return SmsDecisions.Reply(subscriber, sms, asked, now);
        if (sms.Written is { } written)
            return SmsDecisions.Reply(subscriber, sms, new RefusalSms(written, AgreementRefusal.PaidBefore), now);
        var fitting = (sms.Account?.Entries ?? []).Where(e => Fits(sms, said, e) && sms.IsAfter(e.OfferedAt)).ToList();
        var theirs = fitting.Where(e => sms.Named?.Contains(e.OtherId) == true).ToList();
        if (theirs.Count == 0) theirs = fitting;
        if (theirs.Count == 0) return SmsDecisions.Reply(subscriber, sms, new ForwardNobodySms(said.Received), now);
        var currency = theirs[0].Balance.Currency;
        var read = Amounts.Parse(said.Amount, currency);
        if (read.Refusal is { } why) return SmsDecisions.Reply(subscriber, sms, new AmountRefusedSms(why, currency, said.Amount), now);
        var amount = new Money(read.Value, currency);
        var today = Country.OfPhone(subscriber.Phone)!.Today(sms.ReceivedAt ?? now);
        var on = said.On is { } day && day != today ? said.On : null;
        var asks = theirs is [_] && !questionOpen && !BareAnswer.HasClosedLately(sms, now);
        var kept = new ForwardedMoney(theirs is [var only] ? only.Code : "", said.Received, amount, said.On ?? today, said.Id, now, asks,
            subscriber.Holder!.Key);
        Sms answer = asks ? new ForwardAskSms(theirs[0].Code, theirs[0].OtherName, amount, on, said.Received)
            : new ForwardWhichSms([.. theirs.Select(e => e.Code).Take(5)], amount, said.Received);
        var outcome = SmsDecisions.Reply(subscriber, sms, answer, now);
        return outcome.Effects.Count == 0 ? outcome : outcome with { State = outcome.State! with { Forwarded = kept } };
    }

    /// <summary>The most agreements that are looked at for a transaction that may be written down: the newest.</summary>
    private const int MostLookedAt = 10;

    /// <summary>The codes of the agreements, over or not, that a confirmation may be written down for already.</summary>
    /// <param name="named">The ids of the people behind the number in it.</param>
    public static IEnumerable<string> MayBeUnder(Confirmation said, IReadOnlyList<string>? named, IEnumerable<Account> accounts) => accounts
        .SelectMany(a => a.Entries).Where(e => e.IsBound && IsWith(said, named, e)).OrderByDescending(e => e.OfferedAt)
        .Take(MostLookedAt).Select(e => e.Code);

    private static bool IsWith(Confirmation said, IReadOnlyList<string>? named, AccountEntry e) =>
        named?.Contains(e.OtherId) == true || said.IsOf(e.OtherName);

    /// <summary>Their number says who it is; else the name does, which the person then says yes or no to.</summary>
    public static bool Fits(SmsIn sms, Confirmation said, AccountEntry e) => e.Status == AgreementStatus.Confirmed
        && said.IsIn(e.Balance.Currency) && (said.Received ? e.CanGet : e.CanPay)
        && IsWith(said, sms.Named, e);

    /// <summary>Whether a yes or no is about the confirmation that was asked about last.</summary>
    /// <param name="code">The code beside the answer; null for a lone one.</param>
    public static bool IsAsked(Subscriber subscriber, SmsIn sms, string? code, Instant now) =>
        Open(subscriber, sms, now) is { Asks: true } asked && (code is null ? !BareAnswer.HasClosedLately(sms, now) : code == asked.Code);

    public static Outcome<Subscriber> Answer(Subscriber subscriber, SmsIn sms, bool accept, Instant now)
    {
        var asked = subscriber.Forwarded!;
        var done = subscriber with { Forwarded = null };
        if (!accept) return SmsDecisions.Reply(done, sms, new YouRefusedSms(asked.Code, QuestionKind.Payment), now);
        var by = BareAnswer.By(subscriber, sms);
        return new(SmsDecisions.WithHandled(done, sms), [new Tell(AggregateId.Agreement(asked.Code), asked.Received
            ? new ReportReceipt(by, asked.Amount, On: DayOf(subscriber, asked, now), Named: asked.Transaction)
            : new ReportPayment(by, asked.Amount, On: DayOf(subscriber, asked, now), Named: asked.Transaction))]);
    }

    /// <summary>The day to tell; null for today, or without a confirmation.</summary>
    public static LocalDate? DayOf(Subscriber subscriber, ForwardedMoney? sent, Instant now) =>
        sent is not null && sent.On != Country.OfPhone(subscriber.Phone)!.Today(now) ? sent.On : null;

    /// <summary>The confirmation that a telling in the person's own words is about; null for none.</summary>
    public static ForwardedMoney? Meant(Subscriber subscriber, SmsIn sms, string code, Money amount, bool received, Instant now) =>
        Open(subscriber, sms, now) is { } sent && sent.Amount == amount && sent.Received == received && sent.Code is var of
            && (of.Length == 0 || of == code) ? sent : null;

    private static ForwardedMoney? Open(Subscriber subscriber, SmsIn sms, Instant now) =>
        subscriber.Forwarded is { } sent && sent.Key == subscriber.Holder?.Key && now - sent.At < ForwardedMoney.OpenFor
            && sms.IsAfter(sent.At) ? sent : null;
}
