using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>An unfinished registration; kept when the session drops.</summary>
/// <param name="Choices">The programmes shown, in the order of their numbers.</param>
/// <param name="Place">Empty when skipped; null when not yet asked.</param>
/// <param name="Chooses">Whether each purpose is asked about by itself.</param>
/// <param name="For">The key of the person who joins one more programme; null for somebody who is in none.</param>
/// <param name="Answers">The purposes that the person consented to or refused.</param>
public sealed record JoinDraft(
    Instant At, OpenProgramme? Programme = null, IReadOnlyList<JoinChoice>? Choices = null, string Name = "", Role? Role = null,
    string? Place = null, IReadOnlyList<string>? Crops = null, IReadOnlyList<ConsentGrant>? Answers = null,
    bool Chooses = false, string? For = null)
{
    /// <summary>The time for which an unfinished registration is kept.</summary>
    public static readonly Duration KeptFor = Duration.FromDays(7);

    public bool IsKept(Instant now) => now - At < KeptFor;

    public bool? Says(ConsentPurpose purpose) => Answers?.FirstOrDefault(a => a.Purpose == purpose)?.Given;

    public bool Has(JoinPart part) => part switch
    {
        JoinPart.Programme => Programme is not null,
        JoinPart.Name => Name.Length > 0,
        JoinPart.Role => Role is not null,
        JoinPart.Place => Place is not null,
        JoinPart.Crops => Crops is not null || Programme is { Crops.Count: <= 1 },
        JoinPart.Consent => Chooses || Consent.Purposes.All(p => Says(p) is not null),
        _ => Says(PurposeOf(part)) is not null,
    };

    /// <summary>The first unanswered question; null when all are answered. Place and crops are asked later, when tips need them.</summary>
    public JoinPart? Open => Enum.GetValues<JoinPart>().Where(p => p < JoinPart.Place && !Has(p)).Cast<JoinPart?>().FirstOrDefault();

    /// <summary>What is left to ask of a registered person; null for nothing.</summary>
    public JoinPart? Later => !Has(JoinPart.Place) ? JoinPart.Place : !Has(JoinPart.Crops) ? JoinPart.Crops : null;

    public JoinDraft Saying(ConsentGrant grant) =>
        this with { Answers = [.. (Answers ?? []).Where(a => a.Purpose != grant.Purpose), grant] };

    public static ConsentPurpose PurposeOf(JoinPart part) => (ConsentPurpose)(part - JoinPart.Service);

    /// <param name="eventId">The provider's id of what completed the registration.</param>
    /// <param name="secret">A keyed hash of it.</param>
    public Holder ToHolder(Subscriber subscriber, string eventId, string secret) =>
        new(PersonText.IdOf(Programme!.Id, subscriber.Phone, eventId, secret), Name, Role ?? Values.Role.Farmer, subscriber.Language,
            Programme.Id, Place ?? "",
        Crops ?? Programme.Crops, Programme.Currency, Programme.Signature, Unconfirmed: Role == Values.Role.Trader);

    /// <summary>What a registration asks of a coordinator.</summary>
    public static IReadOnlyList<Effect> Follows(Holder joined, Instant now) =>
        joined.Unconfirmed ? [new RaiseTask(joined.Programme, TaskKinds.TraderToConfirm, joined.PersonId, now)]
        : PersonNames.IsNear(joined.Name) ? [new RaiseTask(joined.Programme, TaskKinds.NameNear, joined.PersonId, now)]
        : [];
}
