using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Messaging;

/// <summary>The decision about a message at the moment of sending.</summary>
public abstract record Verdict
{
    public sealed record Go : Verdict;
    public sealed record Hold(Instant Until) : Verdict;
    /// <summary>The gateway's pace has its next free place for bulk at that time.</summary>
    public sealed record Turn(Instant At) : Verdict;
    /// <param name="ByPerson">The person's own no, and not a rule of ours.</param>
    public sealed record Never(DeliveryState State, string Why, bool ByPerson = false) : Verdict;
    /// <summary>The person has not said yet whether we may write: the question waits, and they are asked.</summary>
    public sealed record AwaitsConsent(string Programme) : Verdict;
    /// <summary>The person has no phone known to be theirs.</summary>
    public sealed record Nowhere : Verdict;
}

/// <summary>The checks before every send: expiry, country, consent, quiet hours where the phone is.</summary>
public static class SendingRules
{
    /// <param name="subscriber">The recipient's; null for an unknown phone.</param>
    /// <param name="holidays">The programme's own.</param>
    public static Verdict Check(SmsOrder order, Subscriber? subscriber, Instant now, IReadOnlyList<LocalDate>? holidays = null)
    {
        if (now >= order.ExpiresAt) return new Verdict.Never(DeliveryState.Expired, "It came too late to be of use.");
        var user = UserOf(order, subscriber);
        var withheld = Withheld(order, subscriber, user) ?? Superseded(order.Sms, user?.Question);
        return withheld is not null && order is { Purpose: Purpose.Offer, Sms: OfferSms } && user is not null
            && subscriber is { IsBlocked: false } && MayBeAsked(subscriber, user)
            ? new Verdict.AwaitsConsent("")
            : Check(order.Phone, order.Purpose, withheld, now, holidays);
    }

    private static Verdict.Never? Superseded(Sms sms, ConsentQuestion? question) =>
        question is not null && (sms is OptInSms asks && !asks.Purposes.SequenceEqual(question.Purposes)
            || sms is HandOverAskSms ask && ask.Successor != question.Successor)
            ? Ours("Another question took its place.")
            : null;

    private static Verdict.Never Ours(string why) => new(DeliveryState.Suppressed, why);

    private static Verdict.Never Theirs(string why) => new(DeliveryState.Suppressed, why, ByPerson: true);

    private static bool MayBeAsked(Subscriber subscriber, PhoneUser user) =>
        (user.Consent ?? Consent.None) is var consent && !subscriber.StopsFor(user)
        && consent.Of(ConsentPurpose.Service) == ConsentState.NotAsked;

    /// <summary>The same for a recipient of many, whose consent the directory holds.</summary>
    public static Verdict Check(DirectoryRow row, Purpose purpose, Instant now, IReadOnlyList<LocalDate>? holidays = null) =>
        Check(row.Phone, purpose, row.TipsAllowed ? null : Theirs("The person has not agreed to tips."), now, holidays);

    private static Verdict Check(string phone, Purpose purpose, Verdict.Never? withheld, Instant now, IReadOnlyList<LocalDate>? holidays)
    {
        if (Country.OfPhone(phone) is not { } country) return Ours("This country is not served.");
        if (withheld is not null) return withheld;
        return purpose.RespectsQuietHours() && country.QuietNowUntil(now, holidays) is { } until
            ? new Verdict.Hold(until)
            : new Verdict.Go();
    }

    private static PhoneUser? UserOf(SmsOrder order, Subscriber? subscriber) =>
        order.PersonId is { } id ? subscriber?.Find(AggregateId.Person(order.Programme, id).Key) : subscriber?.Current;

    /// <param name="user">The person who is written to; null for a phone without one.</param>
    private static Verdict.Never? Withheld(SmsOrder order, Subscriber? subscriber, PhoneUser? user) => order.Purpose switch
    {
        // Nothing about anybody goes to a number that may be another's by now; a code shows only who holds the phone.
        Purpose.Receipt or Purpose.Offer when subscriber?.Quarantine is not null && order is { PersonId: null, Sms: not MoveCodeSms } =>
            Ours("The number may be another person's by now."),
        // It names two people's phones: only to who agreed, and as long as they do.
        _ when order.Sms is MediateSms && !IsContact(order.Sms, subscriber) => Ours("The number does not mediate."),
        // Replies and receipts follow the person's own action; the provider itself refuses a blocked number.
        Purpose.Reply or Purpose.Receipt => null,
        _ when subscriber?.IsBlocked == true => Theirs("The provider blocks this number."),
        _ when subscriber?.StopsFor(user) == true => Theirs("The person sent STOP."),
        Purpose.OptIn => user?.Question is null ? Ours("The person has answered.")
            : subscriber is { IsShared: true } && user.Pin is null
            ? Ours("Others use the phone, and the person has no PIN to answer with.") : null,
        Purpose.Contact => IsContact(order.Sms, subscriber) ? null : Ours("The number is no contact of the person's."),
        _ => Allowed(user?.Consent ?? Consent.None, order.Purpose),
    };

    /// <summary>The role that this number agreed to allows its messages, and nothing else.</summary>
    private static bool IsContact(Sms sms, Subscriber? subscriber) => subscriber is { Quarantine: null } && sms switch
    {
        ContactAskSms ask => subscriber.ContactAsks?.Any(a => a.Key == ask.Key) == true,
        MediateAskSms ask => subscriber.ContactAsks?.Any(a => a.Key == ask.Code) == true,
        MediateSms numbers => subscriber.Contacts?.Any(c => c.Key == numbers.Code) == true,
        PassItOnSms pass => subscriber.Contacts?.Any(c => c.Key == pass.Key) == true,
        _ => false,
    };

    private static Verdict.Never? Allowed(Consent consent, Purpose purpose)
    {
        if (consent.Of(ConsentPurpose.Service) != ConsentState.Given) return Theirs("The person has not agreed to messages.");
        var asked = purpose switch
        {
            Purpose.Reminder => ConsentPurpose.Reminders,
            Purpose.Tip => ConsentPurpose.Tips,
            Purpose.Survey => ConsentPurpose.Surveys,
            _ => ConsentPurpose.Service,
        };
        return consent.Of(asked) switch
        {
            ConsentState.Given => null,
            ConsentState.Stopped => Theirs($"The person sent STOP {asked.ToString().ToUpperInvariant()}."),
            ConsentState.Refused => Theirs($"The person refused {asked.ToString().ToLowerInvariant()}."),
            _ => Theirs($"The person has not agreed to {asked.ToString().ToLowerInvariant()}."),
        };
    }
}
