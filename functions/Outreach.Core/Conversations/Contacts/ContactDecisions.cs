using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// A phone that passes on messages of others, or mediates: asked, agreed, and over. The role is the number's, so that somebody
/// unregistered has it, and it ends with a STOP or with whoever has the number.
/// </summary>
internal static class ContactDecisions
{
    private static readonly HashSet<string> agree = Keywords.Of("Agree");
    private static readonly HashSet<string> leave = Keywords.Of("StopContact");

    public static Outcome<Subscriber> Ask(Subscriber subscriber, AskContact ask, Instant now)
    {
        var tries = DayTries.Of(subscriber, now);
        return Put(subscriber, new(ask.Key, ask.Name, now), tries.Contacts < DayTries.MostContacts,
            tries with { Contacts = tries.Contacts + 1 }, now);
    }

    /// <summary>
    /// Asks who was named as a mediator. Not where nobody knows who would answer, where our SMS are stopped, or where a side would.
    /// </summary>
    public static Outcome<Subscriber> Ask(Subscriber subscriber, AskMediator ask, Instant now)
    {
        var tries = DayTries.Of(subscriber, now);
        var mayBe = subscriber is { IsShared: false, Quarantine: null, IsBlocked: false } && !Stops(subscriber)
            && !subscriber.Holders.Any(u => ask.Sides.Contains(u.Holder.Key));
        return Put(subscriber, new(ask.Code, ask.Code, now, Case: new(ask.Programme, ask.About)), mayBe && tries.Cases < DayTries.MostCases,
            tries with { Cases = tries.Cases + 1 }, now);
    }

    private static Outcome<Subscriber> Put(Subscriber subscriber, ContactAsk ask, bool may, DayTries tries, Instant now)
    {
        if (Has(subscriber, ask.Key)) return Outcome<Subscriber>.Nothing(subscriber);
        if (!may) return new(subscriber, [Ended(subscriber, ask, ContactEnd.NotAsked, now)]);
        return new(subscriber with { ContactAsks = [.. subscriber.ContactAsks ?? [], ask], Tries = tries },
            [Order(subscriber, Purpose.Contact, ask.Question, now, ask.Case),
                new WakeAt(AggregateId.Subscriber(subscriber.Phone), ask.Until)]);
    }

    public static Outcome<Subscriber> Asked(Subscriber subscriber, string key, Instant at) =>
        subscriber.ContactAsks?.FirstOrDefault(a => a.Key == key) is { SeenAt: null } ask && !(at <= ask.LostAt)
        ? With(subscriber, ask, ask with { SeenAt = at, LostAt = null })
        : Outcome<Subscriber>.Nothing(subscriber);

    /// <summary>The question did not reach the phone, so no SMS answers it.</summary>
    public static Outcome<Subscriber> Lost(Subscriber subscriber, string key, Instant at) =>
        subscriber.ContactAsks?.FirstOrDefault(a => a.Key == key) is { } ask && at >= ask.At
        ? With(subscriber, ask, ask with { SeenAt = null, LostAt = at })
        : Outcome<Subscriber>.Nothing(subscriber);

    /// <summary>A question that nobody answered in its time is over, and the person hears of it.</summary>
    public static Outcome<Subscriber> Woken(Subscriber subscriber, Instant now)
    {
        var asks = (subscriber.ContactAsks ?? []).ToLookup(a => a.IsOpen(now));
        return asks[false].Any()
            ? new(subscriber with { ContactAsks = asks[true].Any() ? [.. asks[true]] : null },
                [.. asks[false].Select(a => Ended(subscriber, a, ContactEnd.NotAnswered, now))])
            : Outcome<Subscriber>.Nothing(subscriber);
    }

    private static Outcome<Subscriber> With(Subscriber subscriber, ContactAsk before, ContactAsk after) =>
        new(subscriber with { ContactAsks = [.. subscriber.ContactAsks!.Select(a => a == before ? after : a)] }, []);

