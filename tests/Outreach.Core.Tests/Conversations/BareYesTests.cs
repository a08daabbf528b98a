using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Tests.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Conversations;

/// <summary>The cases in which a bare 1 is a yes, and those in which a bare 1 is ambiguous.</summary>
public class BareYesTests
{
    private static readonly Instant now = Longest.Now;
    private static readonly Terms terms = Longest.Terms("KES").First();

    [Fact]
    public void It_means_the_one_question_that_is_open() => Assert.Equal(3, AnsweredBy("1", Open(seenAgo: 3600)));

    [Fact]
    public void The_second_half_of_a_double_press_means_nothing()
    {
        var justAnswered = Longest.Entry(2, terms, Side.IsOwed, AgreementStatus.Confirmed, "Ann")
            with { AnsweredAt = now - Duration.FromSeconds(20) };
        Assert.Null(AnsweredBy("1", Open(seenAgo: 5), justAnswered));
        Assert.Equal(3, AnsweredBy($"1 {Codes.OfQuestion(Open(5).Code, 3)}", Open(seenAgo: 5), justAnswered));
        Assert.Equal(3, AnsweredBy("1", Open(seenAgo: 5), justAnswered with { AnsweredAt = now - Duration.FromMinutes(3) }));
    }

    /// <summary>A second 1 is for what was answered before, however long ago both were asked.</summary>
    [Theory]
    [InlineData(10, null)]
    [InlineData(30, null)]
    [InlineData(50, 3)]
    public void After_another_answer_it_binds_no_older_question(int answeredAgo, int? answered)
    {
        var other = Longest.Entry(2, terms, Side.IsOwed, AgreementStatus.Confirmed, "Ann")
            with { AnsweredAt = now - Duration.FromHours(answeredAgo) };
        Assert.Equal(answered, AnsweredBy("1", Open(seenAgo: 40 * 3600), other));
        Assert.Equal(answered, AnsweredBy("nakubali", Open(seenAgo: 40 * 3600), other));
        Assert.Equal(answered, AnsweredBy("2", Open(seenAgo: 40 * 3600), other));
        Assert.Equal(3, AnsweredBy($"1 {Open(0).Code}", Open(seenAgo: 40 * 3600), other));
    }

    /// <summary>A contact's yes and a consent are answers too.</summary>
    [Fact]
    public void After_another_kind_of_answer_it_binds_no_older_question()
    {
        var subscriber = Longest.Line(Language.English, Role.Farmer, "KES");
        var contact = subscriber with { Contacts = [new ContactRole("p.ann", "Ann", now - Duration.FromMinutes(5))] };
        Assert.Empty(Told(contact, "1", Open(seenAgo: 600)));
        Assert.Single(Told(contact, "1", Open(seenAgo: 60)));
        var consent = subscriber with { Consent = subscriber.Consent.After(
            new ConsentNote(ConsentAct.Refused, [ConsentPurpose.Tips], now - Duration.FromMinutes(5), true, "sms", "2")) };
        Assert.Empty(Told(consent, "1", Open(seenAgo: 600)));
        Assert.Single(Told(consent, "1", Open(seenAgo: 60)));
    }

    /// <summary>A newer question whose time has just ended may be meant, though its agreement has not noted the end.</summary>
    [Fact]
    public void It_may_mean_a_question_that_has_just_ended()
    {
        var newer = Longest.Entry(2, terms, Side.IsOwed, AgreementStatus.Offered, "Ann",
            question: Longest.AskOf(QuestionKind.Terms, terms) with { SeenAt = now - Duration.FromDays(3), ExpiresAt = now });
        Assert.Null(AnsweredBy("1", Open(seenAgo: 5 * 24 * 3600), newer));
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(25, true)]
    public void It_may_still_mean_a_question_that_went_away_within_a_day(int hours, bool taken)
    {
        var gone = Longest.Entry(2, terms, Side.IsOwed, AgreementStatus.Withdrawn, "Ann")
            with { QuestionEndedAt = now - Duration.FromHours(hours) };
        Assert.Equal(taken, AnsweredBy("1", Open(seenAgo: 3600), gone) is not null);
        // A code names its own agreement.
        Assert.Equal(3, AnsweredBy($"1 {Open(0).Code}", Open(seenAgo: 3600), gone));
        Assert.Equal(3, AnsweredBy($"1 {Codes.OfQuestion(Open(0).Code, 3)}", Open(seenAgo: 3600), gone));
    }

    /// <summary>A code names the question from any phone of hers; a bare answer is the phone's, whatever was shown on another.</summary>
    [Theory]
    [InlineData("1", true)]
    [InlineData("2", true)]
    [InlineData("ndiyo", true)]
    [InlineData("1 CODE", false)]
    [InlineData("1 CODEH", false)]
    public void The_agreement_hears_whether_the_answer_was_bare(string text, bool bare)
    {
        var open = Open(3600);
        open = open with { Question = open.Question!.Reaching("+254711000097", now - Duration.FromHours(1)) };
        var told = Told(text.Replace("CODE", open.Code, StringComparison.Ordinal), open);
        Assert.Equal((3, bare, 0), told.Cast<AnswerQuestion>().Select(a => (a.Ask, a.By.Bare, a.By.Read)).Single());
        var subscriber = Longest.Line(Language.English, Role.Farmer, "KES").Reading(open.Code, 3, now - Duration.FromMinutes(1));
        Assert.Equal(3, Told(subscriber, "1", open).Cast<AnswerQuestion>().Single().By.Read);
        // An older question of the agreement was shown, and this one was not.
        Assert.Equal(0, Told(Longest.Line(Language.English, Role.Farmer, "KES").Reading(open.Code, 2, now), "1", open)
            .Cast<AnswerQuestion>().Single().By.Read);
    }

