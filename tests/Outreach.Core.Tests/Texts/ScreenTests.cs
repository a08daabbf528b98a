using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

public partial class ScreenTests
{
    private static readonly Account owing = Account("KES", AgreementStatus.Confirmed, AgreementStatus.Offered);
    private static readonly AgreementStatus[] owed = [AgreementStatus.Confirmed];
    private static readonly AgreementStatus[] offered = [AgreementStatus.Offered];

    public static TheoryData<Language, Role> Readers
    {
        get
        {
            var readers = new TheoryData<Language, Role>();
            foreach (var language in Enum.GetValues<Language>()) Array.ForEach(Enum.GetValues<Role>(), role => readers.Add(language, role));
            return readers;
        }
    }

    [Fact]
    public void Every_screen_has_a_sample() => Assert.All(
        typeof(Screen).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Screen)) && !t.IsAbstract)
            .Except(Samples(owing).Select(s => s.GetType())),
        type =>
            Assert.Fail(
                $"{type.Name} has no sample: add one with as much in it as there can be to "
                    + "tests/Outreach.Core.Tests/Texts/ScreenTests.Samples.cs."));

    [Theory]
    [MemberData(nameof(Readers))]
    public void Every_screen_fits(Language language, Role role) => Assert.All(
        Shown(language, role).DistinctBy(s => (s.Whole, s.Case.Screen is MyMessages)), shown =>
    {
        var (words, (c, whole)) = (Words.Ussd(language), shown);
        Assert.DoesNotContain("\n\n", whole, StringComparison.Ordinal);
        Assert.All(new[] { Pages.Limit, Smallest }, limit =>
        {
            var pages = Pages.Split(whole, limit, words.More);
            // Only one menu is longer than a screen of 160.
            if (limit == Pages.Limit && c.Screen is not MyMessages) Assert.Single(pages);
            foreach (var text in pages.Select(p => ScreenText.Noticed(p, true, words, limit)))
            {
                // The sentence costs more than the check: it is made only where it is needed.
                if (!(Gsm7.Septets(text) <= limit)) Assert.Fail($"{text.Length}, or not GSM-7, in {c.Screen}:\n{text}");
            }
            Assert.All(pages.SkipLast(1), p => Assert.EndsWith("\n" + words.More, p, StringComparison.Ordinal));
            // Nothing is lost between the pages.
            Assert.Equal(Letters(whole),
                Letters(string.Join('\n', pages.Select((p, n) => n == pages.Count - 1 ? p : p[..^(words.More.Length + 1)]))));
        });
    });

    [Theory]
    [MemberData(nameof(Readers))]
    public void Everybody_has_the_same_first_keys(Language language, Role role)
    {
        var lines = ScreenText.Of(Longest.Line(language, role, "KES"), new Home(), null, false, Longest.Now).Split('\n');
        var words = Words.Ussd(language);
        string[] common =
            ["1 " + words.Balance, "2 " + words.ToAnswer, "3 " + words.PaymentItem, "4 " + words.DeliveryItem, "5 " + words.MessagesItem,
                "6 " + words.PinItem, "7 " + words.NumberItem, "8 " + words.LanguageHelpItem];
        Assert.Equal(common, lines[1..9]);
        Assert.Equal(role == Role.Trader ? ["9 " + words.OfferTerms, "10 " + words.LessonsItem] : ["9 " + words.LessonsItem], lines[9..^1]);
    }

    /// <summary>The least that a setting allows.</summary>
    private const int Smallest = 80;

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_wrong_choice_is_said_where_there_is_room(Language language, Role role)
    {
        var words = Words.Ussd(language);
        var subscriber = Longest.Line(language, role, "KES");
        Assert.StartsWith(words.NotAChoice + "\n", ScreenText.Of(subscriber, new Home(), null, true, Longest.Now),
            StringComparison.Ordinal);
        Assert.StartsWith(words.NotAChoice + "\n", ScreenText.Of(subscriber, new PickLanguage(), null, true, Longest.Now),
            StringComparison.Ordinal);
        Assert.StartsWith(words.NotAChoice + "\n",
            ScreenText.Of(subscriber, new BalanceTotals(), Longest.Ages("KES", 123_456_750, Side.IsOwed, Side.Owes), true, Longest.Now),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Every_choice_that_can_be_typed_is_shown(Language language, Role role) => Assert.All(Shown(language, role), shown =>
    {
        var (c, lines) = (shown.Case, shown.Whole.Split('\n'));
        var words = Words.Ussd(language);
        Assert.All(Enumerable.Range(1, Choices(c.Screen)), n => Assert.Single(lines, l => l.StartsWith($"{n} ", StringComparison.Ordinal)));
        if (c.Screen is DraftStep { Part: not (DraftPart.Crop or DraftPart.Price) } step)
            Assert.Equal(Items(words, step.Part, c.Line), lines.Where(l => l is [>= '1' and <= '9', ' ', ..]).Select(l => l[2..]));
        if (c.Screen is DraftStep or HelpScreen or BalanceTotals or PickLanguage) Assert.Equal(words.BackHome, lines[^1]);
        if (c.Screen is QuestionToAnswer ask && c.Account!.Find(ask.Code)?.Question is { } open && open.Number == ask.Number)
            Assert.Equal(
                words.ConfirmOrDecline(
                    open.Kind switch { QuestionKind.Terms => words.ChangeKey, QuestionKind.Delivery => words.CorrectKey, _ => "" }),
                    lines[^1]);
        if (c.Screen is DraftReadBack) Assert.Equal(words.SendOffer, lines[^1]);
    });

    /// <summary>A screen that asks for a yes shows all digits of the terms, whatever else is cut.</summary>
    [Theory]
    [MemberData(nameof(Readers))]
    public void No_amount_or_date_of_an_offer_is_cut(Language language, Role role)
    {
        var words = Words.Ussd(language);
        Assert.All(
            from currency in Longest.Currencies from unit in DraftDialogue.Units from terms in Longest.Largest(currency, unit) select terms,
            terms =>
        {
            var subscriber = Longest.Line(language, role, terms.Price.Currency);
            var account = new Account("a", [Longest.Entry(1, terms, Side.IsOwed, AgreementStatus.Offered, Longest.Trader)]);
            var code = account.Entries[0].Code;
            var offer = ScreenText.Of(subscriber, new QuestionToAnswer(code, 3), account, false, Longest.Now);
            var draft = ScreenText.Of(subscriber with { Draft = Draft(terms) }, new DraftReadBack(), null, false, Longest.Now);
            Assert.All(new[] { offer, draft }, text =>
            {
                Assert.Contains($"= {words.Money(terms.Total)}.", text, StringComparison.Ordinal);
                Assert.Contains(words.Bare(terms.Price), text, StringComparison.Ordinal);
                Assert.Contains(words.ShortDate(terms.DeliverBy), text, StringComparison.Ordinal);
                Assert.Contains(words.ShortDate(terms.PayBy), text, StringComparison.Ordinal);
                Assert.Contains(words.Bare(terms.Advance), text, StringComparison.Ordinal);
                Assert.Contains(terms.Grade, text, StringComparison.Ordinal);
            });
            var agreed = new Account("a", [Longest.Entry(1, terms, Side.IsOwed, AgreementStatus.Confirmed, Longest.Trader)]);
            var detail = ScreenText.Of(subscriber, new AgreementDetail(code), agreed, false, Longest.Now);
            Assert.Contains(words.Money(agreed.Entries[0].Owed), detail, StringComparison.Ordinal);
            Assert.Contains(words.Bare(terms.Price), detail, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Ordinary_terms_are_shown_with_the_whole_name(Language language, Role role)
    {
        var terms =
            new Terms("Groundnuts", "A", new Quantity(450_000, Unit.Bag), new Money(450_000, "KES"), Longest.Deliver, Longest.Pay,
                Money.Zero("KES"));
        var account = new Account("a", [Longest.Entry(1, terms, Side.IsOwed, AgreementStatus.Offered, "Margaret Wanjiku")]);
        var text =
            ScreenText.Of(Longest.Line(language, role, "KES"), new QuestionToAnswer(account.Entries[0].Code, 3), account, false,
                Longest.Now);
        Assert.Matches($"^Margaret Wanjiku: {Words.Ussd(language).Crop("Groundnuts")} A,? ", text);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Each_record_of_a_list_is_whole_on_one_page(Language language, Role role)
    {
        var words = Words.Ussd(language);
        foreach (var currency in Longest.Currencies)
        {
            var subscriber = Longest.Line(language, role, currency);
            var (debts, offers) = (Account(currency, owed), Account(currency, offered));
            Whole(p => AccountLists.People(subscriber, debts, p), [.. Counterparty.Of(debts).Select(c => words.PersonRow(c.Name, c.Net))]);
            Whole(p => AccountLists.Agreements(subscriber, debts, null, p),
                [.. AccountLists.Listed(debts, null).Select(e => words.AgreementRow(e.Code, e.OtherName, e.Owed, e.Terms.PayBy))]);
            Whole(p => AccountLists.Questions(subscriber, offers, p, Longest.Now),
                [.. offers.AwaitingAnswer(Longest.Now).Select(e => words.QuestionRow(e.Code, e.OtherName, e.Question!.Kind))]);
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void All_ages_of_one_side_are_shown(Language language, Role role) => Assert.All(Enum.GetValues<Side>(), side =>
    {
        var currency = language == Language.Bangla ? "BDT" : "KES";
        var words = Words.Ussd(language);
        var text =
            ScreenText.Of(Longest.Line(language, role, currency), new ByAge(), Longest.Ages(currency, 123_456_750, side), false,
                Longest.Now);
        var rows = Enum.GetValues<Age>().Select(age => words.AgeRow(age, new Money(123_456_750, currency)));
        Assert.Equal([side == Side.IsOwed ? words.OwedToYouHeader : words.YouOweHeader, .. rows, words.BackHome], text.Split('\n'));
    });

    [Theory]
    [MemberData(nameof(Readers))]
    public void Where_not_all_ages_fit_the_totals_and_the_oldest_stay(Language language, Role role)
    {
        var words = Words.Ussd(language);
        var account = Longest.Ages("KES", 1_234_567_850, Side.IsOwed, Side.Owes);
        var lines = ScreenText.Of(Longest.Line(language, role, "KES"), new ByAge(), account, false, Longest.Now).Split('\n');
        Assert.Contains(words.OwedToYou(account.Total(Side.IsOwed)!.Value), lines);
        Assert.Contains(words.YouOwe(account.Total(Side.Owes)!.Value), lines);
        Assert.Equal(2, lines.Count(l => l == words.AgeRow(Age.Older, new Money(1_234_567_850, "KES"))));
        Assert.Equal(words.BackHome, lines[^1]);
    }

    private static void Whole(Func<int, ListPage> pageOf, IReadOnlyList<string> records)
    {
        Assert.True(records.Count > 5);
        List<int> seen = [];
        for (var p = 0; ; p++)
        {
            var page = pageOf(p);
            Assert.True(page.Text.Length <= Pages.Limit);
            var lines = page.Text.Split('\n');
            Assert.All(page.Records.Index(), r => Assert.Contains($"{r.Index + 1} {records[r.Item]}", lines));
            seen.AddRange(page.Records);
            if (!page.HasMore) break;
        }
        Assert.Equal(Enumerable.Range(0, records.Count), seen);
    }
}
