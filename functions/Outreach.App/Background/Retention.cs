using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>Drops an entity, or its expiring parts, after the period set in <see cref="RetentionOptions"/>.</summary>
public sealed partial class Retention(Engine engine, ITables tables, OutreachOptions options, ILogger<Retention> logger)
{
    private RetentionOptions Days => options.Retention;

    public Task LookAsync(Entity row, Instant now, CancellationToken ct) => row.Key.Table switch
    {
        Table.Messages => MessageAsync(row, now, ct),
        Table.Inbox => DropAsync(row, Stored.State<InboxItem>(row).Last.At, Days.Inbox, now, ct),
        Table.Sessions => DropAsync(row, DayOf(row.Key.Partition), Days.Sessions, now, ct),
        Table.Imports => ImportAsync(row, now, ct),
        Table.Letters => DropAsync(row, Json.Read<Letter>(row.Data).ValidUntil, 0, now, ct),
        Table.DataCodes => DropAsync(row, Json.Read<DataCode>(row.Data).ValidUntil, 0, now, ct),
        Table.Poison => DropAsync(row, Json.Read<PoisonMessage>(row.Data).At, Days.Poison, now, ct),
        Table.Tasks => DropAsync(row, Json.Read<RaiseTask>(row.Data).At, Days.Tasks, now, ct),
        Table.Standings => DropAsync(row, Json.Read<Standing>(row.Data).At.AtMidnight().InUtc().ToInstant(), Standings.DaysKept, now, ct),
        Table.Audit => TellAsync(row, now),
        Table.Subscribers => NumberAsync(row, now, ct),
        Table.Approvals => ApprovalAsync(row, now, ct),
        Table.Transactions => TransactionAsync(row, now, ct),
        Table.Broadcasts => DropAsync(row, EndOf(Stored.State<Broadcast>(row)), Days.Broadcasts, now, ct),
        Table.Batches => BatchAsync(row, now, ct),
        Table.Persons => PersonAsync(row, now, ct),
        Table.Staff => StaffAsync(row, now, ct),
        Table.Sheets => SheetAsync(row, now, ct),
        Table.EventDeliveries => DropAsync(row, Stored.State<EventDelivery>(row).Event.At, Days.EventDeliveries, now, ct),
        Table.FigureParts => DropAsync(row, FigureWalk.WalkOf(row.Key), 1, now, ct),
        _ => Task.CompletedTask,
    };

    /// <summary>Sessions that are over. Accounts stay until they are taken away; an invitation is replaced by the next.</summary>
    private Task StaffAsync(Entity row, Instant now, CancellationToken ct) =>
        row.Key.Partition == Keys.StaffSessions("").Partition && StaffSessions.Going(row, now).Count == 0
            ? tables.DeleteAsync(row.Key, ct)
            : Task.CompletedTask;

    /// <summary>Logs each day where a recent month's audit ends: who can change the tables cannot change that too.</summary>
    private Task TellAsync(Entity row, Instant now)
    {
        if (row.Key.Row != Keys.AuditHeadRow || !Keys.IsRecent(row.Key, now)) return Task.CompletedTask;
        var head = Json.Read<AuditHead>(row.Data);
        Log.AuditEnds(logger, row.Key.Partition, head.Rows, head.Hash);
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The audit {Chain} ends with row {Rows} and the hash {Hash}.")]
        public static partial void AuditEnds(ILogger logger, string chain, long rows, string hash);
    }

    private async Task MessageAsync(Entity row, Instant now, CancellationToken ct)
    {
        var message = Stored.State<Message>(row);
        // A message that has not gone out ends by itself within days.
        if (message is { Order: null, Text: null } or { State: <= DeliveryState.Sending }
            || !IsOver(message.ChangedAt ?? message.FirstAt, Days.MessageTexts, now)) return;
        var id = AggregateId.Message(row.Key.Row == "-" ? row.Key.Partition : $"{row.Key.Partition}.{row.Key.Row}");
        await engine.ExecuteAsync(new Work(Arrival.Queued), id, new DropContent(), $"retention|{id}", ct);
    }

    /// <summary>Most numbers have nothing that is over, and are not read again.</summary>
    private async Task NumberAsync(Entity row, Instant now, CancellationToken ct)
    {
        var (id, subscriber) = (AggregateId.Subscriber(row.Key.Partition), Stored.State<Subscriber>(row));
        if (!ReferenceEquals(SubscriberDecisions.Decide(subscriber, id.Key, new DropOver(), now).State, subscriber))
            await engine.ExecuteAsync(new Work(Arrival.Queued), id, new DropOver(), $"retention|{id}", ct);
    }

