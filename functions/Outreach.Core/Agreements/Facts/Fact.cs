using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The kinds of facts: money changed hands, or a load of goods did.</summary>
public enum FactKind { Transfer, Load }

/// <summary>
/// Pending until the other side says yes, a provider proves it or two owners stand for it; then posted. Otherwise voided.
/// </summary>
public enum FactState { Pending, Posted, Voided }

/// <summary>What somebody said of a fact.</summary>
public enum Word
{
    /// <summary>It happened.</summary>
    Yes,
    /// <summary>It did not.</summary>
    No,
    /// <summary>What they, or this transaction, said before counts no more.</summary>
    Back,
}

/// <summary>The row of a clerk's sheet that told of a fact.</summary>
/// <param name="Sheet">The clerk's name for the sheet.</param>
/// <param name="Row">From 1.</param>
/// <param name="Slip">The number on the weighing slip or receipt, as written; empty for none.</param>
public sealed record SheetRow(string Sheet, int Row, string Slip = "");

/// <summary>Who said something about a fact, and when.</summary>
/// <param name="By">The person's id, with the coordinator who spoke for them; <c>-</c> for neither side.</param>
/// <param name="Proof">The provider and its transaction; empty for a person's word.</param>
/// <param name="Assignment">Which assignment of the transaction it is; null without a transaction.</param>
/// <param name="Clerk">Who told it in the person's name; null for the person.</param>
/// <param name="Named">The id of the transaction in a confirmation that the person sent on; it proves nothing.</param>
/// <param name="Row">Where it stands in a clerk's sheet; null elsewhere.</param>
public sealed record Evidence(string By, Instant At, string Proof = "", int? Assignment = null, string? Clerk = null, Word Word = Word.Yes,
    string Named = "", SheetRow? Row = null)
{
    /// <summary>Whose word it is; <c>-</c> for neither side's.</summary>
    public string PersonId => By.Split(' ')[0];
}

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
/// <param name="Corrects">The number of the fact that this one takes out of the books.</param>
/// <param name="IsAdvance">The advance that both sides confirmed with the terms.</param>
/// <param name="IsAnother">Its teller said that it is another one than what was told before.</param>
public sealed record Fact(
    int Number, FactKind Kind, Role From, long Amount, LocalDate On, FactState State, IReadOnlyList<Evidence> Evidence,
    string Grade = "", string Place = "", bool Last = false, LocalDate? Accepted = null, bool IsAdvance = false,
    int? Corrects = null, bool IsAnother = false)
{
    public bool IsPosted => State == FactState.Posted;

    /// <summary>The fact stands, or may yet: it is not voided.</summary>
    public bool IsOpen => State != FactState.Voided;

    /// <summary>Who told of it first; <c>-</c> for neither side.</summary>
    public string Teller => Evidence[0].PersonId;

    /// <summary>Whether this is still the person's own word.</summary>
    public bool IsSaidBy(string personId) => Said(personId) == Word.Yes;

    /// <summary>Whether who told of it still says so. What a provider told is said as long as its transaction is here.</summary>
    public bool IsSaid => Teller == "-" ? Proof.Length > 0 : IsSaidBy(Teller);

    /// <summary>The transaction that proves it; empty without one.</summary>
    public string Proof => Proofs.FirstOrDefault()?.Proof ?? "";

    public bool HasProof(string proof) => Proofs.Any(e => e.Proof == proof);

    /// <summary>Whether a provider or a person names this transaction for it.</summary>
    public bool IsOf(string transaction) => transaction.Length > 0
        && (Proofs.Any(e => SameFacts.IdOf(e.Proof).Equals(transaction, StringComparison.OrdinalIgnoreCase))
        || Evidence.Any(e => e.Named.Equals(transaction, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The assignment of a transaction, where this is its fact.</summary>
    public int? AssignmentOf(string proof) => Proofs.FirstOrDefault(e => e.Proof == proof)?.Assignment;

    /// <summary>The transactions that prove it, without those that were assigned elsewhere since.</summary>
    public IEnumerable<Evidence> Proofs => Evidence.Where((e, n) => e is { Word: Word.Yes, Proof.Length: > 0 }
        && !Evidence.Skip(n + 1).Any(b => b.Word == Word.Back && (b.Proof, b.Assignment) == (e.Proof, e.Assignment)));

    public Word? Said(string personId) => Evidence.LastOrDefault(e => e.Proof.Length == 0 && e.PersonId == personId)?.Word;

    public Fact With(Evidence evidence) => this with { Evidence = [.. Evidence, evidence] };
}
