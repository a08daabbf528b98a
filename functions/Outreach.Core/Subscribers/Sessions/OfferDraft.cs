using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>An unfinished offer.</summary>
/// <param name="At">The time of the last typed answer.</param>
public sealed record OfferDraft(
    Party? Farmer = null, string? Crop = null, string? Grade = null, Unit? Unit = null, long Quantity = 0,
    Money? Price = null, LocalDate? DeliverBy = null, LocalDate? PayBy = null, Money? Advance = null, Instant? At = null)
{
    /// <summary>The time for which an unfinished offer can be resumed.</summary>
    public static readonly Duration KeptFor = Duration.FromDays(3);

    public bool IsWorthKeeping(Instant now) => Farmer is not null && At is { } at && now - at < KeptFor;

    /// <summary>The first unanswered question; null when all are answered.</summary>
    public DraftPart? Unanswered => this switch
    {
        { Farmer: null } => DraftPart.Farmer,
        { Crop: null } => DraftPart.Crop,
        { Unit: null } => DraftPart.Unit,
        { Quantity: 0 } => DraftPart.Quantity,
        { Price: null } => DraftPart.Price,
        { DeliverBy: null } => DraftPart.DeliverBy,
        { PayBy: null } => DraftPart.PayBy,
        _ => null,
    };

    /// <summary>The terms; valid only when every question is answered.</summary>
    public Terms ToTerms() =>
        new(Crop!, Grade!, new Quantity(Quantity, Unit!.Value), Price!.Value, DeliverBy!.Value, PayBy!.Value, Advance!.Value);

    public bool IsComplete => Farmer is not null && Crop is not null && Grade is not null && Unit is not null && Quantity > 0
        && Price is not null && DeliverBy is not null && PayBy is not null && Advance is not null;
}
