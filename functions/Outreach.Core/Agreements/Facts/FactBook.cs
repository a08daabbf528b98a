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
    public static Agreement Voided(this Agreement agreement, int? number) =>
        number is not { } n ? agreement : agreement.With(n, f => f with { State = FactState.Voided });

    /// <summary>Voids a pending fact that its teller, or an owner, takes back.</summary>
    public static Agreement WithTakenBack(this Agreement agreement, int number) =>
        agreement.With(number, f => f with { State = FactState.Voided, TakenBack = true });

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
