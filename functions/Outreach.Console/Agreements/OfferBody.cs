using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Count">The number of instalments.</param>
/// <param name="First">The date of the first instalment.</param>
internal sealed record PlanBody(Cadence Every, int Count, LocalDate First);

/// <summary>
/// One of three: goods with crop, quantity, unit, price and dates; a loan or savings with part and plan; a template with part and first.
/// </summary>
/// <param name="Trader">The trader's phone.</param>
/// <param name="Farmer">The farmer's phone.</param>
/// <param name="DeliverBy">For goods: when they are delivered. For a loan: when it is handed out, within a week if absent. For savings:
/// when they are paid out, with the last instalment if absent.</param>
/// <param name="PayBy">With a plan: its last date.</param>
/// <param name="Template"><c>savings-70-weeks</c> or <c>first-loan</c>.</param>
/// <param name="Part">The amount of one instalment of a loan or savings.</param>
/// <param name="Principal">The amount lent.</param>
/// <param name="First">The date of a template's first instalment.</param>
/// <param name="Again">Confirms another offer, although the trader made this farmer an equal one a few days ago.</param>
internal sealed record OfferBody(
    string Programme, string Trader, string Farmer, TermsKind? Kind = null, string? Crop = null, Exact? Quantity = null, Unit? Unit = null,
    Exact? Price = null, LocalDate? DeliverBy = null, LocalDate? PayBy = null, string? Grade = null, string? Currency = null,
    Exact? Advance = null,
    PlanBody? Plan = null, string? Template = null, Exact? Part = null, Exact? Principal = null, LocalDate? First = null,
    bool Again = false)
{
    private bool IsGoods => Template is null && Kind is null or TermsKind.Purchase;

    /// <summary>The terms, or the fault in them.</summary>
    public (Terms? Terms, Answer? Fault) ToTerms(Programme programme, LocalDate today)
    {
        // An account holds one currency, so that it adds up.
        if (Currency is not null && Currency != programme.Currency)
            return (null, Answer.Bad("currency", $"This programme counts in {programme.Currency}."));
        if (Misplaced() is { } misplaced) return (null, misplaced);
        var (plan, noPlan) = ToPlan(programme.Rules.SeasonMonths, today);
        if (noPlan is not null) return (null, noPlan);
        var (terms, fault) = IsGoods ? Goods(programme.Currency, plan) : Parts(programme.Currency, plan, today);
        if (terms is null) return (null, fault);
        return terms.Fault(today) is { } field ? (null, Answer.Bad(Own(field), Sentence(Own(field)))) : (terms, null);
    }

    public static string Sentence(string field) => field switch
    {
        "quantity" => "quantity is above 0, at most 1000000, and no finer than a thousandth.",
        "price" or "part" => $"{field} is above 0 and no finer than the currency's smallest coin.",
        "unit" => "unit is one of kg, bag, maund, tonne.",
        "total" => "quantity times price is too much.",
        "advance" => "advance is between 0 and the total, and no finer than the currency's smallest coin.",
        "principal" => "principal is above 0, at most what is paid back, and no finer than the currency's smallest coin.",
        "deliverBy" => "deliverBy is between today and two years from now; for a loan not after the first instalment, for savings not "
            + "before the last.",
        "payBy" => "payBy is between today and three years from now.",
        "plan" =>
            "plan has its instalments from today on, each of at least the currency's smallest coin, the first within two years and the "
                + "last within three.",
        "first" => "first is between today and two years from now, and the last instalment at most three years from now.",
        _ => $"{field} cannot be used.",
    };

    /// <summary>Refuses a field that this kind of terms does not use, instead of ignoring it.</summary>
    private Answer? Misplaced()
    {
        (string Name,
            object? Value)[] goods =
                [("crop", Crop), ("grade", Grade), ("quantity", Quantity), ("unit", Unit), ("price", Price), ("advance", Advance)];
        (string Name, object? Value)[] wrong = IsGoods ? [("part", Part), ("principal", Principal), ("first", First)]
            : Template is null ? [.. goods, ("first", First)]
            : [.. goods, ("payBy", PayBy), ("plan", Plan), ("kind", Kind)];
        var name = wrong.FirstOrDefault(f => f.Value is not null).Name;
        return name is null
            ? null
            : Answer.Bad(name,
                $"{name} has no place beside "
                    + $"{(Template is not null ? "a template" : $"the kind {ApiJson.Name(Kind ?? TermsKind.Purchase)}")}.");
    }

    private static Answer? Missing(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (value is null) return Answer.Bad(name, $"{name} is missing.");
        }
        return null;
    }

    private (InstalmentPlan? Plan, Answer? Fault) ToPlan(int seasonMonths, LocalDate today)
    {
        if (First < today || First > today.PlusYears(2)) return (null, Answer.Bad("first", Sentence("first")));
        if (Plan is null) return (null, null);
        if (Plan.Count is < 1 or > InstalmentPlan.MostParts)
            return (null, Answer.Bad("plan.count", $"plan.count is 1 to {InstalmentPlan.MostParts}."));
        if (Plan.First < today || Plan.First > today.PlusYears(3))
            return (null, Answer.Bad("plan.first", "plan.first is between today and three years from now."));
        var plan = new InstalmentPlan(Plan.Every, Plan.Count, Plan.First, seasonMonths);
        return PayBy is { } by && by != plan.Last
            ? (null, Answer.Bad("payBy", $"payBy is the plan's last date, {plan.Last:uuuu'-'MM'-'dd}; it may be left out."))
            : (plan, null);
    }

    private (Terms? Terms, Answer? Fault) Goods(string currency, InstalmentPlan? plan)
    {
        var payBy = plan?.Last ?? PayBy;
        if (Missing(("crop", Crop), ("quantity", Quantity), ("unit", Unit), ("price", Price), ("deliverBy", DeliverBy),
            ("payBy", payBy)) is { } missing) return (null, missing);
        if ((Inputs.Fault(new TextField("crop", Crop, 1, 20), new TextField("grade", Grade, 0, 8)) ?? Inputs.RiskFault("crop", Crop))
            is { } text) return (null, text);
        var decimals = Currencies.Decimals(currency);
        if (Quantity!.Value.Scaled(3) is not { } milli) return (null, Answer.Bad("quantity", Sentence("quantity")));
        if (Price!.Value.Scaled(decimals) is not { } price) return (null, Answer.Bad("price", Sentence("price")));
        if ((Advance ?? default).Scaled(decimals) is not { } advance) return (null, Answer.Bad("advance", Sentence("advance")));
        return (new Terms(Crop!.Trim(), (Grade ?? "").Trim(), new Quantity(milli, Unit!.Value), new Money(price, currency),
            DeliverBy!.Value, payBy!.Value,
            new Money(advance, currency), Plan: plan), null);
    }

    /// <summary>Terms that consist of instalments only.</summary>
    private (Terms? Terms, Answer? Fault) Parts(string currency, InstalmentPlan? plan, LocalDate today)
    {
        if (Template is { } name && !Templates.Names.Contains(name))
            return (null, Answer.Bad("template", $"template is one of {string.Join(", ", Templates.Names)}."));
        if (Missing(("part", Part), Template is null ? ("plan", plan) : ("first", First)) is { } missing) return (null, missing);
        var isLoan = Kind == TermsKind.Loan || Template == Templates.FirstLoan;
        if (isLoan && Principal is null) return (null, Answer.Bad("principal", "principal is missing."));
        if (!isLoan && Principal is not null) return (null, Answer.Bad("principal", "principal has no place beside savings."));
        var decimals = Currencies.Decimals(currency);
        if (Part!.Value.Scaled(decimals) is not { } part) return (null, Answer.Bad("part", Sentence("part")));
        if ((Principal ?? default).Scaled(decimals) is not { } principal) return (null, Answer.Bad("principal", Sentence("principal")));
        var handOver = DeliverBy ?? (isLoan ? LocalDate.Min(today.PlusDays(7), plan?.First ?? First!.Value) : null);
        return (Template switch
        {
            null => Templates.Planned(Kind!.Value, new Money(part, currency), plan!, isLoan ? new Money(principal, currency) : null,
                handOver),
            Templates.FirstLoan => Templates.Loan(new Money(principal, currency), new Money(part, currency), First!.Value, handOver),
            _ => Templates.Savings(new Money(part, currency), First!.Value, handOver),
        }, null);
    }

    /// <summary>The field of this body that a field of the terms came from.</summary>
    private string Own(string field) => (IsGoods, field) switch
    {
        (false, "price") => "part",
        (false, "deliverBy") => DeliverBy is not null ? "deliverBy" : Template is null ? "plan" : "first",
        (false, "payBy") => Template is null ? "plan" : "first",
        _ => field,
    };
}
