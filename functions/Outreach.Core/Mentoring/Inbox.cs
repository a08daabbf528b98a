using System.Text;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>A coordinator's reply to an inbox message.</summary>
/// <param name="Id">The id of the request, to recognise a repeat.</param>
/// <param name="Name">The name that signs the reply.</param>
public sealed record InboxReply(string Id, string Name, string Text, Instant At);

/// <summary>An SMS that only a coordinator can read, open until answered.</summary>
/// <param name="Id">Programme and time, so that the oldest sorts first: <c>programme.time-mark</c>.</param>
/// <param name="Lesson">The lesson that was open, which the text may be about; empty for none.</param>
/// <param name="Text">The text as <see cref="Readable"/> returns it.</param>
/// <param name="Writers">Those of a shared phone who may have written it; null once it is signed, and on one person's phone.</param>
public sealed record InboxItem(string Id, string Programme, string PersonId, string Name, string Phone, string Text, Instant At,
    InboxReply? Reply = null, string Lesson = "", IReadOnlyList<Writer>? Writers = null)
{
    /// <summary>The names of several who may have written it, as mentors read them.</summary>
    public static string NamesOf(IReadOnlyList<Writer> writers) => string.Join(" / ", writers.Select(w => w.Name));

    private const int Longest = 1_000;
    private static readonly InstantPattern millisecond = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmssfff");

    /// <summary>Returns the same id for the same SMS, so that a repeat changes nothing.</summary>
    public static string IdOf(string smsId, Instant at) => $"{millisecond.Format(at)}-{Chain.Next("", smsId)[..8]}";

    /// <summary>Puts the text on one line and cuts it to the limit. PINs were struck out before it was kept anywhere.</summary>
    public static string Readable(string text)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(Longest)) plain.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        return plain.ToString().Trim();
    }
}

/// <summary>One of several who may have written a message from a shared phone.</summary>
public sealed record Writer(string PersonId, string Name);

/// <summary>Takes a message into the inbox.</summary>
[StoredAs("TakeIn")] public sealed record TakeIn(InboxItem Item) : Command;

/// <summary>Replies to an inbox message.</summary>
[StoredAs("ReplyToInbox")] public sealed record ReplyToInbox(string Id, string Name, string Text) : Command;

/// <summary>Somebody on the shared phone said who wrote the message.</summary>
[StoredAs("SignInbox")] public sealed record SignInbox(string PersonId, string Name) : Command;

/// <summary>One of those who may have written the message is erased: the words may be another's, and stay.</summary>
[StoredAs("ForgetWriter")] public sealed record ForgetWriter(string PersonId) : Command;

/// <summary>Why a message was not answered; <c>Unsigned</c> where nobody knows yet who wrote it.</summary>
public enum InboxRefusal
{
    NotFound, Answered, Unsigned,
    /// <summary>The reply asks for an answer that would be taken for one to an open question.</summary>
    AsksForAnswer,
}

/// <summary>Decides on an inbox message: taken in once, answered once.</summary>
public static class InboxDecisions
{
    public static Outcome<InboxItem> Decide(InboxItem? item, Command command, Instant now) => (item, command) switch
    {
        (null, TakeIn take) => new(take.Item, []),
        (null, ReplyToInbox) => Outcome<InboxItem>.Nothing(null, InboxRefusal.NotFound),
        ({ PersonId: "" }, SignInbox sign) => new(item with { PersonId = sign.PersonId, Name = sign.Name, Writers = null }, []),
        ({ Writers: { } writers }, ForgetWriter gone) when writers.Where(w => w.PersonId != gone.PersonId).ToList() is var left
            && left.Count < writers.Count => new(item with { Writers = left, Name = InboxItem.NamesOf(left) }, []),
        ({ Reply: null, PersonId: "" }, ReplyToInbox) => Outcome<InboxItem>.Nothing(item, InboxRefusal.Unsigned),
        ({ Reply: null }, ReplyToInbox reply) when FreeText.AsksBy(reply.Text) is not null =>
            Outcome<InboxItem>.Nothing(item, InboxRefusal.AsksForAnswer),
        ({ Reply: null }, ReplyToInbox reply) => Answered(item, reply, now),
        ({ Reply.Id: var before }, ReplyToInbox reply) =>
            Outcome<InboxItem>.Nothing(item, before == reply.Id ? null : InboxRefusal.Answered),
        _ => Outcome<InboxItem>.Nothing(item),
    };

    /// <summary>Sends the reply to the person's present number, which may have changed.</summary>
    private static Outcome<InboxItem> Answered(InboxItem item, ReplyToInbox reply, Instant now) => new(
        item with { Reply = new(reply.Id, reply.Name, reply.Text, now) },
        [new Send(
            SmsOrder.To(item.Phone, Purpose.Mentor, new MentorSms(reply.Text, reply.Name), item.Programme, now)
                with { PersonId = item.PersonId })]);
}
