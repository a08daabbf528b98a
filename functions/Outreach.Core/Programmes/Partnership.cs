using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Programmes;

/// <summary>Whose a programme is, and which figures it shares.</summary>
/// <param name="Languages">Of the organisation, as ISO 639-1.</param>
/// <param name="Stays">The joint programmes, one after the other.</param>
/// <param name="EndedAt">When nothing began any more.</param>
public sealed record Partnership(string Organisation, IReadOnlyList<string> Languages, IReadOnlyList<JointStay> Stays,
    Instant? EndedAt = null)
{
    /// <summary>The joint programme with which it shares figures now or next month; empty for none.</summary>
    public string Joint => Stays is [.., { Until: null, Joint: var joint }] ? joint : "";
}

/// <summary>
/// Whole months in which a programme shared its figures. Months that were told stay as they were told, whoever comes or goes: their
/// difference would be one partner's figures.
/// </summary>
/// <param name="Until">The last month; null while it goes on.</param>
public sealed record JointStay(string Joint, YearMonth From, YearMonth? Until = null)
{
    public bool Has(YearMonth month) => month >= From && !(month > Until);
}

/// <summary>A programme becomes an organisation's. It never becomes another's: its people said yes to this one.</summary>
/// <param name="Languages">Those that the organisation reads, as ISO 639-1.</param>
[StoredAs("JoinOrganisation")]
public sealed record JoinOrganisation(string Organisation, IReadOnlyList<string> Languages) : Command;

/// <summary>A programme shares its figures from a month on.</summary>
/// <param name="Joint">The joint programme; empty for none.</param>
[StoredAs("ShareFigures")] public sealed record ShareFigures(string Joint, YearMonth From) : Command;

/// <summary>Nothing begins in the programme from now on. What was agreed goes on to its end.</summary>
[StoredAs("EndProgramme")] public sealed record EndProgramme(Instant At) : Command;

internal static class Partnerships
{
    public static Partnership? Joined(Programme programme, JoinOrganisation join) => programme.Partner switch
    {
        null => new(join.Organisation, join.Languages, []),
        { Organisation: var mine } partner when mine == join.Organisation && !partner.Languages.SequenceEqual(join.Languages) =>
            partner with { Languages = join.Languages },
        var partner => partner,
    };

    public static Partnership? Shared(Programme programme, ShareFigures share) =>
        programme.Partner is not { EndedAt: null } partner || partner.Joint == share.Joint ? programme.Partner
            : partner with { Stays = [.. Until(partner, share.From.PlusMonths(-1)),
                .. share.Joint.Length > 0 ? [new JointStay(share.Joint, share.From)] : Array.Empty<JointStay>()] };

    /// <summary>The month of the end is the last that is shared.</summary>
    public static Partnership? Ended(Programme programme, EndProgramme end) =>
        programme.Partner is not { EndedAt: null } partner ? programme.Partner
            : partner with { EndedAt = end.At, Stays = Until(partner, MonthOf(programme, end.At)) };

    /// <summary>The stays with an end to the open one; one that never began falls away.</summary>
    private static IReadOnlyList<JointStay> Until(Partnership partner, YearMonth month) =>
        [.. partner.Stays.Select(s => s.Until is null ? s with { Until = month } : s).Where(s => s.From <= s.Until)];

    private static YearMonth MonthOf(Programme programme, Instant at) =>
        at.InZone(Values.Country.OfRegion(programme.Region)?.TimeZone ?? DateTimeZone.Utc).Date.ToYearMonth();
}
