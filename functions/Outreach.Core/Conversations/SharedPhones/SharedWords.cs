using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>Free words from a phone that several people use reach a mentor, with who wrote them, or who is asked.</summary>
internal static class SharedWords
{
    /// <summary>A name alone, after somebody was asked who wrote. Null for other texts.</summary>
    public static Outcome<Subscriber>? Signed(Subscriber subscriber, SmsIn sms, Instant now)
    {
        if (subscriber.Unsigned is not { } open || now >= open.At + UnsignedSms.AskedFor || !sms.IsAfter(open.At)) return null;
        if (Named(subscriber, string.Join(' ', SmsTokens.Of(sms.Text).Words)) is not { } user) return null;
        var signed = subscriber with { Unsigned = null };
        var holder = user.Holder;
        Tell told = open.InboxId is { } id
            ? new(new AggregateId(AggregateKind.Inbox, id), new SignInbox(holder.PersonId, holder.Name, holder.OwnMentor))
            : Kept(subscriber, open.SmsId, open.Text!, holder.Programme, new(holder.PersonId, holder.Name), null, now, holder.OwnMentor);
        var replied = SmsDecisions.Reply(signed, sms, new NotUnderstoodSms(sms.UssdCode), now);
        return replied with { Effects = [told, .. replied.Effects] };
    }

    /// <summary>Forwards the words at once where one programme's mentors may read them, and asks who wrote them.</summary>
    public static Outcome<Subscriber> Wrote(Subscriber subscriber, SmsIn sms, Instant now)
    {
        var names = WhoDialogue.Names(subscriber);
        var asked = SmsDecisions.Reply(subscriber, sms, new WhoWroteSms(names), now).Naming(subscriber.Holders);
        if (asked.Effects.All(e => e is not Send)) return asked;
        var programmes = subscriber.Holders.Select(u => u.Holder.Programme).Distinct().ToList();
        var writers = subscriber.People.Zip(names, (u, name) => new Writer(u.Holder.PersonId, name)).ToList();
        var told = programmes is [var one]
            ? Kept(subscriber, sms.Id, sms.Text, one, new("", InboxItem.NamesOf(writers)), writers, now)
            : null;
        var open = new UnsignedSms(sms.Id, sms.ReceivedAt ?? now, told?.To.Key, told is null ? InboxItem.Readable(sms.Text) : null);
        return asked with { State = asked.State! with { Unsigned = open },
            Effects = told is null ? asked.Effects : [told, .. asked.Effects] };
    }

    /// <summary>The only user whose name begins or ends the text; null for none or several.</summary>
    public static PhoneUser? Signature(Subscriber subscriber, string text)
    {
        var words = SmsTokens.Of(text).Words;
        if (words.Count < 2) return null;
        return subscriber.People.Zip(WhoDialogue.Names(subscriber)).Where(u =>
            new[] { u.First.FirstName, u.First.Holder.Name, u.Second }.Select(n => SmsTokens.Of(n).Words).Any(n => n.Count > 0
                && (words.Take(n.Count).SequenceEqual(n) || words.TakeLast(n.Count).SequenceEqual(n)))).ToList() is [var one]
            ? one.First
            : null;
    }

    /// <summary>The only user of this name; null for none or several.</summary>
    internal static PhoneUser? Named(Subscriber subscriber, string said) => subscriber.People.Zip(WhoDialogue.Names(subscriber))
        .Where(u => new[] { u.First.FirstName, u.First.Holder.Name, u.Second }
            .Any(n => string.Join(' ', SmsTokens.Of(n).Words) == said)).ToList() is [var one] ? one.First : null;

    private static Tell Kept(Subscriber subscriber, string smsId, string text, string programme, Writer who,
        IReadOnlyList<Writer>? writers, Instant now, string mentor = "")
    {
        var id = AggregateId.Inbox(programme, InboxItem.IdOf(smsId, now));
        return new(id,
            new TakeIn(new InboxItem(id.Key, programme, who.PersonId, who.Name, subscriber.Phone, InboxItem.Readable(text),
                now, Writers: writers).With(mentor, now)));
    }
}
