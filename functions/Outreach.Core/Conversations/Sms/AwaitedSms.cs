using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>An SMS that this phone was asked for, by any user: a code, KEEP, or AGREE. Exact words only.</summary>
internal static class AwaitedSms
{
    private static readonly HashSet<string> keep = Keywords.Of("Keep");
    // Some of these words also accept an offer; with an open offer, neither is bound.
    private static readonly HashSet<string> agree = Keywords.Of("Agree");

    /// <summary>Null when the SMS is not an awaited one.</summary>
    public static Outcome<Subscriber>? Decide(Subscriber subscriber, SmsIn sms, Instant now)
    {
        if (subscriber is { Arriving: null, Leaving: null, ContactAsks: null, Keeps: null }
            || subscriber.Handled.Contains(sms.Id)) return null;
        var text = Normaliser.ForInput(sms.Text).Trim().Trim('.', '!', '"').ToUpperInvariant();
        var heard = subscriber with { Handled = subscriber.Handled.With(sms.Id, Subscriber.HandledKept) };
        if (text.Length == NumberChange.CodeLength && text.All(char.IsAsciiDigit) && subscriber.Arriving is { Count: > 0 })
            return NumberChanges.Typed(heard, text, now) is { } change
                ? new(heard with { Arriving = heard.Arriving.Without(change.Key) },
                    [new Tell(AggregateId.Subscriber(change.From), new MoveConfirmed(change))])
                : new(heard with { Arriving = heard.Arriving.Tried() }, []);
        if (keep.Contains(text) && Kept(heard, sms, now) is { } kept) return kept;
        var asks = (subscriber.ContactAsks ?? []).Where(a => sms.IsAfter(a.SeenAt)).ToList();
        if (asks.Count == 0 || !agree.Contains(text)) return null;
        var offers = (sms.Shared ?? []).Append(sms.Account).OfType<Account>().SelectMany(a => a.AwaitingAnswer(now)).ToList();
        return offers.Count == 0 ? Agreed(heard, asks, now) : SmsDecisions.Reply(subscriber, sms, SmsDecisions.Which(offers), now);
    }

    /// <summary>KEEP stops everything that this phone may stop. Null when that is nothing.</summary>
    private static Outcome<Subscriber>? Kept(Subscriber subscriber, SmsIn sms, Instant now)
    {
        var (state, effects) = (subscriber, new List<Effect>());
        foreach (var outcome in new[] { IdentityActs.Kept, NumberChanges.Kept, Newcomers.Kept }.Select(stop => stop(state, sms, now)))
        {
            if (outcome is null) continue;
            effects.AddRange(outcome.Effects);
            state = outcome.State!;
        }
        return effects.Count == 0 ? null : new(state, effects);
    }

    public static Outcome<Subscriber> Ask(Subscriber subscriber, AskContact ask, Instant now) =>
        subscriber.ContactAsks?.Any(a => a.Key == ask.Key) == true
        ? Outcome<Subscriber>.Nothing(subscriber)
        : new(subscriber with { ContactAsks = [.. subscriber.ContactAsks ?? [], new ContactAsk(ask.Key, ask.Name, now)] },
            [Order(subscriber, Purpose.Offer, new ContactAskSms(ask.Name, ask.Key), now)]);

    public static Outcome<Subscriber> Asked(Subscriber subscriber, string key, Instant at) =>
        subscriber.ContactAsks?.FirstOrDefault(a => a.Key == key) is { SeenAt: null } ask
        ? new(subscriber with { ContactAsks = [.. subscriber.ContactAsks.Select(a => a == ask ? ask with { SeenAt = at } : a)] }, [])
        : Outcome<Subscriber>.Nothing(subscriber);

    private static Outcome<Subscriber> Agreed(Subscriber subscriber, IReadOnlyList<ContactAsk> asks, Instant now) =>
        new(subscriber with { ContactAsks = subscriber.ContactAsks!.Except(asks).ToList() is { Count: > 0 } later ? later : null },
    [
        .. asks.Select(a => new Tell(new AggregateId(AggregateKind.Person, a.Key), new SecondAgreed(subscriber.Phone))),
        Order(subscriber, Purpose.Reply, new ContactThanksSms(), now),
    ]);

    private static Send Order(Subscriber subscriber, Purpose purpose, Sms sms, Instant now) =>
        new(SmsOrder.To(subscriber.Phone, purpose, sms, subscriber.Programme, now));
}
