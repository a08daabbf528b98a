using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Tests.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Accounts;

/// <summary>
/// When a question to the person went away, and whether they answered it: a bare yes soon afterwards may still mean that question.
/// </summary>
public sealed class AnsweredTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly AccountEntry entry = AccountEntry.Of(Deal.OfGoods().Agreement, Role.Farmer, null, start);

    [Fact]
    public void An_answer_is_kept_with_its_time()
    {
        var asked = Posted(null, entry, 0);
        Assert.Equal((null, null, null), Of(asked));
        var answered = Posted(asked, entry with { Changes = 2, Question = null, Answered = "sms1" }, 5);
        Assert.Equal(("sms1", start + Duration.FromMinutes(5), null), Of(answered));
        // A later posting of the other side's doing changes none of it.
        Assert.Equal(Of(answered), Of(Posted(answered, entry with { Changes = 3, Question = null }, 9)));
    }

    [Fact]
    public void A_question_that_ended_by_itself_is_kept_with_its_time()
    {
        var asked = Posted(null, entry, 0);
        var ended = Posted(asked, entry with { Changes = 2, Question = null }, 5);
        Assert.Equal((null, null, start + Duration.FromMinutes(5)), Of(ended));
        Assert.Equal(Of(ended), Of(Posted(ended, entry with { Changes = 3, Question = null }, 9)));
    }

    /// <summary>A reminder of the same question is not its end; the next question is.</summary>
    [Fact]
    public void Another_question_ends_the_one_before()
    {
        var asked = Posted(null, entry, 0);
        Assert.Equal((null, null, null), Of(Posted(asked, entry with { Changes = 2 }, 5)));
        var next = entry with { Changes = 2, Question = entry.Question! with { Number = 2 } };
        Assert.Equal((null, null, start + Duration.FromMinutes(5)), Of(Posted(asked, next, 5)));
    }

    /// <summary>An own action answers nothing.</summary>
    [Fact]
    public void A_report_of_ones_own_is_no_answer()
    {
        var asked = Posted(null, entry, 0);
        Assert.Equal(("sms1", null, null), Of(Posted(asked, entry with { Changes = 2, Answered = "sms1" }, 5)));
    }

    private static (string?, Instant?, Instant?) Of(Account account) =>
        (account.Entries[0].Answered, account.Entries[0].AnsweredAt, account.Entries[0].QuestionEndedAt);

    private static Account Posted(Account? account, AccountEntry posted, int minutes) => AccountDecisions.Decide(account, "p.f",
        new PostEntry(posted, []), start + Duration.FromMinutes(minutes)).State!;
}
