using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;
using Outreach.Core.Figures;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Scenarios;

/// <summary>
/// What earlier versions stored is still read, decided on and written back whole. Each file in Formats is what one version stored.
/// </summary>
/// <remarks>OUTREACH_FORMATS names the source folder: a file of what all transcripts store today is written there.</remarks>
public sealed class StoredDataTests
{
    private const string Advice = "Stored data would be lost, or would stop the App. If the change is meant, follow docs/upgrading.md, "
        + "'Changing what is stored': raise the kind's number, write the upgrade, record a new file beside this one.";

    private static readonly string folder = Path.Combine(AppContext.BaseDirectory, "Formats");

    /// <summary>The types of rows that are no aggregates. Rows of other tables are text.</summary>
    private static readonly Dictionary<Table, Type> rows = new()
    {
        [Table.People] = typeof(ListedPerson),
        [Table.Due] = typeof(DueRow),
        [Table.Tasks] = typeof(TaskRow),
        [Table.Disputes] = typeof(ListDispute),
        [Table.Poison] = typeof(PoisonMessage),
        [Table.Ledger] = typeof(IReadOnlyList<LedgerRow>),
        [Table.Letters] = typeof(Letter),
        [Table.DataCodes] = typeof(DataCode),
        [Table.Certificates] = typeof(Core.Mentoring.Certificate),
        [Table.Pulses] = typeof(PulseRow),
        [Table.Requests] = typeof(KeptRequest),
        [Table.Consents] = typeof(IReadOnlyList<ConsentRow>),
        [Table.Sessions] = typeof(IReadOnlyList<SessionFigures>),
        [Table.Audit] = typeof(AuditRow),
        [Table.FigureParts] = typeof(Findings),
    };

    public static TheoryData<string> Files => [.. Directory.GetFiles(folder, "*.jsonl.gz").Select(f => Path.GetFileName(f)!)];

    [Fact]
    public async Task What_is_recorded_today_is_read_back_whole()
    {
        var target = Environment.GetEnvironmentVariable("OUTREACH_FORMATS");
        IEnumerable<string> names = target is { Length: > 0 } ? TranscriptTests.Files : ["confirm-by-sms"];
        var recorded = await StoredData.RecordAsync(names.Select(TranscriptTests.Read));
        Assert.Contains(recorded, thing => thing.Where == nameof(Table.Agreements));
        Assert.Contains(recorded, thing => thing.Where == nameof(Queue.InboundSms));
        foreach (var thing in recorded) Check("today", thing);
        if (target is not { Length: > 0 }) return;
        var name = Enumerable.Range(1, 999).Select(n => Path.Combine(target, $"{n:D3}.jsonl.gz")).First(name => !File.Exists(name));
        await using var file = new StreamWriter(new GZipStream(File.Create(name), CompressionLevel.SmallestSize));
        foreach (var thing in recorded) await file.WriteLineAsync(JsonSerializer.Serialize(thing, Json.Options));
    }

    [Theory, MemberData(nameof(Files))]
    public void What_was_stored_is_read_decided_on_and_written_back_whole(string file)
    {
        foreach (var thing in Read(file)) Check(file, thing);
    }

