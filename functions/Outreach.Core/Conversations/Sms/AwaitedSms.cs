using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>An SMS that this phone was asked for, by any user: a code, KEEP, or a contact's answer. Exact words only.</summary>
internal static class AwaitedSms
{
    private static readonly HashSet<string> keep = Keywords.Of("Keep");

    /// <summary>Null when the SMS is not an awaited one.</summary>
    public static Outcome<Subscriber>? Decide(Subscriber subscriber, SmsIn sms, Instant now)
    {
        if (subscriber is { Arriving: null, Leaving: null, ContactAsks: null, Contacts: null, Keeps: null }
            || subscriber.Handled.Contains(sms.Id)) return null;
        var text = Normaliser.ForInput(sms.Text).Trim().Trim('.', '!', '"').ToUpperInvariant();
        var heard = subscriber with { Handled = subscriber.Handled.With(sms.Id, Subscriber.HandledKept) };
        if (text.Length == NumberChange.CodeLength && text.All(char.IsAsciiDigit) && subscriber.Arriving is { Count: > 0 })
            return NumberChanges.Typed(heard, text, now) is { } change
                ? new(heard with { Arriving = heard.Arriving.Without(change.Key) },
                    [new Tell(AggregateId.Subscriber(change.From), new MoveConfirmed(change))])
                : new(heard with { Arriving = heard.Arriving.Tried() }, []);
        if (keep.Contains(text) && Kept(heard, sms, now) is { } kept) return kept;
        return ContactDecisions.Answer(subscriber, sms, now);
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
        if (effects.Count > 0) return new(state, effects);
        var (changes, keeps) = (subscriber.Leaving ?? [], (subscriber.Keeps ?? []).Where(KeptNumbers.IsOfNumber));
        var open = changes.Where(c => c.DueAt > now).Select(c => c.Key).Concat(keeps.Where(k => now < k.Until).Select(k => k.Key));
        return open.Any(key => KeptNumbers.NeedsPin(subscriber, key, now))
            ? SmsDecisions.Reply(subscriber, sms, new KeepByPinSms(sms.UssdCode), now)
            : null;
    }
}
