using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Outreach.App;
using Outreach.Core.Messaging;
using Outreach.Gateways;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Outreach.Functions;

/// <summary>
/// The HTTP way out to Twilio, under its SDK: rate limit, then retry, then circuit breaker, then time-out. Only a 429 is tried again:
/// Twilio says of no other answer that the message was surely not taken, and there is no idempotency key.
/// </summary>
public static class TwilioHttp
{
    /// <summary>Longer waits than this are left to the App, which tries the message again later.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private const int LargestAnswer = 64 * 1024;

    /// <summary>Registers the HTTP client of the name <see cref="TwilioGateway.Name"/>; its pace is section <c>Twilio:Pace</c>.</summary>
    public static IServiceCollection AddTwilioHttp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GatewayPace>(TwilioGateway.Name).Bind(configuration.GetSection($"{TwilioOptions.Section}:Pace"))
            .Validate(pace => pace.PerSecond is >= 1 and <= 1000, "Set Twilio:Pace:PerSecond to 1 to 1000 messages a second.")
            .Validate(pace => pace.Retries is >= 0 and <= 5 && pace.RetryDelay >= TimeSpan.Zero, "Set Twilio:Pace:Retries to 0 to 5, and RetryDelay to zero or more.")
            .Validate(pace => pace.ConnectTimeout > TimeSpan.Zero && pace.Timeout > pace.ConnectTimeout, "Set Twilio:Pace:Timeout to more than ConnectTimeout, and that to more than zero.")
            .ValidateOnStart();
        services.AddHttpClient(TwilioGateway.Name)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RedactLoggedHeaders(_ => true)
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                ConnectTimeout = Pace(provider).ConnectTimeout,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                AllowAutoRedirect = false,
            })
            .AddResilienceHandler(TwilioGateway.Name, (pipeline, context) => Configure(pipeline, context, Pace(context.ServiceProvider)));
        services.AddHttpClient(TwilioGateway.Name).AddHttpMessageHandler(() => new WholeAnswer());
        return services;
    }

    /// <summary>What trouble on the way means. Not a byte sent is a refusal; after that nobody knows, and the status callback settles it.</summary>
    public static Handover Outcome(Exception? trouble) => trouble switch
    {
        RateLimiterRejectedException => Handover.Refused(SendFailure.RateLimited),
        BrokenCircuitException => Handover.Refused(SendFailure.GatewayError),
        _ when NeverConnected(trouble) => Handover.Refused(SendFailure.GatewayError),
        _ => Handover.Ambiguous,
    };

    /// <summary>SocketsHttpHandler reports its ConnectTimeout as a cancellation around a TimeoutException.</summary>
    private static bool NeverConnected(Exception? trouble) => trouble
        is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError }
        or OperationCanceledException { InnerException: TimeoutException };

    private static GatewayPace Pace(IServiceProvider provider) => provider.GetRequiredService<IOptionsMonitor<GatewayPace>>().Get(TwilioGateway.Name);

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context, GatewayPace pace)
    {
        pipeline.TimeProvider = context.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        var limiter = Limiter(pace);
        context.OnPipelineDisposed(limiter.Dispose);
        pipeline.AddRateLimiter(limiter);
        if (pace.Retries > 0) pipeline.AddRetry(Retry(pace));
        pipeline.AddCircuitBreaker(Breaker());
        pipeline.AddTimeout(pace.Timeout);
    }

    private static TokenBucketRateLimiter Limiter(GatewayPace pace) => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = pace.PerSecond,
        TokensPerPeriod = pace.PerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = pace.PerSecond,
    });

    private static HttpRetryStrategyOptions Retry(GatewayPace pace) => new()
    {
        MaxRetryAttempts = pace.Retries,
        Delay = pace.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = pace.RetryDelay > TimeSpan.Zero,
        ShouldRetryAfterHeader = true,
        ShouldHandle = args => ValueTask.FromResult(
            args.Outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests } busy && !(busy.Headers.RetryAfter?.Delta > LongestWait)),
    };

    /// <summary>Half of at least 10 calls in 30 s failing opens it for 15 s. A 429 is no failure: the rate limit is there for that.</summary>
    private static HttpCircuitBreakerStrategyOptions Breaker() => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = 10,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = TimeSpan.FromSeconds(15),
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { } response
            ? (int)response.StatusCode >= 500
            : args.Outcome.Exception is TimeoutRejectedException or HttpRequestException or OperationCanceledException { InnerException: TimeoutException }),
    };

    /// <summary>Reads the answer to its end within the time-out; the SDK would do it outside, without any.</summary>
    private sealed class WholeAnswer : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
            return response;
        }
    }
}
