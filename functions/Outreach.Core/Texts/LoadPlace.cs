using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>Where a load was handed over. It stands in the question that the other side answers, so it is a place alone.</summary>
public static class LoadPlace
{
    public const int Most = 30;

    /// <returns>"" for none; null for what asks for an answer, leads away, names a company or is no name of a place.</returns>
    public static string? Read(string typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return "";
        return PersonText.Place(typed) is { Length: <= Most } place && !TextRisk.LeadsAway(typed) && FreeText.AsksBy(typed) is null
            && Signatures.Reserved(typed) is null ? place : null;
    }
}
