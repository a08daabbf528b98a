using Microsoft.Extensions.Logging;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;

namespace Outreach.App;

/// <summary>Handles one delivery report from the queue. A report that precedes its stored message makes a stub.</summary>
public sealed partial class HandleDeliveryReport(Engine engine, ITables tables, ILogger<HandleDeliveryReport> logger)
{
    /// <summary>How often a report waits for the provider's id of its message to be written, before it is given up.</summary>
    private const int Waits = 4;

    public async Task HandleAsync(DeliveryReport report, Arrival arrival, CancellationToken ct)
    {
        var id = report.MessageId ?? (await tables.GetAsync(Keys.ProviderId(report.Gateway, report.ProviderId!), ct))?.Data;
        if (id is null && arrival.Tries < Waits) throw new TooEarlyException("No message has the report's provider id yet.");
        if (id is null)
        {
            Log.Unknown(logger, report.Gateway, report.ProviderId!);
            return;
        }
        await engine.ExecuteAsync(new Work(arrival), AggregateId.Message(id), new Reported(report.State, report.Failure), id, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning,
            Message = "A delivery report of {Gateway} for {ProviderId} belongs to no message of ours.")]
        public static partial void Unknown(ILogger logger, string gateway, string providerId);
    }
}
