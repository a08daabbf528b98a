using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;
using Outreach.Gateways;
using Outreach.Testing;

namespace Outreach.Functions.Tests;

/// <summary>The whole App on ports in memory, as the deployable composes it, with its triggers.</summary>
public sealed class TestApp : IDisposable
{
    public const string AccountSid = "AC00000000000000000000000000000000";
    public const string AuthToken = "12345";
    public const string PublicBase = "https://outreach.example.org";
    public const string PathKey = "a-path-key-of-32-characters-0000";
    public const string ApiKey = "an-api-key-of-32-characters-0000";

    /// <summary>A local storage address where nothing listens; the App stores everything in the ports in memory.</summary>
    private const string NoStorage =
        "DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;"
        + "QueueEndpoint=http://127.0.0.1:9/none;TableEndpoint=http://127.0.0.1:9/none";

    /// <summary>The options class of every gateway, by its section.</summary>
    public static IReadOnlyDictionary<string, Type> GatewaySections { get; } = typeof(GatewayList).Assembly.GetExportedTypes()
        .Where(type => !type.IsAbstract && type.Name.EndsWith("Options", StringComparison.Ordinal))
        .ToDictionary(type => (string?)type.GetField("Section")?.GetRawConstantValue()
            ?? throw new InvalidOperationException($"{type.Name} has no section: write a constant Section there."));

    private static readonly (string Name, string Value)[] Settings =
    [
        ("AzureWebJobsStorage", NoStorage),
        ("Storage:ConnectionString", NoStorage),
        ("Outreach:Gateway", "africastalking"),
        ("Outreach:PinPepper", "pepper for tests only"),
        ("Outreach:PinMemoryKib", "8"),
        ("Twilio:AccountSid", AccountSid),
        ("Twilio:AuthToken", AuthToken),
        ("Twilio:PublicBase", PublicBase),
        ("Twilio:From", "+12025550123"),
        ("AfricasTalking:Username", "sandbox"),
        ("AfricasTalking:ApiKey", "none"),
        ("Kannel:SendUrl", "https://kannel.example.org/cgi-bin/sendsms"),
        ("Kannel:Username", "outreach"),
        ("Kannel:Password", "none"),
        ("Kannel:From", "22384"),
        ("Kannel:PublicBase", PublicBase),
        ("Mpesa:ShortCodes:600000:Programme", "maize"),
        ("Outreach:ApiKeys:tests", ApiKey),
        ("Outreach:ApiGrants:tests:Owner", "Tests"),
        ("Outreach:ApiGrants:tests:Roles", "coordinate"),
        ("Outreach:ApiGrants:tests:Programmes", "all"),
        ("Outreach:ApiGrants:tests:Until", "2099-12-31"),
        .. GatewaySections.Where(gateway => gateway.Value.IsSubclassOf(typeof(KeyedOptions)))
            .Select(gateway => ($"{gateway.Key}:PathKeys:0", PathKey)),
    ];

    private readonly ServiceProvider services;

    public TestApp(params (string Name, string Value)[] changed) : this(_ => { }, changed)
    {
    }

    public TestApp(Action<IServiceCollection> more, params (string Name, string Value)[] changed)
    {
        Queues = new MemoryQueues(Clock);
        var collection = new ServiceCollection().AddOutreach(Configuration(changed))
            .AddSingleton<IClock>(Clock).AddSingleton<ITables>(Tables).AddSingleton<IQueues>(Queues);
        more(collection);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public ManualClock Clock { get; } = new();
    public MemoryTables Tables { get; } = new();
    public MemoryQueues Queues { get; }
    public IServiceProvider Services => services;

    /// <summary>Every setting that a deployment needs, with the given changes.</summary>
    public static IConfiguration Configuration(params (string Name, string Value)[] changed)
    {
        var configuration = new ConfigurationManager();
        foreach (var (name, value) in Settings.Concat(changed)) configuration[name] = value;
        return configuration;
    }

    public T Trigger<T>() where T : class => ActivatorUtilities.CreateInstance<T>(services);

    /// <summary>A request as the worker passes it to a function.</summary>
    /// <param name="body">A form, or a JSON object, as its first character shows.</param>
    public static HttpContext Request(string pathAndQuery, string body = "", params (string Name, string Value)[] route)
    {
        var http = new DefaultHttpContext();
        http.Features.Get<IHttpRequestFeature>()!.RawTarget = pathAndQuery;
        http.Request.Method = body.Length > 0 ? "POST" : "GET";
        http.Request.Path = pathAndQuery.Split('?')[0];
        http.Request.ContentType = body.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        http.Response.Body = new MemoryStream();
        foreach (var (name, value) in route) http.Request.RouteValues[name] = value;
        return http;
    }

    public static string Body(HttpContext http) => Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());

    public void Dispose() => services.Dispose();
}
