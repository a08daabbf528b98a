using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;
using Polly;
using Polly.Timeout;

namespace Outreach.Gateways;

/// <summary>Whether targets on this machine, without TLS, are allowed. Only the local host and tests say so.</summary>
public sealed record EventSenderPlace(bool IsLocal)
{
    public static EventSenderPlace Deployed { get; } = new(false);
}

/// <summary>
/// Posts events to partners' targets: over https only, to public addresses alone, without following where an answer points to, without
/// reading more of it than its status.
/// </summary>
public sealed class EventSender : IEventSender, IDisposable
{
    private const int LongestUrl = 500;
    private const int HeaderKilobytes = 16;
    private static readonly TimeSpan connectWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan answerWithin = TimeSpan.FromSeconds(10);

    private readonly EventSenderPlace place;
    private readonly HttpClient http;
    private readonly ResiliencePipeline pipeline;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;

    /// <param name="resolve">Asks for a name's addresses; null for the machine's own way.</param>
    public EventSender(EventSenderPlace place, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        (this.place, this.resolve) = (place, resolve ?? Dns.GetHostAddressesAsync);
        pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(answerWithin).Build();
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync, ConnectTimeout = connectWithin, AllowAutoRedirect = false, UseProxy = false, UseCookies = false,
            MaxResponseHeadersLength = HeaderKilobytes, PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // A trace of ours is no partner's.
            ActivityHeadersPropagator = null,
        }) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Outreach", "1"));
    }

    public static IServiceCollection Add(IServiceCollection services) => services.AddSingleton<IEventSender>(provider =>
        new EventSender(provider.GetService<EventSenderPlace>() ?? EventSenderPlace.Deployed,
            provider.GetService<TimeProvider>() ?? TimeProvider.System));

    public bool MayBeAt(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || url.OriginalString.Length > LongestUrl || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            return false;
        if (place.IsLocal && url.IsLoopback) return url.Scheme is "http" or "https";
        // A name with a dot: no address in figures, and no name that only this network knows.
        return url.Scheme == "https" && url.HostNameType == UriHostNameType.Dns && url.IdnHost.TrimEnd('.').Contains('.');
    }

    public async Task<EventOutcome> SendAsync(OutgoingEvent sent, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sent);
        // Rules may have become stricter since the target was added.
        if (!MayBeAt(sent.Url)) return new(false, "not allowed");
        try
        {
            return await pipeline.ExecuteAsync(async token => await PostAsync(sent, token), ct);
        }
        catch (TimeoutRejectedException)
        {
            return new(false, "no answer in time");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new(false, InnermostOf(e) is NotPublicException ? "not a public address"
                : e is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } ? "no trusted TLS"
                : "not reached");
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<EventOutcome> PostAsync(OutgoingEvent sent, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, sent.Url)
        {
            Content = new StringContent(sent.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("webhook-id", sent.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", sent.Timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", sent.Signatures);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        return new(answer.IsSuccessStatusCode, string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)answer.StatusCode}"));
    }

    /// <summary>
    /// Connects to an address that was looked at: what a name leads to cannot change between the look and the connection.
    /// </summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await resolve(context.DnsEndPoint.Host, ct);
        if (addresses.Length == 0 || !addresses.All(a => PublicAddresses.IsPublic(a) || place.IsLocal && IPAddress.IsLoopback(a)))
            throw new NotPublicException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Exception InnermostOf(Exception e) => e.InnerException is { } inner ? InnermostOf(inner) : e;

    private sealed class NotPublicException() : IOException("The name leads to an address that is not public.");
}
