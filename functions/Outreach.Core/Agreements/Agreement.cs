using NodaTime;
using Outreach.Core.People;

namespace Outreach.Core.Agreements;

public enum AgreementStatus { Offered, Confirmed, Declined, Withdrawn, Expired, Settled, Disputed }

/// <summary>One side of an agreement, with the phone it is reached at.</summary>
public sealed record Party(string PersonId, string Name, string Phone);

/// <summary>
/// Terms between a trader and a farmer, from the offer on. The trader pays; only the version that the farmer confirmed binds.
/// </summary>
/// <param name="Version">Of the terms; each has its own hash.</param>
/// <param name="Changes">How often this agreement has changed: what its postings to accounts are ordered by.</param>
/// <param name="Paid">Payments after confirmation, without the advance.</param>
/// <param name="Reminded">Days before the due date (3, 0, −3) for which the payer has been reminded.</param>
/// <param name="Seen">The offer's SMS is with the gateway or on the handset: before that nobody can have agreed to it by SMS.</param>
/// <param name="Handled">Ids of the commands taken in, so that a repeat does nothing.</param>
public sealed record Agreement(
    string Code,
    string Programme,
    Party Trader,
    Party Farmer,
    Terms Terms,
    int Version,
    AgreementStatus Status,
    Instant OfferedAt,
    Instant ExpiresAt,
    string Signature,
    long Changes,
    Money Paid,
    IReadOnlyList<int> Reminded,
    IReadOnlyList<string> Handled,
    Instant? ConfirmedAt = null,
    string? ConfirmedBy = null,
    string? DisputedAbout = null,
    bool Seen = false)
{
    /// <summary>How long a farmer has to answer.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(3);

    public string Hash => Terms.Hash(Code, Version, Trader.PersonId, Farmer.PersonId);

    public Money Left => Terms.ToPay - Paid;

    /// <summary>True while the trader has something to pay and nobody disputes it: what a reminder needs to be true.</summary>
    public bool IsOwed => Status == AgreementStatus.Confirmed && Left.Minor > 0;

    public bool Has(string personId) => Trader.PersonId == personId || Farmer.PersonId == personId;
}

/// <summary>A trader offers terms.</summary>
public sealed record OfferTerms(string Id, string Programme, Party Trader, Party Farmer, Terms Terms, string Signature) : Command;

/// <summary>The farmer answers: yes, or no. <paramref name="Id"/> is the message's or session's own, to know a repeat by.</summary>
public sealed record AnswerOffer(string Id, string PersonId, bool Accept, string Phone) : Command;

/// <summary>The offer's SMS has gone out.</summary>
public sealed record OfferSeen : Command;

/// <summary>The trader takes the offer back before it is answered.</summary>
public sealed record WithdrawOffer(string Id, string PersonId) : Command;

/// <summary>Either side asks to see what they hold.</summary>
public sealed record CheckAgreement(string PersonId, string Phone) : Command;

/// <summary>A payment of the trader to the farmer, as a coordinator writes it down.</summary>
public sealed record RecordPayment(string Id, Money Amount) : Command;

/// <summary>One side says that the terms or the payment are not right; reminders stop.</summary>
public sealed record OpenDispute(string Id, string By, string About) : Command;
