using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Joins by SMS: <c>JOIN CODE NAME</c> registers and asks for consent. Keeps answers typed in the menu before.</summary>
internal static class SmsJoining
{
    /// <summary>Null when the text is incomplete.</summary>
    public static Outcome<Subscriber>? Join(Subscriber subscriber, SmsIn sms, string rest, Instant now)
    {
        var (programme, name) = JoinReading.Read(rest, sms.Open ?? []);
        var draft = subscriber.Joining is { } kept && kept.IsKept(now) ? kept : null;
        programme ??= rest.Length == 0 && draft?.Programme is { } begun ? sms.Open?.FirstOrDefault(p => p.Id == begun.Id) : null;
        if (programme is null) return null;
        var typed = draft?.Programme?.Id == programme.Id ? draft : new JoinDraft(now);
        // Another name on the same phone is another person, and takes none of what was typed.
        if (name is not null && typed.Name.Length > 0 && !Spelling.Same(name, typed.Name)) typed = new JoinDraft(now);
        name ??= typed.Name.Length > 0 ? typed.Name : null;
        if (name is null) return null;
        return Registered(subscriber, sms, typed with { Programme = programme, Name = name }, programme, now);
    }

    /// <summary>
    /// One more programme for the person who uses this phone alone, asked for by its code. Null for another name, a word that is no code,
    /// or a programme that knows her.
    /// </summary>
    public static Outcome<Subscriber>? JoinToo(Subscriber subscriber, SmsIn sms, string rest, Instant now)
    {
        var (programme, name) = JoinReading.Named(rest, sms.Open ?? []);
        var holder = subscriber.Holder!;
        if (programme is null || !OneMore.MayJoin(subscriber, programme.Id)
            || name is not null && !Spelling.Same(name, holder.Name) && !Spelling.Same(name, subscriber.Current!.FirstName)) return null;
        var draft = new JoinDraft(now, programme, Name: name is null ? holder.Name : Longer(name, holder.Name));
        var register = new Register(sms.Id, draft.ToHolder(subscriber, sms.Id, sms.Secret), null, "sms");
        var joined = OneMore.Joined(subscriber, register, now);
        var open = joined.State!.Consent.In(ConsentState.NotAsked);
        var asked = ConsentDecisions.Ask(joined.State, programme.Name, open, Purpose.Reply, now);
        return new(SmsDecisions.WithHandled(asked.State!, sms),
            [.. joined.Effects, .. asked.Effects, .. JoinDraft.Follows(register.Holder, now)]);
    }

    /// <summary>
    /// Somebody of another name asks to join from this phone: whoever uses it is asked, as of every newcomer. Null where nobody is named.
    /// </summary>
    public static Outcome<Subscriber>? JoinAnother(Subscriber subscriber, SmsIn sms, string rest, Instant now)
    {
        var (programme, name) = JoinReading.Named(rest, sms.Open ?? []);
        if (programme is null || name is null
            || subscriber.Holders.Any(u => Spelling.Same(name, u.Holder.Name) || Spelling.Same(name, u.FirstName))) return null;
        var holder = new JoinDraft(now, programme, Name: name).ToHolder(subscriber, sms.Id, sms.Secret);
        var asked = Newcomers.Ask(subscriber, new Register(sms.Id, holder, null, "sms", Ask: programme.Name, Shared: true), now);
        return asked.Effects.OfType<Send>().Any() ? new(SmsDecisions.WithHandled(asked.State!, sms), asked.Effects) : null;
    }

    private static string Longer(string typed, string known) => typed.Length >= known.Length ? typed : known;

    private static Outcome<Subscriber> Registered(Subscriber subscriber, SmsIn sms, JoinDraft draft, OpenProgramme programme, Instant now)
    {
        var register = new Register(sms.Id, draft.ToHolder(subscriber, sms.Id, sms.Secret), null, "sms", draft.Answers);
        var outcome = SubscriberDecisions.Registered(subscriber, register, now);
        // JOIN itself gives nothing: every purpose that the menu has not asked about is asked now.
        var open = outcome.State!.Consent.In(ConsentState.NotAsked);
        var asked = ConsentDecisions.Ask(outcome.State!, programme.Name, open, Purpose.Reply, now);
        return new(SmsDecisions.WithHandled(asked.State!, sms),
            [.. outcome.Effects, .. asked.Effects, .. JoinDraft.Follows(register.Holder, now)]);
    }
}
