using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>The kinds of reasons for a second owner.</summary>
public enum TwoFor { Leads, Amount, Again, Sooner, Many, Dear, Trader, Half, Night }

/// <summary>Why a launch takes a second owner.</summary>
/// <param name="What">What leads away, the most people, the per cent, or the trader's name.</param>
public sealed record WhyTwo(TwoFor For, string What = "")
{
    /// <summary>Behind "a tip to 12 people".</summary>
    public string Words => For switch
    {
        TwoFor.Leads => $"with {What}",
        TwoFor.Amount => "with an amount of money in it",
        TwoFor.Again => "with a text that went out within seven days",
        TwoFor.Sooner => "sooner after another tip than the programme's days",
        TwoFor.Many => $"above {What}",
        TwoFor.Dear => $"for over {What} % of the month's budget",
        TwoFor.Trader => $"with the name of the trader {What} in it",
        TwoFor.Half => "over half of the programme",
        _ => "between 18:00 and 09:00",
    };
}

/// <summary>What a launch may cost, and why it takes a second owner.</summary>
internal sealed class LaunchChecks(TextUses texts, Budgets budgets, People people, IClock clock)
{
    /// <summary>Of a month's budget, a launch that takes more takes two.</summary>
    private const int OneOwnersPart = 10;

    /// <summary>To so few people the hour, and their part of the programme, are no reason.</summary>
    private const int Few = 50;

    private static readonly LocalTime dayBegins = new(9, 0);
    private static readonly LocalTime dayEnds = new(18, 0);

    /// <summary>Why it cannot be launched: its hour is beyond the programme's end, or the month's budget has too little. Null for no
    /// reason.</summary>
    public async Task<string?> LacksAsync(Place place, Broadcast broadcast, Estimate estimate, CancellationToken ct)
    {
        var programme = place.Programme;
        if (programme.End is { } end && broadcast.Hour is { } hour && programme.IsOverAt(hour.In(place.Country)))
            return $"The programme ends on {LocalDatePattern.Iso.Format(end.EndsOn)}, and sends no tips after it.";
        var (budget, month) = (await budgets.FindAsync(programme.Id, ct), budgets.MonthOf(programme));
        if (budget.Fits(month, estimate.Cost)) return null;
        var left = budget.Limits.Select(l => budget.LeftForTips(month, l.Monthly.Currency)!.Value)
            .Select(m => m < Money.Zero(m.Currency) ? Money.Zero(m.Currency) : m);
        return $"This costs {string.Join(" and ", estimate.Cost)}, and for tips of this month {string.Join(" and ", left)} is left.";
    }

    /// <summary>The link, number or PIN in its words; null for none.</summary>
    public static string? LeadsAway(Broadcast broadcast) => broadcast.Judged.Select(OurWords.Leads).FirstOrDefault(w => w is not null);

    /// <summary>Why a launch takes two owners; null when it does not.</summary>
    /// <param name="looks">Nothing is noted: the launch is only thought of.</param>
    public async Task<WhyTwo?> WhyTwoAsync(Place place, Broadcast broadcast, Estimate estimate, bool looks, CancellationToken ct)
    {
        var again = await texts.IsAgainAsync(broadcast, !looks, ct);
        var (programme, most) = (place.Programme, place.Programme.SecondYes.BroadcastAbove);
        if (LeadsAway(broadcast) is { } leads) return new(TwoFor.Leads, leads);
        if (broadcast.Judged.Any(TextRisk.NamesAmount)) return new(TwoFor.Amount);
        if (again) return new(TwoFor.Again);
        if (broadcast.Audience.RestDays < programme.DaysBetweenTips) return new(TwoFor.Sooner);
        if (estimate.People > most) return new(TwoFor.Many, most.ToString(CultureInfo.InvariantCulture));
        if (await IsDearAsync(programme, estimate, ct)) return new(TwoFor.Dear, OneOwnersPart.ToString(CultureInfo.InvariantCulture));
        if (await people.TraderInAsync(programme.Id, [.. broadcast.Judged], ct) is { } trader) return new(TwoFor.Trader, trader.Name);
        if (estimate.People <= Few) return null;
        if (estimate.People * 2L > estimate.Listed) return new(TwoFor.Half);
        return !IsByDay(place, broadcast.Hour) ? new(TwoFor.Night) : null;
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
