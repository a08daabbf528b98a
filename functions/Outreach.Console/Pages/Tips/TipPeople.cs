using System.Globalization;
using Outreach.App;
using Outreach.Core.Mentoring;

namespace Outreach.Console;

/// <summary>To whom a tip goes, as its form has it.</summary>
/// <param name="Group">The id of a saved group, which the choices narrow; empty for none.</param>
/// <param name="Only">Phones as typed: these people alone.</param>
/// <param name="Except">Phones as typed: these people not.</param>
/// <param name="HoldOut">Per cent, as typed.</param>
/// <param name="RestDays">As typed.</param>
/// <param name="Unreached">The id of an earlier tip: only whom it did not reach; empty for no such limit.</param>
/// <param name="AlsoUnsure">Those too of whom nobody knows, who may get it twice.</param>
public sealed record TipPeople(ChosenPeople Chosen, string Group, string Only, string Except, string? HoldOut, string? RestDays,
    string Unreached, bool AlsoUnsure)
{
    private static readonly char[] breaks = ['\n', '\r', ',', ';'];

    /// <summary>Whether the part of the form is open that few tips need.</summary>
    public bool IsSpecial => Only.Length > 0 || Except.Length > 0 || HoldOut is not null;

    internal static TipPeople Of(PageCall call) => new(ChosenPeople.Of(call), call.Field("group"), call.Field("only"), call.Field("except"),
        call.Optional("holdOut"), call.Optional("restDays"), Inputs.IsKey(call.Field("unreached")) ? call.Field("unreached") : "",
        call.Optional("alsoUnsure") is not null);

    /// <summary>The people of an earlier tip, with its lists as phones.</summary>
    internal static TipPeople Of(Audience audience, string only, string except) => new(new(null, null, null, null, audience.Query), "",
        only, except, Written(audience.HoldOut), Written(audience.RestDays), audience.NotReachedBy ?? "", audience.AlsoUnsure);

    /// <summary>Farmers, after the programme's days between tips.</summary>
    internal static TipPeople Usual(int restDays, string group) => new(
        new(group.Length > 0 ? null : Core.Values.Role.Farmer, null, null, null), group, "", "", null, Written(restDays), "", false);

    /// <summary>As the API reads it.</summary>
    /// <param name="saved">The query of <see cref="Group"/>.</param>
    internal AudienceBody Body(string programme, string? saved) => new(programme, Chosen.AsQuery(saved), Phones(Only), Phones(Except),
        HoldOut is null ? null : Number(HoldOut), Unreached.Length > 0 ? Unreached : null, Unreached.Length > 0 && AlsoUnsure ? true : null,
        RestDays: Number(RestDays));

    private static string[]? Phones(string typed) =>
        typed.Split(breaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } phones
            ? phones : null;

    private static string? Written(int number) => number == 0 ? null : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is no number is refused as one that cannot be.</summary>
    private static int Number(string? typed) =>
        typed is null ? 0 : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
