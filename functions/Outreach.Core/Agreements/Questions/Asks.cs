using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The kinds of questions to a side.</summary>
public enum QuestionKind
{
    Terms, Delivery, Payment, Cancel, Resolution,
    /// <summary>To the payer: is a proven payment the one told before? A no makes it another.</summary>
    SamePayment,
    /// <summary>Take a posted fact out of the books?</summary>
    Reversal,
}

/// <summary>A delivery, as one side reports it.</summary>
/// <param name="Milli">The quantity in thousandths of the agreement's unit.</param>
/// <param name="Last">The last delivery: only delivered goods are paid for.</param>
public sealed record Delivery(long Milli, string Grade, string Place, bool Last);

/// <summary>A payment, as the payer reports it. <paramref name="From"/> is the side that paid.</summary>
/// <param name="Proof">The transaction, where a notice did not name the recipient; empty for a person's report alone.</param>
/// <param name="Beside">An equal one that was told under another agreement of the two; this is another.</param>
public sealed record Payment(Money Amount, Role From, string Proof = "", int? Assignment = null, EarlierOffer? Beside = null);

/// <summary>A mediator's proposal. <paramref name="Adjustment"/> is positive when the farmer is to get more.</summary>
/// <param name="By">The mediator's name.</param>
public sealed record Resolution(Money Adjustment, string Words, string By = "");

/// <summary>A fact told before, which a proven payment may be.</summary>
/// <param name="IsAdvance">It is the advance in the terms.</param>
/// <param name="Arrived">The provider's proof names the payee.</param>
public sealed record SameAs(int Fact, LocalDate On, bool IsAdvance, bool Arrived = true);

/// <summary>
/// A question that only one side's yes makes binding; it holds every figure of its SMS. Each side gets one question of an agreement at a
/// time: a mediator's, or else the oldest. Another follows with a mark when it has not answered for three days.
/// </summary>
/// <param name="Number">The number within the agreement, from 1 for the offer. An answer names the code and this number.</param>
/// <param name="Of">The side that has to answer.</param>
/// <param name="ExpiresAt">The end of the time to answer, counted from the asking.</param>
/// <param name="AskedAt">When the question was sent; null while an older question is open.</param>
/// <param name="SeenAt">When the gateway or the handset had the SMS; no answer by SMS is possible before.</param>
/// <param name="LostAt">When the SMS was last reported as lost; an answer by SMS that came later needs the SMS anew.</param>
/// <param name="After">What is owed after an early end, a resolution or a correction, seen by the farmer.</param>
/// <param name="NeedsPin">The amount requires USSD and the PIN.</param>
/// <param name="Chased">The coordinator has a task about the missing answer.</param>
/// <param name="Fact">The number of the pending fact that the question is about.</param>
/// <param name="Over">What was left to pay when a larger payment was asked about.</param>
/// <param name="ToCome">What was still to come when a larger load was asked about.</param>
/// <param name="On">The day of the fact, where it is not the day it was told.</param>
/// <param name="Back">What is to come again once a fact is taken out; null for nothing.</param>
/// <param name="Same">The fact that it may be, or that it takes out.</param>
/// <param name="Phones">Where it can have been read since it was last lost; null in what was stored before this was noted.</param>
/// <param name="Marked">Another question may be meant by the agreement's code, so an answer with a code needs the mark.</param>
public sealed record Question(
    int Number, QuestionKind Kind, Role Of, Instant MadeAt, Instant ExpiresAt,
    Delivery? Delivery = null, Payment? Payment = null, Resolution? Resolution = null,
    Instant? AskedAt = null, Instant? SeenAt = null, bool NeedsPin = false, bool Chased = false, Money? After = null,
    Instant? LostAt = null, int? Fact = null, SameAs? Same = null, bool Marked = false,
    Money? Over = null, Quantity? ToCome = null, LocalDate? On = null,
    IReadOnlyList<AskedPhone>? Phones = null, IReadOnlyList<Commitment>? Back = null)
{
    /// <summary>How long an offer or a counter-offer stays open.</summary>
    public static readonly Duration TermsOpenFor = Duration.FromDays(3);

    /// <summary>How long any other question stays open.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(14);

    /// <summary>The time without an answer after which a coordinator should call.</summary>
    public static readonly Duration ChasedAfter = Duration.FromDays(3);

    /// <summary>The SMS has gone out and is not known to be lost.</summary>
    public bool Seen => SeenAt is not null && LostAt is null;

    /// <summary>When the SMS last reached this phone; null where it never did.</summary>
    public Instant? ReachedAt(string phone) => Phones is null ? SeenAt : Phones.FirstOrDefault(p => p.Phone == phone)?.At;

    /// <summary>The question, once its SMS has reached a phone.</summary>
    public Question Reaching(string phone, Instant at) => this with
    {
        SeenAt = at, LostAt = null, Phones = [.. LostAt is null ? Phones?.Where(p => p.Phone != phone) ?? [] : [], new(phone, at)],
    };

    /// <summary>The code that answers this question.</summary>
    public string CodeIn(string agreement) => Marked ? Codes.OfQuestion(agreement, Number) : agreement;

    /// <summary>Whether the code, which is this agreement's, names this question.</summary>
    public bool IsNamedBy(string code) => Codes.NumberOf(code) is { } number ? number == Number : !Marked;

    public static Duration LifeOf(QuestionKind kind) => kind == QuestionKind.Terms ? TermsOpenFor : OpenFor;
}

/// <summary>A phone that a question's SMS reached, and when the gateway or the handset had it.</summary>
public sealed record AskedPhone(string Phone, Instant At);

/// <summary>A question that a side was asked, for as long as a late answer may mean it.</summary>
/// <param name="Of">The side that was asked.</param>
/// <param name="ClosedAt">Null while the question is open.</param>
public sealed record AskedQuestion(int Number, Role Of, Instant? ClosedAt = null)
{
    /// <summary>The time for which a network may hold an SMS.</summary>
    public static readonly Duration MeantFor = Duration.FromHours(24);
}
