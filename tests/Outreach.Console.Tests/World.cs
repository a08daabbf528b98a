using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.App;
using Outreach.Core.Operations;
using Outreach.Testing;

namespace Outreach.Console.Tests;

/// <summary>The status and body of an endpoint's response.</summary>
public sealed record Reply(int Status, JsonElement Body)
{
    /// <summary>The lines of a body that is no JSON.</summary>
    public int Lines { get; init; }

    /// <summary>The state of the thing: its status, or the one that a refusal tells.</summary>
    public string? State => this[Status < 400 ? "status" : "state"];

    public string? this[string path] => path.Split('.').Aggregate((JsonElement?)Body, (at, name) =>
        at is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var next) ? next : null)?.ToString();
}

/// <summary>A gateway that accepts every message.</summary>
public sealed class OpenGateway : IGateway
{
    public string Name => "open";
    public bool ReturnsMessageId => true;
    public int PerSecond => 1_000_000;
    public List<OutboundSms> Sent { get; } = [];

    /// <summary>Numbers for which it does not answer, so that nobody knows.</summary>
    public HashSet<string> Silent { get; } = [];

    public Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct)
    {
        lock (Sent) Sent.Add(sms);
        return Task.FromResult(Silent.Contains(sms.To) ? Handover.Ambiguous : Handover.Accepted($"p{sms.MessageId}"));
    }
}

/// <summary>The API on storage in memory, called as the Functions host's catch-all calls it.</summary>
public sealed class World : IDisposable
{
    public const string Key = "key-of-the-office-0001-for-these-tests";

    private static long addresses;
    private readonly bool alone;
    private readonly Action<IServiceCollection>? change;
    private readonly ServiceProvider services;
    private readonly RequestDelegate app;

    /// <param name="alone">Leaves one owner who coordinates: the key <c>lone-desk</c>.</param>
    /// <param name="change">Changes settings or services.</param>
    public World(bool alone = false, Action<IServiceCollection>? change = null)
    {
        (this.alone, this.change) = (alone, change);
        Queues = new MemoryQueues(Clock);
        services = With(new ServiceCollection()).BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        app = ConsoleApp.Build(services);
    }

    public ManualClock Clock { get; } = new();
    public MemoryTables Tables { get; } = new();
    public MemoryQueues Queues { get; }
    public OpenGateway Gateway { get; } = new();
    public PartnerProgram Partner { get; } = new();
    public WatchedStorage Storage { get; } = new();

    /// <summary>The log's warnings.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The log, of every level from debug on.</summary>
    public List<string> Log { get; } = [];
    public Stops Stops { get; } = new();
    public IReadOnlyList<AuditAct> Audit =>
        [.. Tables.All(Table.Audit).Where(e => e.Key.Row != Keys.AuditHeadRow).Select(e => Json.Read<AuditRow>(e.Data).Act)];

    public IServiceCollection With(IServiceCollection to)
    {
        to.AddSingleton(Stops.Around<ITables>(Tables)).AddSingleton(Stops.Around<IQueues>(Queues)).AddSingleton<IClock>(Clock)
            .AddSingleton<IGateway>(Gateway).AddSingleton<IEventSender>(Partner).AddSingleton<IStorageWatch>(Storage);
        to.AddLogging(l => l.SetMinimumLevel(LogLevel.Debug).AddProvider(new Lines(this)));
        to.AddOptions<OutreachOptions>().Configure(o =>
        {
            (o.Gateway, o.PinPepper, o.PinMemoryKib, o.PinPasses) = ("open", "pepper-of-16-chars", 64, 1);
            Grant(o, "office", "coordinate, admin", "all");
            o.ApiKeys["blank"] = "";
            foreach (var role in new[] { "verify", "read", "coordinate", "partner", "admin", "clerk" }) Grant(o, role, role, "all");
            Grant(o, "second", "coordinate, admin", "all");
            // The office's next key: one owner, two keys.
            Grant(o, "office-new", "coordinate, admin", "all", "office");
            Grant(o, "lone-desk", "coordinate", "lone");
            foreach (var other in new[] { "office", "office-new", "coordinate", "second" }.Where(_ => alone))
            {
                o.ApiKeys.Remove(other);
                o.ApiGrants.Remove(other);
            }
            Grant(o, "ended", "coordinate", "all");
            o.ApiGrants["ended"].Until = "2026-03-01";
            Grant(o, "beans-desk", "verify,read,coordinate,partner,admin,clerk", "beans, peas");
            // Another partner's staff: one may look, one is its owner.
            Grant(o, "peas-viewer", "read", "peas");
            Grant(o, "peas-owner", "coordinate,admin", "peas");
            o.MinorPerSegment["KE"] = 80;
        });
        to.AddOutreachApp().AddOutreachConsole();
        change?.Invoke(to);
        return to;
    }

