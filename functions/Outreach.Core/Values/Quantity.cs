using System.Globalization;

namespace Outreach.Core.Values;

/// <summary>The units of quantities. The two sides agree on the weight of a bag.</summary>
public enum Unit
{
    Kg,
    Bag,
    Maund,
    Tonne,
    /// <summary>An instalment, for terms that consist of instalments only.</summary>
    Part,
}

/// <summary>A quantity in thousandths of a unit, so that 12.5 kg is exact.</summary>
public readonly record struct Quantity(long Milli, Unit Unit)
{
    /// <summary>Without trailing zeros: <c>500</c>, <c>12.5</c>.</summary>
    public string Digits => (Milli / 1000m).ToString("#,##0.###", CultureInfo.InvariantCulture);
}
