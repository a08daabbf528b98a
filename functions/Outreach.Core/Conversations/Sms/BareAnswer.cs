using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>
/// An answer without a code. It binds the newest question that reached the phone, and only while the phone has answered nothing since: a
/// second 1 is for what was answered before, or for a question that closed meanwhile. After free words, such as a tip, it may be for them.
/// </summary>
internal static class BareAnswer
{
    private static readonly Duration twoPresses = Duration.FromSeconds(30);
    private static readonly Duration justNow = Duration.FromMinutes(2);

    /// <param name="entry">The agreement whose question is open.</param>
    public static bool MayMeanAnother(Subscriber subscriber, SmsIn sms, AccountEntry entry, Instant now) =>
        HasClosedLately(sms, now) || ReachedAt(subscriber, entry) is { } seen
            && (HasAnsweredSince(subscriber, sms, entry, seen)
                || now - seen < twoPresses && SmsActions.Entries(sms).Any(e => e.AnsweredAt is { } at && now - at < justNow));

    /// <summary>Whether a question closed without an answer within a day, so that a lone yes may mean it.</summary>
    public static bool HasClosedLately(SmsIn sms, Instant now) =>
        SmsActions.Entries(sms).Any(e => ClosedWithoutAnswer(e, now) is { } at && now - at < AskedQuestion.MeantFor);

    /// <summary>When the open question last reached this phone, by SMS or on the menus; null where it never did.</summary>
    public static Instant? ReachedAt(Subscriber subscriber, AccountEntry entry) => entry.Question is { } question
        ? new[] { question.ReachedAt(subscriber.Phone), subscriber.ReadAt(entry.Code, question.Number) }.Max()
        : null;

    /// <summary>The sender of an order, who reads by SMS what was understood.</summary>
    public static Caller By(Subscriber subscriber, SmsIn sms) => new(sms.Id, subscriber.Holder!.PersonId, subscriber.Phone, Ack: true,
        ReceivedAt: sms.ReceivedAt, Beside: subscriber.Tenure is { Second: true });

    /// <summary>The sender of an order about this agreement's question.</summary>
    public static Caller By(Subscriber subscriber, SmsIn sms, AccountEntry entry, string? code, bool ack)
    {
        var number = entry.Question?.Number ?? 0;
        return By(subscriber, sms) with
            { Ack = ack, Bare = code is null, Read = sms.IsAfter(subscriber.ReadAt(entry.Code, number)) ? number : 0 };
    }

    /// <summary>When a question to the person closed, whether or not the agreement has noted it yet.</summary>
    private static Instant? ClosedWithoutAnswer(AccountEntry entry, Instant now) =>
        entry.Question is { } question && question.ExpiresAt <= now ? question.ExpiresAt : entry.QuestionEndedAt;

    /// <summary>
    /// The same agreement's answer before may be noted a moment after this question went out; a consent brings the offer that waited.
    /// </summary>
    private static bool HasAnsweredSince(Subscriber subscriber, SmsIn sms, AccountEntry entry, Instant seen) =>
        SmsActions.Entries(sms).Any(e => e.AnsweredAt >= (e.Code == entry.Code ? seen + justNow : seen))
        || sms.WordsAt > seen || HasSaidSince(subscriber, seen);

    /// <summary>Whether the phone has answered anything since a question of no agreement's was seen: a second 1 is for that.</summary>
    public static bool HasAnsweredSince(Subscriber subscriber, SmsIn sms, Instant seen) =>
        SmsActions.Entries(sms).Any(e => e.AnsweredAt >= seen) || sms.WordsAt > seen || HasSaidSince(subscriber, seen)
        || subscriber.RecentSms?.Any(r => r.At > seen && r.Mark == SmsDecisions.MarkOf(sms)) == true;

    private static bool HasSaidSince(Subscriber subscriber, Instant seen) =>
        subscriber.Contacts?.Any(c => c.AgreedAt > seen) == true
        || Consent.Purposes.Any(p => subscriber.Consent.Newest(p) is { Own: true, State: ConsentState.Given or ConsentState.Refused } said
            && said.At > seen);
}
