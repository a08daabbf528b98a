using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Console;
using Outreach.Gateways;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>Registers the services of the deployed system.</summary>
public static class Composition
{
    /// <summary>
    /// The time that work in hand has to finish after a stop request. Covers a gateway's longest answer, and a broadcast's chunk at 20 a
    /// second.
    /// </summary>
    public static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(60);

    public static IServiceCollection AddOutreach(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutreachOptions>().Bind(configuration.GetSection("Outreach")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ConsoleOptions>().Bind(configuration.GetSection(ConsoleOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>>(new OneStorageAccount(configuration));
        services.AddSingleton<IValidateOptions<OutreachOptions>, SettingsAtStart>().AddSingleton(configuration);
        // Each endpoint has its own limit; Kestrel's 30 MB would make a stranger's request a failed invocation.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = FinishWithin);
        return services
            .AddSingleton<IClock>(SystemClock.Instance)
            .AddSingleton(TimeProvider.System)
            .AddOutreachStorage(configuration)
            .AddHostedService<StorageAtStart>()
            .AddOutreachGateways(configuration)
            .AddOutreachTelemetry(configuration)
            .AddOutreachApp()
            .AddOutreachConsole()
            .AddSingleton(provider => new WebhookRoutes(GatewayList.Webhooks(provider)))
            .AddSingleton<HealthPage>()
            .AddSingleton(provider => new ConsoleEntry(ConsoleApp.Build(provider)));
    }
}
