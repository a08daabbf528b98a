using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>A trader's offer, one question per screen, read back before it is sent. Answers are kept when the session drops.</summary>
public static class DraftDialogue
{
    public static IReadOnlyList<string> Grades { get; } = ["A", "B", "C", ""];

    /// <summary>The most crops on the screen.</summary>
    public const int MostCrops = 9;

    /// <summary>The units that offers use.</summary>
    public static Unit[] Units { get; } = [Unit.Kg, Unit.Bag, Unit.Maund, Unit.Tonne];

    public static Transition Step(Subscriber subscriber, UssdSession session, string typed, UssdTurn turn, Instant now)
    {
        if (session.Screen is NotConfirmed) return Dialogue.Again(subscriber, session.Trail);
        if (subscriber.Holder!.Unconfirmed) return new Transition(subscriber, [Dialogue.HomeOf(subscriber), new NotConfirmed()]);
        var draft = subscriber.Draft ?? new OfferDraft();
        if (session.Screen is PickFarmer pick)
            return int.TryParse(typed, out var n) && n >= 1 && n <= pick.Farmers.Count
                ? Chosen(subscriber, session with { Trail = [.. session.Trail.SkipLast(1)] }, draft, pick.Farmers[n - 1], now)
                : Dialogue.Again(subscriber, session.Trail);
        if (session.Screen is DraftMore)
            return typed is "1" or "2"
                ? Dialogue.To(subscriber, session.Trail, new DraftStep(typed == "1" ? DraftPart.Grade : DraftPart.Advance))
                : Dialogue.Again(subscriber, session.Trail);
        if (session.Screen is DraftReadBack) return Confirm(subscriber, session, draft, typed, turn, now);
        if (session.Screen is OfferBefore before) return Another(subscriber, session, draft, before, typed, turn, now);
        var part = ((DraftStep)session.Screen).Part;
        if (part == DraftPart.Farmer) return Farmer(subscriber, session, draft, typed, turn, now);
        var (next, fault) = part switch
        {
            DraftPart.Crop => Goods(subscriber, draft, turn.Facts.Account!, typed),
            DraftPart.Price when typed == "1" && LastPrice(turn.Facts.Account!, draft) is { } price =>
                (draft with { Price = price }, DraftFault.None),
            _ => Take(subscriber, draft, part, typed, now),
        };
        return fault == DraftFault.None
            ? Forward(subscriber with { Draft = next with { At = now } }, session, part)
            : Fault(subscriber, session, part, fault);
    }

    /// <summary>Resumes at the first unanswered question, with the earlier ones behind it, or starts again.</summary>
    internal static Transition Found(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed)
    {
        var behind = trail.SkipLast(1).ToList();
        if (typed == "2") return new Transition(subscriber with { Draft = new OfferDraft() }, [.. behind, new DraftStep(DraftPart.Farmer)]);
        if (typed != "1" || subscriber.Draft is not { } draft) return Dialogue.Again(subscriber, trail);
        var answered =
            Enum.GetValues<DraftPart>().TakeWhile(part => part != (draft.Unanswered ?? DraftPart.Grade))
                .Select(part => new DraftStep(part));
        return new Transition(subscriber,
            [.. behind, .. answered, draft.Unanswered is { } part ? new DraftStep(part) : new DraftReadBack()]);
    }

    private static Transition Farmer(Subscriber subscriber, UssdSession session, OfferDraft draft, string typed, UssdTurn turn, Instant now)
    {
        var region = Country.OfPhone(subscriber.Phone)?.Region ?? "";
        if (PhoneNumber.Parse(typed, region) is not { } phone)
            return Fault(subscriber, session, DraftPart.Farmer, DraftFault.NotUnderstood);
        if (phone.E164 == subscriber.Phone) return Fault(subscriber, session, DraftPart.Farmer, DraftFault.Yourself);
        var tries = DayTries.Of(subscriber, now);
        if (tries.Unknown >= DayTries.MostUnknown) return Fault(subscriber, session, DraftPart.Farmer, DraftFault.NotRegistered);
        if (!turn.Facts.OtherKnown) return Transition.Asking(subscriber, new LookupRequest.TheSubscriberOf(phone.E164));
        // Gives the same answer for a stranger to the programme and an unregistered number, to reveal neither.
        var farmers =
            (turn.Facts.Sharing ?? []).Where(h => h.Role == Role.Farmer && h.Programme == subscriber.Holder!.Programme)
                .Select(h => new Party(h.PersonId, h.Name, phone.E164)).ToList();
        return farmers switch
        {
            [] => Fault(subscriber with { Tries = tries with { Unknown = tries.Unknown + 1 } }, session, DraftPart.Farmer,
                DraftFault.NotRegistered),
            [var one] => Chosen(subscriber, session, draft, one, now),
            _ => Dialogue.To(subscriber, session.Trail, new PickFarmer(farmers)),
        };
    }

    private static Transition Chosen(Subscriber subscriber, UssdSession session, OfferDraft draft, Party farmer, Instant now) =>
        Forward(subscriber with { Draft = draft with { Farmer = farmer, At = now } }, session, DraftPart.Farmer);

