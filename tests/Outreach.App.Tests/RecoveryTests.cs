using Outreach.Core.Kernel;

namespace Outreach.App.Tests;

/// <summary>What a backup's tables leave to do when their queues are gone.</summary>
public sealed class RecoveryTests
{
    /// <summary>Every kind may have effects that were committed and not carried out.</summary>
    [Fact]
    public void Each_kind_of_aggregate_is_looked_at()
    {
        foreach (var kind in Enum.GetValues<AggregateKind>())
        {
            var id = new AggregateId(kind, "maize.b");
            var data = $$$"""{"f":1,"v":3,"s":{},"p":[{"id":"{{{id}}}|3|0","effect":{}}]}""";
            Assert.Equal(id, Recovery.Of(Keys.Of(id), data)?.Id);
        }
    }

    /// <summary>Their next step is on a queue alone.</summary>
    [Theory]
    [InlineData(AggregateKind.Broadcast)]
    [InlineData(AggregateKind.Batch)]
    [InlineData(AggregateKind.Import)]
    [InlineData(AggregateKind.Intake)]
    [InlineData(AggregateKind.Sweep)]
    [InlineData(AggregateKind.Ending)]
    [InlineData(AggregateKind.EventDelivery)]
    public void Jobs_go_on(AggregateKind kind)
    {
        var id = new AggregateId(kind, "maize.b");
        Assert.Equal(WorkItem.Wake(id), Recovery.Of(Keys.Of(id), """{"f":1,"v":3,"s":{}}"""));
    }

    [Fact]
    public void Rows_of_other_kinds_leave_nothing() =>
        Assert.All(new[] { Keys.Course("maize", "nuts", 1), Keys.ImportStretch("cafe", 0), Keys.Person("maize", "p-1") },
            key => Assert.Null(Recovery.Of(key, "{}")));
}
