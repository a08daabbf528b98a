using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The kinds of facts: money changed hands, or a load of goods did.</summary>
public enum FactKind { Transfer, Load }

/// <summary>
/// Pending until the other side says yes, a provider proves it or two owners stand for it; then posted. Otherwise voided.
/// </summary>
public enum FactState { Pending, Posted, Voided }

/// <summary>Who told of a fact, and when.</summary>
/// <param name="By">The person's id, with the coordinator who spoke for them; <c>-</c> for neither side.</param>
/// <param name="Proof">The provider and its transaction; empty for a person's word.</param>
/// <param name="Assignment">Which assignment of the transaction it is; null without a transaction.</param>
/// <param name="Clerk">Who told it in the person's name; null for the person.</param>
/// <param name="IsMoved">The transaction was taken for this by mistake: it is assigned elsewhere.</param>
public sealed record Evidence(string By, Instant At, string Proof = "", int? Assignment = null, string? Clerk = null,
    bool IsMoved = false);

/// <summary>
/// One thing that happened under an agreement: a transfer of money or a load handed over (an economic event). It leaves pending once; what
/// is posted is never changed.
/// </summary>
/// <param name="Number">The number within the agreement, from 1.</param>
/// <param name="From">The side that gave.</param>
/// <param name="Amount">Minor units for a transfer, thousandths of the unit for a load.</param>
/// <param name="On">The day it happened, which may lie before the day it was told.</param>
/// <param name="Last">No load follows.</param>
/// <param name="Accepted">The day a load was accepted, from which its price can be due.</param>
/// <param name="TakenBack">Voided by who told it: nobody says it any more.</param>
/// <param name="Corrects">The number of the fact that this one takes out of the books.</param>
/// <param name="IsAdvance">The advance that both sides confirmed with the terms.</param>
public sealed record Fact(
    int Number, FactKind Kind, Role From, long Amount, LocalDate On, FactState State, IReadOnlyList<Evidence> Evidence,
    string Grade = "", string Place = "", bool Last = false, LocalDate? Accepted = null, bool IsAdvance = false,
    int? Corrects = null, bool TakenBack = false)
{
    public bool IsPosted => State == FactState.Posted;

    /// <summary>The transaction that proves it; empty without one.</summary>
    public string Proof => Proofs.FirstOrDefault()?.Proof ?? "";

    public bool HasProof(string proof) => Proofs.Any(e => e.Proof == proof);

    /// <summary>The assignment of a transaction, where this is its fact.</summary>
    public int? AssignmentOf(string proof) => Proofs.FirstOrDefault(e => e.Proof == proof)?.Assignment;

    /// <summary>Both sides said yes to it before a transaction was taken for it.</summary>
    public bool StandsWithoutProof => IsPosted && Evidence.TakeWhile(e => e.Proof.Length == 0).Count() > 1;

    /// <summary>The transactions that prove it; one that was moved away proves it no more.</summary>
    private IEnumerable<Evidence> Proofs => Evidence.Where((e, n) => e.Proof.Length > 0 && !e.IsMoved
        && !Evidence.Skip(n + 1).Any(later => later.IsMoved && later.Proof == e.Proof));

    public Fact With(Evidence evidence) => this with { Evidence = [.. Evidence, evidence] };
}
