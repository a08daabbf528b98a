using System.Globalization;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>Money, dates, amounts and names, in the country's way.</summary>
public sealed partial class Words
{
    public string Money(Money money) => Say("Both.Money." + money.Currency, Bare(money));

    /// <summary>An amount where its currency needs no saying.</summary>
    public string Bare(Money money) => grammar.Digits(money.Digits);

    public string Date(LocalDate date) => grammar.Digits(string.Create(CultureInfo.InvariantCulture, $"{Day(date)} {date.Year}"));

    /// <summary>A day of the next weeks, whose year needs no saying.</summary>
    public string Day(LocalDate date) => grammar.Digits($"{grammar.DayOfMonth(date.Day)} {months[date.Month - 1]}");

    public string ShortDate(LocalDate date) =>
        grammar.Digits(string.Create(CultureInfo.InvariantCulture, $"{Day(date)} {date.Year % 100:00}"));

    public string Number(int n) => grammar.Digits(n.ToString(CultureInfo.InvariantCulture));

    /// <summary>A unit's name, for more than one.</summary>
    public string Unit(Unit unit) => Say($"Both.Unit.{unit}");

    /// <summary>A crop's name; one that the language has no word for stays as the programme wrote it.</summary>
    public string Crop(string crop) => Lettered(Crops.Of(file, crop));

    /// <summary>Crop with its grade: <c>Maize A</c>.</summary>
    internal string Goods(string crop, string grade) => grade.Length == 0 ? Crop(crop) : $"{Crop(crop)} {Lettered(grade)}";

    /// <summary>A person's or a crop's own name in this language's letters.</summary>
    internal string Lettered(string name) => grammar.Letters(name);

    /// <summary>A name that fits a message of fixed size: at most 20 characters, in letters that the message can carry.</summary>
    internal string Name(string name) => Cut(Lettered(name), 20);

    /// <summary>A name of somebody's own in at most 20 characters.</summary>
    public string Named(string name) => Name(name);

    /// <summary>A first name among several on one screen.</summary>
    public string ShortName(string name) => Cut(Name(name), 14);

    /// <summary>
    /// At most so many characters, and no letter without the signs that belong to it: a Bangla one has several characters.
    /// </summary>
    private static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = 0;
        while (StringInfo.GetNextTextElementLength(text, end) is var next && end + next <= most) end += next;
        return text[..end].TrimEnd();
    }

    /// <summary>The terms in words: the same in the offer, on both receipts and when asked for again.</summary>
    public string TermsOf(Terms terms)
    {
        var said = Terms("Sms.Terms", terms, Goods(terms.Crop, terms.Grade), terms.Plan is null ? "" : AllParts(terms));
        return terms.Kind == TermsKind.Purchase && !terms.Advance.IsZero
            ? $"{said} {Say("Sms.TermsAdvance", terms.Advance, terms.ToPay)}"
            : said;
    }

    internal static Money Abs(Money money) => money.Minor < 0 ? Values.Money.Zero(money.Currency) - money : money;

    /// <summary>What is owed, as the reader sees it; positive when it is owed to them.</summary>
    internal string Standing(Money balance) => balance.Minor switch
    {
        0 => Say("Both.Standing.Nothing"),
        > 0 => Say("Both.Standing.YouGet", balance),
        _ => Say("Both.Standing.YouPay", Abs(balance)),
    };

    /// <summary>What a proposal changes for the reader; positive when it is to their good.</summary>
    internal string Change(Money adjustment, bool pays) => (adjustment.Minor, pays) switch
    {
        (0, _) => Say("Both.Change.Nothing"),
        ( > 0, true) => Say("Both.Change.PayLess", adjustment),
        (_, true) => Say("Both.Change.PayMore", Abs(adjustment)),
        ( > 0, _) => Say("Both.Change.GetMore", adjustment),
        _ => Say("Both.Change.GetLess", Abs(adjustment)),
    };

    private string Amount(Quantity quantity) =>
        Say($"Both.Amount.{quantity.Unit}.{(grammar.IsOne(quantity.Milli) ? "One" : "Many")}", grammar.Digits(quantity.Digits));

    private string Listed(IEnumerable<ConsentPurpose> purposes) => string.Join(", ", purposes.Select(p => Say($"Both.Purpose.{p}")));

    private string Terms(string key, Terms t, string goods, string parts) => Say(
        $"{key}.{t.Kind}{(t is { Kind: TermsKind.Purchase, Plan: not null } ? "Plan" : "")}",
        goods, t.Quantity, t.Price, t.Total, t.DeliverBy, t.PayBy, parts, t.Principal,
        key == "Sms.Terms" ? Say($"Sms.Per.{t.Quantity.Unit}") : "");

    /// <summary><c>KSh 500 weekly, 70 times, 10 Mar 2026 to 6 Jul 2027</c>.</summary>
    private string AllParts(Terms t)
    {
        var (part, last) = PartsOf(t);
        var every = Say($"Sms.Every.{t.Plan!.Every}");
        return Say(last == part ? "Sms.Parts.Even" : "Sms.Parts.LastDiffers", part, every, t.Plan.Count, t.Plan.First, t.PayBy, last);
    }

    /// <summary>One instalment, and the last where it differs.</summary>
    private static (Money Part, Money Last) PartsOf(Terms terms)
    {
        var parts = Schedules.Of(terms);
        return (parts[0].Amount, parts[^1].Amount);
    }

    /// <summary>As it is typed: no grouping, no currency, and no decimals where there are none.</summary>
    private static string Typed(Money amount) =>
        (amount.Minor / (decimal)Math.Pow(10, Currencies.Decimals(amount.Currency))).ToString("0.###", CultureInfo.InvariantCulture);
}
