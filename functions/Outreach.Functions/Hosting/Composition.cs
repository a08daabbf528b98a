using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Console;
using Outreach.Gateways;
using Outreach.Storage;

namespace Outreach.Functions;

/// <summary>What the deployed system is made of, but for Twilio's sender.</summary>
public static class Composition
{
    public static IServiceCollection AddOutreach(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutreachOptions>().Bind(configuration.GetSection("Outreach")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>>(new OneStorageAccount(configuration));
        return services
            .AddSingleton<IClock>(SystemClock.Instance)
            .AddSingleton(TimeProvider.System)
            .AddOutreachStorage(configuration)
            .AddHostedService<StorageAtStart>()
            .AddOutreachGateways(configuration)
            .AddOutreachApp()
            .AddOutreachConsole()
            .AddSingleton<WebhookRoutes>()
            .AddSingleton<HealthPage>()
            .AddSingleton(provider => new ConsoleEntry(ConsoleApp.Build(provider)));
    }
}
