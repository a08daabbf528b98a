using NodaTime;
using NodaTime.Text;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The kinds of events of an agreement.</summary>
public enum EventKind
{
    Offered, Countered, Agreed, Declined, Withdrawn, Expired,
    Advance, DeliveryReported, Delivered, DeliveryRefused, PaymentReported, Paid, Proven, PaymentRefused,
    CancelAsked, Cancelled, CancelRefused, Lapsed,
    TakenBack, ReversalAsked, Reversed, ReversalRefused,
    Disputed, Mediating, MediatorAnswered, Escalated, ResolutionProposed, ResolutionAccepted, ResolutionRefused, Adjusted, DisputeClosed,
    Unresolved, MediatorAgreed, MediatorGone,
}

/// <summary>
/// One event in an agreement's history. Events are only added, and each hash covers its event and the previous hash, so that changes show.
/// Money moves through events only: the balance is their sum.
/// </summary>
/// <param name="By">The person's id; <c>-</c> for an event that no person caused.</param>
/// <param name="Amount">In minor units of the agreement's currency; positive when the farmer is owed more.</param>
/// <param name="Movement">The number among the events that move money, from 1; 0 for other events.</param>
/// <param name="NoteHash">The hash of a note removed when a person was erased; null while the note exists. The event's hash covers this
/// hash, not the note.</param>
/// <param name="Note">The terms' hash, quantity, grade and place, transaction, or words, depending on the kind.</param>
public sealed record AgreementEvent(int Number, Instant At, EventKind Kind, string By, long Amount, int Movement, string Note, string Hash,
    string? NoteHash = null)
{
    public bool MovesMoney => Movement > 0;

    public string HashAfter(string before) => Chain.Next(before,
        Chain.Text(Number), InstantPattern.ExtendedIso.Format(At), Kind.ToString(), By, Chain.Text(Amount), Chain.Text(Movement),
        NoteHash ?? Chain.Next("", Note));

    /// <summary>The event without its note; its hash still verifies.</summary>
    public AgreementEvent Redacted() => NoteHash is null ? this with { Note = "", NoteHash = Chain.Next("", Note) } : this;

    /// <summary>The number of the first event whose number or hash does not fit; null when all fit.</summary>
    public static int? FirstBroken(string code, IReadOnlyList<AgreementEvent> events)
    {
        var before = code;
        for (var n = 0; n < events.Count; n++)
        {
            if (events[n].Number != n + 1 || events[n].Hash != events[n].HashAfter(before)) return n + 1;
            before = events[n].Hash;
        }
        return null;
    }
}
