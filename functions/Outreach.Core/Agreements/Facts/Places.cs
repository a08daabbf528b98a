using Outreach.Core.Kernel;

namespace Outreach.Core.Agreements;

/// <summary>
/// A provider's transaction is in one place: in the books of an agreement, in an open question, or unassigned. An agreement that neither
/// has it nor asks about it any more says so to the transaction, whatever the reason.
/// </summary>
internal static class Places
{
    /// <summary>Voids what a provider told and nobody is asked about any more.</summary>
    public static Agreement LetGo(this Agreement agreement)
    {
        foreach (var fact in agreement.Facts.Where(f => f is { State: FactState.Pending, Corrects: null, Proof.Length: > 0 }
            && agreement.Questions.All(q => q.Fact != f.Number)).ToList())
            agreement = agreement.Voided(fact.Number);
        return agreement;
    }

    /// <summary>Tells the transactions that a decision took from here. The one that is told elsewhere by itself knows.</summary>
    public static Outcome<Agreement> Told(Agreement before, Command command, Outcome<Agreement> outcome)
    {
        if (outcome.State is not { } after || ReferenceEquals(before, after)) return outcome;
        var itself = command switch { RecordPayment p => p.Proof, RecordReversal r => r.Proof, _ => "" };
        var kept = Here(after).Select(h => (h.Evidence.Proof, h.Evidence.Assignment)).ToHashSet();
        var gone = Here(before)
            .Where(h => h.Evidence.Proof != itself && !kept.Contains((h.Evidence.Proof, h.Evidence.Assignment))).ToList();
        return gone.Count == 0 ? outcome : outcome with
        {
            Effects =
            [
                .. outcome.Effects,
                .. gone.Select(g => new Tell(Transaction.IdOf(after.Programme, g.Evidence.Proof),
                    new BookingRefused(g.Evidence.Assignment!.Value, Why(after.Facts[g.Fact - 1])))),
            ],
        };
    }

    private static AgreementRefusal Why(Fact gone) =>
        gone.Evidence.Any(e => e.Word == Word.No) ? AgreementRefusal.Denied : AgreementRefusal.NotAnswered;

    /// <summary>The assignments that are in the books, or that a side is asked about.</summary>
    private static IEnumerable<(int Fact, Evidence Evidence)> Here(Agreement agreement) => agreement.Facts
        .Where(f => f is { IsOpen: true, Corrects: null } && !agreement.Facts.IsCorrected(f))
        .SelectMany(f => f.Proofs.Where(e => e.Assignment is not null).Select(e => (f.Number, e)));
}
