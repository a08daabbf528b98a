using System.Collections.Concurrent;
using Outreach.Core.Agreements;

namespace Outreach.Core.Tests.Agreements.Life;

/// <summary>
/// Counts the situations that the histories reached: a property that never meets a dispute proves nothing about disputes.
/// </summary>
internal static class Seen
{
    private static readonly ConcurrentDictionary<EventKind, int> kinds = new();
    private static int reminders;

    public static int Reminders => reminders;

    public static IEnumerable<EventKind> Never => Enum.GetValues<EventKind>().Where(k => !kinds.ContainsKey(k));

    public static void Note(Agreement after, Agreement? before)
    {
        foreach (var e in after.Events.Skip(before?.Events.Count ?? 0)) kinds.AddOrUpdate(e.Kind, 1, (_, n) => n + 1);
    }

    public static void Reminder() => Interlocked.Increment(ref reminders);

    public static string Figures =>
        string.Join(", ", kinds.OrderBy(k => k.Key).Select(k => $"{k.Key} {k.Value}")) + $", reminders {reminders}";
}
