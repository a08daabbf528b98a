using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>SMS about consent and joining, parsed before all others: STOP, START, JOIN, and answers to the consent question.</summary>
internal static class SmsConsents
{
    /// <summary>The time between two answers to an unregistered number.</summary>
    public static readonly Duration StrangerPause = Duration.FromHours(24);

    /// <summary>Null when the text has another subject.</summary>
    public static Outcome<Subscriber>? Decide(Subscriber subscriber, SmsIn sms, SmsIntent intent, Instant now)
    {
        var (said, at) = (Normaliser.ForInput(sms.Text), sms.ReceivedAt ?? now);
        if (intent is SmsIntent.Stop)
            return Answered(subscriber, sms, EachProgramme.OfHers(subscriber, s => ConsentDecisions.Stop(s, "sms", said, at)),
                IsSilent(subscriber) ? null : new StoppedSms(), now);
        if (subscriber.Holder is null) return Stranger(subscriber, sms, intent, said, now);
        if (intent is SmsIntent.StopPurpose { Purpose: var purpose })
            return Answered(subscriber, sms, EachProgramme.OfHers(subscriber, s => ConsentDecisions.Stop(s, purpose, "sms", said, at)),
                StoppedNow(subscriber.Mine, purpose), now);
        if (intent is SmsIntent.Start) return Started(subscriber, sms, said, now);
        if (JoinReading.JoinOf(sms.Text) is { } join)
            return SmsJoining.JoinToo(subscriber, sms, join, now) ?? SmsJoining.JoinAnother(subscriber, sms, join, now)
                ?? SmsDecisions.Reply(subscriber, sms, new AlreadyJoinedSms(subscriber.Holder.Name, sms.UssdCode), now);
        if (intent is not SmsIntent.Answer { Code: null } answer) return null;
        if (subscriber.Question is { SeenAt: { } seen } asked && asked.IsOpen(now) && sms.IsAfter(seen))
            return BareAnswer.HasAnsweredSince(subscriber, sms, seen)
                ? Asked(subscriber, sms, asked, now)
                : Question(subscriber, sms, asked, answer.Accept, said, now);
        return answer.Accept && subscriber.Question is { LostAt: not null } lost && lost.IsOpen(now)
            && sms.Account?.AwaitingAnswer(now).Any() != true
            ? Asked(subscriber, sms, lost, now)
            : null;
    }

    /// <summary>
    /// A bare yes to the consent question. Where an open offer could also be meant, neither is bound, and the reply asks for the offer's
    /// code. Without any consent so far, no offer was sent.
    /// </summary>
    private static Outcome<Subscriber> Question(Subscriber subscriber, SmsIn sms, ConsentQuestion question, bool agrees, string said,
        Instant now)
    {
        var open = sms.Account?.AwaitingAnswer(now).ToList() ?? [];
        if (open.Count > 0 && subscriber.Consent.Of(ConsentPurpose.Service) == ConsentState.Given)
            return SmsDecisions.Reply(subscriber, sms, SmsDecisions.Which(open, now), now);
        var outcome = ConsentDecisions.Answer(subscriber, agrees, "sms", said, sms.ReceivedAt ?? now);
        // The offer that waited comes instead of thanks.
        if (agrees && subscriber.Waiting is not null) return Answered(subscriber, sms, outcome, null, now);
        return Answered(subscriber, sms, outcome, question.Said(agrees), now);
    }

    /// <summary>
    /// Returns what STOP took. Who has agreed to nothing yet is asked again; who has stopped nothing is told what can be said.
    /// </summary>
    private static Outcome<Subscriber> Started(Subscriber subscriber, SmsIn sms, string said, Instant now)
    {
        var outcome = EachProgramme.OfHers(subscriber, s => ConsentDecisions.Start(s, "sms", said, sms.ReceivedAt ?? now));
        var back = outcome.State!;
        if (IsBack(subscriber, back)) return Answered(subscriber, sms, outcome, new StartedSms(), now);
        var told = back.Question is { } question && back.Consent.Of(ConsentPurpose.Service) != ConsentState.Given && !back.IsStopped
            ? Asked(back, sms, question, now)
            : SmsDecisions.Explain(back, sms, now);
        return told with { Effects = [.. outcome.Effects, .. told.Effects] };
    }

