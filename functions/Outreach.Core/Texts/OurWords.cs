using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>Free words that one owner would send in our name.</summary>
public static class OurWords
{
    /// <summary>What takes a second owner because it leads its reader elsewhere, as words behind "with"; null for nothing.</summary>
    public static string? Leads(string text) => TextRisk.LeadsAway(text) ? "a link, a number or a PIN in it"
        : ReservedNames.CompanyIn(text) is { } company ? $"a company's name in it ({company})"
        : null;
}
