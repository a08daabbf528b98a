using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>"Did you mean BALANCE? Reply 1": for orders that show data and change nothing, and for a doubtful STOP.</summary>
internal static class Suggestions
{
    private const string Stop = "STOP";
    private static readonly Duration openFor = Duration.FromMinutes(30);

    public static bool IsOpen(Subscriber subscriber, SmsIn sms, Instant now) =>
        subscriber.Suggested is { } s && now - s.At <= openFor && sms.IsAfter(s.At);

    /// <param name="questionOpen">Whether a 1 already answers a question, so that it is not offered.</param>
    public static Outcome<Subscriber> Put(Subscriber subscriber, SmsIn sms, string text, bool questionOpen, Instant now)
    {
        var outcome = SmsDecisions.Reply(subscriber, sms, new DidYouMeanSms(text, !questionOpen), now);
        return outcome.Effects.Count == 0 || questionOpen
            ? outcome
            : outcome with { State = outcome.State! with { Suggested = new(text, now) } };
    }

    /// <summary>Asks whether the words stop all messages, or one purpose; a mentor reads them too.</summary>
    public static Outcome<Subscriber> PutStop(Subscriber subscriber, SmsIn sms, ConsentPurpose? purpose, Instant now)
    {
        var questionOpen = SmsParser.IsAsked(subscriber, sms);
        var order = purpose is { } one ? $"{Stop} {one.ToString().ToUpperInvariant()}" : Stop;
        Sms question = purpose is not null
            ? new DidYouMeanSms(Keywords.Taught($"Stop{purpose}", subscriber.Language), !questionOpen)
            : questionOpen ? new HowToWriteSms(Keyword.Stop, null)
            : new MayStopSms();
        var outcome = InboxForwarding.Pass(subscriber, sms, question, now);
        return questionOpen || !outcome.Effects.OfType<Send>().Any()
            ? outcome
            : outcome with { State = outcome.State! with { Suggested = new(order, now) } };
    }

    /// <summary>A no to the suggestion.</summary>
    public static Outcome<Subscriber> Refuse(Subscriber subscriber, SmsIn sms, Instant now) =>
        subscriber.Suggested!.Text.StartsWith(Stop, StringComparison.Ordinal)
            ? SmsDecisions.Reply(subscriber, sms, new KeptSms(), now)
            : SmsDecisions.Explain(subscriber, sms, now);

    /// <summary>Carries out the suggested order after a 1, and marks the SMS as handled.</summary>
    public static Outcome<Subscriber> Take(Subscriber subscriber, SmsIn sms, Instant now)
    {
        var done = SmsDecisions.Decide(subscriber with { Suggested = null }, sms with { Text = subscriber.Suggested!.Text }, now);
        return done.State!.Handled.Contains(sms.Id) ? done : done with { State = SmsDecisions.WithHandled(done.State, sms) };
    }
}
