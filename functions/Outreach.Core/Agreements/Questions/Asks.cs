using NodaTime;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>What one side puts to the other.</summary>
public enum QuestionKind { Terms, Delivery, Payment, Cancel, Resolution }

/// <summary>Goods handed over, as one side writes it down.</summary>
/// <param name="Milli">In thousandths of the agreement's unit.</param>
/// <param name="Last">Nothing more comes: what was delivered is what is paid for.</param>
public sealed record Delivery(long Milli, string Grade, string Place, bool Last);

/// <summary>Money handed over, as the payer says. <paramref name="From"/> is the side that paid.</summary>
/// <param name="Proof">The transaction behind it, where a notice did not say whom it went to; empty for a person's word alone.</param>
public sealed record Payment(Money Amount, Role From, string Proof = "");

/// <summary>What a mediator proposes. <paramref name="Adjustment"/> is positive when the farmer is to get more.</summary>
/// <param name="By">The mediator's name.</param>
public sealed record Resolution(Money Adjustment, string Words, string By = "");

/// <summary>
/// A question to one side that only their yes makes binding: terms, a delivery, a payment, an end, a mediator's proposal. It holds every
/// figure that its SMS says. Each side is asked one question of an agreement at a time: a mediator's, or else the oldest; the others wait.
/// </summary>
/// <param name="Number">Within the agreement, from 1; the first is the offer. With the code it makes what an answer names.</param>
/// <param name="Of">Who is to answer.</param>
/// <param name="ExpiresAt">Counted from when it was asked.</param>
/// <param name="AskedAt">When it was put to them; null while an older question is open.</param>
/// <param name="SeenAt">When its SMS was with the gateway or on the handset: before that nobody can have answered it by SMS.</param>
/// <param name="After">What would be owed after an early end, seen by the farmer.</param>
/// <param name="NeedsPin">So much hangs on it that only USSD, with the PIN, will do.</param>
/// <param name="Chased">The coordinator has been told that nobody answers.</param>
public sealed record Question(
    int Number, QuestionKind Kind, Role Of, Instant MadeAt, Instant ExpiresAt,
    Delivery? Delivery = null, Payment? Payment = null, Resolution? Resolution = null,
    Instant? AskedAt = null, Instant? SeenAt = null, bool NeedsPin = false, bool Chased = false, Money? After = null)
{
    /// <summary>How long an offer or a counter-offer can be agreed to.</summary>
    public static readonly Duration TermsOpenFor = Duration.FromDays(3);

    /// <summary>How long any other question stays open.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(14);

    /// <summary>After so long without an answer a coordinator should call.</summary>
    public static readonly Duration ChasedAfter = Duration.FromDays(3);

    public bool Seen => SeenAt is not null;

    public static Duration LifeOf(QuestionKind kind) => kind == QuestionKind.Terms ? TermsOpenFor : OpenFor;
}
