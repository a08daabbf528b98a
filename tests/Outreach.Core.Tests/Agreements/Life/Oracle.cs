using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements.Life;

/// <summary>
/// Computes the debt from accepted commands alone: value, advance, payments, adjustments, an early end. Amounts stored in the agreement are
/// never read.
/// </summary>
internal sealed class Oracle
{
    private Terms? terms;
    private bool changed, done, ended;
    private decimal delivered;
    private long advance, byTrader, byFarmer, lent, adjusted, letGo;

    /// <summary>The trader's debt to the farmer.</summary>
    public long Balance => terms switch
    {
        null => 0,
        { Kind: TermsKind.Purchase } => Rounded(terms, delivered) + adjusted - PaidIn,
        { Kind: TermsKind.Loan } => PaidIn + adjusted + letGo - Rounded(terms) * lent / terms.Principal!.Value.Minor,
        _ => byFarmer - byTrader + adjusted,
    };

    /// <summary>The payer's payments under the schedule, less returns; savings paid out do not reduce the sum saved.</summary>
    public long PaidIn => terms switch
    {
        null => 0,
        { Kind: TermsKind.Purchase } => advance + byTrader - byFarmer,
        { Kind: TermsKind.Loan } => byFarmer - (byTrader - lent),
        _ => byFarmer,
    };

    public int Parts => terms?.Plan?.Count ?? 1;

    /// <summary>The number of instalments that payments cover in full; null once goods or a mediator changed the total.</summary>
    public int? Covered
    {
        get
        {
            if (terms is null) return 0;
            if (changed || Rounded(terms) == terms.Advance.Minor) return null;
            var whole = Rounded(terms) - terms.Advance.Minor;
            return Enumerable.Range(1, Parts).Count(n => PaidIn - advance >= (n == Parts ? whole : whole / Parts * n));
        }
    }

    public void Take(Agreement? before, Command command, Agreement after)
    {
        foreach (var e in after.Events.Skip(before?.Events.Count ?? 0)) Take(e.Kind, before, command, after);
    }

    private void Take(EventKind kind, Agreement? before, Command command, Agreement after)
    {
        switch (kind)
        {
            case EventKind.Agreed: terms = after.Terms; break;
            case EventKind.Advance: advance += terms!.Advance.Minor; break;
            case EventKind.Delivered: Deliver(Answered(before!, command)!.Delivery!); break;
            case EventKind.Paid: Pay(command is RecordPayment r ? Recorded(before!, r) : Answered(before!, command)!.Payment!); break;
            case EventKind.Adjusted: (adjusted, changed) = (adjusted + before!.Dispute!.Proposal!.Adjustment.Minor, true); break;
            case EventKind.Cancelled: End(Country.OfRegion("KE")!.Today(after.CancelledAt!.Value)); break;
        }
    }

    private Role Payer => terms!.Kind == TermsKind.Purchase ? Role.Trader : Role.Farmer;

    /// <summary>The question that an answer refers to.</summary>
    public static Question? Answered(Agreement before, Command command) => command switch
    {
        AnswerQuestion c => Meant(before, c.By, c.Ask),
        CounterOffer c => Meant(before, c.By, c.Ask),
        CorrectDelivery c => Meant(before, c.By, c.Ask),
        _ => null,
    };

    private static Question? Meant(Agreement before, Caller by, int number)
    {
        var own = before.Questions.Where(a => before.Of(a.Of).PersonId == by.PersonId).ToList();
        return number > 0
            ? own.FirstOrDefault(a => a.Number == number)
            : own.FirstOrDefault(a => a.Kind == QuestionKind.Resolution) ?? own.FirstOrDefault();
    }

    /// <summary>A record that only settles which payment a waiting proof was has that proof's figures.</summary>
    private Payment Recorded(Agreement before, RecordPayment r) =>
        before.Facts.FirstOrDefault(f => f.State == FactState.Pending && r.Proof.Length > 0 && f.HasProof(r.Proof)) is { } waiting
            ? new Payment(before.Money(waiting.Amount), waiting.From)
            : new Payment(r.Amount, r.From ?? Payer);

    private void Deliver(Delivery delivery)
    {
        delivered += delivery.Milli;
        done |= delivery.Last || delivered >= terms!.Quantity.Milli;
        changed |= done && Rounded(terms!, delivered) != Rounded(terms!);
    }

    private void Pay(Payment payment)
    {
        if (payment.From == Role.Farmer) byFarmer += payment.Amount.Minor;
        else byTrader += payment.Amount.Minor;
        if (payment.From == Role.Trader && terms!.Principal is { } principal && !ended)
            lent = Math.Min(principal.Minor, lent + payment.Amount.Minor);
    }

    /// <summary>An early end cancels the loan's cost for future instalments, but never the principal.</summary>
    private void End(LocalDate today)
    {
        (ended, changed) = (true, true);
        if (terms!.Kind != TermsKind.Loan) return;
        var n = Enumerable.Range(0, terms.Plan!.Count).Count(part => terms.Plan.Due(part) > today);
        letGo += Math.Min(Math.Max(0, -Balance), (Rounded(terms) - terms.Principal!.Value.Minor) * n / terms.Plan.Count);
    }

    private static long Rounded(Terms terms) => Rounded(terms, terms.Quantity.Milli);

    private static long Rounded(Terms terms, decimal milli) => (long)Math.Floor(terms.Price.Minor * milli / 1000m + 0.5m);
}
