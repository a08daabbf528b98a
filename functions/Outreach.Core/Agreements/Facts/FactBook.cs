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

    public static Agreement With(this Agreement agreement, int number, Func<Fact, Fact> change) =>
        agreement with { Facts = [.. agreement.Facts.Select(f => f.Number == number ? change(f) : f)] };
}
