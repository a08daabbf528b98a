using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The kinds of terms: the trader buys goods, lends money, or keeps the farmer's savings.</summary>
public enum TermsKind { Purchase, Loan, Savings }

/// <summary>The terms of an agreement. Prices are per unit; dates are civil dates in the programme's country.</summary>
/// <param name="DeliverBy">The day by which goods are delivered, a loan is handed out or savings are paid out.</param>
/// <param name="PayBy">The date of the last payment.</param>
/// <param name="Plan">The instalments; null for a single payment.</param>
/// <param name="Principal">The amount lent; null for any other kind than a loan.</param>
public sealed record Terms(
    string Crop,
    string Grade,
    Quantity Quantity,
    Money Price,
    LocalDate DeliverBy,
    LocalDate PayBy,
    Money Advance,
    TermsKind Kind = TermsKind.Purchase,
    InstalmentPlan? Plan = null,
    Money? Principal = null)
{
    /// <summary>The largest total, in minor units. A larger total is a typing error.</summary>
    public const long MostTotal = 100_000_000_000;

    /// <summary>Price times quantity, rounded half up to a minor unit.</summary>
    public Money Total => new((long)((new BigInteger(Price.Minor) * Quantity.Milli + 500) / 1000), Price.Currency);

    /// <summary>The amount still to be paid when the terms are confirmed.</summary>
    public Money ToPay => Total - Advance;

    /// <summary>The day on which the last of it falls due.</summary>
    public LocalDate LastDay => LocalDate.Max(DeliverBy, PayBy);

    /// <summary>Null when the terms are consistent, otherwise the name of the faulty field.</summary>
    public string? Fault(LocalDate today)
    {
        if (Kind == TermsKind.Purchase ? string.IsNullOrWhiteSpace(Crop) || Crop.Length > 20 : Crop.Length > 0) return "crop";
        if (Grade is null || Grade.Length > 8) return "grade";
        if (Quantity.Milli <= 0 || Quantity.Milli > 1_000_000_000) return "quantity";
        if (Price.Minor <= 0) return "price";
        if (new BigInteger(Price.Minor) * Quantity.Milli / 1000 > MostTotal) return "total";
        if (Total.Minor <= 0) return "total";
        if (Kind != TermsKind.Purchase && !Advance.IsZero) return "advance";
        if (Advance.Currency != Price.Currency || Advance.Minor < 0 || Advance > Total) return "advance";
        if (DeliverBy < today || DeliverBy > today.PlusYears(Kind == TermsKind.Savings ? 3 : 2)) return "deliverBy";
        return PayBy < today || PayBy > today.PlusYears(3) ? "payBy" : PlanFault(today);
    }

    private string? PlanFault(LocalDate today)
    {
        if (Kind != TermsKind.Purchase && (Plan is null || Quantity != new Quantity(Plan.Count * 1000L, Unit.Part))) return "plan";
        if (Kind == TermsKind.Purchase && Quantity.Unit == Unit.Part) return "unit";
        if ((Kind == TermsKind.Loan) != Principal.HasValue
            || Principal is { } lent && (lent.Currency != Price.Currency || lent.Minor <= 0 || lent > Total)) return "principal";
        if (Kind == TermsKind.Loan && DeliverBy > Plan?.First || Kind == TermsKind.Savings && DeliverBy < PayBy) return "deliverBy";
        if (Plan is null) return null;
        if (Plan.Count is < 1 or > InstalmentPlan.MostParts || Plan.SeasonMonths is < 3 or > 12 || Plan.First < today
            || Plan.Last != PayBy) return "plan";
        return ToPay.Minor < Plan.Count ? "plan" : null;
    }

    /// <summary>
    /// Eight letters and digits that identify exactly these terms between these two people. Both receipts show the same hash; any changed
    /// term changes the hash.
    /// </summary>
    public string Hash(string code, int version, string trader, string farmer)
    {
        var canonical = string.Join('\n', code, version.ToString(CultureInfo.InvariantCulture), trader, farmer, Crop, Grade,
            Quantity.Milli.ToString(CultureInfo.InvariantCulture), Quantity.Unit, Price.Currency,
            Price.Minor.ToString(CultureInfo.InvariantCulture),
            LocalDatePattern.Iso.Format(DeliverBy), LocalDatePattern.Iso.Format(PayBy),
            Advance.Minor.ToString(CultureInfo.InvariantCulture));
        if (Kind != TermsKind.Purchase || Plan is not null) canonical += string.Create(CultureInfo.InvariantCulture,
            $"\n{Kind}\n{Plan!.Every}\n{Plan.Count}\n{LocalDatePattern.Iso.Format(Plan.First)}\n"
                + $"{Plan.SeasonMonths}\n{Principal?.Minor ?? 0}");
        return CodeAlphabet.Of(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)), 8);
    }
}
