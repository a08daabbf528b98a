using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.People;

namespace Outreach.Core.Agreements;

/// <summary>What quantities are counted in. A bag's weight is agreed by those who trade.</summary>
public enum Unit { Kg, Bag, Maund, Tonne }

/// <summary>How much, in thousandths of a unit, so that 12.5 kg is exact.</summary>
public readonly record struct Quantity(long Milli, Unit Unit)
{
    /// <summary>Without trailing zeros: <c>500</c>, <c>12.5</c>.</summary>
    public string Digits => (Milli / 1000m).ToString("#,##0.###", CultureInfo.InvariantCulture);
}

/// <summary>What the two sides agree on. Prices are per unit; dates are civil dates in the programme's country.</summary>
public sealed record Terms(
    string Crop,
    string Grade,
    Quantity Quantity,
    Money Price,
    LocalDate DeliverBy,
    LocalDate PayBy,
    Money Advance)
{
    /// <summary>Price times quantity, rounded half up to a minor unit.</summary>
    public Money Total => new((long)((new BigInteger(Price.Minor) * Quantity.Milli + 500) / 1000), Price.Currency);

    /// <summary>What is still to be paid when the terms are confirmed.</summary>
    public Money ToPay => Total - Advance;

    /// <summary>Null when the terms hold together, otherwise the name of the field that does not.</summary>
    public string? Fault(LocalDate today)
    {
        if (string.IsNullOrWhiteSpace(Crop) || Crop.Length > 20) return "crop";
        if (Grade is null || Grade.Length > 8) return "grade";
        if (Quantity.Milli <= 0 || Quantity.Milli > 1_000_000_000) return "quantity";
        if (Price.Minor <= 0) return "price";
        if (new BigInteger(Price.Minor) * Quantity.Milli / 1000 > 1_000_000_000_000) return "total";
        if (Total.Minor <= 0) return "total";
        if (Advance.Currency != Price.Currency || Advance.Minor < 0 || Advance > Total) return "advance";
        if (DeliverBy < today || DeliverBy > today.PlusYears(2)) return "deliverBy";
        return PayBy < today || PayBy > today.PlusYears(3) ? "payBy" : null;
    }

    /// <summary>
    /// Eight letters and digits that stand for exactly these terms of this agreement between these two.
    /// The same on both receipts; any change in any term changes it.
    /// </summary>
    public string Hash(string code, int version, string trader, string farmer)
    {
        var canonical = string.Join('\n', code, version.ToString(CultureInfo.InvariantCulture), trader, farmer, Crop, Grade,
            Quantity.Milli.ToString(CultureInfo.InvariantCulture), Quantity.Unit, Price.Currency, Price.Minor.ToString(CultureInfo.InvariantCulture),
            LocalDatePattern.Iso.Format(DeliverBy), LocalDatePattern.Iso.Format(PayBy), Advance.Minor.ToString(CultureInfo.InvariantCulture));
        return Codes.Letters(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)), 8);
    }
}
