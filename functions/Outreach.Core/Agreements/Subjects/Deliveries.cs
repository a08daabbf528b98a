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

    public static Outcome<Agreement> Report(Agreement agreement, ReportDelivery report, Instant now)
    {
        if (agreement.Terms.Kind != TermsKind.Purchase) return agreement.Refused(report.By, AgreementRefusal.NotThatKind, now);
        if (!agreement.IsLive || agreement.CancelledAt is not null) return agreement.Refused(report.By, AgreementRefusal.NotConfirmed, now);
        var today = agreement.Today(now);
        var on = report.On ?? today;
        if (agreement.DayRefused(report.By, on, now) is { } badDay) return badDay;
        if (!IsPossible(agreement, report.Delivery)) return agreement.Refused(report.By, AgreementRefusal.BadAmount, now);
        var side = agreement.SideOf(report.By.PersonId)!.Value;
        var other = Agreement.Other(side);
        // Who has read that no more comes, and writes the same, says yes to it.
        if (report is { Delivery.Milli: 0, By.BySms: true } && agreement.Questions.FirstOrDefault(q => q.Of == side
            && q is { Kind: QuestionKind.Delivery, Delivery.Milli: 0, AskedAt: not null }) is { } said && report.By.CanHaveRead(said))
            return Questions.Answer(agreement, new(report.By, true, said.Number), now);
        if (!report.Again
            && SameFacts.Load(agreement, report.By.PersonId, report.Delivery.Milli, on) is { } same)
            return SameFacts.Asked(agreement, report, same, now);
        if (report is { Again: false, Elsewhere: { } there }) return SameFacts.Asked(agreement, report, there, now);
        if (agreement.Questions.Count(a => a.Of == other) >= MostWaiting)
            return agreement.Refused(report.By, AgreementRefusal.TooMany, now);
        return Put(agreement.WithHandled(report.By.Id), report.By, report.Delivery, on, now, report.On, report.Again);
    }

    /// <summary>Corrects a delivery: the other side's quantity becomes the question to the first side.</summary>
    public static Outcome<Agreement> Correct(Agreement agreement, CorrectDelivery correct, Instant now)
    {
        var (question, instead) = Questions.Take(agreement, correct.By, correct.Ask, QuestionKind.Delivery, binds: true, now);
        if (question?.Delivery is not { } said) return instead!;
        var corrected = said with { Milli = correct.Milli };
        if (!IsPossible(agreement, corrected) || corrected == said) return agreement.Refused(correct.By, AgreementRefusal.BadAmount, now);
        var refused =
            agreement.WithHandled(correct.By.Id).Without(question).Denied(question.Fact, correct.By, now)
                .Write(now, EventKind.DeliveryRefused, correct.By.Who, Text(agreement, said));
        return Put(refused, correct.By, corrected, agreement.Facts[question.Fact!.Value - 1].On, now);
    }

    private static Outcome<Agreement> Put(Agreement agreement, Caller by, Delivery delivery, LocalDate on, Instant now,
        LocalDate? named = null, bool another = false)
    {
        var place = delivery.Place.Trim();
        var kept = delivery with { Place = place.Length > LongestPlace ? place[..LongestPlace] : place };
        var other = Agreement.Other(agreement.SideOf(by.PersonId)!.Value);
        var told = agreement.Told(new Fact(0, FactKind.Load, Role.Farmer, kept.Milli, on, FactState.Pending,
            [by.Says(now)], kept.Grade, kept.Place, kept.Last, IsAnother: another));
        return told.Write(now, EventKind.DeliveryReported, by.Who, Text(agreement, kept))
            .Put(other, QuestionKind.Delivery, now, delivery: kept, fact: told.Facts.Count)
            .Done(now, by,
                agreement.Ack(by, now, name => new DeliverySentSms(agreement.Code, name, agreement.Terms, kept, other == Role.Trader,
                    Questions.ToCome(agreement.Terms, agreement.Delivered, kept), named,
                    Questions.OwedAfterLast(agreement.Terms, agreement.Books, kept) is { } owed
                        ? agreement.Money(other == Role.Trader ? owed : -owed) : null)));
    }

    public static Outcome<Agreement> Answer(Agreement agreement, Question question, AnswerQuestion answer, Instant now)
    {
        var delivery = question.Delivery!;
        var from = Agreement.Other(question.Of);
        if (!answer.Accept)
        {
            return agreement.Denied(question.Fact, answer.By, now)
                .Write(now, EventKind.DeliveryRefused, answer.By.Who, Text(agreement, delivery))
                .Done(now, answer.By,
                    agreement.Say(from, Purpose.Receipt,
                        new ClaimRefusedSms(agreement.Code, agreement.Of(question.Of).Name, QuestionKind.Delivery), now),
                    agreement.Reply(answer.By, new YouRefusedSms(agreement.Code, QuestionKind.Delivery), now));
        }
        var after = agreement.Posted(question.Fact!.Value, new(answer.By.Who, now), accepted: agreement.Today(now))
            .Write(now, EventKind.Delivered, answer.By.Who, Text(agreement, delivery), agreement).WithStatus();
        return after.Done(now, answer.By, after.SayBoth(Purpose.Receipt, (other, sign) => new DeliveredSms(after.Code, other.Name,
            after.Terms.Quantity with { Milli = delivery.Milli }, after.Terms.Quantity with { Milli = after.Delivered },
            after.Terms.Quantity,
            after.Money(sign * after.Owed.Minor), agreement.Facts[question.Fact.Value - 1].Evidence[0].Clerk,
            after.OwedInDispute is { IsZero: false, Minor: var held } ? after.Money(sign * held) : null), now));
    }

    /// <summary>
    /// A positive quantity; nothing only as the word that no more comes. More than ten times the agreed quantity is a typing error.
    /// </summary>
    private static bool IsPossible(Agreement a, Delivery load) =>
        load.Milli >= (load.Last ? 0 : 1) && (new BigInteger(a.Delivered) + load.Milli) <= 10 * new BigInteger(a.Terms.Quantity.Milli)
        && new BigInteger(a.Terms.Price.Minor) * (a.Delivered + load.Milli) / 1000 <= Amounts.Limit;

    private static string Text(Agreement a, Delivery d) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{d.Milli / 1000m:0.###} {a.Terms.Quantity.Unit} {d.Grade} {d.Place}{(d.Last ? " last" : "")}").Trim();
}
