using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Tasks about agreements, which stand as long as somebody can still do something about them.</summary>
internal static class OpenTasks
{
    /// <summary>The open questions that the task is about: those without an answer for days, or whose SMS did not arrive.</summary>
    public static IEnumerable<Question> Asked(TaskInHand task) => task is not { Agreement: { } agreement, Task.Kind: var kind } ? []
        : agreement.Questions.Where(q => q.AskedAt is not null
            && (kind == TaskKinds.NotReached ? !q.Seen : kind == TaskKinds.NoAnswer(q.Kind)));

    /// <summary>Whether nothing is late any more, the question has its answer, or nobody is left to call.</summary>
    public static bool IsOver(TaskInHand task, LocalDate today)
    {
        if (task.Agreement is not { } agreement) return false;
        if (new[] { agreement.Farmer, agreement.Trader }.All(p => Country.OfPhone(p.Phone)?.DialCode == p.Phone)) return true;
        if (LateTask.IsMoney(task.Task.Kind) is { } money) return !LateTask.Of(agreement, money, today).Any();
        if (task.Task.Kind is TaskKinds.MediatorStopped or TaskKinds.MediatorNotReached or TaskKinds.MediatorRefused)
            return agreement.Dispute is null;
        return (task.Task.Kind == TaskKinds.NotReached || Enum.GetValues<QuestionKind>().Any(q => task.Task.Kind == TaskKinds.NoAnswer(q)))
            && !Asked(task).Any();
    }
}
