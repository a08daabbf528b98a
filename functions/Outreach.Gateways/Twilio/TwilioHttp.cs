using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Outreach.Gateways;

/// <summary>
/// The HTTP way out to Twilio, under its SDK. Only a 429 is tried again: Twilio says of no other answer that the message was surely not
/// taken, and there is no idempotency key.
/// </summary>
internal static class TwilioHttp
{
    /// <summary>Registers the HTTP client of the name <see cref="TwilioGateway.Name"/>, which the sender takes.</summary>
    public static void AddTwilioHttp(this IServiceCollection services)
    {
        services.AddGatewayClient(
            TwilioGateway.Name,
            provider => provider.GetRequiredService<IOptions<TwilioOptions>>().Value.Pace,
            outcome => outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests);
        services.AddHttpClient(TwilioGateway.Name).AddHttpMessageHandler(() => new WholeAnswer());
    }

    /// <summary>Reads the answer to its end within the time-out; the SDK would do it outside, without any.</summary>
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
