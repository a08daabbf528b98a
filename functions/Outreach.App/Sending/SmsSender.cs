using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Operations;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Sends SMS. The first try runs at once, with the decision, because a person should not wait for a queue.</summary>
/// <remarks>Failed and waiting messages come back through the <c>Due</c> table.</remarks>
public sealed class SmsSender(
    GatewayChoice gateways, Rates rates, OutreachOptions settings, SendingLimits limits, BulkPace pace, StrayReports strays,
    TipDays tipDays)
{
    /// <summary>A message's id, from its effect's id: 20 letters and digits that name no person.</summary>
    public static string MessageId(string effectId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(effectId)))[..20];

    public async Task SendAsync(Engine engine, Work work, string id, SmsOrder order, EffectOrigin origin, CancellationToken ct)
    {
        if (work.Silent) return;
        var message = AggregateId.Message(id);
        // Without a fresh commit the intent is stored before the gateway is asked.
        if (origin != EffectOrigin.Fresh)
        {
            // Stores the words as most likely sent: a report must not mark terms as seen that were not shown.
            var known = await Recipient.FindAsync(engine, work, order, settings.UssdCode, ct) ?? order;
            var doubted = (await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(known.Phone), ct))?.IsDoubted == true;
            var mine = await engine.ExecuteAsync(work, message, new FoundUnsure(known, doubted), id, ct, expectNew: true) is true;
            if (origin == EffectOrigin.Recovered || !mine) return;
        }
        var (now, verdict) = await CheckAsync(engine, work, id, order, hasTurn: false, ct);
        if (verdict is not Verdict.Go) await engine.ExecuteAsync(work, message, new Held(order, verdict), id, ct, expectNew: true);
        else await TryAsync(engine, work, id, now, expectNew: origin == EffectOrigin.Fresh, ct);
    }

    /// <summary>Retries a message that was held back, refused or left without a certain outcome.</summary>
    public async Task WakeAsync(Engine engine, Work work, AggregateId id, CancellationToken ct)
    {
        var message = await engine.StateAsync<Message>(work, id, ct);
        if (message is not { Order: { } order, State: DeliveryState.Queued or DeliveryState.Sending }) return;
        if (message.NotBefore > engine.Now(work)) return;
        var unsure = message.State == DeliveryState.Sending;
        if (unsure
            && (engine.Now(work) < message.ChangedAt + Message.SettleWithin || await SettledAsync(engine, work, message, order, ct)))
                return;
        var (now, verdict) = await CheckAsync(engine, work, message.Id, order, message.HasTurn, ct);
        if (verdict is not Verdict.Go)
        {
            await engine.ExecuteAsync(work, id, new Held(order, verdict), message.Id, ct);
        }
        else if (await engine.ExecuteAsync(work, id, new Trying(message.Attempts + 1), message.Id, ct) is true)
        {
            await TryAsync(engine, work, message.Id, now, expectNew: false, ct);
        }
    }

    /// <summary>
    /// Asks the gateway about a send that no report has settled. True when settled, or to be asked again later.
    /// </summary>
    private async Task<bool> SettledAsync(Engine engine, Work work, Message message, SmsOrder order, CancellationToken ct)
    {
        if (await strays.TakeAsync(gateways.For(order.Programme, order.Phone, order.Purpose), order.Phone, message.FirstAt!.Value, ct)
            is { } report)
        {
            await engine.ExecuteAsync(work, AggregateId.Message(message.Id), new Reported(report.State, report.Failure), message.Id, ct);
            return true;
        }
        var subscriber = await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(order.Phone), ct);
        var text = message.Text ?? TextOf(order.Words, Recipient.LanguageOf(subscriber, order));
        var (gateway, answer) =
            await gateways.FindAsync(new OutboundSms(message.Id, order.Phone, text), order.Programme, order.Purpose, message.FirstAt!.Value,
                ct);
        // Two equal receipts do little harm, and a missing one does.
        if (answer is { Kind: HandoverKind.Ambiguous or HandoverKind.Refused }) return order.Purpose == Purpose.Tip
            && answer.Kind == HandoverKind.Ambiguous;
        Command command = answer is null ? new StillUnsure() : TriedBy(gateway, order, text, answer);
        await engine.ExecuteAsync(work, AggregateId.Message(message.Id), command, message.Id, ct);
        return true;
    }

    // A later reminder has the same content, and the coordinator's task is raised anyway.
    private static Verdict OverTheCap { get; } =
        new Verdict.Never(DeliveryState.Suppressed, "This person has had as many messages unasked as the programme allows in a week.");

    private static Verdict NoLongerDue { get; } =
        new Verdict.Never(DeliveryState.Expired, "What it reminds of or asks about was paid, disputed or ended.");

    /// <summary>The message for the person's current phone, and whether it may go out now.</summary>
    private async Task<(SmsOrder, Verdict)> CheckAsync(
        Engine engine, Work work, string id, SmsOrder order, bool hasTurn, CancellationToken ct)
    {
        if (await Recipient.FindAsync(engine, work, order, settings.UssdCode, ct) is not { } found) return (order, new Verdict.Nowhere());
        order = found;
        if (await StillSoAsync(engine, work, order, ct) is not { } sms) return (order, NoLongerDue);
        order = order with { Sms = sms };
        var subscriber = await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(order.Phone), ct);
        var programme = order.Purpose.RespectsQuietHours()
            ? await engine.StateAsync<Programme>(work, AggregateId.Programme(order.Programme), ct)
            : null;
        var verdict = SendingRules.Check(order, subscriber, engine.Now(work), programme?.Holidays);
        if (verdict is Verdict.AwaitsConsent)
        {
            programme = await engine.StateAsync<Programme>(work, AggregateId.Programme(order.Programme), ct);
            return (order, new Verdict.AwaitsConsent(programme?.Name ?? order.Programme));
        }
        if (verdict is not Verdict.Go) return (order, verdict);
        if (await limits.RefusalAsync(engine, work, id, order, subscriber, ct) is { } refusal) return (order, refusal);
        if (order.Purpose.IsCapped() && subscriber is not null)
        {
            var most = programme?.WeeklyCap ?? Programme.DefaultWeeklyCap;
            var counted =
                await engine.ExecuteAsync(work, AggregateId.Subscriber(order.Phone), new CountUnsolicited(id, most), id, ct) is true;
            if (!counted) return (order, OverTheCap);
        }
        // A lesson counts as a tip of the day, so that no more broadcasts come than a day may have; to each a lone answer may be meant.
        if (order is { Purpose: Purpose.Tip or Purpose.Mentor, PersonId: { } person })
        {
            var day = Country.OfPhone(order.Phone)!.Today(engine.Now(work));
            await tipDays.NoteAsync(order.Programme, day, (order.Purpose == Purpose.Tip ? TipHad.Lesson : TipHad.Answer) + id, person, ct);
        }
        return (order, order.Purpose.IsBulk() && !hasTurn ? await TurnAsync(engine, work, order, ct) : verdict);
    }

    /// <summary>The number that a message of ours may go to now or after quiet hours, and the person's short name; null for none.</summary>
    public async Task<(string Phone, string Name)?> ReachedAsync(Engine engine, Work work, SmsOrder order, CancellationToken ct)
    {
        if (await Recipient.FindAsync(engine, work, order, settings.UssdCode, ct) is not { } found) return null;
        var subscriber = await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(found.Phone), ct);
        if (SendingRules.Check(found, subscriber, engine.Now(work)) is not (Verdict.Go or Verdict.Hold)) return null;
        var name = subscriber?.Find(AggregateId.Person(order.Programme, order.PersonId!).Key)?.Holder.Name.Split(' ') ?? [""];
        return (found.Phone, name.Length > 1 ? $"{name[0]} {name[^1][..1]}." : name[0]);
    }

    /// <summary>A single bulk message waits no longer than this with its instance, because an answer may need it.</summary>
    private static readonly Duration waitsHere = Duration.FromSeconds(1);

    /// <summary>Bulk waits for its place in the gateway's pace: here for a moment, otherwise until it is woken.</summary>
    private async Task<Verdict> TurnAsync(Engine engine, Work work, SmsOrder order, CancellationToken ct)
    {
        var at = await pace.NextAsync(gateways.For(order.Programme, order.Phone, order.Purpose)[0], ct);
        var wait = at - engine.Now(work);
        if (wait > waitsHere) return new Verdict.Turn(at);
        if (wait > Duration.Zero) await Task.Delay(wait.ToTimeSpan(), ct);
        return new Verdict.Go();
    }

    private static async Task<Sms?> StillSoAsync(Engine engine, Work work, SmsOrder order, CancellationToken ct)
    {
        var sms = order.Sms;
        if (sms is HandOverAskSms ask)
            return (await engine.StateAsync<Ending>(work, AggregateId.Ending(order.Programme), ct))?.Successor?.Name == ask.Successor
                ? sms : null;
        var agreements = new Dictionary<string, Agreement>(StringComparer.Ordinal);
        foreach (var code in StillDue.About(sms))
        {
            if (await engine.StateAsync<Agreement>(work, AggregateId.Agreement(code), ct) is { } agreement) agreements[code] = agreement;
        }
        return StillDue.Of(sms, order.PersonId, agreements, engine.Now(work));
    }

    private async Task TryAsync(Engine engine, Work work, string id, SmsOrder order, bool expectNew, CancellationToken ct)
    {
        var subscriber = await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(order.Phone), ct);
        var text = TextOf(order.Words, Recipient.LanguageOf(subscriber, order));
        var (gateway, handover) = await gateways.SendAsync(
            new OutboundSms(id, order.Phone, text, Bulk: order.Purpose.IsBulk()), order.Programme, order.Purpose, ct);
        var tried = TriedBy(gateway, order, text, handover) with { WasDoubted = subscriber?.IsDoubted == true };
        await engine.ExecuteAsync(work, AggregateId.Message(id), tried, id, ct, expectNew);
    }

    private Tried TriedBy(IGateway gateway, SmsOrder order, string text, Handover handover)
    {
        var segments = Segments.Of(text).Count;
        return new(order, text, segments, segments * rates.MinorPerSegment(order.Phone, gateway.Name), gateway.Name,
            Result(handover.Kind), handover.ProviderId, handover.Failure, gateway.ReturnsMessageId, RetryAfter: handover.RetryAfter);
    }

    /// <summary>The text in the reader's language, in GSM-7 where the change loses nothing.</summary>
    public static string TextOf(Sms sms, Language language) => Normaliser.ToGsm7(Words.Sms(language).Of(sms));

    private static TryResult Result(HandoverKind kind) => kind switch
    {
        HandoverKind.Accepted => TryResult.Accepted,
        HandoverKind.Refused => TryResult.Refused,
        _ => TryResult.Unsure,
    };
}
