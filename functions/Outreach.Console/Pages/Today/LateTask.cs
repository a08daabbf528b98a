using NodaTime;
using Outreach.Core.Agreements;

namespace Outreach.Console;

/// <summary>The tasks about what is late: they stand as long as it is.</summary>
internal static class LateTask
{
    /// <summary>Whether the kind is about late money; false for goods, null for any other.</summary>
    public static bool? IsMoney(string kind) => kind switch { "late payment" => true, "late goods" => false, _ => null };

    /// <summary>What should have come before today: nobody says that it did, and it is not in dispute.</summary>
    public static IEnumerable<Commitment> Of(Agreement agreement, bool money, LocalDate today) =>
        agreement.Pressing.Where(c => c.IsDue && c.IsMoney == money && c.Due < today);

    public static bool IsOver(TaskInHand task, LocalDate today) => task.Agreement is { } agreement && IsMoney(task.Task.Kind) is { } money
        && !Of(agreement, money, today).Any();
}
