using Outreach.Core.Mentoring;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>People chosen by a form: a few choices, or a query written out (docs/audiences.md).</summary>
/// <param name="Query">What was written out; the choices narrow it.</param>
public sealed record ChosenPeople(Role? Role, string? Place, string? Crop, Language? Language, string Query = "")
{
    internal static ChosenPeople Of(PageCall call) => new(Enum.TryParse<Role>(call.Field("role"), true, out var role) ? role : null,
        call.Optional("place"), call.Optional("crop"), Languages.FromCode(call.Optional("language")), call.Optional("query") ?? "");

    /// <summary>What is wrong with the query by itself: it must not close the parentheses that the choices narrow.</summary>
    internal FormFault? Fault() =>
        AudienceQuery.Read(Query).Fault is { } fault ? FormFault.Of("query", fault.ToString()) : null;

    /// <summary>The one query of all of it; null for everybody.</summary>
    public string? AsQuery()
    {
        string[] parts =
        [
            .. Query.Length > 0 ? [$"({Query})"] : Array.Empty<string>(),
            .. Role is { } role ? ["role = " + role.ToString().ToLowerInvariant()] : Array.Empty<string>(),
            .. Place is { } place ? [$"place = \"{Plain(place)}\""] : Array.Empty<string>(),
            .. Crop is { } crop ? [$"crop = \"{Plain(crop)}\""] : Array.Empty<string>(),
            .. Language is { } language ? ["language = " + language.Code()] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? null : parts is [_] && Query.Length > 0 ? Query : string.Join(" and ", parts);
    }

    /// <param name="saved">The query of a group, which all of it narrows; null for none.</param>
    public string? AsQuery(string? saved) => (saved, AsQuery()) switch
    {
        ({ } group, { } chosen) => $"({group}) and ({chosen})",
        var (group, chosen) => group ?? chosen,
    };

    /// <summary>A quotation mark would end the value.</summary>
    private static string Plain(string value) => value.Replace("\"", "", StringComparison.Ordinal);
}
