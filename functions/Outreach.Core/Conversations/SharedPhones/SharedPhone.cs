using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// SMS from a phone with an uncertain sender: shared, or in quarantine. STOP applies to the phone, until a name moves it to that person.
/// What gives, binds or takes needs menus and PIN; see docs/decisions/0228 and 0246.
/// </summary>
internal static class SharedPhone
{
    /// <summary>The most words beside STOP that may be names.</summary>
    private const int MostNames = 4;
    /// <summary>From so many letters on, a name with one slip is that name.</summary>
    private const int ShortestWithASlip = 4;
    /// <summary>How long a name behind STOP answers whose the STOP before was.</summary>
    private static readonly Duration askedFor = Duration.FromDays(1);

    public static bool IsOne(Subscriber subscriber) => subscriber.IsShared || subscriber.Quarantine is not null;

    public static Outcome<Subscriber> Decide(Subscriber subscriber, SmsIn sms, Instant now)
    {
        if (subscriber.Handled.Contains(sms.Id)) return Outcome<Subscriber>.Nothing(subscriber);
        var intent = SmsParser.Read(subscriber, sms);
        if (StopOrStart(subscriber, sms, intent, now) is { } word) return word;
        if (PinText.IsRedacted(sms.Text)) return SmsDecisions.Decide(subscriber, sms with { Account = null }, now);
        // A 1 would be anybody's, so that STOP is asked for, with a name or without.
        if (intent is SmsIntent.MayStop may)
            return SmsDecisions.Reply(subscriber, sms,
                new HowToWriteSms(may.Purpose == ConsentPurpose.Tips ? Keyword.StopTips : Keyword.Stop, null), now);
        if (OptOut.Of(SmsTokens.Of(sms.Text).Words, SmsParser.LineOf(subscriber)) is { IsClear: true, IsTaught: true, NamesAThing: true })
            return SmsDecisions.Reply(subscriber, sms, new HowToWriteSms(Keyword.Stop, null), now);
        if (SharedLessons.Decide(subscriber, sms, now) is { } lesson) return lesson;
        if (subscriber.Quarantine is not null) return SmsDecisions.Reply(subscriber, sms, new ProveItSms(sms.UssdCode), now);
        if (JoinReading.JoinOf(sms.Text) is not null) return SmsDecisions.Reply(subscriber, sms, new SharedDialSms(sms.UssdCode), now);
        // Where the menu does it says nothing of anybody's.
        if (intent is SmsIntent.Erase) return SmsDecisions.Reply(subscriber, sms, new HowToEraseSms(sms.UssdCode), now);
        if (SharedWords.Signed(subscriber, sms, now) is { } signed) return signed;
        if (intent is SmsIntent.Unclear && SmsTokens.SaysSomething(sms.Text))
            return SharedWords.Signature(subscriber, sms.Text) is { } writer
                ? InNameOf(subscriber, sms with { Account = null }, writer.Holder.Key, now)
                : SharedWords.Wrote(subscriber, sms, now);
        return Writer(subscriber, sms, intent) is { } account
            ? Told(InNameOf(subscriber, sms with { Account = account }, account.Id, now), subscriber.Find(account.Id)!, sms, now)
            : SmsDecisions.Reply(subscriber, sms, new SharedDialSms(sms.UssdCode), now);
    }

