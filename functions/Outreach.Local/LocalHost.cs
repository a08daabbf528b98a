using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Console;
using Outreach.Gateways;
using Outreach.Local.Demo;
using Outreach.Local.Pumps;
using Outreach.Local.Simulator;
using Outreach.Storage;

namespace Outreach.Local;

/// <summary>The App on one machine: the same routes as the Functions host, and the simulator.</summary>
public static partial class LocalHost
{
    /// <summary>The builder with its settings, before services are added.</summary>
    public static WebApplicationBuilder CreateBuilder(LocalArguments arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(LocalHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0,
            new MemoryConfigurationSource { InitialData = LocalSettings.Defaults(arguments) });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(arguments.Port));
        // No server limit, as in the Functions host: each endpoint has its own limit and answers beyond it.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        return builder;
    }

    /// <summary>The whole host, mapped and not yet started.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        AddOutreach(builder.Services, builder.Configuration);
        var app = builder.Build();
        MapOutreach(app);
        SimulatorRoutes.Map(app);
        EventReceiver.Map(app);
        return app;
    }

    /// <summary>The routes that every host serves.</summary>
    public static void MapOutreach(WebApplication app)
    {
        foreach (var webhook in GatewayList.Webhooks(app.Services))
            app.Map(webhook.Route, http => WebhookHttp.AnswerAsync(webhook, http));
        app.MapMethods(Routes.Health, ["GET", "HEAD"], HealthAsync);
        app.MapOutreachConsole();
    }

    private static async Task<IResult> HealthAsync(HttpContext http, StorageHealth storage, ILogger<StorageHealth> logger,
        CancellationToken ct)
    {
        WebhookHttp.Harden(http);
        if (await storage.ProblemAsync(ct) is not { } problem) return Results.Text("ok");
        Log.Unavailable(logger, problem);
        return Results.Text("unavailable", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The health page answers 503: {Problem}")]
        public static partial void Unavailable(ILogger logger, string problem);
    }

    private static void AddOutreach(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutreachOptions>().Bind(configuration.GetSection("Outreach")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutreachOptions>, OutreachOptionsCheck>();
        services.AddOptions<ConsoleOptions>().Bind(configuration.GetSection(ConsoleOptions.Section)).ValidateOnStart();
        services.AddOutreachApp().AddOutreachStorage(configuration).AddOutreachGateways(configuration).AddSimulatedGateway();
        services.AddSingleton(new EventSenderPlace(IsLocal: true)).AddSingleton<EventReceiver>();
        services.AddOutreachConsole().AddSingleton(new DemoStaff(LocalSettings.DemoStaff));
        services.AddSingleton<SimulatedClock>().AddSingleton<IClock>(s => s.GetRequiredService<SimulatedClock>());
        services.AddSingleton<ClockMover>().AddSingleton<Phones>();
        services.AddSingleton<DemoCourses>().AddSingleton<DemoInbox>().AddSingleton<DemoTips>().AddSingleton<DemoData>();
        services.AddSingleton<Pump>().AddHostedService<PumpService>().AddHostedService<PoisonService>().AddHostedService<MinuteTimer>();
    }
}