    /// <summary>What the trader bought last of a crop that the programme grows: from this farmer, or else from anybody.</summary>
    public static Terms? LastGoods(Subscriber subscriber, Account account, OfferDraft draft) =>
        Bought(account, draft).FirstOrDefault(t => subscriber.Holder!.Crops.Contains(t.Crop));

    /// <summary>The price of the last such goods, from this farmer or else from anybody.</summary>
    public static Money? LastPrice(Account account, OfferDraft draft) =>
        Bought(account, draft).FirstOrDefault(t => (t.Crop, t.Grade, t.Quantity.Unit) == (draft.Crop, draft.Grade, draft.Unit))?.Price;

    private static IEnumerable<Terms> Bought(Account account, OfferDraft draft) => account.Entries
        .Where(e => e is { Role: Role.Trader, Terms.Kind: TermsKind.Purchase })
        .OrderByDescending(e => e.OtherId == draft.Farmer?.PersonId).ThenByDescending(e => e.OfferedAt)
        .ThenBy(e => e.Code, StringComparer.Ordinal).Select(e => e.Terms);

    /// <summary>Key 1 is the last goods with grade and unit, where there are any; the crops follow.</summary>
    private static (OfferDraft, DraftFault) Goods(Subscriber subscriber, OfferDraft draft, Account account, string typed)
    {
        var last = LastGoods(subscriber, account, draft);
        if (last is not null && typed == "1")
            return (draft with { Crop = last.Crop, Grade = last.Grade, Unit = last.Quantity.Unit }, DraftFault.None);
        var crops = subscriber.Holder!.Crops;
        var first = last is null ? 1 : 2;
        return int.TryParse(typed, out var n) && n - first is >= 0 and var at && at < Math.Min(MostCrops, crops.Count)
            ? (draft with { Crop = crops[at], Grade = "", Unit = null }, DraftFault.None)
            : (draft, DraftFault.NotUnderstood);
    }

    /// <summary>Returns the draft with the typed answer, or the reason why the answer was refused.</summary>
    internal static (OfferDraft, DraftFault) Take(Subscriber subscriber, OfferDraft draft, DraftPart part, string typed, Instant now)
    {
        var currency = subscriber.Holder!.Currency;
        var today = Country.OfPhone(subscriber.Phone)!.Today(now);
        return part switch
        {
            DraftPart.Grade =>
                Pick(Grades, typed) is { } grade ? (draft with { Grade = grade }, DraftFault.None) : (draft, DraftFault.NotUnderstood),
            DraftPart.Unit =>
                Pick(Units, typed, out var unit) ? (draft with { Unit = unit }, DraftFault.None) : (draft, DraftFault.NotUnderstood),
            DraftPart.Quantity => QuantityReading.Parse(typed, subscriber.Language) is { IsAmount: true, Value: > 0 and <= 1_000_000_000 } q
                ? (draft with { Quantity = q.Value }, DraftFault.None) : (draft, DraftFault.NotUnderstood),
            DraftPart.Price => Amounts.Parse(typed, currency, Currencies.Decimals(currency)) is { IsAmount: true, Value: > 0 } p
                ? (draft with { Price = new Money(p.Value, currency) }, DraftFault.None) : (draft, DraftFault.NotUnderstood),
            DraftPart.DeliverBy => Dated(typed, today, today, d => draft with { DeliverBy = d }, draft),
            DraftPart.PayBy => Dated(typed, draft.DeliverBy!.Value, today,
                d => draft with { PayBy = d, Advance = draft.Advance ?? Money.Zero(currency) }, draft),
            _ => Advance(draft, typed, currency),
        };
    }

    private static (OfferDraft, DraftFault) Advance(OfferDraft draft, string typed, string currency)
    {
        if (typed == "1") return (draft with { Advance = Money.Zero(currency) }, DraftFault.None);
        if (Amounts.Parse(typed, currency, Currencies.Decimals(currency)) is not { IsAmount: true, Value: > 0 } amount)
            return (draft, DraftFault.NotUnderstood);
        var next = draft with { Advance = new Money(amount.Value, currency) };
        return next.Advance > next.ToTerms().Total ? (draft, DraftFault.TooMuch) : (next, DraftFault.None);
    }

    /// <summary>
    /// Choices: 1 is the base day, 2 a week later, 3 thirty days later. Four digits are day and month, the next such date.
    /// </summary>
    private static (OfferDraft,
        DraftFault) Dated(string typed, LocalDate from, LocalDate today, Func<LocalDate, OfferDraft> set, OfferDraft draft) => typed switch
    {
        "1" => (set(from), DraftFault.None),
        "2" => (set(from.PlusDays(7)), DraftFault.None),
        "3" => (set(from.PlusDays(30)), DraftFault.None),
        _ => DayAndMonth(typed, today) is { } date ? (set(date), DraftFault.None) : (draft, DraftFault.NotUnderstood),
    };

