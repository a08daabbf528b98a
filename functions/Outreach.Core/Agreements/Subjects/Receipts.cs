using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>
/// The payee's own word that money came. It settles what the payer told; else it counts at once, since it binds only who says it, and
/// the payer is told. See docs/decisions/0234.
/// </summary>
internal static class Receipts
{
    public static Outcome<Agreement> Report(Agreement agreement, ReportReceipt report, Instant now)
    {
        var (by, side) = (report.By, agreement.SideOf(report.By.PersonId)!.Value);
        var from = Agreement.Other(side);
        var on = report.On ?? agreement.Today(now);
        if (!agreement.IsLive) return agreement.Refused(by, AgreementRefusal.NotConfirmed, now);
        if (agreement.DayRefused(by, on, now) is { } badDay) return badDay;
        var same = SameFacts.Payments(agreement, from, report.Amount.Minor, on);
        // Another one too is what the payer told and she has not answered yet.
        if (Claim(agreement, side, same, on) is { } claim) return Settled(agreement, claim, report, now);
        if (SameFacts.Known(agreement, by, report.Named, report.Elsewhere, now) is { } known) return known;
        if (report is { Again: false } && same is [.., var earlier]) return SameFacts.Asked(agreement, report, earlier.On, now);
        if (report is { Again: false, Elsewhere: { } there }) return SameFacts.Asked(agreement, report, there.On, now, there);
        if (!Payments.CanPay(agreement, from)) return agreement.Refused(by, AgreementRefusal.NotThatKind, now);
        // More than is owed makes a debt of the payee's, which a slip of a digit must not.
        if (Payments.Fault(agreement, report.Amount, from, allowOver: false))
            return Payments.BadAmount(agreement, by, from, now);
        if (agreement.Rules.WantsPin(report.Amount.Minor) && !by.Pin) return agreement.Refused(by, AgreementRefusal.NeedsPin, now);
        var (before, payment) = (agreement.WithHandled(by.Id), new Payment(report.Amount, from));
        return Payments.Receipted(before,
            Payments.Told(before, payment, on, by.Says(now, report.Named), FactState.Posted, report.Again), payment, by.Who, by, now);
    }

    /// <summary>The question to this side that the word answers: of the same day, else the oldest.</summary>
    private static Question? Claim(Agreement agreement, Role side, IReadOnlyList<Fact> same, LocalDate on) => agreement.Questions
        .Where(q => q is { Kind: QuestionKind.Payment, Fact: not null } && q.Of == side && same.Any(f => f.Number == q.Fact))
        .OrderBy(q => agreement.Facts[q.Fact!.Value - 1].On == on ? 0 : 1).FirstOrDefault();

    /// <summary>Both sides have said it: the payer told of it, and the payee says the same figure unasked.</summary>
    private static Outcome<Agreement> Settled(Agreement agreement, Question claim, ReportReceipt report, Instant now)
    {
        if (claim.NeedsPin && !report.By.Pin) return agreement.Refused(report.By, AgreementRefusal.NeedsPin, now);
        var open = agreement.WithHandled(report.By.Id).Without(claim).With(claim.Fact!.Value, f => report.Named.Length == 0 ? f
            : f.With(new(report.By.Who, now, Named: report.Named)));
        return Payments.Answer(open, claim, new AnswerQuestion(report.By, true, claim.Number), now);
    }
}
