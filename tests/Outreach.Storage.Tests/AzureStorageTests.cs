using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;

namespace Outreach.Storage.Tests;

/// <summary>Promises of the Azure kind alone: calls, retries, set-up, health.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzureStorageTests(AzuriteFixture azurite)
{
    private readonly Key key = new(Table.Accounts, Guid.NewGuid().ToString(), "state");

    [Fact]
    public async Task Each_operation_is_one_call()
    {
        azurite.Calls.Reset();
        var etag = (await azurite.Tables.InsertAsync(key, "one", default))!;
        await azurite.Tables.GetAsync(key, default);
        await azurite.Tables.ReplaceAsync(key, "two", etag, default);
        await azurite.Tables.ReplaceAsync(key, "lost", etag, default);
        await azurite.Tables.InsertAsync(key, "lost", default);
        await azurite.Tables.DeleteAsync(key, default);
        var item = await azurite.Queues.SendAsync(Queue.Work, "id", Duration.Zero, default);
        await azurite.Queues.DeleteAsync(Queue.Work, item, default);
        Assert.Equal(
            "POST Accounts, GET Accounts, PUT Accounts, PUT Accounts, POST Accounts, DELETE Accounts, POST work, DELETE work",
            string.Join(", ", azurite.Calls.Calls));
        Assert.Equal((2, 1), (azurite.Calls.CountOf("PUT"), azurite.Calls.CountOf("POST", "work")));
    }

    /// <summary>A readable message from any writer must be received, so that it can move to the poison queue.</summary>
    [Fact]
    public async Task A_message_that_nobody_of_ours_wrote_is_received_as_it_is()
    {
        await azurite.ClearQueuesAsync();
        await azurite.Service.GetQueueClient(QueueNames.Work).SendMessageAsync("no base64: <%>");
        Assert.Equal("no base64: <%>",
            Assert.Single(await azurite.Queues.ReceiveAsync(Queue.Work, 32, Duration.FromSeconds(1), default)).Body);
        await azurite.ClearQueuesAsync();
    }

    [Fact]
    public async Task A_page_is_one_call()
    {
        foreach (var row in new[] { "a", "b", "c" }) await azurite.Tables.InsertAsync(key with { Row = row }, row, default);
        azurite.Calls.Reset();
        Assert.Equal(2, (await azurite.Tables.PageAsync(key.Table, key.Partition, "", 2, default)).Count);
        Assert.Single(await azurite.Tables.PageAsync(key.Table, key.Partition, "b", 2, default));
        Assert.Equal("2× GET Accounts", azurite.Calls.Summary());
    }

    [Fact]
    public async Task An_insert_whose_reply_was_lost_succeeds()
    {
        azurite.Faults.LoseNext();
        var etag = await azurite.Tables.InsertAsync(key, "one", default);
        Assert.Equal(new Entity(key, "one", etag!), await azurite.Tables.GetAsync(key, default));
    }

    [Fact]
    public async Task A_replace_whose_reply_was_lost_succeeds()
    {
        var first = (await azurite.Tables.InsertAsync(key, "one", default))!;
        azurite.Faults.LoseNext();
        var second = await azurite.Tables.ReplaceAsync(key, "two", first, default);
        Assert.Equal(new Entity(key, "two", second!), await azurite.Tables.GetAsync(key, default));
    }

    [Fact]
    public async Task A_lost_reply_to_a_lost_race_is_a_lost_race()
    {
        var first = (await azurite.Tables.InsertAsync(key, "one", default))!;
        await azurite.Tables.ReplaceAsync(key, "same", first, default);
        azurite.Faults.LoseNext();
        Assert.Null(await azurite.Tables.ReplaceAsync(key, "same", first, default));
    }

    [Fact]
    public async Task Setting_up_twice_is_fine() => await azurite.Setup.CreateAsync(default);

    [Fact]
    public async Task Storage_that_answers_is_healthy() => Assert.Null(await azurite.Health.ProblemAsync(default));

    [Fact]
    public async Task Storage_that_does_not_answer_is_not_healthy_and_says_so_soon()
    {
        const string nobody =
            "DefaultEndpointsProtocol=http;AccountName=x;AccountKey=eA==;"
            + "QueueEndpoint=http://127.0.0.1:9/x;TableEndpoint=http://127.0.0.1:9/x;";
        await using var services = AzuriteFixture.Provider(nobody);
        var watch = Stopwatch.StartNew();
        Assert.Equal("Storage cannot be reached.", await services.GetRequiredService<StorageHealth>().ProblemAsync(default));
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1));
    }
}
