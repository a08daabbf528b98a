using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App.Tests;

/// <summary>Older formats are read and written anew; what a newer version stored waits, and is never written over.</summary>
public sealed class FormatTests
{
    /// <summary>A made-up history: format 1 has the number under <c>msisdn</c>, and format 2 calls the language <c>tongue</c>.</summary>
    private static readonly Format third =
        new([Rename("msisdn", "tel"), state => Rename("tongue", "language")(Rename("tel", "phone")(state))]);

    private static readonly Subscriber subscriber = Subscriber.New("+254711000001") with { Language = Language.Kiswahili };

    [Theory]
    [InlineData("""{"v":7,"s":{"msisdn":"+254711000001","tongue":"Kiswahili"}}""")]
    [InlineData("""{"f":1,"v":7,"s":{"msisdn":"+254711000001","tongue":"Kiswahili"}}""")]
    [InlineData("""{"f":2,"v":7,"s":{"tel":"+254711000001","tongue":"Kiswahili"}}""")]
    [InlineData("""{"f":3,"v":7,"s":{"phone":"+254711000001","language":"Kiswahili"}}""")]
    public void An_older_format_is_upgraded_when_it_is_read_and_written_as_the_newest(string stored)
    {
        var loaded = Stored.Parse(AggregateKind.Subscriber, Row(stored), third);
        Assert.Equal(7, loaded.Version);
        Assert.Equal("+254711000001", ((Subscriber)loaded.State!).Phone);
        Assert.Equal(Language.Kiswahili, ((Subscriber)loaded.State).Language);
        var written = JsonNode.Parse(Stored.Write(AggregateKind.Subscriber, loaded, third))!;
        Assert.Equal(3, (int)written["f"]!);
        Assert.Equal("+254711000001", (string?)written["s"]!["phone"]);
    }

    [Fact]
    public void A_newer_format_is_refused_by_its_number()
    {
        var newer = Stored.Write(AggregateKind.Subscriber, new(subscriber, 1, [], null), third);
        var refused = Assert.Throws<NewerFormatException>(() => Stored.Parse(AggregateKind.Subscriber, Row(newer)));
        Assert.Equal("A stored Subscriber has format 3, and this version reads up to 1.", refused.Message);
    }

    /// <summary>The release before the change reads the next format, and does not turn it back.</summary>
    [Fact]
    public void The_release_before_reads_the_next_format_and_writes_the_one_that_it_found()
    {
        var before = Format.First with { ReadsNext = true };
        Assert.Equal(1, FormatAfterReading("""{"f":1,"v":1,"s":{"phone":"+254711000001"}}"""));
        Assert.Equal(2, FormatAfterReading("""{"f":2,"v":1,"s":{"phone":"+254711000001"}}"""));
        Assert.Throws<NewerFormatException>(() => FormatAfterReading("""{"f":3,"v":1,"s":{"phone":"+254711000001"}}"""));

        int FormatAfterReading(string stored)
        {
            var loaded = Stored.Parse(AggregateKind.Subscriber, Row(stored), before) with { Version = 2 };
            return (int)JsonNode.Parse(Stored.Write(AggregateKind.Subscriber, loaded, before))!["f"]!;
        }
    }

    /// <summary>A newer version's effect, command, screen or sentence is told from broken data.</summary>
    [Fact]
    public void A_name_that_only_a_newer_version_knows_is_refused_like_a_newer_format()
    {
        var stored = """{"f":1,"v":1,"s":{"phone":"+1"},"p":[{"id":"Subscriber/+1|1|0","effect":{"$type":"Dance","who":"$type"}}]}""";
        var refused = Assert.Throws<NewerFormatException>(() => Stored.Parse(AggregateKind.Subscriber, Row(stored)));
        Assert.Equal("A stored Subscriber holds Dance, which this version does not know.", refused.Message);
        Assert.Throws<System.Text.Json.JsonException>(() => Stored.Parse(AggregateKind.Subscriber, Row("""{"v":1,"s":{"phone":[]}}""")));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => Stored.Parse(AggregateKind.Subscriber, Row("""{"v":1,"s":""")));
    }

    [Fact]
    public async Task Work_on_a_newer_format_waits_for_the_newer_version_and_overwrites_nothing()
    {
        var (app, tables, queues, clock) = Some.App();
        var key = Keys.Of(AggregateId.Subscriber(subscriber.Phone));
        var newer = Stored.Write(AggregateKind.Subscriber, new(subscriber, 1, [], null), third);
        await tables.UpsertAsync(key, newer, default);
        await app.GetRequiredService<IInbound>().SmsAsync(new InboundSms("sink", "i1", subscriber.Phone, "40404", "HELP"), default);
        for (var tries = 0; tries < 12; tries++)
        {
            clock.AdvanceTo(queues.NextVisible(Queue.InboundSms)!.Value);
            var item = Assert.Single(await queues.ReceiveAsync(Queue.InboundSms, 32, Duration.FromSeconds(30), default));
            await app.GetRequiredService<QueueWorker>().ProcessAsync(Queue.InboundSms, item.Body, item.DequeueCount, default);
            await queues.DeleteAsync(Queue.InboundSms, item, default);
        }
        Assert.Single(queues.Bodies(Queue.InboundSms));
        Assert.Empty(queues.Bodies(Queue.InboundSms, poison: true));
        Assert.Equal(newer, (await tables.GetAsync(key, default))!.Data);
        Assert.True(clock.GetCurrentInstant() + Duration.FromMinutes(10) >= queues.NextVisible(Queue.InboundSms));
    }

    [Fact]
    public void Every_kind_can_be_found_by_its_state() =>
        Assert.All(Enum.GetValues<AggregateKind>(), kind => Assert.Equal(kind, Aggregates.KindOf(Aggregates.StateType(kind))));

    private static Entity Row(string data) => new(new Key(Table.Subscribers, subscriber.Phone, "-"), data, "1");

    private static Func<JsonObject, JsonObject> Rename(string from, string to) => state =>
    {
        if (!state.Remove(from, out var value)) return state;
        state[to] = value;
        return state;
    };
}
