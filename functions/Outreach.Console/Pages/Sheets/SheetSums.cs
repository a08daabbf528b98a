using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Quantities and amounts of a sheet as they are read.</summary>
internal static class SheetSums
{
    /// <summary>The sums, by unit and by currency.</summary>
    public static IReadOnlyList<string> Of(Words words, IReadOnlyList<(Quantity? Load, Money? Paid)> rows) =>
    [
        .. rows.Select(r => r.Load).OfType<Quantity>().GroupBy(q => q.Unit).Select(u => Said(words, new(u.Sum(q => q.Milli), u.Key))),
        .. rows.Select(r => r.Paid).OfType<Money>().GroupBy(m => m.Currency)
            .Select(c => new Money(c.Sum(m => m.Minor), c.Key).ToString()),
    ];

    public static string Said(Words words, Quantity quantity) => $"{quantity.Digits} {words[$"Unit.{quantity.Unit}"]}";
}
