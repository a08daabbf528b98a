using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A person of a phone. What is absent stays as it is; for a new person it takes its default.</summary>
/// <param name="Language">ISO 639-1: <c>en</c>, <c>sw</c>, <c>bn</c>, <c>fr</c> or <c>zu</c>. Default: the country's first.</param>
/// <param name="Crops">Default: the programme's crops.</param>
/// <param name="Consent">The purposes that the person has consented to. The App asks about the others by SMS; before consent to the service
/// no other message goes out.</param>
/// <param name="ConsentSource">The occasion of the consent: a form, a meeting.</param>
/// <param name="Person">Who this is where the phone is known under another name: the same person, a new owner of a number that is in
/// quarantine, or one more who shares it. Who shares is added once a user of the phone says yes there.</param>
/// <param name="PersonId">Who of the phone is meant, whatever name is written. Without it the name finds them.</param>
/// <param name="EvenSo">True writes the name although another trader of the programme has it.</param>
internal sealed record PersonBody(
    string Programme, string Phone, string Name, Role Role, string? Language = null, string? Place = null,
    IReadOnlyList<string>? Crops = null,
    IReadOnlyList<ConsentPurpose>? Consent = null, string? ConsentSource = null, PersonIs? Person = null,
    bool EvenSo = false, string? PersonId = null);

/// <param name="Unconfirmed">True for a trader who registered by phone and waits for people/{programme}/{personId}/confirm.</param>
/// <param name="Warnings">What is doubtful about a person just written down.</param>
/// <param name="Tags">Words by which coordinators tell people apart.</param>
/// <param name="Approval">The approval that a second owner has to give before the person has the role.</param>
internal sealed record PersonView(
    string Programme, string PersonId, string Name, string Phone, Role Role, string Language, string Place, IReadOnlyList<string> Crops,
    bool TipsAllowed, bool Unconfirmed = false, IReadOnlyList<string>? Warnings = null, string? Approval = null,
    IReadOnlyList<string>? Tags = null)
{
    public static PersonView Of(DirectoryRow p) =>
        new(p.Programme, p.PersonId, p.Name, p.Phone, p.Role, p.Language.Code(), p.Place, p.Crops, p.TipsAllowed,
            p.Unconfirmed, Tags: p.Tags.Count > 0 ? p.Tags : null);

    public static PersonView Of(Holder p, string phone, bool tipsAllowed, IReadOnlyList<string> warnings) =>
        new(p.Programme, p.PersonId, p.Name, phone, p.Role, p.Language.Code(), p.Place, p.Crops, tipsAllowed, p.Unconfirmed,
            warnings.Count > 0 ? warnings : null);
}

/// <param name="Next">The value of <c>after</c> for the next page; absent at the end.</param>
internal sealed record DirectoryView(IReadOnlyList<PersonView> People, string? Next);
