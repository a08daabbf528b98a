using NodaTime;

namespace Outreach.Core.Agreements;

/// <summary>Writes facts into an agreement: told, then posted or voided.</summary>
internal static class FactBook
{
    /// <summary>Adds a fact under the next number.</summary>
    public static Agreement Told(this Agreement agreement, Fact fact) =>
        agreement with { Facts = [.. agreement.Facts, fact with { Number = agreement.Facts.Count + 1 }] };

    /// <summary>Posts a pending fact with the evidence that makes it stand.</summary>
    /// <param name="accepted">The day on which a load was accepted.</param>
    public static Agreement Posted(this Agreement agreement, int number, Evidence evidence, LocalDate? accepted = null) =>
        agreement.With(number, f => f.With(evidence) with { State = FactState.Posted, Accepted = accepted });

    /// <summary>Voids a pending fact: refused, withdrawn or not answered.</summary>
    /// <param name="number">Null for a question that is about no fact.</param>
    /// <param name="word">The no, or the withdrawal, where somebody said one.</param>
    public static Agreement Voided(this Agreement agreement, int? number, Evidence? word = null) => number is not { } n ? agreement
        : agreement.With(n, f => (word is null ? f : f.With(word)) with { State = FactState.Voided });

    /// <summary>Voids a fact to which a side said no.</summary>
    public static Agreement Denied(this Agreement agreement, int? number, Caller by, Instant now) =>
        agreement.Voided(number, new(by.Who, now, Word: Word.No));

    /// <summary>What both sides, a payee's own telling or a coordinator stand for, whatever a provider says of it.</summary>
    public static bool IsConfirmed(this Agreement agreement, Fact fact) => fact.IsPosted && (fact.IsAdvance
        || fact.IsSaidBy(agreement.Trader.PersonId) && fact.IsSaidBy(agreement.Farmer.PersonId)
        || agreement.IsPayees(fact) && fact.IsSaid
        || fact.Evidence.Any(e => e is { Proof.Length: 0, Word: Word.Yes } && Payments.IsCoordinator(e.By)));

    /// <summary>A payment that its payee told of: it binds only who says it.</summary>
    private static bool IsPayees(this Agreement agreement, Fact fact) =>
        fact.Kind == FactKind.Transfer && fact.Teller == agreement.Of(Agreement.Other(fact.From)).PersonId;

    /// <summary>What counts: posted, and neither corrected nor a correction.</summary>
    public static IReadOnlyList<Fact> Standing(this IReadOnlyList<Fact> facts)
    {
        var corrected = facts.Where(f => f is { IsPosted: true, Corrects: not null }).Select(f => f.Corrects!.Value).ToHashSet();
        return [.. facts.Where(f => f is { IsPosted: true, Corrects: null } && !corrected.Contains(f.Number))];
    }

    public static bool IsCorrected(this IReadOnlyList<Fact> facts, Fact fact) =>
        facts.Any(f => f.IsPosted && f.Corrects == fact.Number);

    public static Agreement With(this Agreement agreement, int number, Func<Fact, Fact> change) =>
        agreement with { Facts = [.. agreement.Facts.Select(f => f.Number == number ? change(f) : f)] };
}
