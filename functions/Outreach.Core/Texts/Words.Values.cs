using System.Globalization;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>Money, dates, amounts and names, in the country's format.</summary>
public sealed partial class Words
{
    public string Money(Money money) => Say("Both.Money." + money.Currency, Bare(money));

    /// <summary>Whether a comma stands between thousands.</summary>
    internal bool GroupsByComma => grammar.Digits("1,000").Contains(',', StringComparison.Ordinal);

    /// <summary>An amount without its currency.</summary>
    public string Bare(Money money) => grammar.Digits(money.Digits);

    /// <summary>A quantity without its unit.</summary>
    internal string Bare(Quantity quantity) => grammar.Digits(quantity.Digits);

    public string Date(LocalDate date) => grammar.Digits(string.Create(CultureInfo.InvariantCulture, $"{Day(date)} {date.Year}"));

    /// <summary>A day without its year, for the coming weeks.</summary>
    public string Day(LocalDate date) => grammar.Digits($"{grammar.DayOfMonth(date.Day)} {months[date.Month - 1]}");

    public string ShortDate(LocalDate date) =>
        grammar.Digits(string.Create(CultureInfo.InvariantCulture, $"{Day(date)} {date.Year % 100:00}"));

    public string Number(int n) => grammar.Digits(n.ToString(CultureInfo.InvariantCulture));

    /// <summary>A unit's name in the plural.</summary>
    public string Unit(Unit unit) => Say($"Both.Unit.{unit}");

    /// <summary>A crop's name, or the programme's own name when the language has none.</summary>
    public string Crop(string crop) => Lettered(Crops.Of(file, crop));

    /// <summary>A crop with its grade: <c>Maize A</c>.</summary>
    internal string Goods(string crop, string grade) => grade.Length == 0 ? Crop(crop) : $"{Crop(crop)} {Lettered(grade)}";

    /// <summary>Words of a person, such as a name, a place or a reason, in this language's letters and without links.</summary>
    internal string Lettered(string name) => grammar.Letters(Spelling.WithoutLinks(name));

    /// <summary>A name for messages of limited size: at most 20 characters, in letters that the message can carry.</summary>
    internal string Name(string name) => Cut(Lettered(name), 20);

    public string Named(string name) => Name(name);

    /// <summary>A short name, at most 14 characters, for screens with several names.</summary>
    public string ShortName(string name) => Cut(Name(name), 14);

    /// <summary>Cuts a text to a number of characters without splitting a letter from its marks, as in Bangla.</summary>
    private static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = 0;
        while (StringInfo.GetNextTextElementLength(text, end) is var next && end + next <= most) end += next;
        return text[..end].TrimEnd();
    }

    /// <summary>The terms in words, alike in the offer, on both receipts and in a status.</summary>
    public string TermsOf(Terms terms)
    {
        var said = Terms("Sms.Terms", terms, Goods(terms.Crop, terms.Grade), terms.Plan is null ? "" : AllParts(terms));
        return terms.Kind == TermsKind.Purchase && !terms.Advance.IsZero
            ? $"{said} {Say("Sms.TermsAdvance", terms.Advance, terms.ToPay)}"
            : said;
    }

    internal static Money Abs(Money money) => money.Minor < 0 ? Values.Money.Zero(money.Currency) - money : money;

    /// <summary>The balance in words as the reader sees it; positive when it is owed to the reader.</summary>
    internal string Standing(Money balance) => balance.Minor switch
    {
        0 => Say("Both.Standing.Nothing"),
        > 0 => Say("Both.Standing.YouGet", balance),
        _ => Say("Both.Standing.YouPay", Abs(balance)),
    };

    /// <summary>The change that a proposal brings in words; positive when it favours the reader.</summary>
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

    /// <summary>The amount of one instalment, and of the last where it differs.</summary>
    private static (Money Part, Money Last) PartsOf(Terms terms)
    {
        var parts = Schedules.Of(terms);
        return (parts[0].Amount, parts[^1].Amount);
    }

    /// <summary>An amount as users type it: no grouping, no currency, and no decimals when zero.</summary>
    private static string Typed(Money amount) =>
        (amount.Minor / (decimal)Math.Pow(10, Currencies.Decimals(amount.Currency))).ToString("0.###", CultureInfo.InvariantCulture);
}
