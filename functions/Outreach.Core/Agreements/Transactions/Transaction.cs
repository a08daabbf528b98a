using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>By whom a transfer at a provider became known.</summary>
public enum TellingKind
{
    /// <summary>The provider's partner, with a key of its own.</summary>
    Notice,
    /// <summary>The provider's partner: the transfer was reversed.</summary>
    Reversal,
    /// <summary>A coordinator, who saw the transaction elsewhere.</summary>
    Coordinator,
    /// <summary>The provider's own callback, which nobody signed.</summary>
    Callback,
    /// <summary>The provider, when it was asked.</summary>
    Answer,
}

/// <summary>Who told of a transfer first in this way, and when.</summary>
public sealed record Telling(TellingKind Kind, Instant At);

/// <summary>One transfer of money at a provider, as it was told.</summary>
/// <param name="PayerPhone">Empty where it is not known.</param>
/// <param name="PayeePhone">Null where it was not told.</param>
/// <param name="Reference">What the payer named as the reference; null for none.</param>
/// <param name="On">The day of the transfer; null for the day it was told.</param>
public sealed record Transfer(Money Amount, string PayerPhone = "", string? PayeePhone = null, string? Reference = null,
    LocalDate? On = null)
{
    /// <summary>Whether the two can be the same transfer. What is not known fits.</summary>
    public bool IsSame(Transfer other) => Amount == other.Amount
        && (PayerPhone == other.PayerPhone || PayerPhone.Length == 0 || other.PayerPhone.Length == 0);

    /// <summary>With what a later telling of the same transfer knows. An erased payee stays erased.</summary>
    public Transfer With(Transfer later) => this with
    {
        PayerPhone = PayerPhone.Length > 0 ? PayerPhone : later.PayerPhone,
        PayeePhone = PayeePhone is "" ? "" : later.PayeePhone ?? PayeePhone,
        Reference = Reference ?? later.Reference, On = On ?? later.On,
    };
}

/// <summary>The agreement in whose books a transaction is.</summary>
/// <param name="Number">Which assignment of the transaction it is, from 1.</param>
/// <param name="From">The side that paid.</param>
public sealed record Assignment(int Number, string Code, Role From);

/// <summary>Why an unsigned callback does not count.</summary>
public enum Doubt
{
    /// <summary>Nothing else tells of the transfer.</summary>
    Unconfirmed,
    /// <summary>The provider, when asked, knows no such completed transfer.</summary>
    NotAtProvider,
    /// <summary>The provider itself tells other figures, which are kept. A person assigns it.</summary>
    OtherFigures,
}

/// <summary>What the provider is asked, since a callback alone proves nothing.</summary>
/// <param name="About">The provider's id of the transfer, or of its reversal.</param>
/// <param name="Account">The account at the provider that it concerns, as the gateway names it.</param>
/// <param name="Asked">How often it was asked.</param>
/// <param name="At">When it is asked next, or given up.</param>
public sealed record Inquiry(string About, string Account, int Asked, Instant At)
{
    /// <summary>How long an answer is waited for, after each time of asking.</summary>
    private static readonly Duration[] waits =
        [Duration.FromMinutes(1), Duration.FromMinutes(10), Duration.FromHours(1), Duration.FromHours(6), Duration.FromHours(24)];

    /// <summary>The last wait is over without an answer.</summary>
    public bool IsOver => Asked == waits.Length;

    public Inquiry Next(Instant now) => this with { Asked = Asked + 1, At = now + waits[Asked] };
}

/// <summary>
/// One transaction of a provider's in a programme: what was told of it, and the one agreement whose books have it. It waits as
/// unassigned while nobody can tell which.
/// </summary>
/// <param name="Id">The provider's own id.</param>
/// <param name="At">When it was first told of.</param>
/// <param name="Assignments">How often it was assigned; commands to agreements are told apart by it.</param>
/// <param name="WaitsSince">When it came to wait as unassigned; null while it is assigned.</param>
/// <param name="Refusal">Why the agreement that it seemed to be for did not take it.</param>
/// <param name="Handled">The ids of coordinators' commands.</param>
/// <param name="ReversedAt">When it was told that the provider sent the money back. It counts nowhere then.</param>
/// <param name="Transfer">Null for a reversal of what nobody has told of yet.</param>
/// <param name="Doubt">Why it does not count by itself; null where its provider or a partner of the provider told of it.</param>
/// <param name="Inquiries">What the provider is being asked.</param>
public sealed record Transaction(
    string Programme, string Provider, string Id, Instant At, Transfer? Transfer, IReadOnlyList<Telling> Tellings,
    IReadOnlyList<string> Handled, Assignment? Assigned = null, int Assignments = 0, Instant? WaitsSince = null,
    AgreementRefusal? Refusal = null, Instant? ReversedAt = null, Doubt? Doubt = null, IReadOnlyList<Inquiry>? Inquiries = null)
{
    /// <summary>How evidence in agreements names it.</summary>
    public string Proof => $"{Provider} {Id}";

    public AggregateId Aggregate => AggregateId.Transaction(Programme, Provider, Id);

    /// <summary>The transaction that evidence in an agreement names.</summary>
    public static AggregateId IdOf(string programme, string proof) =>
        proof.Split(' ', 2) is [var provider, var id] ? AggregateId.Transaction(programme, provider, id)
            : throw new ArgumentException("A proof is a provider and its transaction.", nameof(proof));

    /// <summary>The id of the command that books an assignment.</summary>
    public static string Booking(string proof, int number) => $"transaction|{proof}|{Chain.Text(number)}";

    /// <summary>The command that takes an assignment out of the books.</summary>
    public static RecordReversal TakenOut(string proof, int number, string? via, ReversalReason why = ReversalReason.Moved) =>
        new($"{Booking(proof, number)}|{why}", Proof: proof, Via: via, Undoes: number, Why: why);
}

