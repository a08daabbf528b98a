using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>What has to be looked up before an SMS about lessons is decided.</summary>
public enum LessonFacts { None, Learner, Courses }

/// <summary>
/// Letters to lessons, and LEARN. Letters are read where nothing else is; digits never answer a lesson, because a bare 1 binds money.
/// </summary>
public static class SmsLessons
{
    /// <summary>What an SMS needs. An answer to terms needs nothing more than before.</summary>
    /// <param name="asks">Whether something else is open that a digit would answer.</param>
    public static LessonFacts Needs(Subscriber subscriber, SmsIn sms, bool asks) =>
        sms.Provider is not null || subscriber.Quarantine is not null ? LessonFacts.None : SmsParser.Read(subscriber, sms) switch
        {
            SmsIntent.Learn => LessonFacts.Courses,
            SmsIntent.Choice or SmsIntent.Unclear or SmsIntent.Nearly or SmsIntent.Likely => LessonFacts.Learner,
            SmsIntent.Answer { Code: null } or SmsIntent.Pulse { Code: null } when !asks && IsDigit(sms.Text) => LessonFacts.Learner,
            _ => LessonFacts.None,
        };

    /// <summary>Null where the SMS is about no lesson.</summary>
    internal static Outcome<Subscriber>? Decide(Subscriber subscriber, SmsIn sms, SmsIntent intent, Instant now)
    {
        if (intent is SmsIntent.Learn learn) return Learn(subscriber, sms, learn, now);
        if (LearnerOf(subscriber, sms) is not { Question: { } question } learner) return null;
        // The learner took this SMS in before, and finishes what it caused.
        if (learner.Handled.Contains(sms.Id)) return Answered(subscriber, sms, 'A');
        return intent switch
        {
            SmsIntent.Choice choice => Answered(subscriber, sms, choice.Letter),
            SmsIntent.Unclear or SmsIntent.Nearly or SmsIntent.Likely or SmsIntent.Answer or SmsIntent.Pulse when question.IsOpen(now) =>
                IsDigit(sms.Text) ? SmsDecisions.Reply(subscriber, sms, new LessonByLetterSms(question.Letters), now)
                    : OwnWords(question, sms.Text) is { } letter ? Answered(subscriber, sms, letter)
                    : null,
            _ => null,
        };
    }

    /// <summary>The lesson that an SMS which only a person can read is perhaps about; empty for none.</summary>
    internal static string Beside(Subscriber subscriber, SmsIn sms) =>
        LearnerOf(subscriber, sms)?.Question is { } q
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{q.Course}, lesson {q.Place + 1}")
            : "";

    private static Learner? LearnerOf(Subscriber subscriber, SmsIn sms) => sms.Learners?.FirstOrDefault(l =>
        l.Programme == subscriber.Holder?.Programme && l.PersonId == subscriber.Holder.PersonId);

    private static bool IsDigit(string text) =>
        Normaliser.ForInput(text).Trim(' ', '.', '!', ')', '(') is [var only] && char.IsAsciiDigit(only);

    /// <summary>The option that the text is word for word, in any language of the course; null for none or several.</summary>
    private static char? OwnWords(LearnerQuestion question, string text)
    {
        if (question.Asked is not { } asked) return null;
        var said = Said(text);
        var hits = question.Letters.Where(l => asked.Options[l - 'A'].Values.Any(o => Said(o) == said)).ToList();
        return said.Length > 0 && hits is [var one] ? one : null;
    }

    private static string Said(string text) => Normaliser.ForInput(text).Trim(' ', '.', '!', ',', ';', ':', '।').ToUpperInvariant();

    private static Outcome<Subscriber> Answered(Subscriber subscriber, SmsIn sms, char letter) => new(subscriber,
        [new Tell(Of(subscriber), new AnswerLesson(sms.Id, letter, subscriber.Phone, sms.ReceivedAt))]);

    private static Outcome<Subscriber> Learn(Subscriber subscriber, SmsIn sms, SmsIntent.Learn learn, Instant now)
    {
        var meant = CourseDialogue.Fitting(subscriber, sms.Courses ?? []).Where(c => Names(c.Id, learn.Words)).ToList();
        if (learn.Words.Count == 0 && meant is not [_] || meant.Count > 1)
            return SmsDecisions.Reply(subscriber, sms, new CoursesSms([.. meant.Take(4).Select(c => c.Id)]), now);
        if (meant is [var one])
            return CourseDialogue.Why(subscriber, one) is { } why
                ? SmsDecisions.Reply(subscriber, sms, new CourseRefusedSms(why, sms.UssdCode), now)
                : new(subscriber, [CourseDialogue.Join(subscriber, one, sms.Id, answered: true, sms.UssdCode)]);
        // Words of somebody who writes about a lesson; a mentor reads them.
        return learn.Words.Count > 2 ? InboxForwarding.Pass(subscriber, sms, new NotUnderstoodSms(sms.UssdCode), now)
            : SmsDecisions.Reply(subscriber, sms,
                new CoursesSms([.. CourseDialogue.Fitting(subscriber, sms.Courses ?? []).Take(4).Select(c => c.Id)]), now);
    }

    /// <summary>Whether the words are the course's id, or parts of it.</summary>
    private static bool Names(string id, IReadOnlyList<string> words)
    {
        var parts = id.ToUpperInvariant().Split('-');
        return words.All(w => string.Equals(w, id, StringComparison.OrdinalIgnoreCase) || parts.Contains(w));
    }

    internal static AggregateId Of(Subscriber subscriber) =>
        AggregateId.Learner(subscriber.Holder!.Programme, subscriber.Holder.PersonId);
}
