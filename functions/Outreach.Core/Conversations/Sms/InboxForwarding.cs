using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>Forwards texts that were not understood to the mentors' inbox, and tells the sender the accepted keywords.</summary>
internal static class InboxForwarding
{
    /// <summary>Answers once, within the limits. A stopped phone's text is forwarded, but not answered.</summary>
    public static Outcome<Subscriber> Pass(Subscriber subscriber, SmsIn sms, Sms answer, Instant now)
    {
        var outcome = SmsDecisions.Reply(subscriber, sms, answer, now);
        if (outcome.Effects.Count == 0) return outcome;
        IReadOnlyList<Effect> told = subscriber.IsStopped ? [] : outcome.Effects;
        return outcome with { Effects = SmsTokens.SaysSomething(sms.Text) ? [.. told, Kept(subscriber, sms, now)] : told };
    }

    private static Tell Kept(Subscriber subscriber, SmsIn sms, Instant now)
    {
        var holder = subscriber.Holder!;
        var id = AggregateId.Inbox(holder.Programme, InboxItem.IdOf(sms.Id, now));
        return new(id,
            new TakeIn(
                new InboxItem(id.Key, holder.Programme, holder.PersonId, holder.Name, subscriber.Phone, InboxItem.Readable(sms.Text),
                    now, Lesson: SmsLessons.Beside(subscriber, sms))));
    }
}