    /// <summary>Somebody else ended it: who had agreed is told.</summary>
    public static Outcome<Subscriber> Over(Subscriber subscriber, string key, Instant now)
    {
        if (!Has(subscriber, key)) return Outcome<Subscriber>.Nothing(subscriber);
        var role = subscriber.Contacts?.FirstOrDefault(c => c.Key == key);
        return new(Without(subscriber, key),
            role is null ? [] : [Order(subscriber, Purpose.Receipt, role.Ended, now, role.Case).Naming(key)]);
    }

    /// <summary>
    /// The answer to a contact's own question, or the word that ends the role. Null when the SMS is about something else, such as a
    /// question that reached this phone later.
    /// </summary>
    public static Outcome<Subscriber>? Answer(Subscriber subscriber, SmsIn sms, Instant now)
    {
        if (subscriber is { ContactAsks: null, Contacts: null }) return null;
        var said = string.Join(' ', SmsTokens.Of(sms.Text).Words);
        if (leave.Contains(said)) return Left(subscriber, sms, said, now);
        if (subscriber.Quarantine is not null) return null;
        var intent = SmsParser.Read(subscriber, sms);
        if (Named(subscriber, sms, intent, now) is { } named) return named;
        var polite = intent is SmsIntent.Nearly { Keyword: Keyword.Answer };
        if (intent is not SmsIntent.Answer { Code: null } && !polite) return null;
        var asks = (subscriber.ContactAsks ?? []).Where(a => IsMeant(a, sms, now) && sms.IsAfter(a.SeenAt)).ToList();
        var offers = (sms.Shared ?? []).Append(sms.Account).OfType<Accounts.Account>().SelectMany(a => a.AwaitingAnswer(now)).ToList();
        if (asks.Count == 0)
            return offers.Count == 0 && intent is SmsIntent.Answer { Accept: true } && subscriber.Question is null
                && subscriber.ContactAsks?.FirstOrDefault(a => a.LostAt is not null && IsMeant(a, sms, now)) is { } lost
                ? SmsDecisions.Reply(subscriber, sms, lost.Question, now)
                : null;
        var seen = asks.Max(a => a.SeenAt!.Value);
        var later = offers.Any(o => o.Question?.SeenAt is null || BareAnswer.ReachedAt(subscriber, o) >= seen)
            || subscriber.Holders.Any(u => u.Question is { } q && q.IsOpen(now) && q.SeenAt >= seen);
        // Its own word after a newer question may mean either, and binds neither.
        if (later) return agree.Contains(said) && offers.Count > 0
            ? SmsDecisions.Reply(subscriber, sms, SmsDecisions.Which(offers, now), now)
            : null;
        // The answer is to the newest; an older question is put again before it can be answered.
        var newest = asks.MaxBy(a => a.SeenAt)!;
        List<ContactAsk> rest = [.. subscriber.ContactAsks!.Where(a => a != newest)
            .Select(a => a.SeenAt is null ? a : a with { SeenAt = null, LostAt = sms.ReceivedAt ?? now })];
        var open = subscriber with { ContactAsks = rest.Count > 0 ? rest : null };
        if (polite) return SmsDecisions.Reply(subscriber, sms, newest.Question, now);
        // A second 1 is for what was answered before.
        if (BareAnswer.HasAnsweredSince(subscriber, sms, seen)) return Again(subscriber, sms, newest, now);
        return intent is SmsIntent.Answer { Accept: true }
            ? Agreed(subscriber, open, sms, newest, now)
            : Declined(subscriber, open, sms, newest, now);
    }

    /// <summary>Puts the question once more; it is answered after that, and not by what was sent before.</summary>
    private static Outcome<Subscriber> Again(Subscriber subscriber, SmsIn sms, ContactAsk ask, Instant now)
    {
        var put = With(subscriber, ask, ask with { SeenAt = null, LostAt = sms.ReceivedAt ?? now }).State!;
        return SmsDecisions.Reply(put, sms, ask.Question, now);
    }

