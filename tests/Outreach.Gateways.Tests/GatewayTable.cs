using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outreach.App;

namespace Outreach.Gateways.Tests;

/// <summary>One request of a provider and all that must come of it: the reply and the calls to the App, in order.</summary>
public sealed record Incoming(string Name, string Route, Form Form, int Status, string Body, params object[] Calls)
{
    /// <summary>Appended to the path, with its question mark.</summary>
    public string Query { get; init; } = "";
}

/// <summary>One message and how the provider takes it: stubs in the order used, and what the sender makes of them.</summary>
public sealed record Outgoing(string Name, Handover Expected, params Stub[] Stubs);

/// <summary>A provider's form, built from the one that it usually sends.</summary>
public sealed class Form(params (string Name, string Value)[] fields)
{
    public IReadOnlyList<KeyValuePair<string, string>> Pairs => [.. fields.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))];

    public IEnumerable<string> Names => fields.Select(pair => pair.Name);

    public Form With(string name, string value) => new([.. fields.Where(pair => pair.Name != name), (name, value)]);

    public Form Without(string name) => new([.. fields.Where(pair => pair.Name != name)]);
}

/// <summary>
/// All that is known about one gateway, as data. <see cref="GatewayTableTests"/> runs every row, and for every webhook besides:
/// each required field missing, a wrong secret, a replay, too large a body.
/// </summary>
public abstract class GatewayTable
{
    public abstract string Gateway { get; }

    public abstract IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>The host that the sender may call; none when the sender is elsewhere.</summary>
    public virtual string Host => "";

    public abstract IReadOnlyList<Incoming> Incoming { get; }

    public virtual IReadOnlyList<Outgoing> Outgoing => [];

    /// <summary>The fields without which a request to this route is refused.</summary>
    public abstract IReadOnlyDictionary<string, string[]> Required { get; }

    /// <summary>What no log line may hold: keys, and the texts and numbers of the rows.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>The request as the provider would send it: right key, right signature.</summary>
    public abstract WebhookRequest Genuine(Incoming row);

    /// <summary>The requests as a stranger would send them.</summary>
    public abstract IEnumerable<WebhookRequest> Forged(Incoming row);

    /// <summary>The first row of the route that succeeds.</summary>
    public Incoming Usual(string route) => Incoming.First(row => row.Route == route && row.Status == 200);

    public static IReadOnlyList<GatewayTable> All { get; } =
    [
        .. typeof(GatewayTable).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(GatewayTable)) && !type.IsAbstract)
            .Select(type => (GatewayTable)Activator.CreateInstance(type)!),
    ];
}

/// <summary>A host of one gateway: the real registration, with the App, the logs and the network replaced.</summary>
public sealed class GatewayHost : IDisposable
{
    private readonly ServiceProvider _services;

    public GatewayHost(GatewayTable table, HttpMessageHandler? http = null, IReadOnlyDictionary<string, string?>? settings = null,
        TimeProvider? time = null)
    {
        var merged = new Dictionary<string, string?>(table.Settings);
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>()) merged[name] = value;
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddSingleton<IInbound>(Inbound)
            .AddOutreachGateways(new ConfigurationBuilder().AddInMemoryCollection(merged).Build());
        if (time is not null) services.AddSingleton(time);
        if (http is not null) services.AddHttpClient(table.Gateway).ConfigurePrimaryHttpMessageHandler(() => http);
        _services = services.BuildServiceProvider(validateScopes: true);
        Sender = _services.GetServices<IGateway>().SingleOrDefault(gateway => gateway.Name == table.Gateway);
    }

    public RecordingInbound Inbound { get; } = new();

    public LogCapture Logs { get; } = new();

    public IGateway? Sender { get; }

    public IReadOnlyList<Webhook> Webhooks => GatewayList.Webhooks(_services);

    public Task<WebhookReply> AnswerAsync(string route, WebhookRequest request) =>
        Webhooks.Single(webhook => webhook.Route == route).AnswerAsync(request, CancellationToken.None);

    public void Dispose() => _services.Dispose();
}
