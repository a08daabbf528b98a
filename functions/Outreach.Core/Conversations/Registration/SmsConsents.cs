using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>SMS about consent and joining, before any other reading: STOP and START, answers to what an imported person was asked, JOIN.</summary>
internal static class SmsConsents
{
    /// <summary>A number that nobody registered gets one answer a day.</summary>
    public static readonly Duration StrangerPause = Duration.FromHours(24);

    /// <summary>Null when the text is about something else.</summary>
    public static Outcome<Line>? Decide(Line line, SmsIn sms, SmsMeaning meaning, Instant now)
    {
        var said = Normaliser.ForInput(sms.Text);
        if (meaning is SmsMeaning.Stop) return Answered(line, sms, ConsentDecisions.Stop(line, "sms", said, now), line.Holder is null ? null : new StoppedSms(), now);
        if (line.Holder is null) return Stranger(line, sms, meaning, said, now);
        if (JoinReading.StopOf(sms.Text) is { } purpose)
            return Answered(line, sms, ConsentDecisions.Stop(line, purpose, "sms", said, now), purpose == ConsentPurpose.Tips ? new TipsStoppedSms() : new PurposeStoppedSms(purpose), now);
        if (meaning is SmsMeaning.Start) return Started(line, sms, said, now);
        if (JoinReading.JoinOf(sms.Text) is not null) return SmsDecisions.Reply(line, sms, new AlreadyJoinedSms(line.Holder.Name, sms.UssdCode), now);
        return meaning is SmsMeaning.Answer { Code: null } answer && line.Question?.IsOpen(now) == true ? Question(line, sms, line.Question, answer.Accept, said, now) : null;
    }

    /// <summary>
    /// A bare yes to what an imported person was asked. Where an offer may be meant too it binds neither: the offer is answered with its
    /// code. Somebody who has not agreed to anything yet has been sent no offer.
    /// </summary>
    private static Outcome<Line> Question(Line line, SmsIn sms, ConsentQuestion question, bool agrees, string said, Instant now)
    {
        var open = sms.Account?.AwaitingAnswer(now).ToList() ?? [];
        if (open.Count > 0 && line.Consent.Service == ConsentState.Given)
            return SmsDecisions.Reply(line, sms, new WhichOfferSms([.. open.Take(5).Select(e => Codes.OfAsk(e.Code, e.Ask?.Number ?? 1))]), now);
        var outcome = ConsentDecisions.Answer(line, agrees, "sms", said, now);
        return Answered(line, sms, outcome, agrees ? new OptedInSms(question.Programme, question.Purposes) : new OptedOutSms(question.Programme), now);
    }

    private static Outcome<Line>? Started(Line line, SmsIn sms, string said, Instant now)
    {
        var outcome = ConsentDecisions.Start(line, "sms", said, now);
        return ReferenceEquals(outcome.State, line) ? null : Answered(line, sms, outcome, new StartedSms(), now);
    }

    private static Outcome<Line> Stranger(Line line, SmsIn sms, SmsMeaning meaning, string said, Instant now)
    {
        var started = meaning is SmsMeaning.Start ? ConsentDecisions.Start(line, "sms", said, now) : Outcome<Line>.Nothing(line);
        if (JoinReading.JoinOf(sms.Text) is { } rest && SmsJoining.Join(line, sms, rest, now) is { } joined) return joined;
        var mayAnswer = !started.State!.Consent.Stopped && !(line.StrangerAnsweredAt is { } at && now - at < StrangerPause);
        Sms answer = JoinReading.JoinOf(sms.Text) is null ? new WhoAreYouSms(sms.UssdCode) : new HowToJoinSms(sms.UssdCode);
        return mayAnswer
            ? Answered(line, sms, started with { State = started.State with { StrangerAnsweredAt = now } }, answer, now)
            : Answered(line, sms, started, null, now);
    }

    /// <summary>What was decided, with an answer where something changed by it; the SMS is remembered in any case.</summary>
    internal static Outcome<Line> Answered(Line before, SmsIn sms, Outcome<Line> outcome, Sms? answer, Instant now)
    {
        if (answer is null || ReferenceEquals(outcome.State, before)) return new(SmsDecisions.Remember(outcome.State!, sms), outcome.Effects);
        var replied = SmsDecisions.Reply(outcome.State!, sms, answer, now);
        return replied with { Effects = [.. outcome.Effects, .. replied.Effects] };
    }
}
