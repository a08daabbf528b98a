using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.App;
using Outreach.Core.Notices;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Outreach.Gateways.Tests;

public sealed class TwilioHttpTests
{
    private static readonly Uri Url = new("https://api.twilio.example/messages");

    private static readonly (string, string)[] Account =
    [
        ("Twilio:AccountSid", StubTwilio.AccountSid), ("Twilio:AuthToken", StubTwilio.AuthToken),
        ("Twilio:PublicBase", StubTwilio.PublicBase), ("Twilio:From", "+12025550123"),
    ];

    [Theory]
    [InlineData(429, 3)]
    [InlineData(400, 1)]
    [InlineData(500, 1)]
    [InlineData(503, 1)]
    public async Task Only_a_429_is_tried_again(int status, int tries)
    {
        using var twilio = new StubTwilio(StubTwilio.Answer(status, "{}"));
        Assert.Equal(status, (int)await PostAsync(twilio));
        Assert.Equal(tries, twilio.Asked.Count);
    }

    [Fact]
    public async Task A_429_that_asks_for_a_long_wait_is_left_to_the_App()
    {
        using var twilio =
            new StubTwilio(() => new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", "60" } } });
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync(twilio));
        Assert.Single(twilio.Asked);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_runs_into_the_time_out_and_is_not_asked_for_again()
    {
        using var twilio =
            new StubTwilio(() => new HttpResponseMessage(HttpStatusCode.Created) { Content = new StreamContent(new Stalled()) });
        var trouble = await Assert.ThrowsAsync<TimeoutRejectedException>(
            () => PostAsync(twilio, ("Twilio:Pace:ConnectTimeout", "00:00:00.1"), ("Twilio:Pace:Timeout", "00:00:00.2")));
        Assert.Equal(Handover.Ambiguous, GatewayClient.Outcome(trouble));
        Assert.Single(twilio.Asked);
    }

    [Fact]
    public async Task After_ten_failures_it_is_not_asked_for_a_while()
    {
        using var twilio = new StubTwilio(StubTwilio.Answer(500, "{}"));
        await using var services = twilio.Services();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient(TwilioGateway.Name);
        for (var i = 0; i < 10; i++) await client.PostAsync(Url, null);
        var trouble = await Assert.ThrowsAsync<BrokenCircuitException>(() => client.PostAsync(Url, null));
        Assert.Equal(Handover.Refused(SendFailure.GatewayError), GatewayClient.Outcome(trouble));
        Assert.Equal(10, twilio.Asked.Count);
    }

    [Theory]
    [InlineData("PerSecond", "0")]
    [InlineData("Retries", "6")]
    [InlineData("RetryDelay", "-00:00:01")]
    [InlineData("Timeout", "00:00:01")]
    public async Task A_pace_that_makes_no_sense_is_refused_with_what_to_set(string name, string value)
    {
        using var twilio = new StubTwilio(StubTwilio.Answer(201, "{}"));
        var refused =
            await Assert.ThrowsAsync<OptionsValidationException>(() => PostAsync(twilio, [.. Account, ($"Twilio:Pace:{name}", value)]));
        Assert.StartsWith("Set Twilio:Pace:", refused.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Exception, bool> Troubles => new()
    {
        { new HttpRequestException(HttpRequestError.NameResolutionError), true },
        { new HttpRequestException(HttpRequestError.ConnectionError), true },
        { new HttpRequestException(HttpRequestError.SecureConnectionError), true },
        { new TaskCanceledException("connecting", new TimeoutException()), true },
        { new HttpRequestException(HttpRequestError.ResponseEnded), false },
        { new IOException("broken"), false },
        { new TaskCanceledException("stopped"), false },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public void Only_what_never_connected_is_surely_not_sent(Exception trouble, bool refused) =>
        Assert.Equal(refused ? Handover.Refused(SendFailure.GatewayError) : Handover.Ambiguous, GatewayClient.Outcome(trouble));

    private static async Task<HttpStatusCode> PostAsync(StubTwilio twilio, params (string, string)[] settings)
    {
        await using var services = twilio.Services(settings);
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient(TwilioGateway.Name);
        using var response = await client.PostAsync(Url, null);
        return response.StatusCode;
    }

    /// <summary>A body that never ends.</summary>
    private sealed class Stalled : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
