using System.Globalization;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A text of a tip on a phone.</summary>
/// <param name="Reader">The person for whom it is filled in; null where it is as it was written.</param>
public sealed record TipOnPhone(SmsPreview Preview, DirectoryRow? Reader);

/// <summary>A tip from the check to the report.</summary>
/// <param name="Estimate">Of a draft; null while a large programme's people are counted.</param>
/// <param name="Two">Why the launch of a draft takes a second person; null where it does not.</param>
/// <param name="Approval">The approval that its launch waits for.</param>
/// <param name="Texts">In each language, for the reader in turn.</param>
/// <param name="See">Whose turn it is, from 0.</param>
/// <param name="HasOthers">Whether there is another reader to fill it in for.</param>
/// <param name="Left">What this month's budget has left for tips, in each currency with a limit.</param>
/// <param name="TrialTo">The phone of a trial, as typed.</param>
public sealed record TipStory(Broadcast Tip, Progress Progress, Estimate? Estimate, WhyTwo? Two, Approval? Approval,
    IReadOnlyList<TipOnPhone> Texts, int See, bool HasOthers, IReadOnlyList<Money> Left, string? TrialTo)
{
    /// <summary>How many people are shown by name.</summary>
    public int Readers => Texts.Count(t => t.Reader is not null);
}

/// <summary>Reads what is shown of a tip, to who writes it and to who approves it.</summary>
internal sealed class TipStories(Broadcasts broadcasts, Audiences audiences, Approvals approvals, SmsPreviews previews, Budgets budgets,
    LaunchChecks checks)
{
    /// <summary>So many readers of a language are gone through.</summary>
    private const int MostSeen = 1000;

    public async Task<TipStory> OfAsync(PageCall call, Broadcast tip, CancellationToken ct)
    {
        var waits = (await approvals.AllAsync(call.Programme!, ct))
            .FirstOrDefault(a => a.Subject == tip.Id && a.StatusAt(call.Now) == ApprovalStatus.Waiting);
        var progress = (await broadcasts.ProgressAsync(tip.Id, ct))!;
        var isDraft = tip.Status == BroadcastStatus.Draft;
        var estimate = isDraft ? await broadcasts.EstimateAsync(tip, ct) : null;
        var two = estimate is { People: > 0 }
            ? await checks.WhyTwoAsync(new(call.Programme!, call.Country), tip, estimate, looks: true, ct)
            : null;
        var some = isDraft ? await audiences.SomeAsync(tip.Audience, tip.Id, tip.Hour?.First ?? call.Now, ct) : [];
        var see = int.TryParse(call.Query("see"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n % MostSeen : 0;
        IReadOnlyList<TipOnPhone> texts = [.. TipText.Read(tip.Texts).Texts!.OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => OnPhone(call, t.Key, t.Value, tip.Texts[t.Key], some, see))
            // Only what would go out now waits for the morning.
            .Select(t => isDraft && tip.Hour is null ? t : t with { Preview = t.Preview with { Waits = null } })];
        return new(tip, progress, estimate, two, waits, texts, see, some.GroupBy(r => r.Language).Any(g => g.Count() > 1),
            isDraft ? await LeftAsync(call, ct) : [], call.Optional("to"));
    }

    private TipOnPhone OnPhone(PageCall call, string code, TipText text, string written, IReadOnlyList<DirectoryRow> some, int see)
    {
        var language = Languages.FromCode(code)!.Value;
        var readers = some.Where(r => r.Language == language).ToList();
        var reader = readers.Count == 0 ? null : readers[see % readers.Count];
        return new(previews.Of(reader is null ? Normaliser.ToGsm7(written) : text.For(reader), language, call.Programme!,
            reader?.Phone ?? call.Country.DialCode, Purpose.Tip), reader);
    }

    private async Task<IReadOnlyList<Money>> LeftAsync(PageCall call, CancellationToken ct)
    {
        var (budget, month) = (await budgets.FindAsync(call.Programme!.Id, ct), budgets.MonthOf(call.Programme));
        return [.. budget.Limits.Select(l => budget.LeftForTips(month, l.Monthly.Currency)!.Value)];
    }
}
