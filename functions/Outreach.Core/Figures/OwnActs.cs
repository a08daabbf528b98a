using System.Numerics;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;

namespace Outreach.Core.Figures;

/// <summary>
/// What people do of their own: whether they still do in their sixth month, and whether nothing of ours had asked for it. A day is one
/// act. See docs/decisions/0291.
/// </summary>
public static class OwnActs
{
    /// <summary>The calendar month after that of joining in which people are looked for.</summary>
    public const int SixthMonth = 6;

    /// <summary>An act on the day of something that asks, or so many days later, is asked for.</summary>
    public const int AsksForDays = 2;

    /// <summary>Days for which what was asked is known: two months, the days before, and a night that failed.</summary>
    public const int AsksKnownFor = 67;

    private static readonly EventKind[] unasked =
    [
        EventKind.Offered, EventKind.Withdrawn, EventKind.DeliveryReported, EventKind.PaymentReported, EventKind.CancelAsked,
        EventKind.TakenBack, EventKind.ReversalAsked, EventKind.Disputed,
    ];

    /// <summary>What the two sides did themselves. What others did in their name is none of it.</summary>
    /// <param name="since">Older months are counted no more.</param>
    public static IEnumerable<PersonMonth> Of(Agreement a, YearMonth since) =>
        from e in a.Events
        where (e.By == a.Farmer.PersonId || e.By == a.Trader.PersonId) && a.Today(e.At).ToYearMonth() >= since
        let bit = ActMonth.Bit(a.Today(e.At))
        select new PersonMonth(e.By, a.Today(e.At).ToYearMonth(), bit, unasked.Contains(e.Kind) ? 0 : bit);

    public static IEnumerable<PersonMonth> Of(string person, IReadOnlyList<ActMonth>? active) =>
        (active ?? []).Select(m => new PersonMonth(person, m.Month, m.Days, m.Answers));

    /// <summary>A text that reached the inbox is an act, whoever of a phone's users wrote it.</summary>
    public static IEnumerable<PersonMonth> Of(InboxItem item, DateTimeZone zone) => item.PersonId.Length == 0 ? []
        : item.Turns.Where(t => t.IsTheirs).Select(t => Of(item.PersonId, t.At.InZone(zone).Date, isAsk: false));

    /// <summary>An SMS of ours that may bring an act: all that comes unasked, such as a reminder or a notice. A receipt does not.</summary>
    public static IEnumerable<PersonMonth> Of(Message message, DateTimeZone zone) => message is
        {
            Order: { PersonId: { } person, Purpose: not (Purpose.Reply or Purpose.Receipt) },
            State: DeliveryState.Accepted or DeliveryState.Sent or DeliveryState.Delivered, ChangedAt: { } at,
        }
        ? [Of(person, at.InZone(zone).Date, isAsk: true)]
        : [];

    /// <summary>A tip, which a broadcast brought.</summary>
    public static PersonMonth Asked(string person, LocalDate day) => Of(person, day, isAsk: true);

    /// <summary>The figures of a programme's people.</summary>
    /// <param name="all">May name a person and month several times.</param>
    internal static IEnumerable<FigureCount> Counts(IEnumerable<PersonMonth> all, IReadOnlyCollection<PersonPlace> people, LocalDate today)
    {
        var months = all.GroupBy(m => (m.Person, m.Month)).ToDictionary(g => g.Key, PersonMonth.Merged);
        var present = today.ToYearMonth();
        foreach (var person in people.Where(p => p.Joined is not null))
        {
            var sixth = person.Joined!.Value.ToYearMonth().PlusMonths(SixthMonth);
            if (sixth >= present || sixth < present.PlusMonths(-FigureFold.OpenMonths(FigureName.MonthSixActive))) continue;
            yield return new(FigureName.MonthSixActive, sixth, "", person.Person, Counted.Whole);
            if (months.GetValueOrDefault((person.Person, sixth)).Acts != 0)
                yield return new(FigureName.MonthSixActive, sixth, "", person.Person, Counted.Part);
        }
        foreach (var month in months.Values.Where(m => m.Acts != 0
            && m.Month >= present.PlusMonths(-FigureFold.OpenMonths(FigureName.Initiative))))
        {
            var acts = BitOperations.PopCount((uint)month.Acts);
            yield return new(FigureName.Initiative, month.Month, "", month.Person, Counted.Whole, acts);
            var before = months.GetValueOrDefault((month.Person, month.Month.PlusMonths(-1)));
            var own = BitOperations.PopCount((uint)(month.Acts & ~month.Answers & ~AskedFor(before, month)));
            if (own > 0) yield return new(FigureName.Initiative, month.Month, "", month.Person, Counted.Part, own);
        }
    }

    /// <summary>The days of the month on which an act is asked for.</summary>
    private static int AskedFor(PersonMonth before, PersonMonth month)
    {
        // The last days of the month before come first, so that a shift carries them over.
        var asks = (uint)month.Asks;
        var last = month.Month.PlusMonths(-1).ToDateInterval().End.Day;
        var carried = (ulong)asks << last | (uint)before.Asks;
        var asked = carried;
        for (var day = 1; day <= AsksForDays; day++) asked |= carried << day;
        return (int)(uint)(asked >> last);
    }

    private static PersonMonth Of(string person, LocalDate day, bool isAsk) =>
        new(person, day.ToYearMonth(), isAsk ? 0 : ActMonth.Bit(day), 0, isAsk ? ActMonth.Bit(day) : 0);
}
