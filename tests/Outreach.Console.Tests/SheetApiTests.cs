using Outreach.App;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;

namespace Outreach.Console.Tests;

/// <summary>Lists that were told are kept, and say what the farmers answered.</summary>
public sealed class SheetApiTests
{
    [Fact]
    public async Task Each_row_says_what_the_farmer_answered()
    {
        using var world = await ListApiTests.NamedAsync();
        var (yes, no) = (await world.ConfirmedAsync(), await world.ConfirmedAsync());
        var told = await world.PostAsync("/api/v1/lists", new
        {
            programme = "maize", trader = Some.Trader, kind = "loads", list = "monday",
            rows = new object[]
            {
                new { code = yes, written = "60", slip = "A-17" }, new { code = no, quantity = 40 }, new { code = no, quantity = 41 },
                new { farmer = "Nobody", quantity = 1 },
            },
        });
        Assert.Equal(("2", "1", "1"), (told["asked"], told["waits"], told["refused"]));
        await world.PumpAsync();
        Assert.Equal(["Asked", "Asked", "Waits"], await StatesAsync(world));
        await world.AnswerAsync(yes, "farmer");
        await world.AnswerAsync(no, "farmer", accept: false);
        await world.PumpAsync();
        Assert.Equal(["Confirmed", "Denied", "Asked"], await StatesAsync(world));

        var list = await ListAsync(world);
        Assert.Equal(("60", "kg", "A-17", "Wanjiku"), (Row(list, 0, "quantity"), Row(list, 0, "unit"), Row(list, 0, "slip"),
            Row(list, 0, "farmer")));
        Assert.EndsWith("Nobody,,,1,,,,,,,4,The trader has no agreement with this farmer that it can be for.\r\n", list["refusedCsv"],
            StringComparison.Ordinal);
        var facts = (await world.GetAsync($"/api/v1/agreements/{yes}")).Body.GetProperty("facts");
        Assert.Equal("A-17", facts.EnumerateArray().Last().GetProperty("evidence")[0].GetProperty("slip").GetString());
        var listed = Assert.Single((await world.GetAsync($"/api/v1/lists/maize/{await TraderAsync(world)}")).Body.GetProperty("lists")
            .EnumerateArray());
        Assert.Equal((3, 1), (listed.GetProperty("told").GetInt32(), listed.GetProperty("refused").GetInt32()));
    }

