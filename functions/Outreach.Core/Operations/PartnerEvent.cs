using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Operations;

/// <summary>Something that partners' programs can be told of. Ids only: nothing of it names, numbers or describes a person.</summary>
/// <param name="Type">One of <see cref="PartnerEvents.Types"/>.</param>
/// <param name="Agreement">The code; null for what is about no agreement.</param>
/// <param name="Fact">The number of the load or payment within the agreement.</param>
/// <param name="Message">The id of an SMS.</param>
/// <param name="Person">The person, where it is about one.</param>
/// <param name="Farmer">The farmer's id, with an agreement.</param>
/// <param name="Trader">The trader's id, with an agreement.</param>
/// <param name="How">How it ended, or why it failed; null elsewhere.</param>
public sealed record PartnerEvent(string Programme, string Type, Instant At, string? Agreement = null, int? Fact = null,
    string? Message = null, string? Person = null, string? Farmer = null, string? Trader = null, string? How = null)
{
    public bool IsAbout(string programme, string person) =>
        Programme == programme && (Person == person || Farmer == person || Trader == person);
}

/// <summary>Tells partners' programs of an event, where a target wants it.</summary>
[StoredAs("PublishEvent")] public sealed record PublishEvent(PartnerEvent Event) : Effect;

/// <summary>Reads the events from what a commit changed, so that none is forgotten where something is decided.</summary>
public static class PartnerEvents
{
    public const string AgreementBound = "agreement.bound";
    public const string AgreementSettled = "agreement.settled";
    public const string AgreementEnded = "agreement.ended";
    public const string LoadConfirmed = "load.confirmed";
    public const string LoadReversed = "load.reversed";
    public const string PaymentConfirmed = "payment.confirmed";
    public const string PaymentReversed = "payment.reversed";
    public const string DisputeOpened = "dispute.opened";
    public const string DisputeEnded = "dispute.ended";
    public const string PersonJoined = "person.joined";
    public const string PersonLeft = "person.left";
    public const string MessageFailed = "message.failed";
    /// <summary>Sent from the console alone, to try a target.</summary>
    public const string Test = "test";

    /// <summary>What a target can choose.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        AgreementBound, AgreementSettled, AgreementEnded, LoadConfirmed, LoadReversed, PaymentConfirmed, PaymentReversed, DisputeOpened,
        DisputeEnded, PersonJoined, PersonLeft, MessageFailed,
    ];

    /// <param name="before">The state before the decision; null for a new one.</param>
    /// <param name="after">The state that is committed.</param>
    public static IEnumerable<PublishEvent> Of(object? before, object? after, Instant now) => (before, after) switch
    {
        (Agreement or null, Agreement agreement) => OfAgreement(before as Agreement, agreement, now),
        (Person or null, Person person) => OfPerson(before as Person, person, now),
        (Message or null, Message message) => OfMessage(before as Message, message, now),
        _ => [],
    };

    private static IEnumerable<PublishEvent> OfAgreement(Agreement? before, Agreement after, Instant now)
    {
        if (StatusType(before?.Status, after.Status) is { } type)
            yield return About(type, how: type == AgreementEnded ? Spelt(after.Status) : null);
        foreach (var fact in after.Facts.Where(f => f.IsPosted && before?.Facts.ElementAtOrDefault(f.Number - 1)?.IsPosted != true))
        {
            var reversal = fact.Corrects is not null;
            yield return About(fact.Kind == FactKind.Load ? reversal ? LoadReversed : LoadConfirmed
                : reversal ? PaymentReversed : PaymentConfirmed, fact.Corrects ?? fact.Number);
        }
        if (before?.Dispute is null && after.Dispute is not null) yield return About(DisputeOpened);
        if (before?.Dispute is not null && after.Dispute is null) yield return About(DisputeEnded);

        PublishEvent About(string type, int? fact = null, string? how = null) => new(new(after.Programme, type, now, after.Code, fact,
            Farmer: after.Farmer.PersonId, Trader: after.Trader.PersonId, How: how));
    }

    private static string? StatusType(AgreementStatus? before, AgreementStatus after) => after == before ? null : after switch
    {
        AgreementStatus.Confirmed when before is AgreementStatus.Offered or null => AgreementBound,
        AgreementStatus.Settled => AgreementSettled,
        AgreementStatus.Declined or AgreementStatus.Withdrawn or AgreementStatus.Expired or AgreementStatus.Cancelled => AgreementEnded,
        _ => null,
    };

    private static IEnumerable<PublishEvent> OfPerson(Person? before, Person after, Instant now)
    {
        var (was, isHere) = (before is not null && IsHere(before), IsHere(after));
        if (was != isHere) yield return new(new(after.Details.Programme, isHere ? PersonJoined : PersonLeft, now,
            Person: after.Details.PersonId, How: isHere ? null : after.ErasedAt is null ? "left" : "erased"));
    }

    private static bool IsHere(Person person) => person is { LeftAt: null, ErasedAt: null };

    private static IEnumerable<PublishEvent> OfMessage(Message? before, Message after, Instant now)
    {
        if (after.State.IsLost() && before?.State.IsLost() != true && after.Order is { Programme.Length: > 0 } order)
            yield return new(new(order.Programme, MessageFailed, now, Message: after.Id, Person: order.PersonId,
                How: Spelt(after.State)));
    }

    private static string Spelt<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{value}");
}
