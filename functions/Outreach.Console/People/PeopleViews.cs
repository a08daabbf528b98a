using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Language">ISO 639-1: <c>en</c>, <c>sw</c>, <c>bn</c>, <c>fr</c> or <c>zu</c>.</param>
/// <param name="Crops">The programme's when it is not given.</param>
/// <param name="Consent">What the person has said they may be written to for. What is not named, they are asked by SMS, and until they
/// agree to the service nothing else goes out.</param>
/// <param name="ConsentSource">Where they said so: a form, a meeting.</param>
/// <param name="Pin">A first PIN of 4 to 6 digits; without it one is chosen on the phone. In
/// place of one that there is, it is refused: that takes two.</param>
/// <param name="Shared">One more person on a phone that others use too. Otherwise the phone is this person's.</param>
internal sealed record PersonBody(
    string Programme, string Phone, string Name, Role Role, string Language, string? Place = null, IReadOnlyList<string>? Crops = null,
    string? Pin = null,
    IReadOnlyList<ConsentPurpose>? Consent = null, string? ConsentSource = null, bool Shared = false);

internal sealed record PersonView(
    string Programme, string PersonId, string Name, string Phone, Role Role, string Language, string Place, IReadOnlyList<string> Crops,
    bool TipsAllowed)
{
    public static PersonView Of(DirectoryRow p) =>
        new(p.Programme, p.PersonId, p.Name, p.Phone, p.Role, p.Language.Code(), p.Place, p.Crops, p.TipsAllowed);

    public static PersonView Of(Holder p, string phone, bool tipsAllowed) =>
        new(p.Programme, p.PersonId, p.Name, phone, p.Role, p.Language.Code(), p.Place, p.Crops, tipsAllowed);
}

/// <param name="Next">What to send as <c>after</c> for the people that follow; absent at the end.</param>
internal sealed record DirectoryView(IReadOnlyList<PersonView> People, string? Next);