/// <summary>The transaction's place in the programme's list of what is unassigned.</summary>
/// <param name="Waits">False takes it off the list.</param>
[StoredAs("ListUnassigned")]
public sealed record ListUnassigned(AggregateId Transaction, string Programme, Instant Since, bool Waits) : Effect;

/// <summary>Tells of a transfer.</summary>
/// <param name="Fits">The agreement that it is for, and the side that paid; null where none is clear.</param>
/// <param name="Why">Why the agreement that it seemed to be for does not take it.</param>
/// <param name="Unconfirmed">Nobody signed it, so it proves nothing yet.</param>
/// <param name="Account">Of what is unconfirmed, the account to ask the provider about; null where it cannot be asked.</param>
[StoredAs("TellTransfer")]
public sealed record TellTransfer(string Programme, string Provider, string Id, TellingKind Kind, Transfer Transfer,
    AssignedTo? Fits = null, AgreementRefusal? Why = null, bool Unconfirmed = false, string? Account = null) : Command;

/// <summary>An agreement, and the side of it that paid.</summary>
public sealed record AssignedTo(string Code, Role From);

/// <summary>A coordinator assigns a transaction, moves it, or puts it back.</summary>
/// <param name="To">Where it belongs; null puts it back among the unassigned.</param>
/// <param name="Instead">The agreement that has it now; null where none has. Another one refuses the command.</param>
/// <param name="Transfer">What the coordinator saw, where nobody has told of the transaction.</param>
/// <param name="Again">It is another payment, although an equal one was told a few days ago.</param>
/// <param name="Same">It is the payment that this fact of the agreement is.</param>
/// <param name="Via">The coordinators, named in both histories.</param>
/// <param name="Approved">A second owner has said yes to it.</param>
[StoredAs("AssignTransaction")]
public sealed record AssignTransaction(
    string CommandId, string Programme, string Provider, string Id, AssignedTo? To, string? Instead, string Via, Transfer? Transfer = null,
    bool Again = false, bool Approved = false, int? Same = null) : Command, ITakesTwo
{
    public Command ApprovedBy(string owner) => this with { Via = $"{Via} and {owner}", Approved = true };
}

/// <summary>The provider has sent the money back.</summary>
/// <param name="By">The provider's id of the reversal; null where it was not told.</param>
/// <param name="Amount">What was sent back; null for all of it.</param>
/// <param name="Unconfirmed">As of <see cref="TellTransfer"/>, as <paramref name="Account"/> is.</param>
[StoredAs("ReverseTransfer")]
public sealed record ReverseTransfer(string Programme, string Provider, string Id, string? By = null, Money? Amount = null,
    bool Unconfirmed = false, string? Account = null) : Command;

/// <summary>The provider was asked, or could not be; an answer comes by itself.</summary>
[StoredAs("ProviderAsked")] public sealed record ProviderAsked(string About) : Command;

/// <summary>The provider says that there is no such completed transfer or reversal.</summary>
[StoredAs("ProviderDenied")] public sealed record ProviderDenied(string About) : Command;

/// <summary>The agreement did not take an assigned transaction, or has it no more and asks nobody about it.</summary>
/// <param name="Number">The assignment.</param>
[StoredAs("BookingRefused")] public sealed record BookingRefused(int Number, AgreementRefusal Why) : Command;

/// <summary>To an agreement: the provider names the payee of an assigned transaction, so it stands for the payee's yes.</summary>
/// <param name="Assignment">The assignment; an older one is over.</param>
[StoredAs("TransferArrived")] public sealed record TransferArrived(string Proof, int Assignment) : Command;

/// <summary>A phone's number is erased.</summary>
[StoredAs("ForgetPhone")] public sealed record ForgetPhone(string Phone) : Command;

/// <summary>Why a transaction refused a command.</summary>
public enum TransactionRefusal
{
    NotFound,
    /// <summary>It is known with another amount or payer.</summary>
    Differs,
    /// <summary>It is assigned elsewhere by now.</summary>
    Changed,
    /// <summary>The provider has sent the money back.</summary>
    Reversed,
}
