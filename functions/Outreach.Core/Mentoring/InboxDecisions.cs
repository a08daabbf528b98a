using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>Why nothing was done about a conversation; <c>Unsigned</c> where nobody knows yet who wrote it.</summary>
public enum InboxRefusal
{
    NotFound, Answered, Unsigned,
    /// <summary>The reply asks for an answer that would be taken for one to an open question.</summary>
    AsksForAnswer,
    /// <summary>Something came in, or somebody did something, since it was looked at.</summary>
    Changed,
    /// <summary>Somebody else has it.</summary>
    Taken,
    /// <summary>It has as many messages as a conversation may have.</summary>
    Full,
    /// <summary>The same words went out last.</summary>
    Twice,
}

/// <summary>Decides on a conversation: each text is taken in once, each answer goes out once, and to what its writer saw.</summary>
public static class InboxDecisions
{
    public static Outcome<InboxItem> Decide(InboxItem? item, Command command, Instant now) =>
        // A mentor's phone reads no reply of ours: what was not done is told, and what was done is written down.
        command is IMentors { From: { } mentor }
            ? MentorsPhone.Told(item, command, mentor, Decided(item, command, now), now)
            : Decided(item, command, now);

    private static Outcome<InboxItem> Decided(InboxItem? item, Command command, Instant now) => (item, command) switch
    {
        (null, TakeIn take) => MentorsPhone.Asked(take.Item, [], now),
        // The conversation was erased or dropped meanwhile.
        (null, AttachToInbox attach) => MentorsPhone.Asked(attach.Item with { Id = attach.To }, [], now),
        (null, ReplyToInbox or CloseInbox or TakeInbox or PassInbox or ShowToMentor) =>
            Outcome<InboxItem>.Nothing(null, InboxRefusal.NotFound),
        ({ } known, AttachToInbox attach) => Attached(known, attach.Item, now),
        ({ PersonId: "" }, SignInbox sign) => MentorsPhone.Asked(
            item.With(sign.Mentor, now) with { PersonId = sign.PersonId, Name = sign.Name, Writers = null }, [], now),
        ({ Writers: { } writers }, ForgetWriter gone) when writers.Where(w => w.PersonId != gone.PersonId).ToList() is var left
            && left.Count < writers.Count => new(item with { Writers = left, Name = InboxItem.NamesOf(left) }, []),
        ({ } known, ReplyToInbox reply) => WhyNot(known, reply, now) is { } why ? Outcome<InboxItem>.Nothing(item, why)
            : Has(known, reply.Id) ? Outcome<InboxItem>.Nothing(item)
            : Answered(known, reply, now),
        ({ } known, CloseInbox close) => Has(known, close.Id) ? Outcome<InboxItem>.Nothing(item)
            : known.State == ConversationState.Closed ? Outcome<InboxItem>.Nothing(item, InboxRefusal.Answered)
            : IsOthers(known, close.From, now) ? Outcome<InboxItem>.Nothing(item, InboxRefusal.Taken)
            : IsOther(known, close.Seen) ? Outcome<InboxItem>.Nothing(item, InboxRefusal.Changed)
            : new(With(known, new(close.Id, now, "", close.By, Ends: true, close.Reason)), []),
        ({ } known, TakeInbox take) => known.IsWith(take.By, now) ? Outcome<InboxItem>.Nothing(item)
            : known.MentorAt(now).Length > 0 ? Outcome<InboxItem>.Nothing(item, InboxRefusal.Taken)
            : new(known.With(take.By, now), []),
        ({ } known, PassInbox pass) => known.MentorAt(now) == pass.To ? Outcome<InboxItem>.Nothing(item)
            : IsOthers(known, pass.From, now) ? Outcome<InboxItem>.Nothing(item, InboxRefusal.Taken)
            : IsOther(known, pass.Seen) ? Outcome<InboxItem>.Nothing(item, InboxRefusal.Changed)
            : MentorsPhone.Asked(known.With(pass.To, now), [], now),
        ({ } known, ShowToMentor { From: { } from }) => IsOthers(known, from, now)
            ? Outcome<InboxItem>.Nothing(item, InboxRefusal.Taken)
            : new(known, [MentorsPhone.Shows(known, from, now)]),
        ({ } known, ShowToMentor show) when known.IsWith(show.Mentor, now) => new(known, MentorsPhone.Asks(known, show.Id, now)),
        _ => Outcome<InboxItem>.Nothing(item),
    };