    /// <summary>Whether messages come again that did not.</summary>
    private static bool IsBack(Subscriber before, Subscriber after) => before.HasFormerChoice != after.HasFormerChoice
        || before.Mine.Any(u => before.StopsFor(u) && !after.StopsFor(after.Find(u.Holder.Key))
            || u.Consent is { Taken.Count: > 0 } && after.Find(u.Holder.Key)!.Consent!.Taken.Count == 0);

    /// <summary>Sends the consent question as an answer.</summary>
    internal static Outcome<Subscriber> Asked(Subscriber subscriber, SmsIn sms, ConsentQuestion question, Instant now)
    {
        var asked = ConsentDecisions.Ask(subscriber, question.Programme, question.Purposes, Purpose.Reply, now, question.Successor);
        return asked with { State = SmsDecisions.WithHandled(asked.State!, sms) };
    }

    private static Outcome<Subscriber> Stranger(Subscriber subscriber, SmsIn sms, SmsIntent intent, string said, Instant now)
    {
        var started = intent is SmsIntent.Start
            ? ConsentDecisions.Start(subscriber, "sms", said, sms.ReceivedAt ?? now)
            : Outcome<Subscriber>.Nothing(subscriber);
        var join = JoinReading.JoinOf(sms.Text);
        if (join is not null && SmsJoining.Join(subscriber, sms, join, now) is { } joined) return joined;
        var mayAnswer = !started.State!.SaysStop && !(subscriber.StrangerAnsweredAt is { } at && now - at < StrangerPause);
        Sms answer = intent is SmsIntent.MayStop ? new HowToWriteSms(Keyword.Stop, null)
            : join is null ? new WhoAreYouSms(sms.UssdCode)
            : JoinReading.Near(join, sms.Open ?? []) is { } code ? new NoSuchProgrammeSms(code)
            : new HowToJoinSms(sms.UssdCode);
        // Nobody has chosen a language yet, so the one that the text is in counts more than the country's first.
        var language = Keywords.LanguageOf(SmsTokens.All(sms.Text)) ?? started.State.Language;
        var told = started.State with { StrangerAnsweredAt = now, Language = language };
        return mayAnswer
            ? Answered(subscriber, sms, started with { State = told }, answer, now)
            : Answered(subscriber, sms, started, null, now);
    }

    /// <summary>Whether STOP says nothing new to the writer, and gets no second answer.</summary>
    private static bool IsSilent(Subscriber subscriber) =>
        subscriber.Holder is null ? subscriber.SaysStop : subscriber.Mine.All(u => u.Consent is { StoppedByName: true });

    /// <summary>The answer to STOP TIPS and its like; null where it was so before.</summary>
    internal static Sms? StoppedNow(IReadOnlyList<PhoneUser> users, ConsentPurpose purpose) =>
        users.All(u => u.Consent?.Of(purpose) is ConsentState.Stopped or ConsentState.Refused) ? null
        : purpose == ConsentPurpose.Tips ? new TipsStoppedSms() : new PurposeStoppedSms(purpose);

    /// <summary>Applies the decision and replies if it changed consent; marks the SMS as handled in any case.</summary>
    internal static Outcome<Subscriber> Answered(Subscriber before, SmsIn sms, Outcome<Subscriber> outcome, Sms? answer, Instant now)
    {
        if (answer is null || ReferenceEquals(outcome.State, before))
            return new(SmsDecisions.WithHandled(outcome.State!, sms), outcome.Effects);
        var replied = SmsDecisions.Reply(outcome.State!, sms, answer, now);
        return replied with { Effects = [.. outcome.Effects, .. replied.Effects] };
    }
}
