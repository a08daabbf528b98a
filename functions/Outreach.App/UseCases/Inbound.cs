using NodaTime;
using Outreach.Core;
using Outreach.Core.Lines;

namespace Outreach.App.UseCases;

/// <summary>What gateways bring in. SMS and reports are put on their queues and acknowledged; USSD is answered at once.</summary>
public sealed class Inbound(IQueues queues, Engine engine, AnswerUssd ussd) : IInbound
{
    public Task SmsAsync(InboundSms sms, CancellationToken ct) => queues.SendAsync(Queue.InboundSms, Json.Write(sms), Duration.Zero, ct);

    public Task ReportAsync(DeliveryReport report, CancellationToken ct) => queues.SendAsync(Queue.DeliveryReports, Json.Write(report), Duration.Zero, ct);

    public Task<UssdReply> UssdAsync(UssdRequest request, CancellationToken ct) => ussd.AnswerAsync(request, ct);

    public Task UssdEndedAsync(UssdEnded ended, CancellationToken ct) =>
        engine.ExecuteAsync(new Work(queued: false, first: true), AggregateId.Line(ended.Phone), new UssdOver(ended.SessionId), ended.SessionId, ct);

    public Task OptedOutAsync(string gateway, string phone, CancellationToken ct) =>
        engine.ExecuteAsync(new Work(queued: false, first: true), AggregateId.Line(phone), new ProviderBlocked(gateway), $"opt-out|{phone}", ct);
}
