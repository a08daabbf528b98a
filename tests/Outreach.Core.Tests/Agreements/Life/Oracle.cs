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
    private readonly Dictionary<int, Payment> paid = [];
    private readonly Dictionary<int, Delivery> came = [];
    private readonly HashSet<int> afterEnd = [];
    private readonly HashSet<int> takenBack = [];
    private long? undoubted;
    private bool adjustedOrEnded;
    private long advance, adjusted, letGo;

    private decimal Delivered => came.Values.Sum(d => d.Milli);
    private bool Done => came.Values.Any(d => d.Last) || Delivered >= terms!.Quantity.Milli;
    private bool Changed => adjustedOrEnded || Done && Rounded(terms!, Delivered) != Rounded(terms!);
    private long ByTrader => Sum(Role.Trader, paid.Keys);
    private long ByFarmer => Sum(Role.Farmer, paid.Keys);

    /// <summary>The lender's money is the principal until it is whole, unless it came after an early end.</summary>
    private long Lent => terms!.Principal is { } principal
        ? Math.Min(principal.Minor, Sum(Role.Trader, paid.Keys.Except(afterEnd)))
        : 0;

    private long Sum(Role from, IEnumerable<int> numbers) =>
        numbers.Select(n => paid[n]).Where(p => p.From == from).Sum(p => p.Amount.Minor);

    /// <summary>The trader's debt to the farmer.</summary>
    public long Balance => terms switch
    {
        null => 0,
        { Kind: TermsKind.Purchase } => Rounded(terms, Delivered) + adjusted - PaidIn,
        { Kind: TermsKind.Loan } => PaidIn + adjusted - Math.Max(0, Rounded(terms) * Lent / terms.Principal!.Value.Minor - letGo),
        _ => ByFarmer - ByTrader + adjusted,
    };

    /// <summary>The payer's payments under the schedule, less returns; savings paid out do not reduce the sum saved.</summary>
    public long PaidIn => terms switch
    {
        null => 0,
        { Kind: TermsKind.Purchase } => advance + ByTrader - ByFarmer,
        { Kind: TermsKind.Loan } => ByFarmer - (ByTrader - Lent),
        _ => ByFarmer,
    };

    public int Parts => terms?.Plan?.Count ?? 1;

    /// <summary>The number of instalments that payments cover in full; null once goods or a mediator changed the total.</summary>
    public int? Covered
    {
        get
        {
            if (terms is null) return 0;
            if (Changed || Rounded(terms) == terms.Advance.Minor) return null;
            var whole = Rounded(terms) - terms.Advance.Minor;
            return Enumerable.Range(1, Parts).Count(n => PaidIn - terms.Advance.Minor >= (n == Parts ? whole : whole / Parts * n));
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
            case EventKind.Delivered or EventKind.Paid when command is Wake: Undisputed(before!, after.Facts[^1]); break;
            case EventKind.Delivered: came[Answered(before!, command)!.Fact!.Value] = Answered(before!, command)!.Delivery!; break;
            case EventKind.Paid when command is ReportReceipt receipt: Got(before!, receipt, after); break;
            case EventKind.Paid: Pay(before!, command); break;
            case EventKind.Adjusted: (adjusted, adjustedOrEnded) = (adjusted + before!.Dispute!.Proposal!.Adjustment.Minor, true); break;
            case EventKind.Reversed: Reverse(command is RecordReversal r ? Reversed(before!, r) : Answered(before!,
                command)!.Same!.Fact); break;
            case EventKind.TakenBack when command is ReportMistake or ToldTwice:
                takenBack.UnionWith(before!.Facts.Where(f => f.State == FactState.Pending
                    && after.Facts[f.Number - 1].State == FactState.Voided).Select(f => f.Number));
                break;
            case EventKind.Disputed: Doubted(before!, (OpenDispute)command, after); break;
            case EventKind.Cancelled: End(Country.OfRegion("KE")!.Today(after.CancelledAt!.Value)); break;
        }
    }

    /// <summary>The last that the side that did not tell of the load left undoubted.</summary>
    private void Doubted(Agreement before, OpenDispute open, Agreement after)
    {
        if (before.Dispute is null) undoubted = null;
        if (open.Held is not { } held || after.Dispute!.Fact is not { } number) return;
        var about = after.Facts[number - 1];
        if (about.Kind == FactKind.Load && Teller(about) != open.By.PersonId)
            undoubted = (long)Math.Floor(about.Amount - 1000m * held.Minor / terms!.Price.Minor);
    }

    /// <summary>
    /// What both sides of an unresolved dispute say came: never more than either said, and nothing that was taken back. No dispute makes
    /// a payment.
    /// </summary>
    private void Undisputed(Agreement before, Fact posted)
    {
        var about = before.Facts[before.Dispute!.Fact!.Value - 1];
        Assert.Equal(FactKind.Load, posted.Kind);
        Assert.DoesNotContain(about.Number, takenBack);
        var theirs = before.Facts.Where(f => f.Kind == FactKind.Load && f.On == about.On && Teller(f) != Teller(about)
            && !takenBack.Contains(f.Number)).Select(f => f.Amount).Append(undoubted ?? 0).Max();
        Assert.InRange(posted.Amount, 1, Math.Min(about.Amount, theirs));
        came[posted.Number] = new(posted.Amount, posted.Grade, posted.Place, false);
    }

    private static string Teller(Fact fact) => fact.Evidence[0].By.Split(' ')[0];

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
            : own.FirstOrDefault(a => a.Kind == QuestionKind.Resolution)
                ?? own.LastOrDefault(a => a.AskedAt is not null) ?? own.FirstOrDefault();
    }

    /// <summary>A record that only settles which payment a waiting proof was has that proof's figures.</summary>
    private void Pay(Agreement before, Command command)
    {
        if (command is not RecordPayment r)
        {
            var answered = Answered(before, command)!;
            var isSame = answered.Kind == QuestionKind.SamePayment && ((AnswerQuestion)command).Accept
                && before.Facts[answered.Same!.Fact - 1].State == FactState.Pending;
            Pay(isSame ? answered.Same!.Fact : answered.Fact!.Value, answered.Payment!);
        }
        else if (before.Facts.FirstOrDefault(f => f.State == FactState.Pending && r.Proof.Length > 0 && f.HasProof(r.Proof)) is { } waiting)
            Pay(waiting.Number, new Payment(before.Money(waiting.Amount), waiting.From));
        else Pay(before.Facts.Count + 1, new Payment(r.Amount, r.From ?? Payer));
    }

    /// <summary>The payee's word settles a claim of this very figure, or is a payment of its own.</summary>
    private void Got(Agreement before, ReportReceipt receipt, Agreement after)
    {
        var payment = new Payment(receipt.Amount, before.SideOf(receipt.By.PersonId) == Role.Trader ? Role.Farmer : Role.Trader);
        var posted = Assert.Single(after.Facts, f => f.IsPosted && before.Facts.ElementAtOrDefault(f.Number - 1)?.IsPosted != true);
        Assert.Equal((payment.From, payment.Amount.Minor), (posted.From, posted.Amount));
        Pay(posted.Number, payment);
    }

    private void Pay(int number, Payment payment)
    {
        paid[number] = payment;
        if (ended) afterEnd.Add(number);
    }

    private bool ended;

    private static int Reversed(Agreement before, RecordReversal r) => before.Facts.Last(f => f.State != FactState.Voided
        && f.Corrects is null
        && (r.Proof.Length > 0 ? f.HasProof(r.Proof) : f.Number == r.Fact)).Number;

    private void Reverse(int number)
    {
        if (!paid.Remove(number) && !came.Remove(number)) advance = 0;
    }

    /// <summary>An early end cancels the loan's cost for future instalments, but never the principal.</summary>
    private void End(LocalDate today)
    {
        (ended, adjustedOrEnded) = (true, true);
        if (terms!.Kind != TermsKind.Loan) return;
        var n = Enumerable.Range(0, terms.Plan!.Count).Count(part => terms.Plan.Due(part) > today);
        letGo += Math.Min(Math.Max(0, -Balance), (Rounded(terms) * Lent / terms.Principal!.Value.Minor - Lent) * n / terms.Plan.Count);
    }

    private static long Rounded(Terms terms) => Rounded(terms, terms.Quantity.Milli);

    private static long Rounded(Terms terms, decimal milli) => (long)Math.Floor(terms.Price.Minor * milli / 1000m + 0.5m);
}
