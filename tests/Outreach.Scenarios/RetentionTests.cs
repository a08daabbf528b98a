using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>Each kind of data is deleted when its period ends, not a day earlier, and no other data is deleted.</summary>
public sealed class RetentionTests
{
    private static readonly Instant made = World.Start;

    public static TheoryData<string, int> Kinds => new()
    {
        { "message", 90 }, { "inbox", 180 }, { "sessions", 401 }, { "import", 30 }, { "letter", 30 }, { "data code", 30 }, { "poison", 90 },
        { "task", 365 }, { "approval", 400 }, { "transfer", 400 }, { "broadcast", 730 }, { "draft", 730 }, { "batch", 730 },
    };

    [Theory, MemberData(nameof(Kinds))]
    public async Task It_goes_at_its_time_and_nothing_else_goes(string kind, int days)
    {
        await using var world = new World();
        await Village.SettleInAsync(world, "juma");
        await world.SettleAsync();
        var key = await MakeAsync(world, kind);
        await SweepAsync(world, made + Duration.FromDays(days) - Duration.FromHours(12));
        var before = All(world);
        Assert.Contains(key, before.Keys);
        await SweepAsync(world, made + Duration.FromDays(days));
        var after = All(world);
        if (kind == "message")
        {
            Assert.True(
                Stored.State<Message>((await world.Tables.GetAsync(key, default))!) is { Order: null, Text: null,
                    State: DeliveryState.Delivered, PriceMinor: 80 });
            Assert.Equal(before.Keys.ToHashSet(), after.Keys.ToHashSet());
        }
        else if (kind is "approval" or "transfer")
        {
            var (was, kept) = (before[key], after[key]);
            Assert.All(["+254711000002", "Wanjiru", "my goat"], s => Assert.Contains(s, was, StringComparison.Ordinal));
            Assert.All(["+254711000002", "Wanjiru", "my goat"], s => Assert.DoesNotContain(s, kept, StringComparison.Ordinal));
            Assert.Contains("Owner", kept, StringComparison.Ordinal);
            Assert.Equal(before.Keys.ToHashSet(), after.Keys.ToHashSet());
        }
        else
        {
            // A batch goes with its broadcast.
            Key[] gone = kind == "batch" ? [key, Of("broadcast").Item1] : [key];
            Assert.Equal(gone.ToHashSet(), before.Keys.Except(after.Keys).ToHashSet());
        }
        Assert.All(after.Where(e => e.Key != key), e => Assert.Equal(before[e.Key], e.Value));
    }

    /// <summary>What somebody typed and did not finish goes, whether or not anybody is registered there; what is open stays.</summary>
    [Fact]
    public async Task What_was_begun_on_a_number_goes_when_nobody_can_go_on_with_it()
    {
        await using var world = new World();
        await Village.SettleInAsync(world, "juma");
        await world.Get<People>().CreateProgrammeAsync(
            Village.Programmes[0] with { SelfRegistration = new(true, "MAIZE") }, default);
        var stranger = Village.Find("stranger").Phone;
        var text = "";
        foreach (var key in new[] { "", "1", "Nafula Barasa", "1" })
        {
            text = text.Length == 0 ? key : $"{text}*{key}";
            await world.Get<IInbound>().UssdAsync(new UssdRequest("network", "s1", stranger, "*384*7071#", text), default);
        }
        await SweepAsync(world, made + Duration.FromDays(6));
        Assert.Contains("Nafula", Data(world, stranger), StringComparison.Ordinal);
        Assert.Empty(world.Tables.All(Table.Sessions));
        await SweepAsync(world, made + Duration.FromDays(8));
        Assert.DoesNotContain("Nafula", Data(world, stranger), StringComparison.Ordinal);
        // The dropped session is counted, and the dial stays as a sign of life.
        Assert.Single(world.Tables.All(Table.Sessions));
        var left = (await world.Get<People>().SubscriberAsync(stranger, default))!;
        Assert.Equal((null, null, true), (left.Joining, left.Session, left.LastHeard is not null));
        var before = All(world);
        await SweepAsync(world, made + Duration.FromDays(9));
        Assert.Equal(before[Keys.Of(AggregateId.Subscriber(stranger))], Data(world, stranger));
    }

    private static string Data(World world, string phone) => All(world)[Keys.Of(AggregateId.Subscriber(phone))];

    /// <summary>A waiting message keeps its text for as long as it waits.</summary>
    [Fact]
    public async Task A_message_that_is_to_go_out_yet_stays()
    {
        await using var world = new World();
        var id = Keys.Of(AggregateId.Message("0123456789abcdef0123"));
        await world.Tables.InsertAsync(id,
            Stored.Write(AggregateKind.Message, new(Message() with { State = DeliveryState.Queued }, 1, [], null)), default);
        await SweepAsync(world, made + Duration.FromDays(100));
        Assert.NotNull(Stored.State<Message>((await world.Tables.GetAsync(id, default))!).Text);
    }