    /// <summary>Why a reply cannot go out; null where it can, or went out before.</summary>
    private static InboxRefusal? WhyNot(InboxItem item, ReplyToInbox reply, Instant now) =>
        Has(item, reply.Id) ? null
        : item.PersonId.Length == 0 ? InboxRefusal.Unsigned
        : FreeText.AsksBy(reply.Text) is not null ? InboxRefusal.AsksForAnswer
        : reply.From is { } mentor ? MentorsPhone.WhyNot(item, reply, mentor, now)
        : IsOther(item, reply.Seen) ? InboxRefusal.Changed
        : item.State == ConversationState.Closed || reply.Seen is null && item.State != ConversationState.Open ? InboxRefusal.Answered
        : item.Messages >= InboxItem.MostTurns ? InboxRefusal.Full
        : null;

    private static bool Has(InboxItem item, string id) => item.Later?.Any(t => t.Id == id) == true;

    /// <summary>Whether a mentor's phone speaks of what another mentor has.</summary>
    internal static bool IsOthers(InboxItem item, MentorCall? from, Instant now) =>
        from is { } mentor && item.MentorAt(now).Length > 0 && !item.IsWith(mentor.Name, now);

    private static bool IsOther(InboxItem item, int? seen) => seen is { } n && n != item.Turns.Count;

    private static InboxItem With(InboxItem item, Turn turn) => item with { Later = [.. item.Later ?? [], turn] };

    /// <summary>A full conversation takes no more than a last answer: the text begins another, and the phone follows it.</summary>
    private static Outcome<InboxItem> Attached(InboxItem item, InboxItem fresh, Instant now)
    {
        if (Has(item, fresh.Id) || item.Id == fresh.Id) return Outcome<InboxItem>.Nothing(item);
        if (item.Messages >= InboxItem.MostTurns - 1)
            return new(item, [new Tell(Of(fresh), new TakeIn(fresh.With(item.Mentor, fresh.At))), Talks(fresh, fresh.At, false)]);
        var next = With(item, new(fresh.Id, fresh.At, fresh.Text)) with
        {
            Lesson = fresh.Lesson.Length > 0 ? fresh.Lesson : item.Lesson,
        };
        // Who talks with them goes on; otherwise it is their mentor's.
        return MentorsPhone.Asked(next.MentorAt(now).Length == 0 && fresh.Mentor.Length > 0 && item.State != ConversationState.Open
            ? next.With(fresh.Mentor, now) : next, [], now);
    }

    /// <summary>Sends the reply to the person's present number, which may have changed.</summary>
    private static Outcome<InboxItem> Answered(InboxItem item, ReplyToInbox reply, Instant now) => new(
        With(reply.From is { } mentor && !item.IsWith(mentor.Name, now) ? item.With(mentor.Name, now) : item,
            new(reply.Id, now, reply.Text, reply.Name, Ends: !reply.Waits)),
        [new Send(
            SmsOrder.To(item.Phone, Purpose.Mentor, new MentorSms(reply.Text, reply.Name), item.Programme, now)
                with { PersonId = item.PersonId }),
            Talks(item, now, true)]);

    private static AggregateId Of(InboxItem item) => new(AggregateKind.Inbox, item.Id);

    /// <summary>The phone knows for some time where the person's next text belongs.</summary>
    private static Tell Talks(InboxItem item, Instant at, bool answered) => new(AggregateId.Subscriber(item.Phone),
        new TalkGoesOn(AggregateId.Person(item.Programme, item.PersonId).Key, new Talk(item.Id, at + Talk.Lasts, answered)));
}
