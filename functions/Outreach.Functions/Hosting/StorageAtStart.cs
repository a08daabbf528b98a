using Azure;
using Azure.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>Creates missing tables and queues in the background, so that a person who dials does not wait.</summary>
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
            // The health page reports a failure; with existing tables and queues nothing is lost.
            Log.NotCreated(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Tables and queues could not be created.")]
        public static partial void NotCreated(ILogger logger, Exception e);
    }
}
