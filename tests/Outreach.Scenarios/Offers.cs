using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>
/// Offers as transcripts write them: <c>juma offers wanjiru 500 kg at 45 advance 0 pay in 30 days</c>, <c>… pay weekly 4 times</c>, <c>juma
/// offers wanjiru savings of 500</c>, <c>juma offers wanjiru a loan of 10000 back 6 times 1800</c>.
/// </summary>
internal static partial class Offers
{
    /// <param name="farmerId">The id of a farmer who registered by phone.</param>
    public static OfferTerms Read(Villager trader, string what, string id, LocalDate today, string? farmerId = null)
    {
        var programme = Village.Programmes.First(p => p.Id == trader.Programme);
        var farmer = Village.Find(what.Split(' ')[0]);
        return new OfferTerms(id, programme.Id, new(trader.PersonId, trader.Name, trader.Phone),
            new(farmerId ?? farmer.PersonId, farmer.Name, farmer.Phone), TermsOf(what, programme, today),
            programme.Signature, programme.Rules);
    }

    private static Terms TermsOf(string what, Programme programme, LocalDate today)
    {
        Money Money(Match m, string group) => new(Number(m, group) * Currencies.Scale(programme.Currency), programme.Currency);
        if (Savings().Match(what) is { Success: true } savings) return Templates.Savings(Money(savings, "part"), today.PlusDays(7));
        if (Loan().Match(what) is { Success: true } loan)
            return Templates.Loan(Money(loan, "sum"), Money(loan, "part"), today.PlusMonths(1));
        var match = Purchase().Match(what);
        if (!match.Success) throw new FormatException($"Not an offer: {what}");
        var plan = match.Groups["times"].Success
            ? new InstalmentPlan(Enum.Parse<Cadence>(match.Groups["every"].Value, ignoreCase: true), (int)Number(match, "times"),
                today.PlusDays(7))
            : null;
        return new Terms(programme.Crops[0], "A", new Quantity(Number(match, "kg") * 1000, Unit.Kg), Money(match, "price"),
            today.PlusDays(2), plan?.Last ?? today.PlusDays((int)Number(match, "days")), Money(match, "advance"), Plan: plan);
    }

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\w+ (?<kg>\d+) kg at (?<price>\d+) advance (?<advance>\d+) pay "
        + @"(in (?<days>\d+) days|(?<every>weekly|fortnightly|monthly|season) (?<times>\d+) times)$")]
    private static partial Regex Purchase();

    [GeneratedRegex(@"^\w+ savings of (?<part>\d+)$")]
    private static partial Regex Savings();

    [GeneratedRegex(@"^\w+ a loan of (?<sum>\d+) back 6 times (?<part>\d+)$")]
    private static partial Regex Loan();
}