    /// <summary>
    /// STOP stops the whole phone at once, because nobody knows who wrote it, and asks for the name. With the name of one user it is that
    /// person's; as an answer to the question, the others go on. START returns nobody: a name is no proof.
    /// </summary>
    private static Outcome<Subscriber>? StopOrStart(Subscriber subscriber, SmsIn sms, SmsIntent intent, Instant now)
    {
        var (said, at) = (Normaliser.ForInput(sms.Text), sms.ReceivedAt ?? now);
        // Nobody returns by the word of somebody unknown, whatever name stands behind it.
        if (intent is SmsIntent.Start || IsStart(subscriber, sms.Text))
            return subscriber.Quarantine is null
                ? SmsDecisions.Reply(subscriber, sms, new WhoStartsSms(WhoDialogue.Names(subscriber)[0]), now).Naming(subscriber.Holders)
                : SmsDecisions.Reply(subscriber, sms, new ProveItSms(sms.UssdCode), now);
        var order = StopIn(subscriber, sms.Text) ?? intent switch
        {
            SmsIntent.Stop => new StopOrder(null, [], true, true, true, true),
            SmsIntent.StopPurpose one => new StopOrder(one.Purpose, [], true, true, true, true),
            _ => null,
        };
        if (order is null) return null;
        // In quarantine the writer may be anybody: only the number can be stopped, and nobody by name.
        if (subscriber.Quarantine is not null)
            return SmsConsents.Answered(subscriber, sms, Changed(subscriber, subscriber.Suppressed(Suppression.Stop, at)),
                subscriber.SaysStop ? null : new StoppedSms(), now);
        var named = order.Rest.Count == 0 ? null : Named(subscriber, order.Rest);
        // One purpose stops for everybody: a message less harms nobody, and the menu returns it.
        if (order.Purpose is { } purpose)
            return SmsConsents.Answered(subscriber, sms,
                EachProgramme.Of(subscriber, named is null ? subscriber.Holders : subscriber.SameAs(named),
                    u => ConsentDecisions.Stop(u, purpose, "sms", said, at)),
                SmsConsents.StoppedNow(named is null ? subscriber.Holders : subscriber.SameAs(named), purpose), now);
        var isNews = named is null ? !subscriber.SaysStop || !subscriber.Holders.All(subscriber.StopsFor)
            : subscriber.SaysStop || subscriber.SameAs(named).Any(u => u.Consent is not { StoppedByName: true });
        return named is null
            ? SmsConsents.Answered(subscriber, sms, StopAll(subscriber, "sms", said, at),
                isNews ? new SharedStoppedSms(WhoDialogue.Names(subscriber)[0]) : null, now).Naming(subscriber.Holders)
            : SmsConsents.Answered(subscriber, sms, StopOne(subscriber, named, said, at), isNews ? new NamedStoppedSms() : null, now);
    }

    private static Outcome<Subscriber> StopOne(Subscriber subscriber, string key, string said, Instant at)
    {
        var moved = Moved(subscriber, key, said, at);
        var stopped = EachProgramme.Of(moved.State!, subscriber.SameAs(key), s => ConsentDecisions.Stop(s, "sms", said, at));
        return stopped with { Effects = [.. moved.Effects, .. stopped.Effects] };
    }

    /// <summary>The number is silent, and each user counts as stopped elsewhere too.</summary>
    internal static Outcome<Subscriber> StopAll(Subscriber subscriber, string source, string said, Instant at) =>
        EachProgramme.Of(subscriber.Suppressed(Suppression.Stop, at), subscriber.Holders,
            s => ConsentDecisions.StopPhone(s, source, said, at));

    /// <summary>
    /// The name answers whose a STOP without one was, within a day and for who was here then: the others go on. A later one is a STOP of
    /// its own.
    /// </summary>
    private static Outcome<Subscriber> Moved(Subscriber subscriber, string key, string said, Instant at) =>
        subscriber.StopHere is { } stop && at < stop.At + askedFor && subscriber.Find(key)?.Tenure is { } tenure && tenure.Since <= stop.At
            ? Freed(subscriber, [.. subscriber.Holders.Except(subscriber.SameAs(key))], said, at)
            : Outcome<Subscriber>.Nothing(subscriber);

    /// <summary>The STOP that was said here is over: for the number, and for these users on their other numbers.</summary>
    private static Outcome<Subscriber> Freed(Subscriber subscriber, IReadOnlyList<PhoneUser> users, string said, Instant at) =>
        EachProgramme.Of(subscriber.Lifted(Suppression.Stop, at),
            [.. users.Where(u => subscriber.StopHere?.At >= u.Consent?.PhoneStoppedAt)], s => ConsentDecisions.FreePhone(s, said, at));

    private static Outcome<Subscriber> Changed(Subscriber before, Subscriber after) =>
        ReferenceEquals(before, after) ? Outcome<Subscriber>.Nothing(before) : new(after, []);

