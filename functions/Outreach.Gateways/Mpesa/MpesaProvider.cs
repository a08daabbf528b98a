using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>
/// Asks Daraja for a transaction's status, with a token that is kept until it ends. Daraja takes the question; its answer is a callback.
/// </summary>
internal sealed partial class MpesaProvider(
    IHttpClientFactory clients, IOptions<MpesaOptions> settings, TimeProvider time, ILogger<MpesaProvider> logger)
    : IMoneyProvider, IDisposable
{
    /// <summary>A token is not used in its last minute.</summary>
    private static readonly TimeSpan early = TimeSpan.FromMinutes(1);

    private readonly MpesaOptions _options = settings.Value;
    private readonly SemaphoreSlim _turn = new(1);
    private Held? _token;

    public string Name => MpesaGateway.Name;

    public void Dispose() => _turn.Dispose();

    public async Task AskAsync(string account, string transaction, string about, CancellationToken ct)
    {
        if (!_options.CanAsk) return;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(_options.Pace.Timeout * 2);
            var outcome = await TokenAsync(patience.Token) is { } token
                ? await AskAsync(new(account, transaction, about), token, patience.Token) : "no token";
            if (outcome is not null) Log.NotAsked(logger, outcome);
        }
        catch (Exception trouble) when (!ct.IsCancellationRequested && GatewayClient.Outcome(trouble) is not null)
        {
            Log.NotAsked(logger, trouble.GetType().Name);
        }
    }

    /// <returns>What went wrong; null when Daraja took the question.</returns>
    private async Task<string?> AskAsync(MpesaQuestion question, Held token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Api("mpesa/transactionstatus/v1/query"))
        {
            Content = JsonContent.Create(new
            {
                _options.Initiator, _options.SecurityCredential, CommandID = "TransactionStatusQuery", TransactionID = question.About,
                PartyA = question.ShortCode, IdentifierType = "4", ResultURL = _options.AnswerUrl(question),
                QueueTimeOutURL = _options.TimeoutUrl, Remarks = "Check", Occasion = "",
            }, options: Plain),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        var (status, body) = await SendAsync(request, ct);
        // Another question may have a newer one by now.
        if (status == HttpStatusCode.Unauthorized) Interlocked.CompareExchange(ref _token, null, token);
        return status == HttpStatusCode.OK && GatewayClient.Parse<Taken>(body) is { ResponseCode: "0" } ? null : $"status {(int)status}";
    }

    private async Task<Held?> TokenAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_token is { } token && time.GetUtcNow() < token.Until) return token;
            using var request = new HttpRequestMessage(HttpMethod.Get, _options.Api("oauth/v1/generate?grant_type=client_credentials"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.ConsumerKey}:{_options.ConsumerSecret}")));
            var (status, body) = await SendAsync(request, ct);
            if (status != HttpStatusCode.OK || GatewayClient.Parse<Token>(body) is not { Access_token: { Length: > 0 } value } read)
                return null;
            return _token = new(value, time.GetUtcNow() + TimeSpan.FromSeconds(read.Expires_in) - early);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var response = await clients.CreateClient(Name).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        await response.Content.LoadIntoBufferAsync(GatewayClient.LargestAnswer, ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(ct));
    }

    /// <summary>Daraja's names begin with capitals.</summary>
    private static readonly System.Text.Json.JsonSerializerOptions Plain = new();

    private sealed record Held(string Value, DateTimeOffset Until);

    private sealed record Taken(string? ResponseCode);

    /// <param name="Expires_in">Seconds; Daraja sends them as text.</param>
    private sealed record Token(string? Access_token, int Expires_in);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "M-PESA could not be asked about a transaction: {Trouble}.")]
        public static partial void NotAsked(ILogger logger, string trouble);
    }
}
