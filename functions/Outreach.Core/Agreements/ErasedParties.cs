using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>
/// Erases one side's name, phone and free text from an agreement. Ids, amounts and terms stay, so that receipts and history still verify.
/// See docs/decisions/0090.
/// </summary>
internal static class ErasedParties
{
    private static readonly EventKind[] inWords =
    [
        EventKind.DeliveryReported, EventKind.Delivered, EventKind.DeliveryRefused, EventKind.Disputed, EventKind.MediatorAnswered,
        EventKind.ResolutionProposed, EventKind.Adjusted,
    ];

    public static Outcome<Agreement> Erase(Agreement agreement, EraseParty erase, Instant now)
    {
        if (agreement.SideOf(erase.PersonId) is not { } side) return Outcome<Agreement>.Nothing(agreement);
        var before = agreement.Of(side);
        if (before.Name == erase.Name) return Outcome<Agreement>.Nothing(agreement);
        // The dial code stays because the agreement's dates depend on the country.
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

/// <summary>Tells an agreement to erase the name and phone of one side.</summary>
[StoredAs("EraseParty")] public sealed record EraseParty(string PersonId, string Name) : Command;
