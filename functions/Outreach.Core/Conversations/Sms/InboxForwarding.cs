using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>Forwards texts that were not understood to the mentors' inbox, and tells the sender the accepted keywords.</summary>
internal static class InboxForwarding
{
    /// <summary>
    /// Answers once, within the limits. A stopped phone's text is forwarded, but not answered; nor is one to a mentor who wrote, since the
    /// mentor answers.
    /// </summary>
    public static Outcome<Subscriber> Pass(Subscriber subscriber, SmsIn sms, Sms answer, Instant now)
    {
        var outcome = SmsDecisions.Reply(subscriber, sms, answer, now);
        if (outcome.Effects.Count == 0) return outcome;
        var talk = subscriber.Talk is { } open && open.IsOpen(sms.ReceivedAt ?? now) ? open : null;
        var quiet = subscriber.IsStopped || talk is { Answered: true } && answer is NotUnderstoodSms;
        IReadOnlyList<Effect> told = quiet ? [] : outcome.Effects;
        if (!SmsTokens.SaysSomething(sms.Text)) return outcome with { Effects = told };
        var item = Item(subscriber, sms, now);
        var to = talk?.Inbox ?? item.Id;
        return outcome with
        {
            State = outcome.State! with { Talk = new(to, now + Talk.Lasts, talk?.Answered == true) },
            Effects = [.. told, new Tell(new(AggregateKind.Inbox, to), talk is null ? new TakeIn(item) : new AttachToInbox(to, item))],
        };
    }

    private static InboxItem Item(Subscriber subscriber, SmsIn sms, Instant now)
    {
        var holder = subscriber.Holder!;
        var id = AggregateId.Inbox(holder.Programme, InboxItem.IdOf(sms.Id, now));
        return new InboxItem(id.Key, holder.Programme, holder.PersonId, holder.Name, subscriber.Phone, InboxItem.Readable(sms.Text), now,
            SmsLessons.Beside(subscriber, sms)).With(holder.OwnMentor, now);
    }
}
