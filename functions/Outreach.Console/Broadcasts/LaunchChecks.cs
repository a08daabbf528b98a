using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>What a launch may cost, and why it takes a second owner.</summary>
internal sealed class LaunchChecks(TextUses texts, Budgets budgets, Lookups lookups, People people, IClock clock)
{
    /// <summary>Of a month's budget, a launch that takes more takes two.</summary>
    private const int OneOwnersPart = 10;

    /// <summary>To so few people the hour, and their part of the programme, are no reason.</summary>
    private const int Few = 50;

    private static readonly LocalTime dayBegins = new(9, 0);
    private static readonly LocalTime dayEnds = new(18, 0);

    /// <summary>What the month's budget lacks; null where it has enough.</summary>
    public async Task<string?> LacksAsync(Broadcast broadcast, Estimate estimate, CancellationToken ct)
    {
        var (place, _) = await lookups.ProgrammeAsync(broadcast.Audience.Programme, "programme", ct);
        if (place is null) return null;
        var (budget, month) = (await budgets.FindAsync(place.Programme.Id, ct), budgets.MonthOf(place.Programme));
        if (budget.Fits(month, estimate.Cost)) return null;
        var left = budget.Limits.Select(l => budget.LeftForTips(month, l.Monthly.Currency)!.Value)
            .Select(m => m < Money.Zero(m.Currency) ? Money.Zero(m.Currency) : m);
        return $"This costs {string.Join(" and ", estimate.Cost)}, and for tips of this month {string.Join(" and ", left)} is left.";
    }

    /// <summary>Why nothing goes out at the broadcast's hour: it is beyond the programme's end. Null for any other.</summary>
    public async Task<string?> OverAsync(Broadcast broadcast, CancellationToken ct)
    {
        var (place, _) = await lookups.ProgrammeAsync(broadcast.Audience.Programme, "programme", ct);
        return place is { Programme.End: { } end } && broadcast.Hour is { } hour && place.Programme.IsOverAt(hour.In(place.Country))
            ? $"The programme ends on {LocalDatePattern.Iso.Format(end.EndsOn)}, and sends no tips after it."
            : null;
    }

    /// <summary>The link, number or PIN in its words; null for none.</summary>
    public static string? LeadsAway(Broadcast broadcast) => broadcast.Judged.Select(OurWords.Leads).FirstOrDefault(w => w is not null);

    /// <summary>Why a launch takes two owners; null when it does not.</summary>
    public async Task<string?> WhyTwoAsync(Broadcast broadcast, Estimate estimate, CancellationToken ct)
    {
        var again = await texts.IsAgainAsync(broadcast, ct);
        var (place, _) = await lookups.ProgrammeAsync(broadcast.Audience.Programme, "programme", ct);
        var most = (place?.Programme.SecondYes ?? SecondYes.Usual).BroadcastAbove;
        if (LeadsAway(broadcast) is { } leads) return $"with {leads}";
        if (broadcast.Judged.Any(TextRisk.NamesAmount)) return "with an amount of money in it";
        if (again) return "with a text that went out within seven days";
        if (broadcast.Audience.RestDays < place?.Programme.DaysBetweenTips) return "sooner after another tip than the programme's days";
        if (estimate.People > most) return $"above {most}";
        if (place is not null && await IsDearAsync(place.Programme, estimate, ct))
            return $"for over {OneOwnersPart} % of the month's budget";
        if (await people.TraderInAsync(broadcast.Audience.Programme, [.. broadcast.Judged], ct) is { } trader)
            return $"with the name of the trader {trader.Name} in it";
        if (estimate.People <= Few) return null;
        if (estimate.People * 2L > estimate.Listed) return "over half of the programme";
        return place is not null && !IsByDay(place, broadcast.Hour) ? "between 18:00 and 09:00" : null;
    }

    private async Task<bool> IsDearAsync(Programme programme, Estimate estimate, CancellationToken ct)
    {
        var budget = await budgets.FindAsync(programme.Id, ct);
        return budget.Limits.Any(l => estimate.Cost.In(l.Monthly.Currency).Minor > l.Monthly.Minor * OneOwnersPart / 100);
    }

    /// <summary>Whether the first SMS goes out by day in the programme's country.</summary>
    private bool IsByDay(Place place, TipHour? hour)
    {
        var now = hour?.In(place.Country) ?? clock.GetCurrentInstant();
        var first = place.Country.QuietNowUntil(now, place.Programme.Holidays) ?? now;
        var time = first.InZone(place.Country.TimeZone).TimeOfDay;
        return time >= dayBegins && time < dayEnds;
    }
}
