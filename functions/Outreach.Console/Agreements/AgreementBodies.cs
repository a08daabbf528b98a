using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="By">The asking side: <c>trader</c>, <c>farmer</c>, or the person's id. The same in every body below.</param>
internal sealed record ByBody(string By);

/// <param name="Ask">The question's number, so that an answer never counts for another question.</param>
internal sealed record AnswerBody(string By, bool Accept, int Ask);

/// <summary>Other terms. An absent field keeps its value.</summary>
/// <param name="Ask">The number of the question about the terms to replace.</param>
/// <param name="Price">The price of a unit; of an instalment, for a loan or savings.</param>
/// <param name="PayBy">The instalments move with this date.</param>
internal sealed record CounterBody(
    string By, int Ask, Exact? Quantity = null, Exact? Price = null, LocalDate? DeliverBy = null, LocalDate? PayBy = null,
    string? Currency = null)
{
    public (TermsChange? Change, Answer? Fault) ToChange(Agreement agreement)
    {
        if ((Quantity, Price, DeliverBy, PayBy) is (null, null, null, null))
            return (null, Answer.BadBody("A counter-offer changes quantity, price, deliverBy or payBy."));
        if (Currency is not null && Currency != agreement.Currency)
            return (null, Answer.Bad("currency", $"This agreement is in {agreement.Currency}."));
        var milli = Quantity?.Scaled(3);
        if (Quantity is not null && milli is null) return (null, Answer.Bad("quantity", OfferBody.Sentence("quantity")));
        var price = Price?.Scaled(Currencies.Decimals(agreement.Currency));
        if (Price is not null && price is null) return (null, Answer.Bad("price", OfferBody.Sentence("price")));
        // Instalments are counted from this date; the calendar has no date so far off.
        var usual = agreement.Terms.PayBy;
        if (PayBy < usual.PlusYears(-4) || PayBy > usual.PlusYears(4)) return (null, Answer.Bad("payBy", OfferBody.Sentence("payBy")));
        return (new TermsChange(milli, price, DeliverBy, PayBy), null);
    }
}

/// <param name="Grade">Absent: the grade of the terms.</param>
/// <param name="Last">No further delivery follows; with a quantity of 0 nothing more came.</param>
/// <param name="Again">Confirms another load, although the same quantity was told of a few days ago.</param>
/// <param name="DeliveredOn">The day of the delivery, today or before; absent for today.</param>
internal sealed record DeliveryBody(string By, Exact Quantity, string? Grade = null, string? Place = null, bool Last = false,
    bool Again = false, LocalDate? DeliveredOn = null)
{
    public const string NoPlace =
        "place is the name of a place, at most 30 letters: it stands in the question that the other side answers.";

    private const int LongestGrade = 8;

    public Answer? Fault() => GradeFault(Grade ?? "") is { } grade ? Answer.Bad("grade", grade)
        : LoadPlace.Read(Place ?? "") is null ? Answer.Bad("place", NoPlace) : null;

    public static string? GradeFault(string grade) => grade.Trim().Length <= LongestGrade && FreeText.AsksBy(grade) is null
        && !grade.Any(c => Spelling.IsControl(c) || Spelling.IsBidi(c))
            ? null
            : "grade is at most 8 letters and figures, such as A or FAQ.";

    public Delivery ToDelivery(Agreement agreement, long milli) =>
        new(milli, (Grade ?? agreement.Terms.Grade).Trim(), LoadPlace.Read(Place ?? "") ?? "", Last);
}

/// <param name="Ask">The number of the question about the delivery.</param>
internal sealed record CorrectionBody(string By, int Ask, Exact Quantity);

/// <summary>A payment that the coordinator vouches for, so neither side is asked.</summary>
/// <param name="From">The payer; absent: the payer under the terms.</param>
/// <param name="AllowOver">Confirms a payment of more than is left.</param>
/// <param name="Again">Confirms another payment, although the same amount was paid a few days ago.</param>
/// <param name="Proof">The provider and its transaction, as a pending fact shows them; then same or again settles that fact.</param>
/// <param name="Same">The number of the fact that the proven payment is.</param>
/// <param name="PaidOn">The day of the payment, today or before; absent for today.</param>
internal sealed record PaymentBody(Exact Amount, string? Currency = null, Role? From = null, bool AllowOver = false, bool Again = false,
    string? Proof = null, int? Same = null, LocalDate? PaidOn = null);

/// <summary>A payment that one side reports; the other side is asked.</summary>
/// <param name="Again">Confirms another payment, although the same amount was paid a few days ago.</param>
/// <param name="PaidOn">The day of the payment, today or before; absent for today.</param>
internal sealed record ReportBody(string By, Exact Amount, string? Currency = null, bool Again = false, LocalDate? PaidOn = null);

/// <param name="Amount">The amount in dispute; absent for all of the newest load or payment, or of what is owed.</param>
internal sealed record DisputeBody(string By, DisputeAbout About, string? Note = null, Exact? Amount = null, string? Currency = null);

internal sealed record MediatorBody(string Name, string Phone);

/// <param name="Words">The mediator's answer to both sides.</param>
internal sealed record DisputeAnswerBody(string Words);

/// <param name="Adjustment">Positive when the farmer gets more; 0 for no adjustment.</param>
/// <param name="Words">The proposal that both sides read and accept or decline.</param>
/// <param name="DryRun">Only shows what would be owed; nobody is asked.</param>
internal sealed record ResolutionBody(Exact Adjustment, string Words, string? Currency = null, bool DryRun = false);
