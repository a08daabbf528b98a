using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>
/// SMS from a person in several programmes. A code names the programme; a bare answer is to the newest question; all other words go to
/// the programme that she chose last.
/// </summary>
public static class HerProgrammes
{
    public static Outcome<Subscriber> Decide(Subscriber subscriber, SmsIn sms, Instant now)
    {
        if (subscriber.Handled.Contains(sms.Id)) return Outcome<Subscriber>.Nothing(subscriber);
        // Who joins one more programme has chosen that one.
        if (JoinReading.JoinOf(sms.Text) is not null) return SmsDecisions.Decide(subscriber, sms, now);
        var key = Meant(subscriber, sms, SmsParser.Read(subscriber, sms), now) ?? subscriber.Holder!.Key;
        var theirs = subscriber.As(key);
        var outcome = SmsDecisions.Decide(theirs, sms with { Account = sms.Shared?.FirstOrDefault(a => a.Id == key) }, now);
        return outcome with { State = ReferenceEquals(outcome.State, theirs) ? subscriber : outcome.State?.As(subscriber.Holder!.Key) };
    }

    /// <summary>The programme that LEAVE means: the one named, or the one chosen last.</summary>
    public static PhoneUser? ToLeave(Subscriber subscriber, SmsIntent.Leave leave) =>
        subscriber.Mine.FirstOrDefault(u => u.Holder.Programme == leave.Programme) ?? subscriber.Current;

    private static string? Meant(Subscriber subscriber, SmsIn sms, SmsIntent intent, Instant now)
    {
        var accounts = sms.Shared ?? [];
        if (accounts.FirstOrDefault(a => a.Entries.Any(e => e.Answered == sms.Id)) is { } repeat) return repeat.Id;
        if (intent is SmsIntent.Leave leave) return ToLeave(subscriber, leave)!.Holder.Key;
        if (CodeOf(intent) is { } code) return accounts.FirstOrDefault(a => a.Find(code) is not null)?.Id;
        return intent switch
        {
            SmsIntent.Answer or SmsIntent.Nearly or SmsIntent.StopOrEnd => Asked(subscriber, accounts, sms, now),
            SmsIntent.Choice => (sms.Learners?.FirstOrDefault(l => l.Handled.Contains(sms.Id))
                ?? sms.Learners?.Where(l => l.Question is not null).MaxBy(l => l.Question!.AskedAt)) is { } learner
                ? AggregateId.Person(learner.Programme, learner.PersonId).Key
                : null,
            // Where agreements of several programmes fit, the answer asks for the code.
            SmsIntent.Paid or SmsIntent.Received or SmsIntent.Forwarded
                or SmsIntent.Delivered or SmsIntent.Problem or SmsIntent.Counter or SmsIntent.Correct or SmsIntent.Pulse
                or SmsIntent.Wrong =>
                accounts.FirstOrDefault(a => a.Entries.Any(intent is SmsIntent.Forwarded sent
                    ? e => SmsForwards.Fits(sms, sent.Money, e) : SmsActions.Fits(intent)))?.Id,
            _ => null,
        };
    }

    /// <summary>The programme of the newest question that reached the phone before the SMS; else the one with an open question.</summary>
    private static string? Asked(Subscriber subscriber, IReadOnlyList<Account> accounts, SmsIn sms, Instant now)
    {
        var consents = subscriber.Mine.Where(u => u.Question is { } q && q.IsOpen(now) && sms.IsAfter(q.SeenAt))
            .Select(u => (u.Holder.Key, At: u.Question!.SeenAt!.Value));
        var terms = accounts.Where(a => Newest(a) is not null).Select(a => (Key: a.Id, At: Newest(a)!.Value));
        var asked = consents.Concat(terms).OrderBy(a => a.At).ToList();
        return asked.Count > 0 ? asked[^1].Key
            : subscriber.Forwarded is { Asks: true } sent && accounts.FirstOrDefault(a => a.Find(sent.Code) is not null) is { } of ? of.Id
            : accounts.FirstOrDefault(a => a.AwaitingAnswer(now).Any())?.Id;

        Instant? Newest(Account account) =>
            account.AwaitingAnswer(now).Select(e => BareAnswer.ReachedAt(subscriber, e)).Where(at => sms.IsAfter(at)).Max();
    }

    internal static string? CodeOf(SmsIntent intent) => intent switch
    {
        SmsIntent.Answer answer => answer.Code,
        SmsIntent.Check check => check.Code,
        SmsIntent.StopOrEnd ends => ends.Code,
        SmsIntent.Counter counter => counter.Code,
        SmsIntent.Delivered delivered => delivered.Code,
        SmsIntent.Correct correct => correct.Code,
        SmsIntent.Paid paid => paid.Code,
        SmsIntent.Received got => got.Money.Code,
        SmsIntent.Close close => close.Code,
        SmsIntent.Wrong wrong => wrong.Code,
        SmsIntent.Problem problem => problem.Code,
        SmsIntent.Solved solved => solved.Code,
        SmsIntent.Pulse pulse => pulse.Code,
        SmsIntent.Nearly nearly => nearly.Code,
        _ => null,
    };
}
