using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>A missed call opts in, at no cost to the caller: it counts as START. A number that nobody registered is told how to join.</summary>
internal static class MissedCalls
{
    private const string Source = "missed call";

    public static Outcome<Line> Decide(Line line, MissedCall call, Instant now)
    {
        var heard = new SmsIn(call.Id, Source, null, call.UssdCode);
        if (line.Handled.Contains(call.Id)) return Outcome<Line>.Nothing(line);
        if (line.Holder is null) return Stranger(line, heard, now);
        if (line.Quarantine is not null) return SmsDecisions.Reply(line, heard, new ProveItSms(call.UssdCode), now);
        // A call that was made before the person stopped, and reported after it, opens nothing.
        if (line.Consent.StoppedAt is { } at && call.At <= at) return new(SmsDecisions.Remember(line, heard), []);
        var (asked, outcome) = (line.Question, ConsentDecisions.Start(line, Source, "", now));
        Sms answer = ReferenceEquals(outcome.State, line) ? new HelpSms(call.UssdCode)
            : asked is not null && !line.Consent.Stopped ? new OptedInSms(asked.Programme, asked.Purposes)
            : new StartedSms();
        return ReferenceEquals(outcome.State, line) ? SmsDecisions.Reply(line, heard, answer, now) : SmsConsents.Answered(line, heard, outcome, answer, now);
    }

    /// <summary>Once a day at most, and not to somebody who sent STOP.</summary>
    private static Outcome<Line> Stranger(Line line, SmsIn heard, Instant now)
    {
        var silent = line.Consent.Stopped || line.StrangerAnsweredAt is { } at && now - at < SmsConsents.StrangerPause;
        return silent
            ? new(SmsDecisions.Remember(line, heard), [])
            : SmsDecisions.Reply(line with { StrangerAnsweredAt = now }, heard, new HowToJoinSms(heard.UssdCode), now);
    }
}
