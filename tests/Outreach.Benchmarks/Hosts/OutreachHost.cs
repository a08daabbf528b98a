using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;
using Outreach.Gateways;
using Outreach.Local.Pumps;
using Outreach.Storage;

namespace Outreach.Benchmarks.Hosts;

/// <summary>The App behind Africa's Talking's webhooks, with a gateway that takes everything.</summary>
internal static class OutreachHost
{
    /// <summary>Registered phones. Each connection has its own part of them.</summary>
    public const int People = 640;

    public const string Pin = "2580";

    private const string Key = "benchmark";

    public static string Ussd => "/" + GatewayRoutes.AfricasTalkingUssd.Replace("{key}", Key, StringComparison.Ordinal);

    public static string Sms => "/" + GatewayRoutes.AfricasTalkingSms.Replace("{key}", Key, StringComparison.Ordinal);

    public static string Phone(int n) => string.Create(CultureInfo.InvariantCulture, $"+2547110{n:D5}");

    public static Action<WebApplication> Add(WebApplicationBuilder builder, bool withQueues)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AfricasTalking:PathKeys:0"] = Key,
            ["AfricasTalking:Username"] = "benchmark",
            ["AfricasTalking:ApiKey"] = "unused",
            // The path key may be short where only this machine is called.
            ["AfricasTalking:BaseUrl"] = "http://localhost:9",
        });
        builder.Services.AddOutreachApp().AddOutreachStorage(builder.Configuration).AddOutreachGateways(builder.Configuration);
        builder.Services.AddSingleton<IGateway>(services => services.GetRequiredService<Sink>());
        builder.Services.AddSingleton<IClock>(SystemClock.Instance);
        builder.Services.AddSingleton(Options.Create(Settings()));
        if (withQueues) builder.Services.AddSingleton<Pump>().AddHostedService<PumpService>();
        return app =>
        {
            foreach (var webhook in GatewayList.Webhooks(app.Services))
                app.Map(webhook.Route, http => WebhookHttp.AnswerAsync(webhook, http));
            app.MapPost("/settle-in", () => SettleInAsync(app.Services));
        };
    }

    public static OutreachOptions Settings() => new()
    {
        Gateway = "sink",
        PinPepper = "a pepper for benchmarks",
        // A PIN's hash is slow on purpose; no measure is about it.
        PinMemoryKib = 8,
        PinPasses = 1,
        AnswersPerPhoneAnHour = 100_000,
        SmsPerPhoneADay = 500,
    };

    /// <summary>A programme and its people, each with every consent and a PIN.</summary>
    private static async Task SettleInAsync(IServiceProvider services)
    {
        await services.GetRequiredService<StorageSetup>().CreateAsync(default);
        var people = services.GetRequiredService<App.People>();
        await people.CreateProgrammeAsync(new("kenya-maize", "Kenya maize", "KE", "KES", ["Maize", "Beans"], "Officer Otieno"), default);
        await Parallel.ForEachAsync(Enumerable.Range(0, People), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, ct) =>
        {
            var holder = new Holder($"p-{n:D5}", "Juma", Role.Trader, Language.English, "kenya-maize", "Village", ["Maize"], "KES");
            await people.RegisterAsync(new Work(Arrival.Queued), Phone(n), holder, Pin, "benchmark", ct);
        });
    }
}