    [Fact]
    public void It_means_nothing_that_needs_the_PIN()
    {
        var dear = Open(3600);
        Assert.Null(AnsweredBy("1", dear with { Question = dear.Question! with { NeedsPin = true } }));
        // A no binds nothing.
        Assert.Equal(3, AnsweredBy("2", dear with { Question = dear.Question! with { NeedsPin = true } }));
    }

    /// <summary>Whatever the account shows: the agreement knows whether the question is still open.</summary>
    [Fact]
    public void An_older_questions_code_reaches_no_newer_question()
    {
        var open = Open(seenAgo: 3600);
        Assert.Equal(2, AnsweredBy($"1 {Codes.OfQuestion(open.Code, 2)}", open with { Question = null }));
        Assert.Equal(2, AnsweredBy($"1 {Codes.OfQuestion(open.Code, 2)}", open));
        Assert.Equal(-1, AnsweredBy($"1 {open.Code}", open with { Question = null }));
    }

    /// <summary>Where another question may be meant, the agreement's code alone binds nothing.</summary>
    [Theory]
    [InlineData(false, "1 CODE", 3)]
    [InlineData(true, "1 CODE", null)]
    [InlineData(true, "2 CODE", null)]
    [InlineData(true, "1 CODEH", 3)]
    [InlineData(true, "CODEH 1", 3)]
    [InlineData(true, "CODEH1", 3)]
    [InlineData(true, "1 CODE H", 3)]
    [InlineData(true, "1 CODEG", 2)]
    [InlineData(true, "1", 3)]
    public void A_marked_question_is_named_by_its_mark(bool marked, string text, int? answered)
    {
        var open = Open(seenAgo: 3600);
        open = open with { Question = open.Question! with { Marked = marked } };
        Assert.Equal(answered, AnsweredBy(text.Replace("CODE", open.Code, StringComparison.Ordinal), open));
    }

    /// <summary>CORRECT and CHANGE name their question as a yes does.</summary>
    [Theory]
    [InlineData(QuestionKind.Delivery, "CORRECT CODEH 290", 3)]
    [InlineData(QuestionKind.Delivery, "CORRECT CODE H 290", 3)]
    [InlineData(QuestionKind.Delivery, "CORRECT CODEG 290", 2)]
    [InlineData(QuestionKind.Delivery, "CORRECT CODE 290", null)]
    [InlineData(QuestionKind.Delivery, "CORRECT 290", 3)]
    [InlineData(QuestionKind.Terms, "CHANGE CODEH PRICE 45", 3)]
    [InlineData(QuestionKind.Terms, "CHANGE CODEG PRICE 45", 2)]
    [InlineData(QuestionKind.Terms, "CHANGE CODE PRICE 45", null)]
    [InlineData(QuestionKind.Terms, "CHANGE PRICE 45", 3)]
    public void An_order_answers_the_question_that_it_names(QuestionKind kind, string text, int? answered)
    {
        var open = Open(3600, kind);
        open = open with { Question = open.Question! with { Marked = true } };
        var tells = Told(text.Replace("CODE", open.Code, StringComparison.Ordinal), open);
        Assert.Equal(answered, tells.Select(c => c is CorrectDelivery d ? d.Ask : ((CounterOffer)c).Ask).Cast<int?>().SingleOrDefault());
        if (text.Contains("CODE", StringComparison.Ordinal)) return;
        // Without a code it may mean a question that closed within a day.
        var gone = Longest.Entry(2, terms, Side.IsOwed, AgreementStatus.Withdrawn, "Ann")
            with { QuestionEndedAt = now - Duration.FromHours(1) };
        Assert.Empty(Told(text, open, gone));
    }

    [Fact]
    public void The_history_of_a_problem_says_which_question_it_named()
    {
        var open = Open(3600);
        Assert.Equal(open.Code + "H", Assert.IsType<OpenDispute>(Assert.Single(Told($"PROBLEM {open.Code}H weight", open))).Note);
        Assert.Equal("", Assert.IsType<OpenDispute>(Assert.Single(Told($"PROBLEM {open.Code} weight", open))).Note);
    }

    private static AccountEntry Open(int seenAgo, QuestionKind kind = QuestionKind.Payment) =>
        Longest.Entry(1, terms, Side.IsOwed, AgreementStatus.Confirmed, "Ann",
        question: Longest.AskOf(kind, terms) with { SeenAt = now - Duration.FromSeconds(seenAgo) });

    /// <summary>The number of the question that the text answers; null if none.</summary>
    private static int? AnsweredBy(string text, params AccountEntry[] entries) =>
        Told(text, entries).OfType<AnswerQuestion>().SingleOrDefault()?.Ask;

    private static IEnumerable<Command> Told(string text, params AccountEntry[] entries) =>
        Told(Longest.Line(Language.English, Role.Farmer, "KES"), text, entries);

    private static IEnumerable<Command> Told(Subscriber subscriber, string text, params AccountEntry[] entries)
    {
        var outcome = SmsDecisions.Decide(subscriber, new SmsIn("m1", text, new Account("a", entries), "*384#"), now);
        return outcome.Effects.OfType<Tell>().Select(t => t.Command);
    }
}
