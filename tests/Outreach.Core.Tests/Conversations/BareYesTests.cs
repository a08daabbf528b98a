using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
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
        Assert.Equal(3, AnsweredBy("1", Open(seenAgo: 45), justAnswered));
        Assert.Equal(3, AnsweredBy("1", Open(seenAgo: 5), justAnswered with { AnsweredAt = now - Duration.FromMinutes(3) }));
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(25, true)]
    public void It_may_still_mean_a_question_that_went_away_within_a_day(int hours, bool taken)
    {
        var gone = Longest.Entry(2, terms, Side.IsOwed, AgreementStatus.Withdrawn, "Ann")
            with { QuestionEndedAt = now - Duration.FromHours(hours) };
        Assert.Equal(taken, AnsweredBy("1", Open(seenAgo: 3600), gone) is not null);
        Assert.Equal(taken, AnsweredBy($"1 {Open(0).Code}", Open(seenAgo: 3600), gone) is not null);
        Assert.Equal(3, AnsweredBy($"1 {Codes.OfQuestion(Open(0).Code, 3)}", Open(seenAgo: 3600), gone));
    }

    [Fact]
    public void It_means_nothing_that_needs_the_PIN()
    {
        var dear = Open(3600);
        Assert.Null(AnsweredBy("1", dear with { Question = dear.Question! with { NeedsPin = true } }));
        // A no binds nothing.
        Assert.Equal(3, AnsweredBy("2", dear with { Question = dear.Question! with { NeedsPin = true } }));
    }

    [Fact]
    public void An_older_questions_code_reaches_no_newer_question() =>
        Assert.Equal(-1, AnsweredBy($"1 {Codes.OfQuestion(Open(0).Code, 2)}", Open(seenAgo: 3600) with { Question = null }));

    private static AccountEntry Open(int seenAgo) => Longest.Entry(1, terms, Side.IsOwed, AgreementStatus.Confirmed, "Ann",
        question: Longest.AskOf(QuestionKind.Payment, terms) with { SeenAt = now - Duration.FromSeconds(seenAgo) });

    /// <summary>The number of the question that the text answers; null if none.</summary>
    private static int? AnsweredBy(string text, params AccountEntry[] entries)
    {
        var subscriber = Longest.Line(Language.English, Role.Farmer, "KES");
        var outcome = SmsDecisions.Decide(subscriber, new SmsIn("m1", text, new Account("a", entries), "*384#"), now);
        return outcome.Effects.OfType<Tell>().Select(t => t.Command).OfType<AnswerQuestion>().SingleOrDefault()?.Ask;
    }
}
