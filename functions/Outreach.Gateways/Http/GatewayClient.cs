using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using NodaTime;
using Outreach.App;
using Outreach.Core.Notices;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Outreach.Gateways;

/// <summary>Rate limit, time-outs and retries of calls to a gateway.</summary>
public sealed class GatewayPace
{
    /// <summary>
    /// Messages a second, 1 to 1000, that the account allows over all processes. More wait their turn; none is refused.
    /// </summary>
    public int PerSecond { get; set; } = 20;

    /// <summary>The longest time for a connection to open. Nothing has been sent when it runs out, so the call is retried.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest time for an answer, connecting included. The outcome is ambiguous when it runs out, so the call is not retried.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Retries when the provider surely did not take the message, 0 to 5.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>The pause before the first retry; each later pause doubles, with jitter. Zero for none.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>One sentence that names the setting to correct, or null when the settings are valid.</summary>
    internal string? Problem(string section) => this switch
    {
        { PerSecond: < 1 or > 1000 } => $"Set {section}:Pace:PerSecond to 1 to 1000 messages a second.",
        { Retries: < 0 or > 5 } => $"Set {section}:Pace:Retries to 0 to 5.",
        _ when ConnectTimeout <= TimeSpan.Zero || Timeout <= ConnectTimeout =>
            $"Set {section}:Pace:Timeout to more than ConnectTimeout, and that to more than zero.",
        _ when RetryDelay < TimeSpan.Zero => $"Set {section}:Pace:RetryDelay to zero or more.",
        _ => null,
    };
}

/// <summary>
/// The HTTP client that gateways share: retry, then rate limit, then circuit breaker, then time-out, so that each try waits its own turn.
/// A call is repeated only when the provider surely did not take the message.
/// </summary>
public static class GatewayClient
{
    /// <summary>The App handles longer waits: it tries the message again later.</summary>
    private static readonly Duration LongestWait = Duration.FromSeconds(5);

    internal const int LargestAnswer = 64 * 1024;

    /// <summary>Registers the HTTP client of a gateway's name.</summary>
    /// <param name="surelyNotTaken">The outcomes to retry. Null: <see cref="TurnedAway"/> and failed connections.</param>
    internal static IServiceCollection AddGatewayClient(
        this IServiceCollection services, string name, Func<IServiceProvider, GatewayPace> pace,
        Predicate<Outcome<HttpResponseMessage>>? surelyNotTaken = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(name)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RedactLoggedHeaders(_ => true)
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                ConnectTimeout = pace(provider).ConnectTimeout,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                AllowAutoRedirect = false,
            })
            .AddResilienceHandler(name,
                (pipeline, context) => Configure(pipeline, context, pace(context.ServiceProvider), surelyNotTaken ?? SurelyNotTaken));
        return services;
    }

    /// <summary>
    /// True when the answer proves that the message was not taken: a 429, or a 503 from a front door. The API itself answers in JSON.
    /// </summary>
    internal static bool TurnedAway(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.ServiceUnavailable => response.Content.Headers.ContentType?.MediaType != "application/json",
        _ => false,
    };

    /// <summary>The wait that an answer asks for, as seconds or as a date; null when it asks for none.</summary>
    internal static Duration? RetryAfter(HttpResponseHeaders? headers, TimeProvider time) => headers?.RetryAfter switch
    {
        { Delta: { } delta } => Duration.FromTimeSpan(delta),
        { Date: { } date } => Duration.Max(Duration.Zero, Duration.FromTimeSpan(date - time.GetUtcNow())),
        _ => null,
    };

    /// <summary>An answer's JSON, names compared without case; null when the JSON does not fit the type.</summary>
    internal static T? Parse<T>(string body) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// The handover after a network failure: refused when no byte was sent, otherwise ambiguous. Null for any other exception.
    /// </summary>
    public static Handover? Outcome(Exception? trouble) => trouble switch
    {
        RateLimiterRejectedException or BrokenCircuitException => Handover.Refused(SendFailure.GatewayError),
        _ when NeverConnected(trouble) => Handover.Refused(SendFailure.GatewayError),
        TimeoutRejectedException or HttpRequestException or IOException or OperationCanceledException => Handover.Ambiguous,
        _ => null,
    };

    /// <summary>
    /// True when no byte of the request can have arrived. SocketsHttpHandler reports its ConnectTimeout as a cancellation around a
    /// TimeoutException.
    /// </summary>
    private static bool NeverConnected(Exception? trouble) => trouble switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError } => true,
        OperationCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };

    private static bool SurelyNotTaken(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response ? TurnedAway(response) : NeverConnected(outcome.Exception);

    private static void Configure(
        ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context, GatewayPace pace,
        Predicate<Outcome<HttpResponseMessage>> surelyNotTaken)
    {
        var time = context.ServiceProvider.GetRequiredService<TimeProvider>();
        pipeline.TimeProvider = time;
        var limiter = new GatewayLimiter(pace.PerSecond, time);
        context.OnPipelineDisposed(limiter.Dispose);
        if (pace.Retries > 0) pipeline.AddRetry(Retry(pace, surelyNotTaken, time));
        pipeline.AddRateLimiter(new RateLimiterStrategyOptions
        {
            RateLimiter = args =>
                limiter.AcquireAsync(GatewayLoad.Of(args.Context.GetRequestMessage(), args.Context.CancellationToken)),
        });
        pipeline.AddCircuitBreaker(Breaker());
        pipeline.AddTimeout(pace.Timeout);
    }

    private static HttpRetryStrategyOptions Retry(
        GatewayPace pace, Predicate<Outcome<HttpResponseMessage>> surelyNotTaken, TimeProvider time) => new()
    {
        MaxRetryAttempts = pace.Retries,
        Delay = pace.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = pace.RetryDelay > TimeSpan.Zero,
        ShouldRetryAfterHeader = true,
        ShouldHandle =
            args => ValueTask.FromResult(surelyNotTaken(args.Outcome) && !(RetryAfter(args.Outcome.Result?.Headers, time) > LongestWait)),
    };

    /// <summary>
    /// Half of at least 10 calls failing in 30 s opens the breaker for 15 s. A 429 does not count, because the rate limit handles it.
    /// </summary>
    private static HttpCircuitBreakerStrategyOptions Breaker() => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = 10,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = TimeSpan.FromSeconds(15),
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { } response
            ? (int)response.StatusCode >= 500
            : args.Outcome.Exception is TimeoutRejectedException or HttpRequestException || NeverConnected(args.Outcome.Exception)),
    };
}
