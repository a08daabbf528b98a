using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Receives input from gateways. SMS and reports are queued and acknowledged; USSD is answered at once.</summary>
public sealed partial class Inbound(
    IQueues queues, Engine engine, AnswerUssd ussd, Transactions transactions, IClock clock, ILogger<Inbound> logger) : IInbound
{
    public async Task SmsAsync(InboundSms sms, CancellationToken ct)
    {
        using var span = Telemetry.Received("sms", sms.Gateway, sms.Id);
        // A PIN sent by mistake is removed before anything is stored.
        var kept = sms with { Text = PinText.Redacted(sms.Text), ReceivedAt = clock.GetCurrentInstant() };
        await queues.SendAsync(Queue.InboundSms, Json.Write(kept), Duration.Zero, ct);
    }

    public async Task ReportAsync(DeliveryReport report, CancellationToken ct)
    {
        using var span = Telemetry.Received("report", report.Gateway, report.MessageId ?? report.ProviderId);
        await queues.SendAsync(Queue.DeliveryReports, Json.Write(report), Duration.Zero, ct);
    }

    /// <summary>Answers every request with a screen. After a failure the screen says so, and a redial resumes at the same place.</summary>
    public async Task<UssdReply> UssdAsync(UssdRequest request, CancellationToken ct)
    {
        using var span = Telemetry.Received("ussd", request.Gateway, request.SessionId);
        var begun = Stopwatch.GetTimestamp();
        var failed = false;
        try
        {
            return await ussd.AnswerAsync(request, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failed = true;
            // Logs the type alone, because an exception's message may hold a person's input.
            Log.UssdFailed(logger, request.Gateway, e.GetType().Name);
            return new UssdReply(Words.Ussd(Country.OfPhone(request.Phone)?.Language ?? Language.English).Sorry, End: true);
        }
        finally
        {
            Telemetry.Answered(request.Gateway, failed, Stopwatch.GetElapsedTime(begun));
        }
    }

    public Task UssdEndedAsync(UssdEnded ended, CancellationToken ct)
    {
        Telemetry.Ended(ended.Gateway, ended.Status);
        var over = new UssdOver(ended.SessionId, ended.Status switch
        {
            UssdEnded.TimedOut => SessionEnd.TimedOut,
            UssdEnded.Failed => SessionEnd.Failed,
            _ => SessionEnd.Released,
        });
        return engine.ExecuteAsync(new Work(Arrival.Request), AggregateId.Subscriber(ended.Phone), over, ended.SessionId, ct);
    }

    public Task OptedOutAsync(string gateway, string phone, CancellationToken ct) =>
        engine.ExecuteAsync(new Work(Arrival.Request), AggregateId.Subscriber(phone),
            new ProviderBlocked(Suppression.OptOutAt(gateway), Said: true), $"opt-out|{phone}", ct);

    public Task TransferAsync(TransferCallback transfer, CancellationToken ct) => transactions.TakeAsync(transfer, ct);

    public Task ReversalAsync(ReversalCallback reversal, CancellationToken ct) => transactions.TakeAsync(reversal, ct);

    public Task AnswerAsync(ProviderAnswer answer, CancellationToken ct) => transactions.TakeAsync(answer, ct);

    public Task<bool> IsAgreementAsync(string programme, string account, CancellationToken ct) =>
        transactions.IsAgreementAsync(programme, account, ct);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A USSD turn that came by {Gateway} failed with {Failure}.")]
        public static partial void UssdFailed(ILogger logger, string gateway, string failure);
    }
}
