using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Twilio.Http;

namespace Outreach.Gateways;

/// <summary>
/// The HTTP client under Twilio's SDK. Only a 429 is retried: no other answer proves that the message was not taken, and Twilio has no
/// idempotency key.
/// </summary>
internal static class TwilioHttp
{
    /// <summary>Bytes of a page of twenty listed messages, at their longest.</summary>
    private const int LargestAnswer = 512 * 1024;

    /// <summary>Registers the HTTP client named <see cref="TwilioGateway.Name"/>, for the sender.</summary>
    public static void AddTwilioHttp(this IServiceCollection services)
    {
        services.AddGatewayClient(
            TwilioGateway.Name,
            provider => provider.GetRequiredService<IOptions<TwilioOptions>>().Value.Pace,
            outcome => outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests);
        services.AddHttpClient(TwilioGateway.Name).AddHttpMessageHandler(() => new WholeAnswer());
    }

    /// <summary>The client of one call. The SDK makes the request, so a handler of this call alone marks it for the rate limit.</summary>
    public static SystemNetHttpClient Create(IHttpMessageHandlerFactory handlers, GatewayLoad load) =>
        new(new System.Net.Http.HttpClient(new Marked(load, handlers.CreateHandler(TwilioGateway.Name)), disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        });

    private sealed class Marked(GatewayLoad load, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            load.Mark(request);
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Reads the whole answer within the time-out; the SDK would read it later, without a time-out.</summary>
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
