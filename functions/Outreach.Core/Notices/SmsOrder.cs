using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Notices;

/// <summary>Why a message is sent. The purpose decides consent, quiet hours, and a resend when the outcome is unknown.</summary>
public enum Purpose
{
    /// <summary>An answer to what the person just sent.</summary>
    Reply,
    /// <summary>The confirmed state of an agreement, sent to both sides.</summary>
    Receipt,
    /// <summary>Terms waiting for an answer.</summary>
    Offer,
    Reminder,
    Tip,
    /// <summary>A question of the programme's own survey.</summary>
    Survey,
    /// <summary>A coordinator's answer to a person's message. The person may have stopped since, and the hour may be quiet.</summary>
    Mentor,
    /// <summary>Whether an imported person may be written to at all.</summary>
    OptIn,
    /// <summary>To a second contact, or to somebody who is asked to be one: allowed by that alone.</summary>
    Contact,
    /// <summary>What everybody has to know of the programme itself, such as its end.</summary>
    Notice,
}

/// <summary>An SMS to be sent to one phone.</summary>
/// <param name="ExpiresAt">The order is not sent after this time.</param>
/// <param name="PersonId">The person to reach at their phone at the moment of sending; null for exactly this phone. A reply goes to
/// <paramref name="Phone"/> while the person still holds it.</param>
/// <param name="Said">The SMS that replaces <paramref name="Sms"/> on a shared phone; decided at the moment of sending.</param>
/// <param name="Reads">The language of a person who is no longer on the phone.</param>
/// <param name="Names">The keys of others whom the words name, so that an erasure finds them; null for none.</param>
/// <param name="Counted">The subscriber has already counted the order against the phone's daily limit.</param>
public sealed record SmsOrder(
    string Phone, Purpose Purpose, Sms Sms, string Programme, Instant ExpiresAt, string? PersonId = null, Sms? Said = null,
    bool Counted = false, Language? Reads = null, IReadOnlyList<string>? Names = null)
{
    /// <summary>The SMS that goes out.</summary>
    public Sms Words => Said ?? Sms;

    public static SmsOrder To(string phone, Purpose purpose, Sms sms, string programme, Instant now) =>
        new(phone, purpose, sms, programme, now + purpose.Lifetime());
}

public static class Purposes
{
    /// <summary>How long a message of this purpose is still worth sending.</summary>
    public static Duration Lifetime(this Purpose purpose) => purpose switch
    {
        Purpose.Reply => Duration.FromHours(6),
        Purpose.Receipt => Duration.FromDays(7),
        Purpose.Offer => Duration.FromDays(2),
        _ => Duration.FromDays(2),
    };

    /// <summary>True for what goes to many at once, so that a person's answer must not wait behind it.</summary>
    public static bool IsBulk(this Purpose purpose) => purpose is Purpose.Reminder or Purpose.Tip or Purpose.Survey or Purpose.OptIn or
        Purpose.Notice;

    /// <summary>Replies, receipts and offers go out at once; other purposes wait for the end of quiet hours.</summary>
    public static bool RespectsQuietHours(this Purpose purpose) =>
        purpose is Purpose.Reminder or Purpose.Tip or Purpose.Survey or Purpose.Mentor or Purpose.OptIn or Purpose.Contact
            or Purpose.Notice;

    /// <summary>
    /// True when the purpose counts against a person's weekly cap. Tips are limited by programme: counting them by person would cost more
    /// than sending.
    /// </summary>
    public static bool IsCapped(this Purpose purpose) => purpose is Purpose.Reminder or Purpose.Survey;
}
