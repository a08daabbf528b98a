using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>A missed call counts as START, at no cost to the caller. An unregistered caller is told how to join.</summary>
internal static class MissedCalls
{
    private const string Source = "missed call";

    public static Outcome<Subscriber> Decide(Subscriber subscriber, MissedCall call, Instant now)
    {
        var heard = new SmsIn(call.Id, Source, null, call.UssdCode);
        if (subscriber.Handled.Contains(call.Id)) return Outcome<Subscriber>.Nothing(subscriber);
        if (subscriber.Holder is null) return Stranger(subscriber, heard, now);
        if (subscriber.Quarantine is not null) return SmsDecisions.Reply(subscriber, heard, new ProveItSms(call.UssdCode), now);
        // A call made before STOP, but reported after it, must not restore consent.
        if (subscriber.Consent.StoppedAt is { } at && call.At <= at) return new(SmsDecisions.WithHandled(subscriber, heard), []);
        var (asked, outcome) = (subscriber.Question, ConsentDecisions.Start(subscriber, Source, "", now));
        Sms answer = ReferenceEquals(outcome.State, subscriber) ? new HelpSms(call.UssdCode)
            : asked is not null && !subscriber.Consent.Stopped ? new OptedInSms(asked.Programme, asked.Purposes)
            : new StartedSms();
        return ReferenceEquals(outcome.State, subscriber)
            ? SmsDecisions.Reply(subscriber, heard, answer, now)
            : SmsConsents.Answered(subscriber, heard, outcome, answer, now);
    }

    /// <summary>Answers once a day at most, and never after STOP.</summary>
    private static Outcome<Subscriber> Stranger(Subscriber subscriber, SmsIn heard, Instant now)
    {
        var silent = subscriber.Consent.Stopped || subscriber.StrangerAnsweredAt is { } at && now - at < SmsConsents.StrangerPause;
        return silent
            ? new(SmsDecisions.WithHandled(subscriber, heard), [])
            : SmsDecisions.Reply(subscriber with { StrangerAnsweredAt = now }, heard, new HowToJoinSms(heard.UssdCode), now);
    }
}
