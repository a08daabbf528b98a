using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>A missed call asks for an SMS, at no cost to the caller. It consents to nothing: a caller's number can be forged.</summary>
internal static class MissedCalls
{
    private const string Source = "missed call";

    public static Outcome<Subscriber> Decide(Subscriber subscriber, MissedCall call, Instant now)
    {
        var heard = new SmsIn(call.Id, Source, null, call.UssdCode);
        if (subscriber.Handled.Contains(call.Id)) return Outcome<Subscriber>.Nothing(subscriber);
        if (subscriber.Holder is null) return Stranger(subscriber, heard, now);
        if (SharedPhone.IsOne(subscriber))
            return SmsDecisions.Reply(subscriber, heard,
                subscriber.IsShared ? new SharedDialSms(call.UssdCode) : new ProveItSms(call.UssdCode), now);
        if (!subscriber.IsStopped && subscriber.Consent.Of(ConsentPurpose.Service) == ConsentState.Given)
            return SmsDecisions.Reply(subscriber, heard, new HelpSms(call.UssdCode), now);
        // A call made before STOP, but reported after it, asks for nothing; nor does a second ring within a day, or one after a no.
        var known = subscriber.Question;
        if (call.At <= subscriber.Consent.StoppedAt || call.At <= subscriber.Consent.PhoneStoppedAt
            || known is not null && now - known.At < SmsConsents.StrangerPause
            || now - LastNo(subscriber.Consent) < SmsConsents.StrangerPause)
            return new(SmsDecisions.WithHandled(subscriber, heard), []);
        var about = Consent.Purposes.Where(p => subscriber.Consent.Of(p) is ConsentState.NotAsked or ConsentState.Given).ToList();
        var question = new ConsentQuestion(call.Programme, about.Count == 0 ? [ConsentPurpose.Service] : about, 1, now);
        return SmsConsents.Asked(subscriber, heard, question, now);
    }

    /// <summary>When the person last said no; null for never.</summary>
    private static Instant? LastNo(Consent consent) => Consent.Purposes.Select(consent.Newest)
        .Select(said => said is { Own: true, State: ConsentState.Refused or ConsentState.Stopped } ? said.At : (Instant?)null)
        .Append(consent.StoppedAt).Append(consent.PhoneStoppedAt).Max();

    /// <summary>Answers once a day at most, and never after STOP.</summary>
    private static Outcome<Subscriber> Stranger(Subscriber subscriber, SmsIn heard, Instant now)
    {
        var silent = subscriber.SaysStop || subscriber.StrangerAnsweredAt is { } at && now - at < SmsConsents.StrangerPause;
        return silent
            ? new(SmsDecisions.WithHandled(subscriber, heard), [])
            : SmsDecisions.Reply(subscriber with { StrangerAnsweredAt = now }, heard, new HowToJoinSms(heard.UssdCode), now);
    }
}
