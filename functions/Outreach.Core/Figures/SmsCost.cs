using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Figures;

/// <summary>What SMS cost, and what of it a local partner pays. See docs/decisions/0292.</summary>
public static class SmsCost
{
    /// <summary>An SMS that a gateway took costs, whether it arrived or not.</summary>
    public static IEnumerable<FigureCount> Of(Message message, Programme programme, DateTimeZone zone) => message is
        {
            Order: { } order, PriceMinor: > 0, FirstAt: { } at,
            State: DeliveryState.Accepted or DeliveryState.Sent or DeliveryState.Undelivered or DeliveryState.Delivered,
        } && Country.OfPhone(order.Phone) is { } country
        ? Of(programme, at.InZone(zone).Date, new(message.PriceMinor, country.Currency), order.PersonId ?? "")
        : [];

    /// <summary>A tip: nobody's in particular, since a batch keeps what it cost in all.</summary>
    public static IEnumerable<FigureCount> Of(Broadcast tip, Programme programme, DateTimeZone zone) => tip.LaunchedAt is { } at
        ? tip.Spent.Where(m => m.Minor > 0).SelectMany(money => Of(programme, at.InZone(zone).Date, money, ""))
        : [];

    private static IEnumerable<FigureCount> Of(Programme programme, LocalDate day, Money cost, string person)
    {
        var whole = new FigureCount(FigureName.CarriedLocally, day.ToYearMonth(), cost.Currency, person, Counted.Whole, cost.Minor);
        yield return whole;
        if (programme.IsPaidLocally(day)) yield return whole with { What = Counted.Part };
    }
}