    /// <summary>Null while it goes on.</summary>
    private static Instant? EndOf(Broadcast broadcast) =>
        broadcast.EndedAt ?? (broadcast.LaunchedAt is null ? broadcast.CreatedAt : (Instant?)null);

    /// <summary>A batch ends with its broadcast.</summary>
    private async Task BatchAsync(Entity row, Instant now, CancellationToken ct)
    {
        var broadcast = await engine.StateAsync<Broadcast>(new Work(Arrival.Queued), AggregateId.Broadcast(row.Key.Partition), ct);
        if (broadcast is null) await tables.DeleteAsync(row.Key, ct);
        else await DropAsync(row, EndOf(broadcast), Days.Broadcasts, now, ct);
    }

    /// <summary>Numbers and words of who was a person's second contact once.</summary>
    private async Task PersonAsync(Entity row, Instant now, CancellationToken ct)
    {
        var person = Stored.State<Person>(row);
        var drop = new DropFormerContacts(now - Duration.FromDays(Days.FormerContacts));
        if (ReferenceEquals(PersonDecisions.Decide(person, drop, now).State, person)) return;
        var id = new AggregateId(AggregateKind.Person, person.Details.Key);
        await engine.ExecuteAsync(new Work(Arrival.Queued), id, drop, $"retention|{id}", ct);
    }

    /// <summary>What was asked for goes; who decided, when, and about what stays.</summary>
    private async Task ApprovalAsync(Entity row, Instant now, CancellationToken ct)
    {
        var approval = Stored.State<Approval>(row);
        if (approval.Command is Forgotten || approval.StatusAt(now) == ApprovalStatus.Waiting
            || !IsOver(approval.DecidedAt ?? approval.ExpiresAt, Days.Approvals, now)) return;
        var id = AggregateId.Approval(row.Key.Partition, row.Key.Row);
        await engine.ExecuteAsync(new Work(Arrival.Queued), id, new ForgetSubject(), $"retention|{id}", ct);
    }

    /// <summary>Of an assigned payment the numbers and the payer's words go; so that nothing is booked twice, the rest stays.</summary>
    private async Task TransactionAsync(Entity row, Instant now, CancellationToken ct)
    {
        var transaction = Stored.State<Transaction>(row);
        if (transaction is not { WaitsSince: null, Transfer: { } transfer } || !IsOver(transaction.At, Days.TransferPhones, now)) return;
        foreach (var phone in new[] { transfer.PayerPhone, transfer.PayeePhone }.OfType<string>().Where(p => p.Length > 0).Distinct())
            await engine.ExecuteAsync(new Work(Arrival.Queued), transaction.Aggregate, new ForgetPhone(phone),
                $"retention|{transaction.Id}|{phone}", ct);
    }

    /// <summary>Stretches have no end time of their own, so the import's applies.</summary>
    private async Task ImportAsync(Entity row, Instant now, CancellationToken ct)
    {
        if (row.Key.Row == "-") return;
        var import = await engine.StateAsync<Import>(new Work(Arrival.Queued), new(AggregateKind.Import, row.Key.Partition), ct);
        // One that nobody said yes to never ends.
        await DropAsync(row, import is { Waits: true } ? import.StartedAt : import?.EndedAt, Days.ImportRows, now, ct);
    }

    /// <summary>What was written in rows that were not told goes as an imported file's does.</summary>
    private async Task SheetAsync(Entity row, Instant now, CancellationToken ct)
    {
        var sheet = Json.Read<TradeSheet>(row.Data);
        if (IsOver(sheet.At, Days.Sheets, now)) await tables.DeleteAsync(row.Key, ct);
        else if (sheet.Refused > 0 && IsOver(sheet.At, Days.ImportRows, now))
            await tables.ReplaceAsync(row.Key, Json.Write(sheet with { Lines = [.. sheet.Lines.Where(l => l.IsTold)] }), row.ETag, ct);
    }

    private Task DropAsync(Entity row, Instant? at, int days, Instant now, CancellationToken ct) =>
        IsOver(at, days, now) ? tables.DeleteAsync(row.Key, ct) : Task.CompletedTask;

    private static bool IsOver(Instant? at, int days, Instant now) => at is { } since && now >= since + Duration.FromDays(days);

    /// <summary>The end of the day in a partition such as <c>programme.2026-03-02</c>.</summary>
    private static Instant? DayOf(string partition) =>
        LocalDatePattern.Iso.Parse(partition[^10..]) is { Success: true } day
            ? day.Value.PlusDays(1).AtMidnight().InUtc().ToInstant()
            : null;
}
