using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outreach.App;

namespace Outreach.Gateways.Tests;

/// <summary>One request of a provider, with the expected reply and the expected calls to the App, in order.</summary>
public sealed record Incoming(string Name, string Route, Form Form, int Status, string Body, params object[] Calls)
{
    /// <summary>Appended to the path, with its question mark.</summary>
    public string Query { get; init; } = "";
}

/// <summary>One message: the provider's stubs in the order of use, and the expected outcome of the sender.</summary>
public sealed record Outgoing(string Name, Handover Expected, params Stub[] Stubs);

/// <summary>A provider's form, built from its usual fields.</summary>
public sealed class Form(params (string Name, string Value)[] fields)
{
    public IReadOnlyList<KeyValuePair<string, string>> Pairs => [.. fields.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))];

    public IEnumerable<string> Names => fields.Select(pair => pair.Name);

    public Form With(string name, string value) => new([.. fields.Where(pair => pair.Name != name), (name, value)]);

    public Form Without(string name) => new([.. fields.Where(pair => pair.Name != name)]);
}

/// <summary>
/// The expected behaviour of one gateway, as data. <see cref="GatewayTableTests"/> runs every row. Every webhook also gets each missing
/// required field, a wrong secret, a replay and too large a body.
/// </summary>
public abstract class GatewayTable
{
    public abstract string Gateway { get; }

    public abstract IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>The only host that the sender may call; empty when the sender is elsewhere.</summary>
    public virtual string Host => "";

    public abstract IReadOnlyList<Incoming> Incoming { get; }

    public virtual IReadOnlyList<Outgoing> Outgoing => [];

    /// <summary>The required fields of each route; a request without one is refused.</summary>
    public abstract IReadOnlyDictionary<string, string[]> Required { get; }

    /// <summary>Texts that no log line may hold: keys, and the texts and numbers of the rows.</summary>
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

/// <summary>A host of one gateway: the real registration, with a replaced App, log and network.</summary>
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

    /// <summary>Has the money provider ask about a transaction.</summary>
    public Task AskAsync(string account, string transaction, string about) =>
        _services.GetServices<IMoneyProvider>().Single().AskAsync(account, transaction, about, CancellationToken.None);

    public Task<WebhookReply> AnswerAsync(string route, WebhookRequest request) =>
        (Webhooks.SingleOrDefault(webhook => webhook.Route == route) ?? throw new InvalidOperationException(NobodyAnswers(route)))
            .AnswerAsync(request, CancellationToken.None);

    public static string NobodyAnswers(string route) =>
        $"No gateway answers {route}: write its line in functions/Outreach.Gateways/GatewayList.cs.";

    public void Dispose() => _services.Dispose();
}
