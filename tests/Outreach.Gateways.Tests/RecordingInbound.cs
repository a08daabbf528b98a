using System.Collections.Concurrent;
using Outreach.App;

namespace Outreach.Gateways.Tests;

/// <summary>A fake App behind the gateways: records the calls and shows one screen.</summary>
public sealed class RecordingInbound : IInbound
{
    private readonly ConcurrentQueue<object> _calls = new();

    /// <summary>
    /// The recorded calls, in order: <see cref="InboundSms"/>, <see cref="DeliveryReport"/>, <see cref="UssdRequest"/>,
    /// <see cref="UssdEnded"/>, <see cref="OptedOut"/>, <see cref="TransferCallback"/>, <see cref="ReversalCallback"/>,
    /// <see cref="ProviderAnswer"/>.
    /// </summary>
    public IReadOnlyList<object> Calls => [.. _calls];

    public UssdReply Screen { get; set; } = new("1 Balances\n2 Terms", End: false);

    public Task SmsAsync(InboundSms sms, CancellationToken ct) => Keep(sms);

    public Task ReportAsync(DeliveryReport report, CancellationToken ct) => Keep(report);

    public Task UssdEndedAsync(UssdEnded ended, CancellationToken ct) => Keep(ended);

    public Task OptedOutAsync(string gateway, string phone, CancellationToken ct) => Keep(new OptedOut(gateway, phone));

    public Task TransferAsync(TransferCallback transfer, CancellationToken ct) => Keep(transfer);

    public Task ReversalAsync(ReversalCallback reversal, CancellationToken ct) => Keep(reversal);

    public Task AnswerAsync(ProviderAnswer answer, CancellationToken ct) => Keep(answer);

    /// <summary>Knows one code.</summary>
    public Task<bool> IsAgreementAsync(string programme, string account, CancellationToken ct) =>
        Task.FromResult(programme == "maize" && account == "R6TQT");

    public async Task<UssdReply> UssdAsync(UssdRequest request, CancellationToken ct)
    {
        await Keep(request);
        return Screen;
    }

    private Task Keep(object call)
    {
        _calls.Enqueue(call);
        return Task.CompletedTask;
    }
}

public sealed record OptedOut(string Gateway, string Phone);
