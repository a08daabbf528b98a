using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>
/// A letter from a phone that several people use: for the one with an open question, for the one whose name stands behind it, or asked
/// back.
/// </summary>
internal static class SharedLessons
{
    /// <summary>Null for an SMS that is no such letter, or where nobody here has a course.</summary>
    public static Outcome<Subscriber>? Decide(Subscriber subscriber, SmsIn sms, Instant now)
    {
        if (subscriber.Quarantine is not null || Read(subscriber, sms.Text) is not var (letter, named)) return null;
        var asked = (sms.Learners ?? []).Where(l => l.Question is not null && Holds(subscriber, l)).ToList();
        if (asked.Count == 0) return null;
        // A repeat is whose it was, whatever is open by now.
        if (asked.FirstOrDefault(l => l.Handled.Contains(sms.Id)) is { } known) return Told(subscriber, sms, known, letter);
        if (named is not null)
            return asked.FirstOrDefault(l => KeyOf(l) == named.Holder.Key) is { } theirs ? Told(subscriber, sms, theirs, letter) : null;
        var open = asked.Where(l => l.Question!.IsOpen(now)).ToList();
        return open switch
        {
            [var one] => Told(subscriber, sms, one, letter),
            [] => Told(subscriber, sms, asked.MaxBy(l => l.Question!.AskedAt)!, letter),
            _ => SmsDecisions.Reply(subscriber, sms, new WhoAnswersSms(letter,
                subscriber.Find(KeyOf(open[0]))!.FirstName), now).Naming(KeyOf(open[0])),
        };
    }

    /// <summary>A letter, alone or with the name of one user.</summary>
    private static (char Letter, PhoneUser? Named)? Read(Subscriber subscriber, string text)
    {
        var words = SmsTokens.Of(text).Words;
        if (words is not [{ Length: 1 } letter, ..] || letter[0] is < 'A' or > 'D') return null;
        if (words.Count == 1) return (letter[0], null);
        return SharedWords.Named(subscriber, string.Join(' ', words.Skip(1))) is { } user ? (letter[0], user) : null;
    }

    private static Outcome<Subscriber> Told(Subscriber subscriber, SmsIn sms, Learner learner, char letter) => new(subscriber,
        [new Tell(learner.Id, new AnswerLesson(sms.Id, letter, subscriber.Phone, sms.ReceivedAt))]);

    private static bool Holds(Subscriber subscriber, Learner learner) => subscriber.Holds(KeyOf(learner));

    private static string KeyOf(Learner learner) => AggregateId.Person(learner.Programme, learner.PersonId).Key;
}
