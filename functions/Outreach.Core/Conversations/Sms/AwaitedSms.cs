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
        if (subscriber.Arriving is { } change && text.Length == change.Code.Length && text.All(char.IsAsciiDigit))
            return change.Fits(text, now)
                ? new(heard with { Arriving = null }, [new Tell(AggregateId.Subscriber(change.From), new MoveConfirmed(change))])
                : new(heard with { Arriving = NumberDialogue.Tried(change) }, []);
        if (keep.Contains(text) && IdentityActs.Kept(heard, sms) is { } kept) return kept;
        if (subscriber.Leaving is { DueAt: { } due } leaving && keep.Contains(text) && sms.IsAfter(due - NumberChange.MayRefuseFor))
            return NumberChanges.Refuse(heard, leaving, now);
        return ContactDecisions.Answer(subscriber, sms, now);
    }
}
