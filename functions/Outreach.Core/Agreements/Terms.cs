using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>What the two sides do: the trader buys and pays, or lends and is paid back, or keeps what is saved and pays it out.</summary>
public enum TermsKind { Purchase, Loan, Savings }

/// <summary>What the two sides agree on. Prices are per unit; dates are civil dates in the programme's country.</summary>
/// <param name="PayBy">When all is to be paid; with a plan, its last date.</param>
/// <param name="Plan">Instalments; null when all is due at once.</param>
/// <param name="Principal">What is lent; null for anything but a loan.</param>
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
    /// <summary>The most that terms may be about, in minor units: a thousand million of the currency's own. Above it is a slip.</summary>
    public const long MostTotal = 100_000_000_000;

    /// <summary>Price times quantity, rounded half up to a minor unit.</summary>
    public Money Total => new((long)((new BigInteger(Price.Minor) * Quantity.Milli + 500) / 1000), Price.Currency);

    /// <summary>What is still to be paid when the terms are confirmed.</summary>
    public Money ToPay => Total - Advance;

    /// <summary>Null when the terms hold together, otherwise the name of the field that does not.</summary>
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
        if (DeliverBy < today || DeliverBy > today.PlusYears(2)) return "deliverBy";
        return PayBy < today || PayBy > today.PlusYears(3) ? "payBy" : PlanFault(today);
    }

    private string? PlanFault(LocalDate today)
    {
        if (Kind != TermsKind.Purchase && (Plan is null || Quantity != new Quantity(Plan.Count * 1000L, Unit.Part))) return "plan";
        if (Kind == TermsKind.Purchase && Quantity.Unit == Unit.Part) return "unit";
        if ((Kind == TermsKind.Loan) != Principal.HasValue
            || Principal is { } lent && (lent.Currency != Price.Currency || lent.Minor <= 0 || lent > Total)) return "principal";
        if (Plan is null) return null;
        if (Plan.Count is < 1 or > InstalmentPlan.MostParts || Plan.SeasonMonths is < 3 or > 12 || Plan.First < today
            || Plan.Last != PayBy) return "plan";
        return ToPay.Minor < Plan.Count ? "plan" : null;
    }

    /// <summary>
    /// Eight letters and digits that stand for exactly these terms of this agreement between these two.
    /// The same on both receipts; any change in any term changes it.
    /// </summary>
    public string Hash(string code, int version, string trader, string farmer)
    {
        var canonical = string.Join('\n', code, version.ToString(CultureInfo.InvariantCulture), trader, farmer, Crop, Grade,
            Quantity.Milli.ToString(CultureInfo.InvariantCulture), Quantity.Unit, Price.Currency,
            Price.Minor.ToString(CultureInfo.InvariantCulture),
            LocalDatePattern.Iso.Format(DeliverBy), LocalDatePattern.Iso.Format(PayBy),
            Advance.Minor.ToString(CultureInfo.InvariantCulture));
        if (Kind != TermsKind.Purchase || Plan is not null) canonical += string.Create(CultureInfo.InvariantCulture,
            $"\n{Kind}\n{Plan!.Every}\n{Plan.Count}\n{LocalDatePattern.Iso.Format(Plan.First)}\n{Plan.SeasonMonths}\n{Principal?.Minor ?? 0}");
        return CodeAlphabet.Of(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)), 8);
    }
}
