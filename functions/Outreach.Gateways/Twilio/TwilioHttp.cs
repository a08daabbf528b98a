using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Outreach.Gateways;

/// <summary>
/// The HTTP client under Twilio's SDK. Only a 429 is retried: no other answer proves that the message was not taken, and Twilio has no
/// idempotency key.
/// </summary>
internal static class TwilioHttp
{
    /// <summary>Registers the HTTP client named <see cref="TwilioGateway.Name"/>, for the sender.</summary>
    public static void AddTwilioHttp(this IServiceCollection services)
    {
        services.AddGatewayClient(
            TwilioGateway.Name,
            provider => provider.GetRequiredService<IOptions<TwilioOptions>>().Value.Pace,
            outcome => outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests);
        services.AddHttpClient(TwilioGateway.Name).AddHttpMessageHandler(() => new WholeAnswer());
    }

    /// <summary>Reads the whole answer within the time-out; the SDK would read it later, without a time-out.</summary>
    private sealed class WholeAnswer : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(GatewayClient.LargestAnswer, cancellationToken);
            return response;
        }
    }
}
