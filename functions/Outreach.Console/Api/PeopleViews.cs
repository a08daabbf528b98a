using Outreach.Core.People;

namespace Outreach.Console.Api;

/// <param name="Language">ISO 639-1: <c>en</c>, <c>sw</c> or <c>bn</c>.</param>
/// <param name="Crops">The programme's when it is not given.</param>
/// <param name="Pin">A first PIN of 4 to 6 digits; without it one is chosen on the phone.</param>
/// <param name="Shared">One more person on a phone that others use too. Otherwise the phone is this person's.</param>
internal sealed record PersonBody(
    string Programme, string Phone, string Name, Role Role, string Language, string? Place = null, IReadOnlyList<string>? Crops = null, string? Pin = null, bool Shared = false);

internal sealed record PersonView(
    string Programme, string PersonId, string Name, string Phone, Role Role, string Language, string Place, IReadOnlyList<string> Crops, bool TipsAllowed)
{
    public static PersonView Of(DirectoryRow p) => new(p.Programme, p.PersonId, p.Name, p.Phone, p.Role, p.Language.Code(), p.Place, p.Crops, p.TipsAllowed);

    public static PersonView Of(Holder p, string phone, bool tipsAllowed) =>
        new(p.Programme, p.PersonId, p.Name, phone, p.Role, p.Language.Code(), p.Place, p.Crops, tipsAllowed);
}

/// <param name="Next">What to send as <c>after</c> for the people that follow; absent at the end.</param>
internal sealed record DirectoryView(IReadOnlyList<PersonView> People, string? Next);
