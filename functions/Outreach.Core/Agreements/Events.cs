using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>What can happen to an agreement.</summary>
public enum EventKind
{
    Offered, Countered, Agreed, Declined, Withdrawn, Expired,
    Advance, DeliveryReported, Delivered, DeliveryRefused, TakenAsDelivered, PaymentReported, Paid, Proven, PaymentRefused,
    CancelAsked, Cancelled, CancelRefused, Lapsed,
    Disputed, Mediating, MediatorAnswered, Escalated, ResolutionProposed, ResolutionAccepted, ResolutionRefused, Adjusted, DisputeClosed,
}

/// <summary>
/// One line of an agreement's history. Lines are only ever added, each with a hash over itself and the one before, so that a changed
/// line shows. Money that moves is here and nowhere else: the balance is the sum of the lines.
/// </summary>
/// <param name="By">The person's id; for what nobody did, <c>-</c>.</param>
/// <param name="Amount">In minor units of the agreement's currency; positive when the farmer is owed more.</param>
/// <param name="Movement">Counts the lines with money in them, from 1; 0 for a line without.</param>
/// <param name="NoteHash">Of a note that was taken out when a person was erased; null while the note is there. The line's hash is over
/// this, not over the note.</param>
/// <param name="Note">Terms' hash, quantity, grade and place, transaction, or words: what the kind has.</param>
public sealed record AgreementEvent(int Number, Instant At, EventKind Kind, string By, long Amount, int Movement, string Note, string Hash,
    string? NoteHash = null)
{
    public bool MovesMoney => Movement > 0;

    public string HashAfter(string before) => Chain.Next(before,
        Chain.Text(Number), InstantPattern.ExtendedIso.Format(At), Kind.ToString(), By, Chain.Text(Amount), Chain.Text(Movement),
        NoteHash ?? Chain.Next("", Note));

    /// <summary>Without its note: what is left still fits its hash.</summary>
    public AgreementEvent Redacted() => NoteHash is null ? this with { Note = "", NoteHash = Chain.Next("", Note) } : this;

    /// <summary>The number of the first line that does not follow from the one before; null when all do.</summary>
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
