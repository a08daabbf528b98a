using NodaTime;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;

namespace Outreach.Core.Notices;

/// <summary>Why a message is sent: decides consent, quiet hours, and what happens when nobody knows whether it went.</summary>
public enum Purpose
{
    /// <summary>An answer to what the person just sent.</summary>
    Reply,
    /// <summary>What both sides hold of an agreement.</summary>
    Receipt,
    /// <summary>Terms waiting for an answer.</summary>
    Offer,
    Reminder,
    Tip,
    /// <summary>A question of the programme's own, asked of people.</summary>
    Survey,
    /// <summary>A coordinator's own answer to what the person wrote. They may have stopped since, and it may be night.</summary>
    Mentor,
    /// <summary>Whether an imported person may be written to at all.</summary>
    OptIn,
}

/// <summary>An SMS to be sent to one phone.</summary>
/// <param name="ExpiresAt">Not sent after this.</param>
/// <param name="PersonId">Whoever is to get it, at the phone they have at the moment of sending; null for this phone and no other. An
/// answer goes to <paramref name="Phone"/> while it is theirs.</param>
/// <param name="Said">What goes out instead of <paramref name="Sms"/>, on a phone that
/// others may read; found at the moment of sending.</param>
/// <param name="Counted">The line that decided it has counted it against what its phone gets in a day.</param>
public sealed record SmsOrder(
    string Phone, Purpose Purpose, Sms Sms, string Programme, Instant ExpiresAt, string? PersonId = null, Sms? Said = null,
    bool Counted = false)
{
    /// <summary>The words that go out.</summary>
    public Sms Words => Said ?? Sms;

    public static SmsOrder To(string phone, Purpose purpose, Sms sms, string programme, Instant now) =>
        new(phone, purpose, sms, programme, now + purpose.Lifetime());
}

public static class Purposes
{
    /// <summary>How long a message of this kind is still worth sending.</summary>
    public static Duration Lifetime(this Purpose purpose) => purpose switch
    {
        Purpose.Reply => Duration.FromHours(6),
        Purpose.Receipt => Duration.FromDays(7),
        Purpose.Offer => Duration.FromDays(2),
        _ => Duration.FromDays(2),
    };

    /// <summary>Answers, receipts and offers go out at once; the rest waits for the day.</summary>
    public static bool RespectsQuietHours(this Purpose purpose) =>
        purpose is Purpose.Reminder or Purpose.Tip or Purpose.Survey or Purpose.Mentor or Purpose.OptIn;

    /// <summary>
    /// Counted against what one person may get unasked in a week. Tips are limited for a whole
    /// programme: counting them by person would cost more than sending them.
    /// </summary>
    public static bool IsCapped(this Purpose purpose) => purpose is Purpose.Reminder or Purpose.Survey;

    /// <summary>
    /// When nothing tells whether a message went: send it again (it may come twice), or leave it (it may not come).
    /// Two equal receipts confuse nobody; a missing one does. For tips it is the other way round.
    /// </summary>
    public static bool SentAgainWhenUnsure(this Purpose purpose) => purpose != Purpose.Tip;
}