    /// <summary>STOP alone, with the name of a user, or with words that may be a name: one, or a few behind our own STOP.</summary>
    private static StopOrder? StopIn(Subscriber subscriber, string text) =>
        OptOut.Of(SmsTokens.Of(text).Words, SmsParser.LineOf(subscriber)) is { IsClear: true } order
        && (order.Rest.Count == 0 || order.Rest.Count <= MostNames && order.Rest.Any(w => IsLikeAName(subscriber, w))
            || !order.NamesAThing && order.Rest.Count <= (order.IsPlain ? MostNames : order.IsTaught ? 1 : 0))
            ? order
            : null;

    private static bool IsLikeAName(Subscriber subscriber, string word) => subscriber.Holders.Any(u =>
        SmsTokens.Of(u.Holder.Name).Words.Any(n => Is(n, word, slips: 1)));

    /// <summary>START with the name of a user behind it.</summary>
    private static bool IsStart(Subscriber subscriber, string text)
    {
        var words = SmsTokens.Of(text).Words;
        var order = Enumerable.Range(1, Math.Max(0, words.Count - 1)).LastOrDefault(
            n => SmsParser.Read(string.Join(' ', words.Take(n)), SmsParser.LineOf(subscriber)) is SmsIntent.Start);
        return order > 0 && Named(subscriber, [.. words.Skip(order)]) is not null;
    }

    /// <summary>The one user with this name, or with one slip in it where nobody has the name as it is; null for none or several.</summary>
    private static string? Named(Subscriber subscriber, IReadOnlyList<string> words)
    {
        var typed = string.Join(' ', words);
        var people = subscriber.People.Zip(WhoDialogue.Names(subscriber), (user, shown) => (user.Holder.Key,
            Names: new[] { user.Holder.Name, user.FirstName, shown }.Select(n => string.Join(' ', SmsTokens.Of(n).Words))
                .ToList())).ToList();
        var found = new[] { 0, 1 }.Select(slips => people.Where(p => p.Names.Any(n => Is(n, typed, slips))).ToList())
            .FirstOrDefault(some => some.Count > 0);
        return found is [var one] ? one.Key : null;
    }

    /// <summary>Whether the name is meant. A short one has to be typed as it is.</summary>
    private static bool Is(string name, string typed, int slips) =>
        EditDistance.Of(name, typed) <= (name.Length < ShortestWithASlip ? 0 : slips);

    /// <summary>The one account that the text can concern; null when several fit, or when it takes proof.</summary>
    private static Account? Writer(Subscriber subscriber, SmsIn sms, SmsIntent intent)
    {
        var repeat = sms.Shared?.FirstOrDefault(a => a.Entries.Any(e => e.Answered == sms.Id));
        if (repeat is not null) return repeat;
        var theirs = (sms.Shared ?? []).Where(a => intent switch
        {
            SmsIntent.Check check => a.Find(check.Code) is not null,
            SmsIntent.Pulse => a.Entries.Any(e => e.PulseOpen),
            _ => SharedUse.MayTell(subscriber, a, intent),
        }).ToList();
        return theirs is [var one] ? one : null;
    }

    /// <summary>The audit says that a telling came from a phone of several people.</summary>
    private static Outcome<Subscriber> Told(Outcome<Subscriber> outcome, PhoneUser user, SmsIn sms, Instant now) =>
        outcome.Effects.Any(e => e is Tell { Command: ReportPayment or ReportDelivery })
            ? outcome with { Effects = [.. outcome.Effects,
                new KeepAudit(user.Holder.Programme, KeepAudit.Phone, "shared.told", user.Holder.PersonId, now, sms.Text)] }
            : outcome;

    /// <summary>Decides as if this user were the only one; the current user is restored afterwards.</summary>
    private static Outcome<Subscriber> InNameOf(Subscriber subscriber, SmsIn sms, string key, Instant now)
    {
        var theirs = subscriber.As(key);
        var outcome = SmsDecisions.Decide(theirs, sms, now);
        return outcome with { State = ReferenceEquals(outcome.State, theirs) ? subscriber : outcome.State?.As(subscriber.Holder?.Key) };
    }
}
