using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Programmes;

namespace Outreach.Console;

/// <param name="Contact">A phone or a mail address, for those who run the system.</param>
public sealed record FirstOwnerBody(string Name, string Contact)
{
    public static FirstOwnerBody Of(FirstOwner o) => new(o.Name, o.Contact);
}

/// <param name="Id">Of a new programme; or of one that is there and nobody's yet.</param>
/// <param name="Code">The code by which people join it: 3 to 10 capital letters and digits; absent: nobody registers themselves.</param>
internal sealed record PartnerProgrammeBody(string Id, string Name, IReadOnlyList<string> Crops, string? Code = null);

/// <summary>A partner in one form.</summary>
/// <param name="Id">Lower-case letters, digits and dashes.</param>
/// <param name="Region">ISO 3166: <c>KE</c>.</param>
/// <param name="Languages">As ISO 639-1. The first is written to whoever chose none.</param>
/// <param name="Signature">The name below its programmes' reminders.</param>
/// <param name="Currency">ISO 4217; absent: the country's own.</param>
/// <param name="Joint">The joint programme with whose partners it shares figures; absent: it shares none.</param>
internal sealed record PartnerBody(string Id, string Name, string Region, IReadOnlyList<string> Languages, string Signature,
    IReadOnlyList<PartnerProgrammeBody> Programmes, FirstOwnerBody Owner, string? Currency = null, string? Joint = null);

/// <param name="Edition">Of the partner as it was read.</param>
internal sealed record PartnerChangeBody(string Name, IReadOnlyList<string> Languages, FirstOwnerBody Owner, int Edition);

/// <param name="Programme">One of the partner's.</param>
/// <param name="Joint">The joint programme; absent: it shares no figures from next month on.</param>
internal sealed record ShareBody(string Programme, string? Joint = null);

/// <param name="From">The first month that is shared, such as <c>2026-03</c>.</param>
/// <param name="Until">The last; absent while it goes on.</param>
public sealed record JointStayView(string Joint, string From, string? Until)
{
    public static JointStayView Of(JointStay s) => new(s.Joint, YearMonthPattern.Iso.Format(s.From),
        s.Until is { } last ? YearMonthPattern.Iso.Format(last) : null);
}

public sealed record PartnerProgrammeView(string Id, string Name, string Currency, string Signature, IReadOnlyList<JointStayView> Shares,
    Instant? EndedAt)
{
    public static PartnerProgrammeView Of(Programme p) => new(p.Id, p.Name, p.Currency, p.Signature,
        [.. (p.Partner?.Stays ?? []).Select(JointStayView.Of)], p.Partner?.EndedAt);
}

/// <summary>Somebody whose key reaches a partner's people.</summary>
/// <param name="Elsewhere">The key reaches programmes that are not this partner's, too.</param>
public sealed record PartnerKeyView(string Owner, IReadOnlyList<string> Roles, LocalDate Until, bool Elsewhere);

/// <param name="Programmes">Those that the key reaches.</param>
/// <param name="Keys">Everybody whose key reaches one of them.</param>
/// <param name="LeftAt">When it left; nothing begins in its programmes any more.</param>
/// <param name="Whole">The key reaches every programme of the partner, so it may change it.</param>
/// <param name="Approval">The approval that a second owner has to give before it leaves.</param>
public sealed record PartnerView(string Id, string Name, string Region, IReadOnlyList<string> Languages, FirstOwnerBody Owner,
    Instant Since, Instant? LeftAt, int Edition, IReadOnlyList<PartnerProgrammeView> Programmes, IReadOnlyList<PartnerKeyView> Keys,
    bool Whole, string? Approval = null)
{
    public static PartnerView Of(PartnerStanding s, KeyHolders keys, Instant now)
    {
        var (o, mine) = (s.Organisation, s.Programmes.Select(p => p.Id).ToHashSet(StringComparer.Ordinal));
        var reaching = keys.All.Select(k => k.Holder).Where(h => now < h.EndsAt && mine.Any(h.Reaches))
            .OrderBy(h => h.Owner, StringComparer.OrdinalIgnoreCase).ThenBy(h => h.Name, StringComparer.Ordinal);
        return new(o.Id, o.Name, o.Region, o.Languages, FirstOwnerBody.Of(o.Owner), o.Since, o.LeftAt, o.Edition,
            [.. s.Programmes.Select(PartnerProgrammeView.Of)],
            [.. reaching.Select(h => new PartnerKeyView(h.Owner, [.. Access.Names(h.Roles)], h.Until,
                h.Programmes is null || !h.Programmes.All(mine.Contains)))], s.IsWhole);
    }
}

internal sealed record PartnersView(IReadOnlyList<PartnerView> Partners);

/// <param name="Joint">The joint programme; absent where the programme shares no figures.</param>
/// <param name="Partners">The names of all who share them.</param>
/// <param name="AsOf">When the one that was counted first was counted; absent where one never was.</param>
internal sealed record JointFiguresView(string? Joint, IReadOnlyList<string> Partners, Instant? AsOf, IReadOnlyList<FigureView> Figures);
