using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.App;

public sealed partial class RunBatch
{
    /// <summary>Looks into unsure sends: reports in the tables first, then the gateways that can be asked.</summary>
    private async Task SettleAsync(Work work, AggregateId id, Step step, IReadOnlyList<int> places, CancellationToken ct)
    {
        var reported = await ReportedAsync(step.Batch, ct);
        var results = places.Where(reported.Contains).Select(place => Result(step, place, RecipientState.Accepted)).ToList();
        // Who left the directory meanwhile cannot be asked about any more.
        results.AddRange(places.Where(p => !reported.Contains(p) && step.At(p) is null)
            .Select(place => Result(step, place, RecipientState.Unsure)));
        var again = false;
        await Parallel.ForEachAsync(places.Where(p => !reported.Contains(p) && step.At(p) is not null),
            new ParallelOptions { MaxDegreeOfParallelism = SettledAtOnce, CancellationToken = ct }, async (place, token) =>
        {
            var state = clock.GetCurrentInstant() > step.Until ? null : await AskedAsync(step, place, step.At(place)!, token);
            lock (results)
            {
                if (state is null) again = true;
                else results.Add(Result(step, place, state.Value));
            }
        });
        Instant? at = again ? clock.GetCurrentInstant() + againAfter : null;
        await engine.ExecuteAsync(work, id, new SettleBatch(results, at), $"{id}", ct);
    }

    /// <summary>The result with the price of what was taken, or may have been.</summary>
    private RecipientResult Result(Step step, int place, RecipientState state) =>
        new(place, state, Cost: state == RecipientState.Waiting ? null : PriceOf(step, step.At(place)));

    /// <summary>By the first gateway; of somebody who left the directory, as of a reader of the programme's country.</summary>
    private Money? PriceOf(Step step, DirectoryRow? row)
    {
        var phone = row?.Phone ?? Country.OfRegion(step.Broadcast.Region)?.DialCode;
        var tip = row is null ? step.Texts.Values.FirstOrDefault() : step.Texts.GetValueOrDefault(row.Language.Code());
        if (phone is null || tip is null) return null;
        return prices.Of(row is null ? tip.WithoutValues : tip.For(row), phone, gateways.For(step.Programme, phone, Purpose.Tip)[0].Name);
    }

    /// <summary>Null where the gateway is out of reach, so that it is asked again later.</summary>
    private async Task<RecipientState?> AskedAsync(Step step, int place, DirectoryRow row, CancellationToken ct)
    {
        if (step.Broadcast.TextFor(row.Language) is null) return RecipientState.Unsure;
        var (asked, since) = (gateways.For(step.Programme, row.Phone, Purpose.Tip), step.Batch.UnsureSince!.Value);
        if (await strays.TakeAsync(asked, row.Phone, since, ct) is not null) return RecipientState.Accepted;
        var (_, answer) = await gateways.FindAsync(Message(step, place, row), step.Programme, Purpose.Tip, since, ct);
        return answer?.Kind switch
        {
            null => null,
            HandoverKind.Accepted => RecipientState.Accepted,
            HandoverKind.Refused => RecipientState.Waiting,
            _ => RecipientState.Unsure,
        };
    }

    /// <summary>The batch's places that have a delivery report.</summary>
    private async Task<HashSet<int>> ReportedAsync(Batch batch, CancellationToken ct)
    {
        var own = $"{batch.Number:D5}.";
        var rows = await tables.PageAsync(Table.Messages, batch.Broadcast, own, Batch.Size, ct);
        return [.. rows.Where(r => r.Key.Row.StartsWith(own, StringComparison.Ordinal))
            .Where(r => Stored.State<Message>(r).State > DeliveryState.Sending)
            .Select(r => int.Parse(r.Key.Row[own.Length..], System.Globalization.CultureInfo.InvariantCulture))];
    }
}
