using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Values;

namespace Outreach.Gateways;

/// <summary>
/// An SMS of the simulator, as a phone shows it. <paramref name="Purpose"/> is null until the message is stored, and for SMS from a phone.
/// </summary>
public sealed record SimulatedSms(
    string Id, string From, string To, string Text, string Encoding, int Segments, string? Purpose, string Status, Instant At);

/// <summary>
/// Stores the SMS on the simulator's phones. Uses the gateway's own part of <see cref="Table.ProviderIds"/>, so no deployment gets an extra
/// table.
/// </summary>
public sealed class SimulatedStore(ITables tables)
{
    private static readonly InstantPattern sortable = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fffffffff'Z'");

    public static Key Setting(string name) => new(Table.ProviderIds, $"{SimulatedGateway.GatewayName}.{name}", "-");

    /// <summary>Keeps an SMS on the receiving phone or, with <paramref name="sentBy"/>, on the sending one.</summary>
    public Task KeepAsync(SimulatedSms sms, bool sentBy, CancellationToken ct) =>
        tables.UpsertAsync(new Key(Table.ProviderIds, Box(sentBy ? sms.From : sms.To, sentBy), $"{sortable.Format(sms.At)}|{sms.Id}"),
            Json.Write(sms), ct);

    /// <summary>The SMS of a phone, oldest first.</summary>
    public async Task<IReadOnlyList<SimulatedSms>> ListAsync(string phone, bool sentBy, Instant since, CancellationToken ct)
    {
        List<SimulatedSms> all = [];
        var cursor = sortable.Format(since);
        while (true)
        {
            var rows = await tables.PageAsync(Table.ProviderIds, Box(phone, sentBy), cursor, 1000, ct);
            all.AddRange(rows.Select(row => Json.Read<SimulatedSms>(row.Data)));
            if (rows.Count < 1000) return all;
            cursor = rows[^1].Key.Row;
        }
    }

    /// <summary>
    /// The purpose of a message, in lower case; null until the message is stored. Messages with a broadcast's id and batch are tips.
    /// </summary>
    public async Task<string?> PurposeAsync(string messageId, CancellationToken ct)
    {
        if (messageId.Contains('.', StringComparison.Ordinal)) return "tip";
        var entity = await tables.GetAsync(Keys.Of(AggregateId.Message(messageId)), ct);
        return entity is null ? null : Stored.State<Message>(entity).Order?.Purpose.ToString().ToLowerInvariant();
    }

    private static string Box(string phone, bool sentBy) => $"{SimulatedGateway.GatewayName}.{(sentBy ? "out" : "in")}.{phone}";
}

/// <summary>Calls our own webhooks as Twilio does: a signed form post over HTTP.</summary>
public sealed class SimulatedTwilio(IHttpClientFactory clients, IOptions<TwilioOptions> options)
{
    /// <summary>The number that simulated SMS come from and go to.</summary>
    public string Number => options.Value.From;

    public static string NewSid() => $"SM{Guid.NewGuid():N}";

    public async Task<(int Status, string Body)> PostAsync(string pathAndQuery, IReadOnlyDictionary<string, string> fields,
        CancellationToken ct)
    {
        var form = fields.Append(KeyValuePair.Create("AccountSid", options.Value.AccountSid)).ToList();
        var url = options.Value.PublicBase.TrimEnd('/') + pathAndQuery;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url)) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Compute(options.Value.AuthToken, url, form));
        using var response = await clients.CreateClient(SimulatedGateway.GatewayName).SendAsync(request, ct);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(ct));
    }
}

