using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>
/// One side of an agreement was erased. Ids, amounts and terms stay, so that both
/// receipts and the history still verify; the name, the phone
/// and what somebody wrote in words go. See docs/decisions/0091.
/// </summary>
internal static class ErasedParties
{
    private static readonly EventKind[] inWords =
    [
        EventKind.DeliveryReported, EventKind.Delivered, EventKind.DeliveryRefused, EventKind.Disputed, EventKind.MediatorAnswered,
        EventKind.ResolutionProposed,
    ];

    public static Outcome<Agreement> Erase(Agreement agreement, EraseParty erase, Instant now)
    {
        if (agreement.SideOf(erase.PersonId) is not { } side) return Outcome<Agreement>.Nothing(agreement);
        var before = agreement.Of(side);
        if (before.Name == erase.Name) return Outcome<Agreement>.Nothing(agreement);
        // The country stays, so that dates are still the country's; the rest is no number.
        var party = before with { Name = erase.Name, Phone = Country.OfPhone(before.Phone)?.DialCode ?? "" };
        var next = agreement with
        {
            Trader = side == Role.Trader ? party : agreement.Trader,
            Farmer = side == Role.Farmer ? party : agreement.Farmer,
            Dispute = agreement.Dispute is { } dispute ? dispute with { Note = "" } : null,
            Events = [.. agreement.Events.Select(e => Tells(e, before) ? e.Redacted() : e)],
            Changes = agreement.Changes + 1,
        };
        return new(next, Step.Post(next, null, now));
    }

    private static bool Tells(AgreementEvent e, Party party) => e.Note.Length > 0
        && (inWords.Contains(e.Kind) || e.Note.Contains(party.Name, StringComparison.OrdinalIgnoreCase)
            || e.Note.Contains(party.Phone, StringComparison.Ordinal));
}

/// <summary>To an agreement: this side has no name and no phone any more.</summary>
[StoredAs("EraseParty")] public sealed record EraseParty(string PersonId, string Name) : Command;
