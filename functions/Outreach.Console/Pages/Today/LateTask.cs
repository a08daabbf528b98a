using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>The tasks about what is late: they stand as long as it is.</summary>
internal static class LateTask
{
    /// <summary>Whether the kind is about late money; false for goods, null for any other.</summary>
    public static bool? IsMoney(string kind) => kind switch { TaskKinds.LatePayment => true, TaskKinds.LateGoods => false, _ => null };

    /// <summary>What should have come before today: nobody says that it did, and it is not in dispute.</summary>
    public static IEnumerable<Commitment> Of(Agreement agreement, bool money, LocalDate today) =>
        agreement.Pressing.Where(c => c.IsDue && c.IsMoney == money && c.Due < today);

    /// <summary>Who is late with how much to whom since when.</summary>
    public static string Said(Words words, Agreement agreement, Commitment late) => words["Today.LateBy", agreement.Of(late.From).Name,
        agreement.Of(Agreement.Other(late.From)).Name,
        late.IsMoney ? agreement.Money(late.Amount).ToString()
            : $"{new Quantity(late.Amount, agreement.Terms.Quantity.Unit).Digits} {words[$"Unit.{agreement.Terms.Quantity.Unit}"]}",
        words.Day(late.Due)];
}