    /// <summary>
    /// A code names the dispute: its question is answered or shown, and a no later leaves it. Null for a code of something else.
    /// </summary>
    private static Outcome<Subscriber>? Named(Subscriber subscriber, SmsIn sms, SmsIntent intent, Instant now)
    {
        var (code, accept) = intent switch
        {
            SmsIntent.Answer answer => (answer.Code, answer.Accept),
            SmsIntent.Check check => (check.Code, true),
            _ => (null, false),
        };
        if (code is null) return null;
        if (subscriber.Contacts?.FirstOrDefault(c => c.Case is not null && c.Key == code) is { } role)
            return accept
                ? new(SmsDecisions.WithHandled(subscriber, sms), [Yes(subscriber, sms, role, null, now)])
                : SmsConsents.Answered(subscriber, sms,
                    new(Without(subscriber, code), [Ended(subscriber, code, role.Case, ContactEnd.Left, sms.ReceivedAt ?? now)]),
                    role.Ended, now);
        if (subscriber.ContactAsks?.FirstOrDefault(a => a.Case is not null && a.Key == code && IsMeant(a, sms, now)) is not { } ask)
            return null;
        var open = Without(subscriber, code);
        return !accept ? Declined(subscriber, open, sms, ask, now)
            : intent is SmsIntent.Answer && sms.IsAfter(ask.SeenAt) ? Agreed(subscriber, open, sms, ask, now)
            : SmsDecisions.Reply(subscriber, sms, ask.Question, now);
    }

    /// <summary>Ends what ended with this decision, whatever it was, and tells who had asked.</summary>
    public static Outcome<Subscriber> After(Subscriber before, Outcome<Subscriber> outcome, Instant now)
    {
        if (before is { ContactAsks: null, Contacts: null } || outcome.State is not { } after || ReferenceEquals(before, after))
            return outcome;
        var stopped = Stops(after) && !Stops(before);
        if (stopped) after = after with { ContactAsks = null, Contacts = null };
        var changed = before.Holder is not null && after.Holders.All(h => !before.Holds(h.Holder.Key));
        if (changed) after = after with { ContactAsks = null, Contacts = null };
        // Who would answer about a dispute is not known any more.
        var joined = after.IsShared && !before.IsShared && Asks(after).Any(a => a.Case is not null);
        if (joined)
            after = Asks(after).Where(a => a.Case is not null).Aggregate(after, (s, a) => Without(s, a.Key));
        var gone = Mine(before).Where(m => !Has(after, m.Key)).ToList();
        var why = stopped ? ContactEnd.Stopped : ContactEnd.HandsChanged;
        return stopped || changed || joined
            ? outcome with { State = after, Effects = [.. outcome.Effects, .. gone.Select(m => Ended(after, m.Key, m.Case, why, now))] }
            : outcome;
    }

    /// <summary>A number that may be another's by now passes nothing on.</summary>
    public static Outcome<Subscriber> Lost(Subscriber subscriber, NotArrived lost, Outcome<Subscriber> outcome, Instant now) =>
        subscriber is { Quarantine: null } and not { ContactAsks: null, Contacts: null } && RecycledNumbers.IsGone(subscriber, lost, now)
        ? new(outcome.State! with { ContactAsks = null, Contacts = null },
            [.. outcome.Effects, .. Mine(subscriber).Select(m => Ended(subscriber, m.Key, m.Case, ContactEnd.HandsChanged, now))])
        : outcome;

    public static Subscriber Without(Subscriber subscriber, string key) => Has(subscriber, key)
        ? subscriber with
        {
            ContactAsks = subscriber.ContactAsks?.Where(a => a.Key != key).ToList() is { Count: > 0 } asks ? asks : null,
            Contacts = subscriber.Contacts?.Where(c => c.Key != key).ToList() is { Count: > 0 } roles ? roles : null,
        }
        : subscriber;

