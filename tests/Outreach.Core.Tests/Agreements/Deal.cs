using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>One agreement, played step by step, with its commands and messages.</summary>
internal sealed class Deal
{
    public const string Code = "K7M4P";
    private int ids;

    public Instant Now { get; set; } = Instant.FromUtc(2026, 3, 2, 9, 0);
    public Agreement Agreement { get; private set; } = null!;
    public IReadOnlyList<Effect> Effects { get; private set; } = [];
    public object? Reply { get; private set; }

    public Question Ask => Agreement.Questions[^1];
    public IEnumerable<Sms> Said => Effects.OfType<Send>().Select(s => s.Order.Sms);

    /// <summary>400 kg at 10 shillings, 4,000 in all, to be delivered in a week and paid in two.</summary>
    public static Deal OfGoods(long advance = 0, AgreementRules? rules = null, InstalmentPlan? plan = null) => new Deal().Offer(
        new Terms("Maize", "A", new Quantity(400_000, Unit.Kg), Kes(10), new LocalDate(2026, 3, 9),
            plan?.Last ?? new LocalDate(2026, 3, 16), Kes(advance), Plan: plan), rules);

    /// <summary>A loan of 1,000, repaid in six monthly parts of 200.</summary>
    public static Deal OfLoan() => new Deal().Offer(Templates.Loan(Kes(1_000), Kes(200), new LocalDate(2026, 4, 2)), null);

    /// <summary>Savings of 500 in five weekly parts.</summary>
    public static Deal OfSavings() =>
        new Deal().Offer(
            Templates.Planned(TermsKind.Savings, Kes(100), new(Cadence.Weekly, 5, new LocalDate(2026, 3, 9)), null), null);

    private Deal Offer(Terms terms, AgreementRules? rules) =>
        Do(new OfferTerms("offer", "p", new Party("t", "Juma", "+254711000001"), new Party("f", "Wanjiru", "+254711000002"), terms,
            "Officer", rules));

    /// <summary>The same under another code.</summary>
    public Deal As(string code)
    {
        Agreement = Agreement with { Code = code };
        return this;
    }

    public Deal Agreed() => Do(new AnswerQuestion(By("f"), true));

    /// <summary>An amount in whole shillings.</summary>
    public static Money Kes(long shillings) => new(shillings * 100, "KES");

    /// <summary>A caller on USSD with a PIN, which always suffices to bind.</summary>
    public Caller By(string person) => new($"c{ids++}", person, person == "t" ? "+254711000001" : "+254711000002", Pin: true);

    /// <summary>A caller by SMS, without a PIN.</summary>
    public Caller Sms(string person) => By(person) with { Pin = false };

    public Deal Do(Command command)
    {
        var outcome = AgreementDecisions.Decide(Agreement, Agreement?.Code ?? Code, command, Now);
        (Agreement, Effects, Reply) = (outcome.State!, outcome.Effects, outcome.Reply);
        return this;
    }

    /// <summary>So many events, most of which say nothing.</summary>
    public Deal Long(int events)
    {
        while (Agreement.Events.Count < events) Agreement = Agreement.Write(Now, EventKind.PaymentRefused, "-");
        return this;
    }

    public Deal After(Duration time)
    {
        Now += time;
        return this;
    }

    public Deal Yes(string person) => Do(new AnswerQuestion(By(person), true));

    public Deal Delivered(long kilos, bool last = false) =>
        Do(new ReportDelivery(By("f"), new Delivery(kilos * 1000, "A", "", last))).Yes("t");

    /// <summary>All 400 kg come, or the loan of 1,000 is handed out.</summary>
    public Deal Come() => Agreement.Terms.Kind == TermsKind.Loan
        ? Do(new RecordPayment($"lent{ids++}", Kes(1_000), Role.Trader))
        : Delivered(400);

    public (int OnTime, int Late) Kept => PaymentRecord.Of(Agreement.Terms, Agreement.Books, Agreement.Facts, Agreement.Payer);

    public Deal Paid(long shillings, bool again = false) => Do(new ReportPayment(By("t"), Kes(shillings), again));

    public Deal Proof(string transaction, long shillings, bool askPayee = false) =>
        Do(new RecordPayment($"p{ids++}", Kes(shillings), Role.Trader, transaction, AllowOver: true, AskPayee: askPayee));
}