    /// <summary>Day and month as four digits, with or without signs between them.</summary>
    internal static LocalDate? DayAndMonth(string typed, LocalDate today)
    {
        var digits = new string([.. typed.Where(c => c is not ('/' or '-' or '.' or ' '))]);
        if (digits.Length != 4 || !digits.All(char.IsAsciiDigit)) return null;
        return new SaidDay(typed, Day: int.Parse(digits[..2], System.Globalization.CultureInfo.InvariantCulture),
            Month: int.Parse(digits[2..], System.Globalization.CultureInfo.InvariantCulture)).Ahead(today);
    }

    private static Transition Confirm(Subscriber subscriber, UssdSession session, OfferDraft draft, string typed, UssdTurn turn,
        Instant now)
    {
        if (!draft.IsComplete) return new Transition(subscriber with { Draft = null }, [Dialogue.HomeOf(subscriber)]);
        if (typed == "2") return Dialogue.To(subscriber, session.Trail, new DraftMore());
        if (typed != "1") return new Transition(subscriber, session.Trail, Notice: true);
        var terms = draft.ToTerms();
        switch (terms.Fault(Country.OfPhone(subscriber.Phone)!.Today(now)))
        {
            case null: break;
            case "deliverBy": return Fault(subscriber, session, DraftPart.DeliverBy, DraftFault.NotUnderstood);
            case "payBy": return Fault(subscriber, session, DraftPart.PayBy, DraftFault.NotUnderstood);
            default: return Fault(subscriber, session, DraftPart.Quantity, DraftFault.TooMuch);
        }
        if (SameFacts.Offer(turn.Facts.Account!.Entries, draft.Farmer!.PersonId, terms, now) is { } earlier)
            return Dialogue.To(subscriber, session.Trail, new OfferBefore(earlier));
        return Offered(subscriber, session, draft, terms, null, turn);
    }

    /// <summary>An equal offer stands: it is the same, and nothing more is offered, or another.</summary>
    private static Transition Another(Subscriber subscriber, UssdSession session, OfferDraft draft, OfferBefore before, string typed,
        UssdTurn turn, Instant now) => typed switch
    {
        _ when !draft.IsComplete => new Transition(subscriber with { Draft = null }, [Dialogue.HomeOf(subscriber)]),
        "1" => Dialogue.To(subscriber with { Draft = null }, session.Trail, new SaidBefore()),
        "2" when draft.ToTerms() is var terms && terms.Fault(Country.OfPhone(subscriber.Phone)!.Today(now)) is null =>
            Offered(subscriber, session, draft, terms, before.Earlier, turn),
        _ => Dialogue.Again(subscriber, session.Trail),
    };

    private static Transition Offered(Subscriber subscriber, UssdSession session, OfferDraft draft, Terms terms, EarlierOffer? beside,
        UssdTurn turn)
    {
        if (turn.Facts.Account is { IsFull: true }) return Fault(subscriber, session, DraftPart.Farmer, DraftFault.Full);
        if (turn.Facts.Fresh is not { } fresh) return Transition.Asking(subscriber, new LookupRequest.ACode(subscriber.Programme));
        var me = new Party(subscriber.Holder!.PersonId, subscriber.Holder.Name, subscriber.Phone);
        var offer =
            new OfferTerms($"ussd-{turn.SessionId}-{turn.Consumed}", subscriber.Programme, me, draft.Farmer!, terms,
                subscriber.Holder.Mentor, fresh.Rules, Beside: beside);
        return new Transition(subscriber with { Draft = null }, [Dialogue.HomeOf(subscriber), new DraftSent(fresh.Code)],
            [new Tell(AggregateId.Agreement(fresh.Code), offer)]);
    }

    private static Transition Forward(Subscriber subscriber, UssdSession session, DraftPart part)
    {
        // What is seldom said is asked for from where the offer is read back.
        if (part is DraftPart.Grade or DraftPart.Advance)
            return new Transition(subscriber, [.. session.Trail.SkipLast(1).Where(s => s is not DraftMore)]);
        Screen next = part switch
        {
            DraftPart.PayBy => new DraftReadBack(),
            DraftPart.Crop when subscriber.Draft!.Unit is not null => new DraftStep(DraftPart.Quantity),
            _ => new DraftStep(part + 1),
        };
        // The answered step stays in the trail without its fault, so that 0 leads back to it.
        return new Transition(subscriber, [.. session.Trail.SkipLast(1), new DraftStep(part), next]);
    }

    private static Transition Fault(Subscriber subscriber, UssdSession session, DraftPart part, DraftFault fault) =>
        new(subscriber, [.. session.Trail.SkipLast(1), new DraftStep(part, fault)]);

    internal static string? Pick(IReadOnlyList<string> choices, string typed) =>
        int.TryParse(typed, out var n) && n >= 1 && n <= Math.Min(9, choices.Count) ? choices[n - 1] : null;

    private static bool Pick<T>(T[] choices, string typed, out T choice)
    {
        var right = int.TryParse(typed, out var n) && n >= 1 && n <= choices.Length;
        choice = right ? choices[n - 1] : choices[0];
        return right;
    }
}
