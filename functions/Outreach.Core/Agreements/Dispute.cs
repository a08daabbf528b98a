using NodaTime;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The subjects of a dispute.</summary>
public enum DisputeAbout { Terms, Weight, Grade, Payment }

/// <summary>A dispute beside an agreement, with its deadlines. Escalations count the deadlines that passed.</summary>
/// <param name="Held">The amount in dispute, in minor units. Only that much is held back; the rest of the agreement goes on.</param>
/// <param name="Fact">The number of the load or payment that it is about; null where it is about none.</param>
/// <param name="AnsweredAt">When the mediator first answered both sides.</param>
/// <param name="Accepted">The sides that accepted the current proposal.</param>
/// <param name="Theirs">What the other side says is in dispute, in minor units; null where it has not said.</param>
/// <param name="Undoubted">
/// How much of the load the side that did not tell of it left undoubted, in thousandths of the unit; null where it has not said.
/// </param>
/// <param name="Posted">How much of the load both say came, and so counts, in thousandths of the unit.</param>
/// <param name="UnresolvedAt">When the days to agree were over; the amount in dispute stays open and held back.</param>
/// <param name="Mediator">Who is asked to mediate, or mediates.</param>
/// <param name="NamedAt">When the mediator was named.</param>
/// <param name="Yes">The mediator's yes; before it they get nothing of the two sides.</param>
public sealed record Dispute(
    DisputeAbout About, string Note, string By, long Held, int? Fact, Instant OpenedAt, Mediator? Mediator, Instant AnswerBy,
    Instant CloseBy, Instant? AnsweredAt = null, int Escalations = 0, Resolution? Proposal = null, IReadOnlyList<Role>? Accepted = null,
    long? Theirs = null, long Posted = 0, Instant? UnresolvedAt = null, Instant? NamedAt = null, MediatorYes? Yes = null,
    long? Undoubted = null)
{
    /// <summary>What waits: all that either side disputes.</summary>
    public long Waiting => Math.Max(Held, Theirs ?? 0);

    /// <summary>The mediator who said yes; null before.</summary>
    public Mediator? Mediating => Yes is null ? null : Mediator;
}

/// <summary>A mediator's agreement, as it was given.</summary>
/// <param name="Words">The mediator's own words.</param>
/// <param name="Notice">The sentence that was shown, in their language.</param>
public sealed record MediatorYes(Instant At, string Words, string Notice, Instant? ShownAt);
