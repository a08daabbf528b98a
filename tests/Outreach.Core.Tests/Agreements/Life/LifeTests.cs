using Outreach.Testing;

namespace Outreach.Core.Tests.Agreements.Life;

/// <summary>The whole life of agreements: thousands of random histories, checked at every step.</summary>
public sealed class LifeTests
{
    [Fact]
    public void Whatever_happens_the_books_are_right()
    {
        History.Any.Check(history => { new World(history).PlayAll(); }, iterations: 5_000, seeds: ["7TdVsIzCxz13"]);
        Assert.Empty(Seen.Never);
        Assert.True(Seen.Reminders > 200, Seen.Figures);
    }
}
