using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Tasks about agreements, which stand as long as somebody can still do something about them.</summary>
internal static class OpenTasks
{
    private const string unanswered = "no answer about a ";

    /// <summary>The open questions that the task is about: those without an answer for days, or whose SMS did not arrive.</summary>
    public static IEnumerable<Question> Asked(TaskInHand task) => task is not { Agreement: { } agreement, Task.Kind: var kind } ? []
        : agreement.Questions.Where(q => q.AskedAt is not null
            && (kind == "not reached" ? !q.Seen : kind == unanswered + q.Kind.ToString().ToLowerInvariant()));

    /// <summary>Whether nothing is late any more, the question has its answer, or nobody is left to call.</summary>
    public static bool IsOver(TaskInHand task, LocalDate today)
    {
        if (task.Agreement is not { } agreement) return false;
        if (new[] { agreement.Farmer, agreement.Trader }.All(p => Country.OfPhone(p.Phone)?.DialCode == p.Phone)) return true;
        if (LateTask.IsMoney(task.Task.Kind) is { } money) return !LateTask.Of(agreement, money, today).Any();
        if (task.Task.Kind.StartsWith("mediator ", StringComparison.Ordinal)) return agreement.Dispute is null;
        return (task.Task.Kind == "not reached" || task.Task.Kind.StartsWith(unanswered, StringComparison.Ordinal)) && !Asked(task).Any();
    }
}
