using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>Handles one delivery report from the queue. A report that precedes its stored message makes a stub.</summary>
public sealed partial class HandleDeliveryReport(
    Engine engine, ITables tables, StrayReports strays, IClock clock, ILogger<HandleDeliveryReport> logger)
{
    /// <summary>How often a report waits for the provider's id of its message to be written, before it is given up.</summary>
    private const int Waits = 4;

    /// <summary>How many days after the sending a report is still matched: operators keep a message for two or three.</summary>
    private const int DaysBack = 3;

    public async Task HandleAsync(DeliveryReport report, Arrival arrival, CancellationToken ct)
    {
        var id = report.MessageId ?? await FindAsync(report, ct);
        if (id is null && arrival.Tries < Waits) throw new TooEarlyException("No message has the report's provider id yet.");
        if (id is null)
        {
            await strays.KeepAsync(report, ct);
            Log.Unknown(logger, report.Gateway, report.ProviderId!);
            return;
        }
        var reported = new Reported(report.State, report.Failure, report.Gateway);
        var work = new Work(arrival);
        await engine.ExecuteAsync(work, AggregateId.Message(id), reported, id, ct);
        if (Batch.IsMessageId(id) && report.Phone is { } phone) await TellAsync(work, id, report, phone, ct);
    }

    /// <summary>
    /// What became of a tip says as much of its number as what became of any other message. No message of a broadcast knows its number, so
    /// the report's is told here: a failure is noted there, and an arrival costs the read that finds whether it was in doubt.
    /// </summary>
    private async Task TellAsync(Work work, string id, DeliveryReport report, string phone, CancellationToken ct)
    {
        // A report that came after a later one says nothing any more.
        if (await engine.StateAsync<Message>(work, AggregateId.Message(id), ct) is not { } tip || tip.State != report.State) return;
        IReadOnlyList<Effect> said = report.Failure is { } failure ? MessageDecisions.AboutPhone(phone, id, failure, report.Gateway)
            : report.State == DeliveryState.Delivered ? [new Tell(AggregateId.Subscriber(phone), new Arrived(report.Gateway))]
            : [];
        foreach (var tell in said.OfType<Tell>()) await engine.ExecuteAsync(work, tell.To, tell.Command, $"{id}|{report.State}", ct);
    }

    /// <summary>Our id by the provider's, which was written on the day of sending: today, mostly.</summary>
    private async Task<string?> FindAsync(DeliveryReport report, CancellationToken ct)
    {
        for (var days = 0; days <= DaysBack; days++)
        {
            var day = clock.GetCurrentInstant() - Duration.FromDays(days);
            if (await tables.GetAsync(Keys.ProviderId(day, report.Gateway, report.ProviderId!), ct) is { } row) return row.Data;
        }
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning,
            Message = "A delivery report of {Gateway} for {ProviderId} belongs to no message of ours.")]
        public static partial void Unknown(ILogger logger, string gateway, string providerId);
    }
}
