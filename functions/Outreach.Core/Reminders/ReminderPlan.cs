using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.People;

namespace Outreach.Core.Reminders;

/// <summary>When the payer is reminded: three days before the due date, on it, and three days after, at nine in the morning there.</summary>
public static class ReminderPlan
{
    /// <summary>Days until the due date; negative after it.</summary>
    public static IReadOnlyList<int> Days { get; } = [3, 0, -3];

    private static readonly LocalTime nine = new(9, 0);

    /// <summary>A reminder older than this says something that is no longer so, and is dropped.</summary>
    private static readonly Duration stale = Duration.FromDays(2);

    /// <summary>The reminder to send now, as days until the due date; null when none is due, or only ones that are stale.</summary>
    public static int? DueNow(Agreement agreement, Instant now)
    {
        var due = Days.Where(d => !agreement.Reminded.Contains(d)).Select(d => (Days: d, At: At(agreement, d)))
            .Where(r => r.At <= now && now < r.At + stale).ToList();
        return due.Count == 0 ? null : due[^1].Days;
    }

    /// <summary>When the next reminder after <paramref name="now"/> falls due; null when there is none.</summary>
    public static Instant? Next(Agreement agreement, Instant now)
    {
        foreach (var days in Days)
        {
            if (At(agreement, days) is var at && at > now) return at;
        }
        return null;
    }

    private static Instant At(Agreement agreement, int days)
    {
        var country = Country.OfPhone(agreement.Trader.Phone) ?? throw new InvalidOperationException("An agreement's trader is in no country that is served.");
        return country.At(agreement.Terms.PayBy.PlusDays(-days), nine);
    }
}
