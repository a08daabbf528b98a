using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

/// <summary>The longest values that a message or a screen can hold.</summary>
internal static class Longest
{
    public const string Code = "M9WQM";
    public const string Hash = "MWQM9WQM";
    public const string UssdCode = "*384*12345#";
    public const string Trader = "Christopher Kiplagat";
    public const string Farmer = "Margaret Wanjiku Mwa";
    public const string BanglaTrader = "মোহাম্মদ আব্দুর রহমান";
    public const string BanglaFarmer = "মোসাম্মাৎ ফাতেমা বেগম";

    public static readonly Instant Now = Instant.FromUtc(2026, 10, 20, 9, 0);
    public static readonly LocalDate Deliver = new(2026, 11, 28);
    public static readonly LocalDate Pay = new(2026, 12, 28);

    /// <summary>Totals of about 12,345,678.50, with an advance, in every unit; crops with a translation and one without.</summary>
    public static IEnumerable<Terms> Terms(string currency) =>
        from unit in DraftDialogue.Units
        from goods in new[] { ("Groundnuts", "A"), ("Sweet potatoes", "Grade 1"), ("Passion fruit", "Grade AA") }
        select new Terms(goods.Item1, goods.Item2, new Quantity(12_345_500, unit), new Money(100_001, currency), Deliver, Pay,
            new Money(123_456_750, currency));

    /// <summary>The largest terms that the validation accepts.</summary>
    public static IEnumerable<Terms> Largest(string currency, Unit unit) =>
        from dear in new[] { (Milli: 999_999_999, Price: 100_000), (Milli: 1_001, Price: 98_999_999_999) }
        select new Terms("Wwwwwwwww Wwwwwwwwww", "Grade AA", new Quantity(dear.Milli, unit), new Money(dear.Price, currency), Deliver, Pay,
            new Money(12_345_678_901, currency));

    public static readonly string[] Currencies = ["KES", "TZS", "BDT", "UGX", "ZMW", "TND", "ZAR", "XOF"];

    public static string Phone(Language language) => language switch
    {
        Language.Bangla => "+8801711000001",
        Language.French => "+221771000001",
        Language.IsiZulu => "+27711000001",
        _ => "+254711000001",
    };

    public static Subscriber Line(Language language, Role role, string currency) => new(Phone(language), language,
        new Holder("me", Trader, role, language, "programme", "Tangail", [.. Enumerable.Range(1, 9).Select(n => $"{n}wwwwwww wwwwwwwwwww")],
            currency), Consent.Given, [])
    {
        Reset = new PinReset(Trader, Now),
    };

    public static AccountEntry Entry(int n, Terms terms, Side side, AgreementStatus status, string name, LocalDate? payBy = null,
        Money? left = null, Question? question = null)
    {
        var dated = payBy is { } due ? terms with { PayBy = due } : terms;
        var open = left ?? dated.ToPay;
        var zero = Money.Zero(open.Currency);
        var agreed = status == AgreementStatus.Confirmed;
        var debtor = terms.Kind == TermsKind.Loan ? Role.Farmer : Role.Trader;
        return new($"M9W{"23456789"[n % 8]}{"BCDFGHJK"[n / 8]}", 1, side == Side.Owes ? debtor : Agreement.Other(debtor), $"p{n:00}", name,
            "+254711000001", status, dated,
            !agreed ? zero : side == Side.Owes ? zero - open : open, agreed ? Owing(dated, open.Minor) : Books.Empty, default,
            dated.Quantity.Milli, agreed ? dated.Quantity.Milli / 3 : 0, "2026-2", Hash,
            Now - Duration.FromDays(1), [3, 0, -3], [-1], Trader, 2, 1,
            question ?? (status == AgreementStatus.Offered ? AskOf(QuestionKind.Terms, dated) : null),
            Dispute: agreed && n % 2 == 0 ? new(true, open, default) : null);
    }