    private static Outcome<Subscriber> Left(Subscriber subscriber, SmsIn sms, string said, Instant now)
    {
        var mine = Mine(subscriber);
        return SmsConsents.Answered(subscriber, sms, new(subscriber with { ContactAsks = null, Contacts = null },
            [.. mine.Select(m => Ended(subscriber, m.Key, m.Case, ContactEnd.Left, sms.ReceivedAt ?? now))]), mine[0].Ended, now)
            .Naming([.. mine.Select(m => m.Key)]);
    }

    private static Outcome<Subscriber> Agreed(Subscriber before, Subscriber subscriber, SmsIn sms, ContactAsk ask, Instant now)
    {
        var role = new ContactRole(ask.Key, ask.Name, sms.ReceivedAt ?? now, ask.Case);
        var agreed = subscriber with { Contacts = [.. subscriber.Contacts ?? [], role] };
        // Both numbers come instead of thanks.
        return SmsConsents.Answered(before, sms, new(agreed, [Yes(subscriber, sms, role, ask, now)]),
            ask.Case is null ? new ContactThanksSms() : null, now);
    }

    private static Tell Yes(Subscriber subscriber, SmsIn sms, ContactRole role, ContactAsk? ask, Instant now)
    {
        var (said, at) = (Normaliser.ForInput(sms.Text), sms.ReceivedAt ?? now);
        var notice = ask is null ? "" : Words.Sms(subscriber.Language).Of(ask.Question);
        return role.Case is null
            ? new(new AggregateId(AggregateKind.Person, role.Key), new SecondAgreed(subscriber.Phone, at, said, notice, ask?.SeenAt))
            : new(AggregateId.Agreement(role.Key), new MediatorAgreed(sms.Id, subscriber.Phone, at, said, notice, ask?.SeenAt));
    }

    private static Outcome<Subscriber> Declined(Subscriber before, Subscriber subscriber, SmsIn sms, ContactAsk ask, Instant now) =>
        SmsConsents.Answered(before, sms, new(subscriber, [Ended(subscriber, ask, ContactEnd.Declined, sms.ReceivedAt ?? now)]),
            new ContactRole(ask.Key, ask.Name, now, ask.Case).Ended, now).Naming(ask.Key);

    /// <summary>Whether the SMS was written while the question was open.</summary>
    private static bool IsMeant(ContactAsk ask, SmsIn sms, Instant now) => ask.IsOpen(sms.ReceivedAt ?? now);

    private static bool Stops(Subscriber subscriber) => subscriber.SaysStop || subscriber.Holders.Any(u => u.Consent is { Stopped: true });

    private static bool Has(Subscriber subscriber, string key) => Mine(subscriber).Any(m => m.Key == key);

    private static IReadOnlyList<ContactAsk> Asks(Subscriber subscriber) => subscriber.ContactAsks ?? [];

    /// <summary>What the number agreed to, and then what it is asked for; each once.</summary>
    private static List<ContactRole> Mine(Subscriber subscriber) =>
        [.. (subscriber.Contacts ?? []).Concat(Asks(subscriber).Select(a => new ContactRole(a.Key, a.Name, a.At, a.Case)))
            .DistinctBy(m => m.Key)];

    private static Tell Ended(Subscriber subscriber, ContactAsk ask, ContactEnd why, Instant at) =>
        Ended(subscriber, ask.Key, ask.Case, why, at);

    private static Tell Ended(Subscriber subscriber, string key, MediationCase? dispute, ContactEnd why, Instant at) => dispute is null
        ? new(new AggregateId(AggregateKind.Person, key), new SecondEnded(subscriber.Phone, why, at))
        : new(AggregateId.Agreement(key), new MediatorEnded(subscriber.Phone, why, at));

    private static Send Order(Subscriber subscriber, Purpose purpose, Sms sms, Instant now, MediationCase? dispute) =>
        new(SmsOrder.To(subscriber.Phone, purpose, sms, dispute?.Programme ?? subscriber.Programme, now));
}
