using System.Globalization;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>
/// Counts what became of a broadcast: for each batch two reads, and one for each thousand people of the directory that it spans.
/// </summary>
public sealed class TipReporting(Engine engine, ITables tables)
{
    /// <summary>The report of the batches from one number to another, which is not counted.</summary>
    public async Task<TipReport> OfAsync(Broadcast broadcast, int from, int to, CancellationToken ct)
    {
        var report = TipReport.None;
        for (var number = from; number < to; number++)
        {
            if (await engine.StateAsync<Batch>(new Work(Arrival.Queued), AggregateId.Batch(broadcast.Id, number), ct) is { } batch)
                report = report.Plus(await OfAsync(broadcast.Audience.Programme, batch, ct));
        }
        return report;
    }

    /// <summary>A batch's report as of now.</summary>
    public async Task<TipReport> OfAsync(string programme, Batch batch, CancellationToken ct)
    {
        var (reading, listing) = (MessagesAsync(batch, ct), RowsAsync(programme, batch, ct));
        var (messages, rows) = (await reading, await listing);
        var people = batch.People.Select((person, place) => (Row: rows.GetValueOrDefault(person), Reached:
            Of((RecipientState)batch.States[place], messages.GetValueOrDefault(place), rows.GetValueOrDefault(person)))).ToList();
        return new(people.Select(p => p.Reached).Aggregate(Reached.Add),
            By(people, row => row.Language.Code()), By(people, row => row.Place), By(people, row => PhoneNumber.Network(row.Phone)),
            messages.Values.Where(m => m.State.IsLost()).GroupBy(m => m.Failure ?? SendFailure.Unknown)
                .ToDictionary(g => g.Key, g => g.Count()));
    }

    /// <summary>Who left the directory is in no group.</summary>
    private static Dictionary<string, Reached> By(IEnumerable<(DirectoryRow? Row, Reached Reached)> people,
        Func<DirectoryRow, string> group) =>
        people.Where(p => p.Row is not null).GroupBy(p => group(p.Row!))
            .ToDictionary(g => g.Key, g => g.Select(p => p.Reached).Aggregate(Reached.Add));

    private static Reached Of(RecipientState state, Message? message, DirectoryRow? row)
    {
        var isDelivered = message?.State == DeliveryState.Delivered;
        return new(state == RecipientState.HeldBack ? 0 : 1, state == RecipientState.Accepted ? 1 : 0, isDelivered ? 1 : 0,
            message?.State.IsLost() == true ? 1 : 0, isDelivered && row is { TipsAllowed: false } ? 1 : 0);
    }

    /// <summary>The messages of a batch that have a report, by place.</summary>
    private async Task<Dictionary<int, Message>> MessagesAsync(Batch batch, CancellationToken ct)
    {
        var own = string.Create(CultureInfo.InvariantCulture, $"{batch.Number:D5}.");
        var rows = await tables.PageAsync(Table.Messages, batch.Broadcast, own, Batch.Size, ct);
        return rows.Where(r => r.Key.Row.StartsWith(own, StringComparison.Ordinal))
            .ToDictionary(r => int.Parse(r.Key.Row[own.Length..], CultureInfo.InvariantCulture), Stored.State<Message>);
    }

    private async Task<Dictionary<string, DirectoryRow>> RowsAsync(string programme, Batch batch, CancellationToken ct)
    {
        var found = new Dictionary<string, DirectoryRow>(StringComparer.Ordinal);
        var people = batch.People.ToHashSet(StringComparer.Ordinal);
        for (var cursor = batch.After; string.CompareOrdinal(cursor, batch.People[^1]) < 0;)
        {
            var rows = await tables.PageAsync(Table.People, programme, cursor, Batch.Size, ct);
            foreach (var row in rows.Where(r => people.Contains(r.Key.Row))) found[row.Key.Row] = Json.Read<ListedPerson>(row.Data).Row;
            if (rows.Count == 0) break;
            cursor = rows[^1].Key.Row;
        }
        return found;
    }
}
