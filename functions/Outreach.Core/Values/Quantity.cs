using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Outreach.Core.Values;

/// <summary>What quantities are counted in. A bag's weight is agreed by those who trade.</summary>
public enum Unit
{
    Kg,
    Bag,
    Maund,
    Tonne,
    /// <summary>An instalment, for terms that are nothing else.</summary>
    Part,
}

/// <summary>How much, in thousandths of a unit, so that 12.5 kg is exact.</summary>
public readonly record struct Quantity(long Milli, Unit Unit)
{
    /// <summary>Without trailing zeros: <c>500</c>, <c>12.5</c>.</summary>
    public string Digits => (Milli / 1000m).ToString("#,##0.###", CultureInfo.InvariantCulture);
}
