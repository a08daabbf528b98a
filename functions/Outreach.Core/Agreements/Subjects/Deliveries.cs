using System.Globalization;
using System.Numerics;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Deliveries: one side reports, the other confirms or corrects, and the balance follows.</summary>
internal static class Deliveries
{
    /// <summary>The most deliveries and payments that may await one side's answer.</summary>
    public const int MostWaiting = 6;

    private const int LongestPlace = 30;
    private const int DaysUntilTaken = 30;

    public static Outcome<Agreement> Report(Agreement agreement, ReportDelivery report, Instant now)
    {
        if (agreement.Terms.Kind != TermsKind.Purchase) return agreement.Refused(report.By, AgreementRefusal.NotThatKind, now);
        if (!agreement.IsLive || agreement.CancelledAt is not null) return agreement.Refused(report.By, AgreementRefusal.NotConfirmed, now);
        if (!IsPossible(agreement, report.Delivery.Milli)) return agreement.Refused(report.By, AgreementRefusal.BadAmount, now);
        var other = Agreement.Other(agreement.SideOf(report.By.PersonId)!.Value);
        if (agreement.Questions.Count(a => a.Of == other) >= MostWaiting)
            return agreement.Refused(report.By, AgreementRefusal.TooMany, now);
        return Put(agreement.WithHandled(report.By.Id), report.By, report.Delivery, now);
    }

    /// <summary>Corrects a delivery: the other side's quantity becomes the question to the first side.</summary>
    public static Outcome<Agreement> Correct(Agreement agreement, CorrectDelivery correct, Instant now)
    {
        var (question, instead) = Questions.Take(agreement, correct.By, correct.Ask, QuestionKind.Delivery, binds: true, now);
        if (question?.Delivery is not { } said) return instead!;
        if (!IsPossible(agreement, correct.Milli) || correct.Milli == said.Milli)
            return agreement.Refused(correct.By, AgreementRefusal.BadAmount, now);
        var refused =
            agreement.WithHandled(correct.By.Id).Without(question)
                .Write(now, EventKind.DeliveryRefused, correct.By.Who, Text(agreement, said));
        return Put(refused, correct.By, said with { Milli = correct.Milli }, now);
    }

    private static Outcome<Agreement> Put(Agreement agreement, Caller by, Delivery delivery, Instant now)
    {
        var place = delivery.Place.Trim();
        var kept = delivery with { Place = place.Length > LongestPlace ? place[..LongestPlace] : place };
        var other = Agreement.Other(agreement.SideOf(by.PersonId)!.Value);
        return agreement.Write(now, EventKind.DeliveryReported, by.Who, Text(agreement, kept))
            .Put(other, QuestionKind.Delivery, now, delivery: kept)
            .Done(now, by,
                agreement.Ack(by, now, name => new DeliverySentSms(agreement.Code, name, agreement.Terms, kept, other == Role.Trader)));
    }

    public static Outcome<Agreement> Answer(Agreement agreement, Question question, AnswerQuestion answer, Instant now)
    {
        var delivery = question.Delivery!;
        var from = Agreement.Other(question.Of);
        if (!answer.Accept)
        {
            return agreement.Write(now, EventKind.DeliveryRefused, answer.By.Who, Text(agreement, delivery)).Done(now, answer.By,
                agreement.Say(from, Purpose.Receipt,
                    new ClaimRefusedSms(agreement.Code, agreement.Of(question.Of).Name, QuestionKind.Delivery), now),
                agreement.Reply(answer.By, new YouRefusedSms(agreement.Code, QuestionKind.Delivery), now));
        }
        var after = With(agreement, delivery);
        after =
            after.Write(now, EventKind.Delivered, answer.By.Who, Text(agreement, delivery), Worth(after) - Worth(agreement)).WithStatus();
        return after.Done(now, answer.By, after.SayBoth(Purpose.Receipt, (other, sign) => new DeliveredSms(after.Code, other.Name,
            after.Terms.Quantity with { Milli = delivery.Milli }, after.Terms.Quantity with { Milli = after.Delivered },
            after.Terms.Quantity,
            after.Money(sign * after.Balance.Minor)), now));
    }

    /// <summary>The agreement with one more delivery, before the balance changes.</summary>
    public static Agreement With(Agreement agreement, Delivery delivery)
    {
        var after = agreement with { Delivered = agreement.Delivered + delivery.Milli };
        return after with { DeliveryDone = agreement.DeliveryDone || delivery.Last || after.Delivered >= agreement.Terms.Quantity.Milli };
    }

    /// <summary>When paid goods without a reported delivery count as delivered: a month after the delivery date.</summary>
    public static Instant? TakenAt(Agreement a) =>
        a is { Status: AgreementStatus.Confirmed, AwaitsGoods: true, Balance.Minor: 0, Questions.Count: 0 }
            ? Country.OfPhone(a.Farmer.Phone)!.At(a.Terms.DeliverBy.PlusDays(DaysUntilTaken), LocalTime.Noon)
            : null;

    public static Outcome<Agreement>? Taken(Agreement agreement, Instant now) => TakenAt(agreement) <= now
        ? (agreement with { TakenAsDelivered = true }).Write(now, EventKind.TakenAsDelivered, "-").WithStatus().Done(now, null)
        : null;

    /// <summary>
    /// The value of the goods: the agreed quantity while more may come, otherwise the delivered quantity. A lower grade has no price of its
    /// own: the two sides or a mediator settle it.
    /// </summary>
    public static long Worth(Agreement a) => Worth(a.Terms, a.Delivered, a.DeliveryDone);

    /// <param name="delivered">The delivered quantity in thousandths of the unit.</param>
    /// <param name="done">No further delivery is expected.</param>
    public static long Worth(Terms terms, long delivered, bool done)
    {
        if (terms.Kind != TermsKind.Purchase) return 0;
        var milli = done ? delivered : Math.Max(delivered, terms.Quantity.Milli);
        return (long)((new BigInteger(terms.Price.Minor) * milli + 500) / 1000);
    }

    /// <summary>A positive quantity; more than ten times the agreed quantity is a typing error.</summary>
    private static bool IsPossible(Agreement a, long milli) =>
        milli > 0 && (new BigInteger(a.Delivered) + milli) <= 10 * new BigInteger(a.Terms.Quantity.Milli)
        && new BigInteger(a.Terms.Price.Minor) * (a.Delivered + milli) / 1000 <= Amounts.Limit;

    private static string Text(Agreement a, Delivery d) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{d.Milli / 1000m:0.###} {a.Terms.Quantity.Unit} {d.Grade} {d.Place}{(d.Last ? " last" : "")}").Trim();
}