/// <summary>
/// The local host's gateway: every SMS reaches a phone of the simulator, and its delivery is reported over HTTP in Twilio's shape. <see
/// cref="GatewayList"/> leaves this gateway out, because no deployment has it.
/// </summary>
public sealed partial class SimulatedGateway(
    SimulatedStore store, SimulatedTwilio twilio, IClock clock, IHostApplicationLifetime life,
    ILogger<SimulatedGateway> logger) : IGateway, IDisposable
{
    public const string GatewayName = "simulated";
    private const int ReportsAtOnce = 8;
    private const int Tries = 5;
    private static readonly TimeSpan onTheWay = TimeSpan.FromMilliseconds(120);

    private readonly SemaphoreSlim turns = new(ReportsAtOnce);
    private int outstanding;

    public string Name => GatewayName;
    public bool ReturnsMessageId => true;
    public int PerSecond => 1000;

    /// <summary>The number of messages whose delivery is not yet reported.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    public async Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct)
    {
        var size = Segments.Of(sms.Text);
        var kept =
            new SimulatedSms(sms.MessageId, twilio.Number, sms.To, sms.Text, EncodingName(size.Encoding), size.Count, null, "queued",
                clock.GetCurrentInstant());
        await store.KeepAsync(kept, sentBy: false, ct);
        var sid = SimulatedTwilio.NewSid();
        Interlocked.Increment(ref outstanding);
        _ = ReportAllAsync(kept, sid, life.ApplicationStopping);
        return Handover.Accepted(sid);
    }

    public static string EncodingName(SmsEncoding encoding) => encoding == SmsEncoding.Gsm7 ? "GSM-7" : "UCS-2";

    public void Dispose() => turns.Dispose();

    private async Task ReportAllAsync(SimulatedSms sms, string sid, CancellationToken stopping)
    {
        try
        {
            await turns.WaitAsync(stopping);
            try
            {
                sms = await ReportAsync(sms, sid, "sent", stopping);
                await Task.Delay(onTheWay, stopping);
                await ReportAsync(sms, sid, "delivered", stopping);
            }
            finally
            {
                turns.Release();
            }
        }
        catch (Exception e)
        {
            // The host or storage is stopping, so the message keeps its state.
            if (!stopping.IsCancellationRequested) Log.NotReported(logger, sms.Id, e.GetType().Name);
        }
        finally
        {
            Interlocked.Decrement(ref outstanding);
        }
    }

    private async Task<SimulatedSms> ReportAsync(SimulatedSms sms, string sid, string status, CancellationToken stopping)
    {
        var fields = new Dictionary<string, string>
        {
            ["MessageSid"] = sid, ["SmsSid"] = sid, ["MessageStatus"] = status, ["SmsStatus"] = status,
            ["From"] = sms.From, ["To"] = sms.To, ["ApiVersion"] = "2010-04-01",
        };
        await PostAsync(TwilioGateway.StatusCallbackPath(sms.Id), fields, stopping);
        var reported = sms with { Status = status, Purpose = sms.Purpose ?? await store.PurposeAsync(sms.Id, stopping) };
        await store.KeepAsync(reported, sentBy: false, stopping);
        return reported;
    }

    /// <summary>Retries until the host accepts the post, because the host may still be starting.</summary>
    private async Task PostAsync(string path, Dictionary<string, string> fields, CancellationToken stopping)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (status, _) = await twilio.PostAsync(path, fields, stopping);
                if (status < 500 || attempt == Tries) return;
            }
            catch (HttpRequestException) when (attempt < Tries)
            {
            }
            await Task.Delay(TimeSpan.FromMilliseconds(250 * attempt), stopping);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The delivery of message {MessageId} could not be reported: {Trouble}.")]
        public static partial void NotReported(ILogger logger, string messageId, string trouble);
    }
}

/// <summary>Registers the simulated gateway; only the local host calls it.</summary>
public static class SimulatedRegistration
{
    public static IServiceCollection AddSimulatedGateway(this IServiceCollection services)
    {
        services.AddHttpClient(SimulatedGateway.GatewayName);
        return services.AddSingleton<SimulatedStore>().AddSingleton<SimulatedTwilio>()
            .AddSingleton<SimulatedGateway>().AddSingleton<IGateway>(s => s.GetRequiredService<SimulatedGateway>());
    }
}
