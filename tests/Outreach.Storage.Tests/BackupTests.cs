using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Storage.Azurite;
using Outreach.Storage.Backup;

namespace Outreach.Storage.Tests;

/// <summary>A backup and a restore copy all tables from one account to another, and queue the pending work.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private const string Pending = """{"v":3,"s":{},"p":[{"id":"Agreement/R6TQT|3|0","effect":{"$type":"Tell"}}]}""";
    private const string Settled = """{"v":2,"s":{}}""";

    private static readonly (Key Key, string Data)[] rows =
    [
        (new(Table.Agreements, "R6TQT", "-"), Pending),
        (new(Table.Subscribers, "+254711000001", "-"), Settled),
        (new(Table.Broadcasts, "all", "bcafe"), Settled),
        (new(Table.Due, "2026112406", "0000|Agreement/R6TQT"), """{"at":"2026-11-24T06:00:00Z"}"""),
        (new(Table.Audit, "none", "a/b\\c#d?e\t~"), "ধন্যবাদ 😀"),
        (new(Table.Batches, "bcafe", "00000"), $$$"""{"v":1,"s":{"text":"{{{new string('x', 200_000)}}}"}}"""),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("outreach-backup-");
    private AzuriteProcess azurite = null!;
    private ServiceProvider services = null!;

    private string Copy => Path.Combine(folder.FullName, "copy");
    private TableBackup Backup => services.GetRequiredService<TableBackup>();
    private ITables Tables => services.GetRequiredService<ITables>();

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync()
    {
        await StopAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Everything_comes_back_into_an_empty_account()
    {
        foreach (var (key, data) in rows) await Tables.UpsertAsync(key, data, default);
        List<string> said = [];
        Assert.Equal(rows.Length, await Backup.BackUpAsync(Copy, said.Add, default));
        Assert.Contains("Agreements: 1 rows.", said);

        await StopAsync();
        await StartAsync();
        Assert.Equal((rows.Length, 3), await Backup.RestoreAsync(Copy, _ => { }, default));
        foreach (var (key, data) in rows) Assert.Equal(data, (await Tables.GetAsync(key, default))!.Data);
        await AssertQueuedAsync();
    }

    [Fact]
    public async Task A_table_that_holds_something_is_never_written_over()
    {
        await Tables.UpsertAsync(rows[0].Key, rows[0].Data, default);
        await Backup.BackUpAsync(Copy, _ => { }, default);
        var refused = await Assert.ThrowsAsync<BackupException>(() => Backup.RestoreAsync(Copy, _ => { }, default));
        Assert.Contains("Agreements is not empty", refused.Message, StringComparison.Ordinal);
        refused = await Assert.ThrowsAsync<BackupException>(() => Backup.BackUpAsync(Copy, _ => { }, default));
        Assert.Contains("is not empty", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_was_changed_or_not_finished_is_not_used()
    {
        await Backup.BackUpAsync(Copy, _ => { }, default);
        await File.AppendAllTextAsync(Path.Combine(Copy, "Subscribers.jsonl.gz"), "x");
        var refused = await Assert.ThrowsAsync<BackupException>(() => Backup.RestoreAsync(Copy, _ => { }, default));
        Assert.Contains("not as it was written", refused.Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(Copy, "backup.json"));
        refused = await Assert.ThrowsAsync<BackupException>(() => Backup.RestoreAsync(Copy, _ => { }, default));
        Assert.Contains("no backup that was finished", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>A table that is left behind would be a loss that nobody notices.</summary>
    [Fact]
    public async Task A_backup_of_a_newer_version_with_another_table_is_not_used()
    {
        await Backup.BackUpAsync(Copy, _ => { }, default);
        var name = Path.Combine(Copy, "backup.json");
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(name))!;
        manifest["tables"]!["Harvests"] = new System.Text.Json.Nodes.JsonObject { ["rows"] = 1, ["sha256"] = "" };
        await File.WriteAllTextAsync(name, manifest.ToJsonString());
        var refused = await Assert.ThrowsAsync<BackupException>(() => Backup.RestoreAsync(Copy, _ => { }, default));
        Assert.Contains("Harvests", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The agreement's effects and the broadcast's next step, hidden until the restore is surely done.</summary>
    private async Task AssertQueuedAsync()
    {
        foreach (var (queue, count) in new[] { (Queue.Work, 1), (Queue.Bulk, 2) })
        {
            var client = services.GetRequiredService<Azure.Storage.Queues.QueueServiceClient>().GetQueueClient(TableNames.Of(queue));
            Azure.Storage.Queues.Models.QueueProperties properties = await client.GetPropertiesAsync();
            Assert.Equal(count, properties.ApproximateMessagesCount);
            Assert.Empty(await services.GetRequiredService<IQueues>().ReceiveAsync(queue, 32, Duration.FromSeconds(1), default));
        }
        Assert.Equal(new WorkItem(WorkKind.Guard, AggregateId.Agreement("R6TQT"), 3), Recovery.Of(rows[0].Key, rows[0].Data));
        Assert.Equal(WorkItem.Wake(AggregateId.Broadcast("bcafe")), Recovery.Of(rows[2].Key, rows[2].Data));
        Assert.Equal(WorkItem.Wake(AggregateId.Batch("bcafe", 0)), Recovery.Of(rows[5].Key, rows[5].Data));
        Assert.All(new[] { rows[1], rows[3], rows[4] }, row => Assert.Null(Recovery.Of(row.Key, row.Data)));
    }

    private async Task StartAsync()
    {
        azurite = await AzuriteProcess.StartAsync(new AzuriteSettings { Progress = Console.Error.WriteLine }, default);
        services = AzuriteFixture.Provider(azurite.ConnectionString);
        await services.GetRequiredService<StorageSetup>().CreateAsync(default);
    }

    private async Task StopAsync()
    {
        await services.DisposeAsync();
        await azurite.DisposeAsync();
    }
}
