using Azure;
using Azure.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Outreach.Core.Messaging;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>Creates tables and queues that are not there yet, beside the start: a person who dials does not wait for it.</summary>
public sealed partial class StorageAtStart(StorageSetup storage, ILogger<StorageAtStart> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await storage.CreateAsync(stoppingToken);
        }
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            // The health page tells; where everything is there already, nothing is lost.
            Log.NotCreated(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Tables and queues could not be created.")]
        public static partial void NotCreated(ILogger logger, Exception e);
    }
}
