using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// A phone that passes on messages of others: asked, agreed, and over. The role is the number's, so that an unregistered contact has it,
/// and it ends with a STOP or with whoever has the number.
/// </summary>
internal static class ContactDecisions
{
    private static readonly HashSet<string> agree = Keywords.Of("Agree");
    private static readonly HashSet<string> leave = Keywords.Of("StopContact");

    public static Outcome<Subscriber> Ask(Subscriber subscriber, AskContact ask, Instant now)
    {
        if (Has(subscriber, ask.Key)) return Outcome<Subscriber>.Nothing(subscriber);
        var tries = DayTries.Of(subscriber, now);
        if (tries.Contacts >= DayTries.MostContacts) return new(subscriber, [Ended(subscriber, ask.Key, ContactEnd.NotAsked, now)]);
        var asked = subscriber with
        {
            ContactAsks = [.. subscriber.ContactAsks ?? [], new ContactAsk(ask.Key, ask.Name, now)],
            Tries = tries with { Contacts = tries.Contacts + 1 },
        };
        return new(asked, [Order(subscriber, Purpose.Contact, new ContactAskSms(ask.Name, ask.Key), now),
            new WakeAt(AggregateId.Subscriber(subscriber.Phone), now + ContactAsk.OpenFor)]);
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
                [.. asks[false].Select(a => Ended(subscriber, a.Key, ContactEnd.NotAnswered, now))])
            : Outcome<Subscriber>.Nothing(subscriber);
    }

    private static Outcome<Subscriber> With(Subscriber subscriber, ContactAsk before, ContactAsk after) =>
        new(subscriber with { ContactAsks = [.. subscriber.ContactAsks!.Select(a => a == before ? after : a)] }, []);

    /// <summary>The person or a coordinator ended it: who had agreed is told.</summary>
    public static Outcome<Subscriber> Over(Subscriber subscriber, ContactOver over, Instant now)
    {
        if (!Has(subscriber, over.Key)) return Outcome<Subscriber>.Nothing(subscriber);
        var role = subscriber.Contacts?.FirstOrDefault(c => c.Key == over.Key);
        return new(Without(subscriber, over.Key),
            role is null ? [] : [Order(subscriber, Purpose.Receipt, new ContactEndedSms(role.Name), now).Naming(over.Key)]);
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
        var polite = intent is SmsIntent.Nearly { Keyword: Keyword.Answer };
        if (intent is not SmsIntent.Answer { Code: null } && !polite) return null;
        var asks = (subscriber.ContactAsks ?? []).Where(a => IsMeant(a, sms, now) && sms.IsAfter(a.SeenAt)).ToList();
        var offers = (sms.Shared ?? []).Append(sms.Account).OfType<Accounts.Account>().SelectMany(a => a.AwaitingAnswer(now)).ToList();
        if (asks.Count == 0)
            return offers.Count == 0 && intent is SmsIntent.Answer { Accept: true } && subscriber.Question is null
                && subscriber.ContactAsks?.FirstOrDefault(a => a.LostAt is not null && IsMeant(a, sms, now)) is { } lost
                ? SmsDecisions.Reply(subscriber, sms, new ContactAskSms(lost.Name, lost.Key), now)
                : null;
        var seen = asks.Max(a => a.SeenAt!.Value);
        var later = offers.Any(o => o.Question?.SeenAt is not { } at || at >= seen)
            || subscriber.Holders.Any(u => u.Question is { } q && q.IsOpen(now) && q.SeenAt >= seen);
        // Its own word after a newer question may mean either, and binds neither.
        if (later) return agree.Contains(said) && offers.Count > 0
            ? SmsDecisions.Reply(subscriber, sms, SmsDecisions.Which(offers), now)
            : null;
        // The answer is to the newest; an older question is put again before it can be answered.
        var newest = asks.MaxBy(a => a.SeenAt)!;
        List<ContactAsk> rest = [.. subscriber.ContactAsks!.Where(a => a != newest)
            .Select(a => a.SeenAt is null ? a : a with { SeenAt = null, LostAt = sms.ReceivedAt ?? now })];
        var open = subscriber with { ContactAsks = rest.Count > 0 ? rest : null };
        if (polite) return SmsDecisions.Reply(subscriber, sms, new ContactAskSms(newest.Name, newest.Key), now);
        return intent is SmsIntent.Answer { Accept: true }
            ? Agreed(subscriber, open, sms, newest, now)
            : Declined(subscriber, open, sms, newest, now);
    }

    /// <summary>Ends what ended with this decision, whatever it was, and tells the persons.</summary>
    public static Outcome<Subscriber> After(Subscriber before, Outcome<Subscriber> outcome, Instant now)
    {
        if (before is { ContactAsks: null, Contacts: null } || outcome.State is not { } after || ReferenceEquals(before, after))
            return outcome;
        var stopped = Stops(after) && !Stops(before);
        if (stopped) after = after with { ContactAsks = null, Contacts = null };
        var changed = before.Holder is not null && after.Holders.All(h => !before.Holds(h.Holder.Key));
        if (changed) after = after with { ContactAsks = null, Contacts = null };
        var gone = Keys(before).Where(k => !Has(after, k)).ToList();
        var why = stopped ? ContactEnd.Stopped : ContactEnd.HandsChanged;
        return stopped || changed
            ? outcome with { State = after, Effects = [.. outcome.Effects, .. gone.Select(k => Ended(after, k, why, now))] }
            : outcome;
    }

    /// <summary>A number that may be another's by now passes nothing on.</summary>
    public static Outcome<Subscriber> Lost(Subscriber subscriber, NotArrived lost, Outcome<Subscriber> outcome, Instant now) =>
        subscriber is { Quarantine: null } and not { ContactAsks: null, Contacts: null } && RecycledNumbers.IsGone(subscriber, lost, now)
        ? new(outcome.State! with { ContactAsks = null, Contacts = null },
            [.. outcome.Effects, .. Keys(subscriber).Select(k => Ended(subscriber, k, ContactEnd.HandsChanged, now))])
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
        var (keys, names) = (Keys(subscriber), (subscriber.Contacts ?? []).Select(c => c.Name)
            .Concat((subscriber.ContactAsks ?? []).Select(a => a.Name)).ToList());
        return SmsConsents.Answered(subscriber, sms, new(subscriber with { ContactAsks = null, Contacts = null },
            [.. keys.Select(k => Ended(subscriber, k, ContactEnd.Left, sms.ReceivedAt ?? now))]), new ContactEndedSms(names[0]), now)
            .Naming(keys);
    }

    private static Outcome<Subscriber> Agreed(Subscriber before, Subscriber subscriber, SmsIn sms, ContactAsk ask, Instant now)
    {
        var at = sms.ReceivedAt ?? now;
        var notice = Words.Sms(subscriber.Language).Of(new ContactAskSms(ask.Name, ask.Key));
        return SmsConsents.Answered(before, sms, new(
            subscriber with { Contacts = [.. subscriber.Contacts ?? [], new ContactRole(ask.Key, ask.Name, at)] },
            [new Tell(new AggregateId(AggregateKind.Person, ask.Key),
                new SecondAgreed(subscriber.Phone, at, Normaliser.ForInput(sms.Text), notice, ask.SeenAt))]), new ContactThanksSms(), now);
    }

    private static Outcome<Subscriber> Declined(Subscriber before, Subscriber subscriber, SmsIn sms, ContactAsk ask, Instant now) =>
        SmsConsents.Answered(before, sms, new(subscriber, [Ended(subscriber, ask.Key, ContactEnd.Declined, sms.ReceivedAt ?? now)]),
            new ContactEndedSms(ask.Name), now).Naming(ask.Key);

    /// <summary>Whether the SMS was written while the question was open.</summary>
    private static bool IsMeant(ContactAsk ask, SmsIn sms, Instant now) => ask.IsOpen(sms.ReceivedAt ?? now);

    private static bool Stops(Subscriber subscriber) => subscriber.SaysStop || subscriber.Holders.Any(u => u.Consent is { Stopped: true });

    private static bool Has(Subscriber subscriber, string key) => Keys(subscriber).Contains(key);

    private static List<string> Keys(Subscriber subscriber) =>
        [.. (subscriber.ContactAsks ?? []).Select(a => a.Key).Concat((subscriber.Contacts ?? []).Select(c => c.Key)).Distinct()];

    private static Tell Ended(Subscriber subscriber, string key, ContactEnd why, Instant at) =>
        new(new AggregateId(AggregateKind.Person, key), new SecondEnded(subscriber.Phone, why, at));

    private static Send Order(Subscriber subscriber, Purpose purpose, Sms sms, Instant now) =>
        new(SmsOrder.To(subscriber.Phone, purpose, sms, subscriber.Programme, now));
}
