using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>Starts and approves a PIN reset, for two coordinators. The person's part is on the phone.</summary>
public sealed class PinResetting(Engine engine, OutreachOptions options)
{
    public Task<PinResetReply> StartAsync(string phone, string by, CancellationToken ct) => StartAsync(phone, null, by, ct);

    public Task<PinResetReply> ApproveAsync(string phone, string by, CancellationToken ct) => ApproveAsync(phone, null, by, ct);

    /// <param name="key">The person's key; null for a phone with one user.</param>
    /// <param name="by">The coordinator, as the audit names them.</param>
    public Task<PinResetReply> StartAsync(string phone, string? key, string by, CancellationToken ct) =>
        ExecuteAsync(phone, new StartPinReset(by, options.UssdCode, key), ct);

    public Task<PinResetReply> ApproveAsync(string phone, string? key, string by, CancellationToken ct) =>
        ExecuteAsync(phone, new ApprovePinReset(by, options.UssdCode, key), ct);

    private async Task<PinResetReply> ExecuteAsync(string phone, Command command, CancellationToken ct) =>
        (PinResetReply)(await engine.ExecuteAsync(new Work(Arrival.Request), AggregateId.Subscriber(phone), command, $"pin-reset|{phone}",
            ct))!;
}