    /// <summary>A row is corrected and told under its number; what was told before stays as it was.</summary>
    [Fact]
    public async Task A_row_that_was_refused_is_told_later_under_its_number()
    {
        using var world = await ListApiTests.NamedAsync();
        var code = await world.ConfirmedAsync();
        await world.PostAsync("/api/v1/lists",
            Loads(new { code, quantity = 60, row = 1 }, new { farmer = "Nobody", quantity = 5, row = 2 }));
        var again = await world.PostAsync("/api/v1/lists", Loads(new { code, quantity = 5, row = 2 }));
        Assert.Equal("waits", again.Body.GetProperty("results")[0].GetProperty("outcome").GetString());
        var list = await ListAsync(world);
        Assert.Equal(["1", "2"], list.Body.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("row").ToString()));
        Assert.Null(list["refusedCsv"]);
    }

    [Fact]
    public async Task An_SMS_that_is_lost_and_a_word_taken_back_are_told_apart()
    {
        using var world = await ListApiTests.NamedAsync();
        var code = await world.ConfirmedAsync();
        await world.PostAsync("/api/v1/lists", Loads(new { code, quantity = 60 }));
        await world.PumpAsync();
        var sms = world.Gateway.Sent.Last(s => s.To == Some.Farmer);
        await world.Get<IInbound>().ReportAsync(
            new DeliveryReport("open", sms.MessageId, null, DeliveryState.Undelivered, SendFailure.Unreachable), default);
        await world.PumpAsync();
        Assert.Equal(["NotReached"], await StatesAsync(world));
        await ListApiTests.SayAsync(world, $"WRONG {code}");
        Assert.Equal(["TakenBack"], await StatesAsync(world));
    }

    [Theory]
    [InlineData("wanjiku", "asked", null)]
    [InlineData("Kamau", "refused", "Several farmers are meant, ")]
    [InlineData("Njeri Kamau", "asked", null)]
    [InlineData("Otieno", "refused", "The trader has no agreement with this farmer")]
    public async Task A_farmer_is_found_by_name_among_the_traders_own(string name, string outcome, string? why)
    {
        using var world = await ListApiTests.NamedAsync();
        await world.ConfirmedAsync();
        foreach (var (phone, full) in new[] { ("+254711000003", "Njeri Kamau"), ("+254711000004", "Joseph Kamau") })
        {
            await world.PostAsync("/api/v1/people", Some.Person(phone, full, "farmer"));
            await world.PumpAsync();
            var offered = await world.OfferAsync(Some.Offer("farmer", phone));
            await world.Get<IInbound>().SmsAsync(new InboundSms("open", $"yes-{phone}", phone, "22384", "1"), default);
            await world.PumpAsync();
            await world.Get<IInbound>().SmsAsync(
                new InboundSms("open", $"agreed-{phone}", phone, "22384", $"1 {offered["code"]}"), default);
            await world.PumpAsync();
        }
        var row = (await world.PostAsync("/api/v1/lists", Loads(new { farmer = name, quantity = 5 }))).Body.GetProperty("results")[0];
        Assert.Equal(outcome, row.GetProperty("outcome").GetString());
        if (why is not null) Assert.StartsWith(why, row.GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_not_named_or_is_not_any_more_sees_nothing()
    {
        using var world = await ListApiTests.NamedAsync();
        var trader = await ToldAsync(world, "office");
        foreach (var path in new[] { $"/api/v1/lists/maize/{trader}", $"/api/v1/lists/maize/{trader}/loads/monday" })
        {
            Assert.Equal(404, (await world.AsAsync("clerk", path)).Status);
            Assert.Equal(200, (await world.GetAsync(path)).Status);
        }
        Assert.Empty((await world.AsAsync("clerk", "/api/v1/clerks/maize")).Body.GetProperty("traders").EnumerateArray());
        Assert.Single((await world.GetAsync("/api/v1/clerks/maize")).Body.GetProperty("traders").EnumerateArray());
        await ListApiTests.SayAsync(world, "CLERK STOP");
        Assert.Empty((await world.GetAsync("/api/v1/clerks/maize")).Body.GetProperty("traders").EnumerateArray());
        Assert.Equal(404, (await world.GetAsync($"/api/v1/lists/maize/{trader}")).Status);
    }

    [Fact]
    public async Task What_was_not_told_goes_after_a_month_and_the_sheet_after_its_period()
    {
        using var world = await ListApiTests.NamedAsync();
        var trader = await ToldAsync(world, "office");
        foreach (var (days, told, refused) in new[] { (29, 1, 1), (2, 1, 0), (368, 1, 0), (2, 0, 0) })
        {
            world.Clock.Advance(NodaTime.Duration.FromDays(days));
            await world.Get<Sweeps>().StartRetentionAsync(world.Clock.GetCurrentInstant(), default);
            await world.PumpAsync();
            var kept = (await world.Get<Sheets>().ListAsync("maize", trader, default)).SingleOrDefault();
            Assert.Equal((told, refused), (kept?.Told ?? 0, kept?.Refused ?? 0));
        }
    }

    /// <summary>However a row that was not told names somebody, and whatever else is wrong with it, an erasure finds it.</summary>
    [Fact]
    public async Task An_erasure_finds_rows_that_were_not_told()
    {
        using var world = await ListApiTests.NamedAsync();
        var code = await world.ConfirmedAsync();
        Assert.Equal("5", (await ListApiTests.FileAsync(world, "loads", "Farmer;Code;Quantity;Unit;Last\nWanjiku;;5,00x;;\n"
            + $"0711000002;;5;;maybe\n;{code.ToLowerInvariant()};5;crate;\nwanjiku;;5;crate;\nKamau;;5;;\n"))["refused"]);
        var now = world.Clock.GetCurrentInstant();
        var sought = new Sought("maize", "x", "Grace Wanjiku", "P1", [new(Some.Farmer, NodaTime.Instant.MinValue, null)], now);
        foreach (var row in world.Tables.All(Table.Sheets))
            await world.Get<Erasures>().LookAsync(sought, 1, [code], row, default);
        var left = Assert.Single((await world.Get<Sheets>().ListAsync("maize", await TraderAsync(world), default))[0].Lines);
        Assert.Equal("Kamau", left.Farmer);
    }

    /// <summary>One slip is one load, in one look, in lists told before, and for another farmer; what was denied is told again.</summary>
    [Fact]
    public async Task A_slip_that_was_told_wants_a_word_that_it_is_another()
    {
        using var world = await ListApiTests.NamedAsync();
        var (one, two) = (await world.ConfirmedAsync(), await world.ConfirmedAsync());
        async Task<IEnumerable<string?>> TellAsync(string list, params object[] rows) =>
            (await world.PostAsync("/api/v1/lists", new { programme = "maize", trader = Some.Trader, kind = "loads", list, rows })).Body
                .GetProperty("results").EnumerateArray().Select(r => r.GetProperty("outcome").GetString());
        Assert.Equal(["asked", "same", "same"], await TellAsync("monday", new { code = one, quantity = 60, slip = "A-17" },
            new { code = one, quantity = 61, slip = "a-17" }, new { code = two, quantity = 62, slip = "A-17" }));
        Assert.Equal(["before"], await TellAsync("monday", new { code = one, quantity = 60, slip = "A-17" }));
        Assert.Equal(["same"], await TellAsync("tuesday", new { code = two, quantity = 62, slip = "A-17" }));
        Assert.Equal(["asked"], await TellAsync("tuesday", new { code = two, quantity = 62, slip = "A-17", again = true }));
        await world.PumpAsync();
        await world.AnswerAsync(one, "farmer", accept: false);
        await world.PumpAsync();
        await world.AnswerAsync(two, "farmer", accept: false);
        await world.PumpAsync();
        Assert.Equal(["asked"], await TellAsync("friday", new { code = one, quantity = 63, slip = "A-17" }));
    }

    /// <summary>A list of one load under the name monday, told by this owner.</summary>
    /// <returns>The trader's id.</returns>
    internal static async Task<string> ToldAsync(World world, string who)
    {
        await ListApiTests.SayAsync(world, $"CLERK {who}");
        var code = await world.ConfirmedAsync();
        Assert.Equal(200, (await world.AsAsync(who, "/api/v1/lists",
            Loads(new { code, quantity = 60 }, new { farmer = "Nobody", quantity = 1 }))).Status);
        await world.PumpAsync();
        return await TraderAsync(world);
    }

    private static object Loads(params object[] rows) =>
        new { programme = "maize", trader = Some.Trader, kind = "loads", list = "monday", rows };

    private static async Task<Reply> ListAsync(World world) =>
        await world.GetAsync($"/api/v1/lists/maize/{await TraderAsync(world)}/loads/monday");

    private static async Task<IEnumerable<string>> StatesAsync(World world) => (await ListAsync(world)).Body.GetProperty("rows")
        .EnumerateArray().Select(r => Enum.Parse<SheetState>(r.GetProperty("state").GetString()!, ignoreCase: true).ToString());

    internal static async Task<string> TraderAsync(World world) =>
        (await world.Get<People>().SubscriberAsync(Some.Trader, default))!.Holders[0].Holder.PersonId;

    private static string? Row(Reply reply, int row, string field) =>
        reply.Body.GetProperty("rows")[row].TryGetProperty(field, out var value) ? value.ToString() : null;
}