    /// <summary>Everything came, and so much is owed.</summary>
    private static Books Owing(Terms terms, long minor) => terms.Kind switch
    {
        TermsKind.Purchase => new([new(terms.PayBy, terms.Quantity.Milli)], true, 0, 0, Adjusted: minor - terms.Total.Minor,
            ChangedOn: terms.PayBy),
        TermsKind.Loan => new([], false, 0, 0, terms.Principal!.Value.Minor, terms.PayBy, terms.Total.Minor - minor,
            ChangedOn: terms.PayBy),
        _ => new([], false, minor, 0, ChangedOn: terms.PayBy),
    };

    /// <summary>A question of each kind, at its longest.</summary>
    public static Question AskOf(QuestionKind kind, Terms terms) => new(3, kind, Role.Farmer, Now, Now + Duration.FromDays(2),
        kind == QuestionKind.Delivery ? new Delivery(terms.Quantity.Milli, terms.Grade, "Wwwwww Wwwwww Wwwwww Wwwwww Ww", true) : null,
        kind is QuestionKind.Payment or QuestionKind.SamePayment or QuestionKind.Reversal ? new Payment(terms.Total, Role.Trader,
            "airtel-money 1234567890ABCDE")
            : null,
        kind == QuestionKind.Resolution
            ? new Resolution(terms.Total, "Both lose a third of the moisture, as weighed in Kitale twice")
            : null,
        After: kind is QuestionKind.Resolution or QuestionKind.Cancel or QuestionKind.Reversal ? terms.Total : null,
        // A payment that is taken out brings back money, and no goods.
        Back: kind == QuestionKind.Reversal ? [new(CommitmentKind.Price, Role.Trader, Pay, terms.Total.Minor, Expected: true)] : null,
        Same: kind is QuestionKind.SamePayment or QuestionKind.Reversal ? new SameAs(1, new LocalDate(2026, 12, 28), false) : null,
        On: kind is QuestionKind.Payment or QuestionKind.Delivery ? new LocalDate(2026, 12, 28) : null);

    /// <summary>A load, or the word that no more comes, was a mistake: goods and their price are to come again.</summary>
    public static Question WrongLoad(Terms terms, bool last) => AskOf(QuestionKind.Reversal, terms) with
    {
        Payment = null, Delivery = new(last ? 0 : terms.Quantity.Milli, terms.Grade, "", last),
        Back = [new(CommitmentKind.Goods, Role.Farmer, Deliver, terms.Quantity.Milli),
            new(CommitmentKind.Price, Role.Trader, Pay, terms.Total.Minor, Expected: true)],
    };

    /// <summary>Many people with long names in every script, and the largest amounts.</summary>
    public static Account Account(string currency, params AgreementStatus[] statuses)
    {
        string[] names =
            [Trader, "Wilhelmina Nakabugo-Ssempijja", BanglaFarmer, BanglaTrader, "Jo\u00E3o Gon\u00E7alves da Concei\u00E7\u00E3o", "Ann"];
        return new("programme.me",
        [
            .. Enumerable.Range(0, 30)
                .Select(
                    n => Entry(n, n % 2 == 0 ? Largest(currency, (Unit)(n % 4)).ElementAt(n / 4 % 2) : Terms(currency).ElementAt(n % 12),
                n % 3 == 0 ? Side.Owes : Side.IsOwed, statuses[n % statuses.Length], names[n % names.Length])),
        ]);
    }

    /// <summary>One agreement of every age, on each requested side.</summary>
    public static Account Ages(string currency, long minor, params Side[] sides) => new("programme.me",
    [
        .. from side in sides
           from age in new[] { -5, 10, 40, 70, 400 }
           select Entry((int)side * 8 + Math.Abs(age) % 7, Terms(currency).First(), side, AgreementStatus.Confirmed, Trader,
               Country.OfRegion("KE")!.Today(Now).PlusDays(-age), new Money(minor, currency)),
    ]);
}