    /// <summary>The timer starts a walk each night; thousands of rows take many steps, and each row is seen.</summary>
    [Fact]
    public async Task The_timer_walks_through_tables_of_any_size()
    {
        await using var world = new World();
        for (var n = 0; n < 1_001; n++)
            await world.Tables.UpsertAsync(Keys.Task(n % 2 == 0 ? "kenya-maize" : "tangail", $"t{n:D5}"),
                Json.Write(new RaiseTask("kenya-maize", "kind", "subject", made)), default);
        var night = made.InUtc().Date.PlusDays(366).At(new LocalTime(3, 17)).InUtc().ToInstant();
        world.Clock.AdvanceTo(night - Duration.FromMinutes(1));
        await world.Get<DueTimer>().RunAsync(default);
        await world.SettleAsync();
        Assert.Equal(1_001, world.Tables.All(Table.Tasks).Count);
        world.Clock.AdvanceTo(night + Duration.FromDays(1));
        await world.Get<DueTimer>().RunAsync(default);
        await world.SettleAsync();
        Assert.Empty(world.Tables.All(Table.Tasks));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(66, false)]
    [InlineData(67, true)]
    [InlineData(4_000, false)]
    public void A_period_is_long_enough_for_what_needs_it_and_at_most_ten_years(int days, bool fine)
    {
        var options = new OutreachOptions();
        options.Retention.MessageTexts = days;
        var result = new RetentionValidation().Validate(null, options);
        Assert.Equal(fine, result.Succeeded);
        if (!fine)
            Assert.Equal("MessageTexts under Outreach__Retention is a number of days from 67 to 3650.", Assert.Single(result.Failures!));
    }

    private static Dictionary<Key, string> All(World world) =>
        Enum.GetValues<Table>().Where(t => t is not (Table.Sweeps or Table.FigureParts or Table.Figures))
            .SelectMany(world.Tables.All).ToDictionary(e => e.Key, e => e.Data);

    private static async Task SweepAsync(World world, Instant at)
    {
        world.Clock.AdvanceTo(at);
        await world.Get<Sweeps>().StartRetentionAsync(at, default);
        await world.SettleAsync();
    }

    private static async Task<Key> MakeAsync(World world, string kind)
    {
        var (key, data) = Of(kind);
        await world.Tables.UpsertAsync(key, data, default);
        if (kind == "import")
            await world.Tables.UpsertAsync(new(Table.Imports, key.Partition, "-"),
                Stored.Write(AggregateKind.Import, new(new Import("i", "kenya-maize", "office", 1, 1, 1, new(), made, made), 1, [], null)),
                default);
        if (kind == "batch") await world.Tables.UpsertAsync(Of("broadcast").Item1, Of("broadcast").Item2, default);
        return key;
    }

    private static Broadcast Tip(Instant? launched, Instant? ended) => new("b0123456789abcde", new("kenya-maize"),
        new Dictionary<string, string> { ["en"] = "Dry it." }, ended is null ? BroadcastStatus.Draft : BroadcastStatus.Done, "Owner", made,
        "", true, [], LaunchedAt: launched, EndedAt: ended);

    private static (Key, string) Of(string kind) => kind switch
    {
        "message" =>
            (Keys.Of(AggregateId.Message("0123456789abcdef0123")), Stored.Write(AggregateKind.Message, new(Message(), 1, [], null))),
        "inbox" =>
            (new(Table.Inbox, "kenya-maize", "x"),
                Stored.Write(AggregateKind.Inbox,
                    new(new InboxItem("kenya-maize.x", "kenya-maize", "p-wanjiru", "Wanjiru", "+254711000002", "My goat", made), 1, [],
                        null))),
        "sessions" => (Keys.Sessions("kenya-maize", LocalDatePattern.Iso.Parse("2026-03-02").Value, "s"), "[]"),
        "import" => (Keys.ImportStretch("i", 0), Json.Write(new ImportStretch(true, []))),
        "letter" =>
            (Keys.Letter("BCDFGHJ234"),
                Json.Write(
                    new Letter("BCDFGHJ234", "kenya-maize", "p-wanjiru", "Wanjiru", made, made + Letter.ValidFor, null, 0, 0, 0, 0, 0, 0, 0,
                        Money.Zero("KES"), Money.Zero("KES")))),
        "data code" =>
            (Keys.DataCode("BCDFGHJ234"),
                Json.Write(new DataCode("BCDFGHJ234", "kenya-maize", "p-wanjiru", made, made + DataCode.ValidFor))),
        "poison" => (Keys.Poison("x"), Json.Write(new PoisonMessage("x", Queue.Work, "body", "why", made))),
        "approval" =>
            (Keys.Of(AggregateId.Approval("kenya-maize", "x")),
                Stored.Write(AggregateKind.Approval,
                    new(new Approval("kenya-maize.x", "kenya-maize", ApprovalKinds.NumberMoved, "p-wanjiru",
                        AggregateId.Person("kenya-maize", "p-wanjiru"),
                        new DoIdentityAct("a", IdentityActKind.NumberMoved, "Owner", "+254711000002"), "Owner", made,
                        ApprovalStatus.Approved, "Another", made, "Wanjiru, my goat"), 1, [], null))),
        "broadcast" => (Keys.Of(AggregateId.Broadcast("b0123456789abcde")),
            Stored.Write(AggregateKind.Broadcast, new(Tip(made, made), 1, [], null))),
        "draft" => (Keys.Of(AggregateId.Broadcast("b0123456789abcde")),
            Stored.Write(AggregateKind.Broadcast, new(Tip(null, null), 1, [], null))),
        "batch" => (Keys.Of(AggregateId.Batch("b0123456789abcde", 0)), "{}"),
        "transfer" =>
            (Keys.Of(AggregateId.Transaction("kenya-maize", "mpesa", "Owner1")),
                Stored.Write(AggregateKind.Transaction,
                    new(new Transaction("kenya-maize", "mpesa", "Owner1", made,
                        new(new(5_000, "KES"), "+254711000002", "+254711000002", "Wanjiru my goat"), [], []), 1, [], null))),
        _ => (Keys.Task("kenya-maize", "x"), Json.Write(new RaiseTask("kenya-maize", "kind", "subject", made))),
    };

    private static Message Message() =>
        new("0123456789abcdef0123", DeliveryState.Delivered,
            SmsOrder.To("+254711000002", Purpose.Receipt, new MovedHereSms("Wanjiru"), "kenya-maize", made), "text", 1, 80, FirstAt: made,
            ChangedAt: made);
}
