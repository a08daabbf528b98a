using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;

namespace Outreach.Gateways.Tests;

/// <summary>A fake Twilio: answers in order, repeats the last one for ever, and records the requests.</summary>
public sealed class StubTwilio(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
{
    public const string AccountSid = "AC00000000000000000000000000000000";
    public const string AuthToken = "12345";
    public const string PublicBase = "https://outreach.example.org";

    public List<(Uri Url, string Body, string? Authorization)> Asked { get; } = [];

    public static Func<HttpResponseMessage> Answer(int status, string body, string type = "application/json") => () =>
        new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };

    public static Func<HttpResponseMessage> Trouble(Exception e) => () => throw e;

    /// <summary>The services that a host registers for Twilio, with this handler as the network.</summary>
    public ServiceProvider Services(params (string Name, string Value)[] settings) => Services(null, settings);

    public ServiceProvider Services(TimeProvider? time, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager { ["Twilio:Pace:RetryDelay"] = "00:00:00" };
        foreach (var (name, value) in settings) configuration[name] = value;
        var services =
            new ServiceCollection().AddLogging().AddSingleton<IInbound>(new RecordingInbound()).AddOutreachGateways(configuration);
        if (time is not null) services.AddSingleton(time);
        services.AddHttpClient(TwilioGateway.Name).ConfigurePrimaryHttpMessageHandler(() => this);
        return services.BuildServiceProvider(validateScopes: true);
    }

    public static TwilioSender Sender(IServiceProvider services) => services.GetServices<IGateway>().OfType<TwilioSender>().Single();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Asked.Add((request.RequestUri!, body, request.Headers.Authorization?.ToString()));
        return answers[Math.Min(Asked.Count, answers.Length) - 1]();
    }
}