    public static string KeyOf(string name) => name == "office" ? Key : $"key-of-{name}-0001-for-these-tests";

    private static void Grant(OutreachOptions options, string name, string roles, string programmes, string? owner = null)
    {
        options.ApiKeys[name] = KeyOf(name);
        options.ApiGrants[name] = new ApiGrant
        {
            Owner = owner ?? name, Roles = roles, Programmes = programmes, Until = "2026-12-31", Providers = "mpesa",
        };
    }

    /// <summary>Takes over what the other world has stored and sent.</summary>
    public void Load(World other)
    {
        Tables.Load(other.Tables);
        Queues.Load(other.Queues);
        Gateway.Sent.AddRange(other.Gateway.Sent);
    }

    public IEnumerable<T> GetAll<T>() => services.GetServices<T>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Every mapped endpoint of the API.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints()
    {
        var routes = new Routing(services);
        routes.MapOutreachConsole();
        return [.. routes.DataSources.SelectMany(s => s.Endpoints).Cast<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("api/", StringComparison.Ordinal))];
    }

    public Task<Reply> GetAsync(string path) => SendAsync("GET", path, null, null);

    public Task<Reply> PostAsync(string path, object? body = null, string? repeatKey = null) =>
        SendAsync("POST", path, body is null ? "" : body as string ?? JsonSerializer.Serialize(body), repeatKey);

    /// <summary>Sends the request as another holder; a POST if a body is given, even an empty one.</summary>
    public Task<Reply> AsAsync(string holder, string path, object? body = null, string? repeatKey = null) =>
        SendAsync(body is null ? "GET" : "POST", path, body is null ? null : body as string ?? JsonSerializer.Serialize(body), repeatKey,
            $"Bearer {KeyOf(holder)}");

    public async Task<Reply> SendAsync(string method, string path, string? body, string? repeatKey, string? authorization = $"Bearer {Key}")
    {
        var http = Request(method, path, body);
        if (authorization is not null) http.Request.Headers.Authorization = authorization;
        if (repeatKey is not null) http.Request.Headers["Idempotency-Key"] = repeatKey;
        await app(http);
        return ReplyOf(http);
    }

    /// <summary>The text of an answer that is no JSON.</summary>
    public async Task<string> TextAsync(string path)
    {
        var http = Request("GET", path, null);
        http.Request.Headers.Authorization = $"Bearer {Key}";
        await RunAsync(http);
        return Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());
    }

    public Task RunAsync(HttpContext http) => app(http);

    public static DefaultHttpContext Request(string method, string path, string? body)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Path = path.Split('?')[0];
        http.Request.QueryString = path.Contains('?', StringComparison.Ordinal)
            ? new QueryString(path[path.IndexOf('?', StringComparison.Ordinal)..])
            : default;
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        http.Response.Body = new MemoryStream();
        // Each request from an address of its own, or what one test has refused would slow the next requests down.
        http.Connection.RemoteIpAddress = new System.Net.IPAddress(Interlocked.Increment(ref addresses));
        return http;
    }

    public static Reply ReplyOf(HttpContext http)
    {
        var text = Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());
        var isJson = http.Response.ContentType?.Contains("json", StringComparison.Ordinal) == true;
        return new Reply(http.Response.StatusCode, !isJson || text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text))
        {
            Lines = isJson ? 0 : text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length,
        };
    }

    /// <summary>Handles queue messages until none is visible.</summary>
    public async Task PumpAsync()
    {
        var worker = Get<QueueWorker>();
        for (var busy = true; busy;)
        {
            busy = false;
            foreach (var queue in Enum.GetValues<Queue>())
            {
                foreach (var item in await Queues.ReceiveAsync(queue, 32, Duration.FromMinutes(1), default))
                {
                    busy = true;
                    await worker.ProcessAsync(queue, item.Body, item.DequeueCount, default);
                    await Queues.DeleteAsync(queue, item, default);
                }
            }
        }
    }

    /// <summary>The calls to tables and queues that something takes.</summary>
    public async Task<int> CallsAsync(Func<Task> doing)
    {
        Stops.Arm(null);
        await doing();
        return Stops.Calls;
    }

    public void Dispose() => services.Dispose();

    private sealed class Lines(World world) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var line = formatter(state, exception);
            lock (world.Log)
            {
                world.Log.Add(line);
                if (logLevel >= LogLevel.Warning) world.Warnings.Add(line);
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed class Routing(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;
        public ICollection<EndpointDataSource> DataSources { get; } = [];
        public Microsoft.AspNetCore.Builder.IApplicationBuilder CreateApplicationBuilder() =>
            new Microsoft.AspNetCore.Builder.ApplicationBuilder(services);
    }
}
