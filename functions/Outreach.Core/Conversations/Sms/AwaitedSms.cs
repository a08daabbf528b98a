using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>An SMS that this phone was asked for, by any user: a code, KEEP, or a contact's answer. Exact words only.</summary>
internal static class AwaitedSms
{
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
        // A number in quarantine may be anybody's: KEEP from there proves nothing, and agrees to nothing.
        if (subscriber.Quarantine is null && KeepWords.Decide(heard, sms, now) is { } kept) return kept;
        return ContactDecisions.Answer(subscriber, sms, now);
    }
}
