using System.Text.RegularExpressions;
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
    /// <summary>Kinds that repeat what a side told, such as the place of a load, or that hold a mediator's words.</summary>
    private static readonly EventKind[] inWords =
    [
        EventKind.DeliveryReported, EventKind.Delivered, EventKind.DeliveryRefused, EventKind.MediatorAnswered,
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
            Dispute = agreement.Dispute is { } dispute && (dispute.By == erase.PersonId || Names(dispute.Note, before))
                ? dispute with { Note = "" }
                : agreement.Dispute,
            Events = [.. agreement.Events.Select(e => Tells(e, before) ? e.Redacted() : e)],
            Questions = [.. agreement.Questions.Select(q => q.Delivery is { } load ? q with { Delivery = load with { Place = "" } } : q)],
            Facts = [.. agreement.Facts.Select(f => f with { Place = "" })],
            Changes = agreement.Changes + 1,
        };
        return new(next, Step.Post(next, null, now));
    }

    /// <summary>The other side's own words about a problem stay, unless they name the person.</summary>
    private static bool Tells(AgreementEvent e, Party party) => e.Note.Length > 0
        && (inWords.Contains(e.Kind) || e.Kind == EventKind.Disputed && e.By.Split(' ')[0] == party.PersonId
            || Names(e.Note, party));

    private static bool Names(string note, Party party) => note.Contains(party.Phone, StringComparison.Ordinal)
        || Regex.IsMatch(note, $@"(?<!\p{{L}}){Regex.Escape(party.Name)}(?!\p{{L}})",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}

/// <summary>Tells an agreement to erase the name and phone of one side.</summary>
[StoredAs("EraseParty")] public sealed record EraseParty(string PersonId, string Name) : Command;
