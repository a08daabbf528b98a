using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Broadcasts;

/// <summary>What a broadcast does about its money: it asks for its price once its audience is frozen, and settles at the end.</summary>
internal static class BroadcastMoney
{

    /// <summary>An outage of many days raises one task a day.</summary>
    private static readonly Duration taskEvery = Duration.FromDays(1);

    /// <summary>Asks the budget of the present month. Nothing is sent before it answers.</summary>
    public static Outcome<Broadcast> Ask(Broadcast broadcast, Instant now)
    {
        var month = (Country.OfRegion(broadcast.Region)?.Today(now) ?? now.InUtc().Date).ToYearMonth();
        return new(broadcast with { Money = TipMoney.Asked, Month = month },
            [new Tell(AggregateId.Budget(broadcast.Audience.Programme), new ReserveMoney(broadcast.Id, month, broadcast.Price ?? []))]);
    }

    public static Outcome<Broadcast> Refused(Broadcast broadcast, Instant now) => new(
        broadcast with
        {
            Money = TipMoney.Refused,
            Status = broadcast.Status == BroadcastStatus.Running ? BroadcastStatus.Paused : broadcast.Status,
        },
        [Task(broadcast, TaskKinds.TipWithoutMoney, now)]);

    /// <summary>Gives the budget what was spent, once nothing of the broadcast is pending.</summary>
    public static Outcome<Broadcast> Settled(Outcome<Broadcast> outcome)
    {
        var broadcast = outcome.State!;
        var isOver = broadcast.Status == BroadcastStatus.Done
            || broadcast.Status == BroadcastStatus.Cancelled && broadcast.Batches.Take(broadcast.Released).All(b => b.IsDone);
        if (!isOver || broadcast.Money is TipMoney.Unknown or TipMoney.Settled) return outcome;
        var settled = outcome with { State = broadcast with { Money = TipMoney.Settled, Trouble = null } };
        return broadcast.Month is { } month
            ? settled with
            {
                Effects = [.. outcome.Effects,
                    new Tell(AggregateId.Budget(broadcast.Audience.Programme), new SettleMoney(broadcast.Id, month, broadcast.Spent))],
            }
            : settled;
    }

    /// <summary>Notes trouble. Many batches meet the same, and a gateway may be without credit for days: one task a day.</summary>
    public static Outcome<Broadcast> Troubled(Broadcast broadcast, BatchTroubled troubled, Instant now)
    {
        if (troubled.Failure is not { } failure)
        {
            var without = WithoutTrouble(broadcast, troubled.Batch);
            return ReferenceEquals(without, broadcast) ? Outcome<Broadcast>.Nothing(broadcast) : new(without, []);
        }
        if (broadcast.Trouble?.Batches.Contains(troubled.Batch) == true || broadcast.Money == TipMoney.Settled)
            return Outcome<Broadcast>.Nothing(broadcast);
        var trouble = broadcast.Trouble ?? new(failure, troubled.Gateway, now, []);
        var next = broadcast with { Trouble = trouble with { Batches = [.. trouble.Batches, troubled.Batch] } };
        return broadcast.TaskAt + taskEvery > now
            ? new(next, [])
            : new(next with { TaskAt = now }, [Task(broadcast, TaskOf(failure), now)]);
    }

    public static Broadcast WithoutTrouble(Broadcast broadcast, int batch)
    {
        if (broadcast.Trouble is not { } trouble || !trouble.Batches.Contains(batch)) return broadcast;
        IReadOnlyList<int> left = [.. trouble.Batches.Where(b => b != batch)];
        return broadcast with { Trouble = left.Count == 0 ? null : trouble with { Batches = left } };
    }

    public static RaiseTask Task(Broadcast broadcast, string kind, Instant now) =>
        new(broadcast.Audience.Programme, kind, broadcast.Id, now);

    private static string TaskOf(SendFailure failure) => failure == SendFailure.InsufficientCredit
        ? TaskKinds.TipWithoutCredit
        : TaskKinds.TipRefused;
}