    /// <summary>A newer version may have added a property, as it may to anything that is stored.</summary>
    [Theory, MemberData(nameof(Files))]
    public void A_property_that_a_newer_version_added_is_skipped(string file)
    {
        foreach (var thing in Read(file).Where(thing => thing.Data is JsonObject))
        {
            var data = thing.Data.DeepClone().AsObject();
            data["addedLater"] = new JsonObject { ["x"] = new JsonArray(1, "y") };
            var lost = Lost(thing.As ?? thing.Data, WrittenBack(thing with { Data = data }), thing.Where).FirstOrDefault();
            Assert.True(lost is null, $"{thing.Where}: {lost}");
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_queue_and_every_kind_of_aggregate_that_transcripts_make_is_there(string file)
    {
        var kinds = Read(file).Select(KindOf).OfType<AggregateKind>().ToHashSet();
        Assert.All(Enum.GetValues<AggregateKind>(), kind => Assert.Contains(kind, kinds));
        Assert.Empty(Enum.GetNames<Queue>().Except(Read(file).Select(thing => thing.Where)));
        var work = Read(file).Where(thing => thing.Where == nameof(Queue.Work)).Select(thing => (string?)thing.Data["kind"]);
        // A code for the console is on its queue for seconds, and in no transcript.
        Assert.Empty(Enum.GetNames<WorkKind>().Except([.. work, nameof(WorkKind.Code)]));
    }

    /// <summary>The comparison sees a loss, and takes an addition for none.</summary>
    [Fact]
    public void A_lost_property_is_named()
    {
        Assert.Equal(["x.a.b"], Lost(JsonNode.Parse("""{"a":[{"b":1,"c":2}]}"""), JsonNode.Parse("""{"a":[{"c":2,"d":3}]}"""), "x"));
        Assert.Equal(["x.a"], Lost(JsonNode.Parse("""{"a":[1,2]}"""), JsonNode.Parse("""{"a":[1]}"""), "x"));
        Assert.Equal(["x.a"], Lost(JsonNode.Parse("""{"a":1}"""), JsonNode.Parse("""{"a":2}"""), "x"));
        Assert.Empty(Lost(JsonNode.Parse("""{"a":1,"b":null}"""), JsonNode.Parse("""{"a":1,"c":2}"""), "x"));
    }

    private static void Check(string file, StoredThing thing)
    {
        JsonNode? after = null;
        var trouble = Record.Exception(() => after = WrittenBack(thing));
        Assert.True(trouble is null, $"{file}: {thing.Where} '{thing.Key}' is not read: {trouble?.Message} {Advice}");
        var lost = Lost(thing.As ?? thing.Data, after, thing.Where).FirstOrDefault();
        Assert.True(lost is null, $"{file}: {thing.Where} '{thing.Key}' loses {lost} when it is written back. {Advice}");
    }

    private static IReadOnlyList<StoredThing> Read(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, file)), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Json.Read<StoredThing>)];
    }

    private static JsonNode WrittenBack(StoredThing thing)
    {
        var text = thing.Data.ToJsonString(Json.Options);
        if (KindOf(thing) is { } kind) return Decided(kind, thing, text);
        if (thing.Where == nameof(Table.Audit) && thing.Key.EndsWith(' ' + Keys.AuditHeadRow, StringComparison.Ordinal))
            return Node(Json.Read<AuditHead>(text));
        if (Enum.TryParse<Queue>(thing.Where, out var queue))
        {
            return queue switch
            {
                Queue.InboundSms => Node(QueueBody.Sms(text)),
                Queue.DeliveryReports => Node(QueueBody.Report(text)),
                _ => Node(QueueBody.Work(text)),
            };
        }
        return rows.TryGetValue(Enum.Parse<Table>(thing.Where), out var type)
            ? JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(text, type, Json.Options), type, Json.Options)!
            : thing.Data;
    }

    /// <summary>Reads the aggregate, decides on it and reads the result, then writes back what was read.</summary>
    private static JsonNode Decided(AggregateKind kind, StoredThing thing, string text)
    {
        var loaded = Stored.Parse(kind, new Entity(KeyOf(thing), text, "1"));
        var decision = Aggregates.Decide(IdOf(kind, thing), loaded.State, CommandFor(kind), thing.At + Duration.FromDays(40));
        Stored.Parse(kind, new Entity(KeyOf(thing), Stored.Write(kind, loaded with { State = decision.State }), "2"));
        return JsonNode.Parse(Stored.Write(kind, loaded))!;
    }

    private static Command CommandFor(AggregateKind kind) => kind switch
    {
        AggregateKind.Message => new Reported(DeliveryState.Delivered, null),
        AggregateKind.Broadcast => new CancelBroadcast(),
        AggregateKind.Batch => new BeginChunk(),
        _ => new Wake(),
    };

    private static Key KeyOf(StoredThing thing)
    {
        var space = thing.Key.IndexOf(' ', StringComparison.Ordinal);
        return new(Enum.Parse<Table>(thing.Where), thing.Key[..space], thing.Key[(space + 1)..]);
    }

    private static AggregateId IdOf(AggregateKind kind, StoredThing thing)
    {
        var key = KeyOf(thing);
        return new(kind, key.Row == "-" ? key.Partition : key.Partition == "all" ? key.Row : $"{key.Partition}.{key.Row}");
    }

    /// <summary>The kind of aggregate of an entity; null for any other row, and for a queue's body.</summary>
    private static AggregateKind? KindOf(StoredThing thing)
    {
        if (thing.Data is not JsonObject data || !data.ContainsKey("s") || !data.ContainsKey("v")) return null;
        return Enum.GetValues<AggregateKind>().Cast<AggregateKind?>()
            .FirstOrDefault(kind => Keys.Of(new AggregateId(kind!.Value, "a.b")).Table.ToString() == thing.Where);
    }

    private static JsonNode Node<T>(T value) => JsonNode.Parse(Json.Write(value))!;

    /// <summary>The places in the first tree that the second lacks or has otherwise; a mark of the queue's counts for nothing.</summary>
    private static IEnumerable<string> Lost(JsonNode? before, JsonNode? after, string at) => (before, after) switch
    {
        (null, _) => [],
        (JsonObject was, JsonObject has) => was.Where(p => p.Key != "sentAgain")
            .SelectMany(p => Lost(p.Value, has[p.Key], $"{at}.{p.Key}")),
        (JsonArray was, JsonArray has) when was.Count == has.Count => was.Zip(has).SelectMany(pair => Lost(pair.First, pair.Second, at)),
        _ => JsonNode.DeepEquals(before, after) ? [] : [at],
    };
}
