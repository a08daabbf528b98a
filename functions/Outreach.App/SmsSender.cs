using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core;
using Outreach.Core.Agreements;
using Outreach.Core.Lines;
using Outreach.Core.Messaging;
using Outreach.Core.People;
using Outreach.Core.Wording;

namespace Outreach.App;

/// <summary>
/// Sends SMS. The first try is made at once, where the decision was: a person does not wait for a queue. What fails or must wait
/// comes back through the <c>Due</c> table.
/// </summary>
public sealed class SmsSender(GatewayChoice gateways, Rates rates)
{
    /// <summary>A message's id out of its effect's: 20 letters and digits that name no person.</summary>
    public static string MessageId(string effectId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(effectId)))[..20];

    public async Task SendAsync(Engine engine, Work work, string id, SmsOrder order, Trust trust, CancellationToken ct)
    {
        if (work.Silent) return;
        var message = AggregateId.Message(id);
        // Without a fresh commit behind it the intent is written down before the gateway is asked.
        if (trust != Trust.Fresh)
        {
            var mine = await engine.ExecuteAsync(work, message, new FoundUnsure(order), id, ct, expectNew: true) is true;
            if (trust == Trust.Recovered || !mine) return;
        }
        var verdict = await CheckAsync(engine, work, order, ct);
        if (verdict is not Verdict.Go) await engine.ExecuteAsync(work, message, new Held(order, verdict), id, ct, expectNew: true);
        else await TryAsync(engine, work, id, order, expectNew: trust == Trust.Fresh, ct);
    }

    /// <summary>A message's time has come: it was held back, is to be tried again, or nobody has told whether it went.</summary>
    public async Task WakeAsync(Engine engine, Work work, AggregateId id, CancellationToken ct)
    {
        var message = await engine.StateAsync<Message>(work, id, ct);
        if (message is not { Order: { } order, State: DeliveryState.Queued or DeliveryState.Sending }) return;
        if (message.NotBefore > engine.Now(work)) return;
        var unsure = message.State == DeliveryState.Sending;
        if (unsure && (engine.Now(work) < message.ChangedAt + Message.SettleWithin || !order.Purpose.SentAgainWhenUnsure())) return;
        var verdict = await StillDueAsync(engine, work, order, ct) ? await CheckAsync(engine, work, order, ct) : NoLongerDue;
        if (verdict is not Verdict.Go)
        {
            await engine.ExecuteAsync(work, id, new Held(order, verdict), message.Id, ct);
        }
        else if (await engine.ExecuteAsync(work, id, new Trying(message.Attempts + 1), message.Id, ct) is true)
        {
            await TryAsync(engine, work, message.Id, order, expectNew: false, ct);
        }
    }

    private static Verdict NoLongerDue { get; } = new Verdict.Never(DeliveryState.Expired, "What it reminds of was paid, disputed or ended.");

    private static async Task<bool> StillDueAsync(Engine engine, Work work, SmsOrder order, CancellationToken ct) =>
        order.AboutAgreement is not { } code || await engine.StateAsync<Agreement>(work, AggregateId.Agreement(code), ct) is { IsOwed: true };

    private static async Task<Verdict> CheckAsync(Engine engine, Work work, SmsOrder order, CancellationToken ct)
    {
        var line = await engine.StateAsync<Line>(work, AggregateId.Line(order.Phone), ct);
        return SendingRules.Check(order, line?.Consent ?? Consent.Given, engine.Now(work));
    }

    private async Task TryAsync(Engine engine, Work work, string id, SmsOrder order, bool expectNew, CancellationToken ct)
    {
        var line = await engine.StateAsync<Line>(work, AggregateId.Line(order.Phone), ct);
        var text = TextOf(order.Sms, line?.Language ?? Country.OfPhone(order.Phone)!.Language);
        var segments = Segments.Of(text).Count;
        var (gateway, handover) = await gateways.SendAsync(new OutboundSms(id, order.Phone, text), order.Programme, order.Purpose, ct);
        var tried = new Tried(order, text, segments, segments * rates.MinorPerSegment(order.Phone, gateway.Name), gateway.Name, Result(handover.Kind), handover.ProviderId, handover.Failure, gateway.ReturnsMessageId);
        await engine.ExecuteAsync(work, AggregateId.Message(id), tried, id, ct, expectNew);
    }

    /// <summary>The words that go out: in the reader's language, in GSM-7 where nothing is lost by it.</summary>
    public static string TextOf(Sms sms, Language language) => Normaliser.ToGsm7(Words.Sms(language).Of(sms));

    private static TryResult Result(HandoverKind kind) => kind switch
    {
        HandoverKind.Accepted => TryResult.Accepted,
        HandoverKind.Refused => TryResult.Refused,
        _ => TryResult.Unsure,
    };
}
