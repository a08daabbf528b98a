using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Programmes;

namespace Outreach.Core.Tests.Operations;

/// <summary>The rounds of a programme's end.</summary>
public sealed class EndingTests
{
    private static readonly LocalDate ends = new(2026, 6, 30);

    /// <summary>The number is in the ids of a round's SMS: who got one of a round that was given up hears the new day too.</summary>
    [Fact]
    public void A_round_that_was_given_up_keeps_its_number()
    {
        var ending = Do(null, new SetEnd(new(ends), "KE", 1), 90);
        var numbers = new List<int>();
        for (var moved = 0; moved < 3; moved++)
        {
            ending = Do(ending, new BeginEndRound(EndStep.First), 55);
            numbers.Add(ending.Running!.Number);
            ending = Do(ending, new SetEnd(new(ends.PlusDays(moved + 1)), "KE", moved + 2), 55);
            Assert.Null(ending.Running);
        }
        Assert.Equal([1, 2, 3], numbers);
    }

    /// <summary>The last news says what the first does.</summary>
    [Theory]
    [InlineData(59, EndStep.First)]
    [InlineData(14, EndStep.Last)]
    public void One_round_does_for_both_news_that_are_due(int daysBefore, EndStep begun)
    {
        var ending = Do(Do(null, new SetEnd(new(ends), "KE", 1), 90), new BeginEndRound(EndStep.First), daysBefore);
        Assert.Equal(begun, ending.Running!.Step);
        Assert.True(ending.Told);
        var done = Do(ending, new EndRoundWent(1, "", "x", 4, IsLast: true), daysBefore);
        Assert.Equal(begun == EndStep.First ? EndStep.Last : EndStep.Books, done.Next!.Value.Step);
    }

    /// <param name="daysBefore">Before the first end, at noon.</param>
    private static Ending Do(Ending? ending, Command command, int daysBefore) => EndingDecisions.Decide(ending, "maize", command,
        ends.PlusDays(-daysBefore).AtMidnight().InUtc().ToInstant() + Duration.FromHours(9)).State!;
}
