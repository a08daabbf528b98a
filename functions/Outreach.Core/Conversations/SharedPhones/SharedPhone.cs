using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>
/// SMS from a phone with an uncertain sender: shared, or in quarantine. STOP and START apply to the phone. A report with an agreement's
/// code counts for its party; a binding answer takes menus and PIN. See docs/decisions/0081.
/// </summary>
internal static class SharedPhone
{
    public static bool IsOne(Subscriber subscriber) => subscriber.IsShared || subscriber.Quarantine is not null;

    public static Outcome<Subscriber> Decide(Subscriber subscriber, SmsIn sms, Instant now)
    {
        if (subscriber.Handled.Contains(sms.Id)) return Outcome<Subscriber>.Nothing(subscriber);
        var intent = SmsParser.Read(sms.Text);
        if (IsForThePhone(subscriber, sms, intent, now)) return SmsDecisions.Decide(subscriber, sms with { Account = null }, now);
        if (subscriber.Quarantine is not null) return SmsDecisions.Reply(subscriber, sms, new ProveItSms(sms.UssdCode), now);
        return Writer(sms, intent) is { } account
            ? InNameOf(subscriber, sms with { Account = account }, now)
            : SmsDecisions.Reply(subscriber, sms, new SharedDialSms(sms.UssdCode), now);
    }

    /// <summary>
    /// Whether the text concerns the phone: STOP, START, a struck-out PIN, or a consent answer that could answer no offer.
    /// </summary>
    private static bool IsForThePhone(Subscriber subscriber, SmsIn sms, SmsIntent intent, Instant now) =>
        intent is SmsIntent.Stop or SmsIntent.Start || JoinReading.StopOf(sms.Text) is not null || PinText.IsRedacted(sms.Text)
        || subscriber.Quarantine is null && subscriber.Question?.IsOpen(now) == true && intent is SmsIntent.Answer { Code: null }
            && sms.Shared?.Any(a => a.AwaitingAnswer(now).Any()) != true;

    /// <summary>The one account that the text can concern; null when several fit, or when the answer would bind.</summary>
    private static Account? Writer(SmsIn sms, SmsIntent intent)
    {
        var repeat = sms.Shared?.FirstOrDefault(a => a.Entries.Any(e => e.Answered == sms.Id));
        if (repeat is not null) return repeat;
        var theirs =
            sms.Shared?.Where(
                a => intent is SmsIntent.Pulse ? a.Entries.Any(e => e.PulseOpen) : Named(intent) is { } code && a.Find(code) is not null)
                .ToList();
        return theirs is [var one] ? one : null;
    }

    private static string? Named(SmsIntent intent) => intent switch
    {
        SmsIntent.Check check => check.Code,
        SmsIntent.Delivered delivered => delivered.Code,
        SmsIntent.Paid paid => paid.Code,
        SmsIntent.Problem problem => problem.Code,
        SmsIntent.Solved solved => solved.Code,
        _ => null,
    };

    /// <summary>Decides as if this user were the only one; the current user is restored afterwards.</summary>
    private static Outcome<Subscriber> InNameOf(Subscriber subscriber, SmsIn sms, Instant now)
    {
        var theirs = subscriber.As(sms.Account!.Id);
        var outcome = SmsDecisions.Decide(theirs, sms, now);
        return outcome with { State = ReferenceEquals(outcome.State, theirs) ? subscriber : outcome.State?.As(subscriber.Holder?.Key) };
    }
}
