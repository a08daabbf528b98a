using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Messaging;
using Outreach.Core.People;

namespace Outreach.Core.Lines;

/// <summary>A trader's offer, one question a screen, read back before it is sent. What is typed stays when the session drops.</summary>
public static class DraftDialogue
{
    public static IReadOnlyList<string> Grades { get; } = ["A", "B", "C", ""];

    public static Move Step(Line line, UssdSession session, string typed, UssdTurn turn, Instant now)
    {
        var draft = line.Draft ?? new OfferDraft();
        if (session.Screen is DraftReadBack) return Confirm(line, session, draft, typed, turn, now);
        var ask = ((DraftStep)session.Screen).Ask;
        if (ask == Ask.Farmer) return Farmer(line, session, draft, typed, turn);
        var (next, fault) = Take(line, draft, ask, typed, now);
        return fault == DraftFault.None ? Forward(line with { Draft = next }, session, ask) : Fault(line, session, ask, fault);
    }

    private static Move Farmer(Line line, UssdSession session, OfferDraft draft, string typed, UssdTurn turn)
    {
        var region = Country.OfPhone(line.Phone)?.Region ?? "";
        if (PhoneNumber.Parse(typed, region) is not { } phone) return Fault(line, session, Ask.Farmer, DraftFault.NotUnderstood);
        if (phone.E164 == line.Phone) return Fault(line, session, Ask.Farmer, DraftFault.Yourself);
        if (!turn.Facts.OtherKnown) return Move.Asking(line, new Need.TheLineOf(phone.E164));
        // A stranger to the programme and no stranger at all look the same from here.
        if (turn.Facts.Other is not { Role: Role.Farmer } farmer || farmer.Programme != line.Holder!.Programme)
            return Fault(line, session, Ask.Farmer, DraftFault.NotRegistered);
        return Forward(line with { Draft = draft with { Farmer = new Party(farmer.PersonId, farmer.Name, phone.E164) } }, session, Ask.Farmer);
    }

    private static (OfferDraft, DraftFault) Take(Line line, OfferDraft draft, Ask ask, string typed, Instant now)
    {
        var currency = line.Holder!.Currency;
        var today = Country.OfPhone(line.Phone)!.Today(now);
        return ask switch
        {
            Ask.Crop => Pick(line.Holder.Crops, typed) is { } crop ? (draft with { Crop = crop }, DraftFault.None) : (draft, DraftFault.NotUnderstood),
            Ask.Grade => Pick(Grades, typed) is { } grade ? (draft with { Grade = grade }, DraftFault.None) : (draft, DraftFault.NotUnderstood),
            Ask.Unit => Pick(Enum.GetValues<Unit>(), typed, out var unit) ? (draft with { Unit = unit }, DraftFault.None) : (draft, DraftFault.NotUnderstood),
            Ask.Quantity => Quantities.Parse(typed) is { IsAmount: true, Value: > 0 and <= 1_000_000_000 } q
                ? (draft with { Quantity = q.Value }, DraftFault.None) : (draft, DraftFault.NotUnderstood),
            Ask.Price => Amounts.Parse(typed, currency, Currencies.Decimals(currency)) is { IsAmount: true, Value: > 0 } p
                ? (draft with { Price = new Money(p.Value, currency) }, DraftFault.None) : (draft, DraftFault.NotUnderstood),
            Ask.DeliverBy => Dated(typed, today, today, d => draft with { DeliverBy = d }, draft),
            Ask.PayBy => Dated(typed, draft.DeliverBy!.Value, today, d => draft with { PayBy = d }, draft),
            _ => Advance(draft, typed, currency),
        };
    }

    private static (OfferDraft, DraftFault) Advance(OfferDraft draft, string typed, string currency)
    {
        if (typed == "1") return (draft with { Advance = Money.Zero(currency) }, DraftFault.None);
        if (Amounts.Parse(typed, currency, Currencies.Decimals(currency)) is not { IsAmount: true, Value: > 0 } amount) return (draft, DraftFault.NotUnderstood);
        var next = draft with { Advance = new Money(amount.Value, currency) };
        return next.Advance > next.ToTerms().Total ? (draft, DraftFault.TooMuch) : (next, DraftFault.None);
    }

    /// <summary>1 the base day itself, 2 a week after it, 3 thirty days after it; or day and month as four digits, the next such date.</summary>
    private static (OfferDraft, DraftFault) Dated(string typed, LocalDate from, LocalDate today, Func<LocalDate, OfferDraft> set, OfferDraft draft) => typed switch
    {
        "1" => (set(from), DraftFault.None),
        "2" => (set(from.PlusDays(7)), DraftFault.None),
        "3" => (set(from.PlusDays(30)), DraftFault.None),
        _ => DayAndMonth(typed, today) is { } date ? (set(date), DraftFault.None) : (draft, DraftFault.NotUnderstood),
    };

    private static LocalDate? DayAndMonth(string typed, LocalDate today)
    {
        var digits = new string([.. typed.Where(c => c is not ('/' or '-' or '.' or ' '))]);
        if (digits.Length != 4 || !digits.All(char.IsAsciiDigit)) return null;
        var (day, month) = (int.Parse(digits[..2], System.Globalization.CultureInfo.InvariantCulture), int.Parse(digits[2..], System.Globalization.CultureInfo.InvariantCulture));
        if (month is < 1 or > 12) return null;
        for (var year = today.Year; year <= today.Year + 4; year++)
        {
            if (day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) continue;
            if (new LocalDate(year, month, day) is var date && date >= today) return date;
        }
        return null;
    }

    private static Move Confirm(Line line, UssdSession session, OfferDraft draft, string typed, UssdTurn turn, Instant now)
    {
        if (typed == "2" || !draft.IsComplete) return new Move(line with { Draft = null }, [Dialogue.HomeOf(line)]);
        if (typed != "1") return new Move(line, session.Trail, Notice: true);
        var terms = draft.ToTerms();
        if (terms.Fault(Country.OfPhone(line.Phone)!.Today(now)) is not null) return Fault(line, session, Ask.Quantity, DraftFault.TooMuch);
        if (turn.Facts.FreeCode is not { } code) return Move.Asking(line, new Need.ACode());
        var me = new Party(line.Holder!.PersonId, line.Holder.Name, line.Phone);
        var offer = new OfferTerms($"ussd-{turn.SessionId}-{turn.Consumed}", line.Programme, me, draft.Farmer!, terms, line.Holder.Mentor);
        return new Move(line with { Draft = null }, [Dialogue.HomeOf(line), new DraftSent(code)], [new Tell(AggregateId.Agreement(code), offer)]);
    }

    private static Move Forward(Line line, UssdSession session, Ask ask)
    {
        // The step that was answered stays in the trail, without its complaint, so that 0 leads back to it.
        Screen next = ask == Ask.Advance ? new DraftReadBack() : new DraftStep(ask + 1);
        return new Move(line, [.. session.Trail.SkipLast(1), new DraftStep(ask), next]);
    }

    private static Move Fault(Line line, UssdSession session, Ask ask, DraftFault fault) => new(line, [.. session.Trail.SkipLast(1), new DraftStep(ask, fault)]);

    private static string? Pick(IReadOnlyList<string> choices, string typed) =>
        int.TryParse(typed, out var n) && n >= 1 && n <= Math.Min(9, choices.Count) ? choices[n - 1] : null;

    private static bool Pick<T>(T[] choices, string typed, out T choice)
    {
        var right = int.TryParse(typed, out var n) && n >= 1 && n <= choices.Length;
        choice = right ? choices[n - 1] : choices[0];
        return right;
    }
}
