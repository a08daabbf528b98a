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
    private bool changed;
    private decimal delivered;
    private bool done;
    private long advance, byTrader, byFarmer, adjusted, letGo, mostPaid;

    /// <summary>The trader's debt to the farmer.</summary>
    public long Balance => terms is null ? 0 : Worth() - advance - byTrader + byFarmer + adjusted + letGo;

    /// <summary>The payer's payments under the schedule, less returns; savings paid out do not reduce the sum saved.</summary>
    public long PaidIn => terms switch
    {
        null => 0,
        { Kind: TermsKind.Purchase } => byTrader - byFarmer,
        { Kind: TermsKind.Loan } => byFarmer - byTrader,
        _ => byFarmer,
    };

    public int Parts => terms?.Plan?.Count ?? 1;

    /// <summary>
    /// The largest number of instalments that payments ever covered in full; null once goods or a mediator changed the total.
    /// </summary>
    public int? Covered
    {
        get
        {
            if (terms is null) return 0;
            if (changed || Rounded(terms) == terms.Advance.Minor) return null;
            var whole = Rounded(terms) - terms.Advance.Minor;
            return Enumerable.Range(1, Parts).Count(n => mostPaid >= (n == Parts ? whole : whole / Parts * n));
        }
    }

    public void Take(Agreement? before, Command command, Agreement after)
    {
        foreach (var e in after.Events.Skip(before?.Events.Count ?? 0)) Take(e.Kind, before, command, after);
        mostPaid = Math.Max(mostPaid, PaidIn);
    }

    private void Take(EventKind kind, Agreement? before, Command command, Agreement after)
    {
        switch (kind)
        {
            case EventKind.Agreed: terms = after.Terms; break;
            case EventKind.Advance: advance += terms!.Advance.Minor; break;
            case EventKind.Delivered: Deliver(Answered(before!, command)!.Delivery!); break;
            case EventKind.Paid: Pay(
                command is RecordPayment r ? new Payment(r.Amount, r.From ?? Payer) : Answered(before!, command)!.Payment!); break;
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

    private void Deliver(Delivery delivery)
    {
        delivered += delivery.Milli;
        done |= delivery.Last || delivered >= terms!.Quantity.Milli;
        changed |= Worth() != Rounded(terms!);
    }

    private void Pay(Payment payment)
    {
        if (payment.From == Role.Trader) byTrader += payment.Amount.Minor;
        else byFarmer += payment.Amount.Minor;
    }

    /// <summary>An early end cancels the loan's cost for future instalments, but never the principal.</summary>
    private void End(LocalDate today)
    {
        (done, changed) = (true, true);
        if (terms!.Kind != TermsKind.Loan) return;
        var n = Enumerable.Range(0, terms.Plan!.Count).Count(part => terms.Plan.Due(part) > today);
        letGo += Math.Min(Math.Max(0, -Balance), (Rounded(terms) - terms.Principal!.Value.Minor) * n / terms.Plan.Count);
    }

    private long Worth() => terms!.Kind switch
    {
        TermsKind.Purchase => Rounded(terms, done ? delivered : Math.Max(delivered, terms.Quantity.Milli)),
        TermsKind.Loan => -Rounded(terms),
        _ => 0,
    };

    private static long Rounded(Terms terms) => Rounded(terms, terms.Quantity.Milli);

    private static long Rounded(Terms terms, decimal milli) => (long)Math.Floor(terms.Price.Minor * milli / 1000m + 0.5m);
}
