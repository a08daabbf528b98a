using Outreach.App;
using Outreach.Core.Agreements;

namespace Outreach.Console.Tests;

/// <summary>Lists of loads and payments that a clerk tells in a trader's name.</summary>
public sealed class ListApiTests
{
    private const string Second = "+254711000003";

    [Fact]
    public async Task Only_whom_the_trader_named_tells_and_either_ends_it()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var list = Loads([new { code, quantity = 60 }]);
        Assert.Equal(403, (await world.AsAsync("clerk", "/api/v1/lists", list)).Status);
        await SayAsync(world, "CLERK office");
        Assert.Equal((403, "No such trader has named you. They do it on their phone, by SMS: CLERK CLERK"),
            await ErrorOf(world.AsAsync("clerk", "/api/v1/lists", list)));
        var named = await SayAsync(world, "clerk Clerk");
        Assert.Equal("office, clerk may tell loads and payments in your name, in lists. Each farmer is asked. CLERK STOP and a name ends "
            + "one, CLERK STOP all", named);
        Assert.Equal(200, (await world.AsAsync("clerk", "/api/v1/lists", list)).Status);

        await world.AsAsync("clerk", "/api/v1/clerks/end", new { programme = "maize", trader = Some.Trader });
        await world.PumpAsync();
        Assert.StartsWith("office may tell", world.Gateway.Sent[^1].Text, StringComparison.Ordinal);
        Assert.Equal(403, (await world.AsAsync("clerk", "/api/v1/lists", list)).Status);
        Assert.Equal(200, (await world.PostAsync("/api/v1/lists", list)).Status);
        Assert.StartsWith("Nobody tells", await SayAsync(world, "CLERK STOP"), StringComparison.Ordinal);
        Assert.Equal(403, (await world.PostAsync("/api/v1/lists", list)).Status);
        Assert.Equal(["clerk.ended", "clerk.named", "clerk.named"],
            world.Audit.Where(a => a.What is "clerk.named" or "clerk.ended" && a.Who == "phone").Select(a => a.What).Order());
    }

    /// <summary>A list that grows under its name is told again; the same one sent twice is not.</summary>
    [Fact]
    public async Task The_trader_hears_of_each_sending_that_told_something_new()
    {
        using var world = await NamedAsync();
        var code = await world.ConfirmedAsync();
        object Row(int quantity) => new { code, quantity, again = true };
        foreach (var rows in new[] { new[] { Row(1) }, [Row(1)], [Row(1), Row(2), Row(3)] })
        {
            Assert.Equal(200, (await world.PostAsync("/api/v1/lists", Loads(rows))).Status);
            await world.PumpAsync();
        }
        Assert.Equal(["1", "3"], world.Gateway.Sent
            .Where(s => s.To == Some.Trader && s.Text.StartsWith("office told", StringComparison.Ordinal))
            .Select(s => s.Text.Split(": ")[1].Split('.')[0]));
    }

    [Fact]
    public async Task The_end_of_what_never_was_tells_nobody_who_is_a_trader()
    {
        using var world = await Some.WorldAsync();
        foreach (var phone in new[] { Some.Trader, Some.Farmer, "+254799123456" })
        {
            var reply = await world.AsAsync("clerk", "/api/v1/clerks/end", new { programme = "maize", trader = phone });
            Assert.Equal((200, phone, "false"), (reply.Status, reply["trader"], reply["acts"]?.ToLowerInvariant()));
        }
    }

    /// <summary>A trader's word alone lets nobody in: a farmer has no clerk, and a stranger's SMS changes nothing.</summary>
    [Fact]
    public async Task A_farmer_names_no_clerk()
    {
        using var world = await NamedAsync(by: Some.Farmer);
        Assert.Equal(403, (await world.PostAsync("/api/v1/lists", Loads([new { farmer = Some.Farmer, quantity = 1 }]))).Status);
        var other = Loads([new { farmer = Some.Trader, quantity = 1 }], Some.Farmer);
        Assert.Equal(403, (await world.PostAsync("/api/v1/lists", other)).Status);
    }

    [Fact]
    public async Task Each_farmer_is_asked_and_history_receipts_and_audit_say_who_told()
    {
        using var world = await NamedAsync();
        var code = await world.ConfirmedAsync();
        object[] rows = [new { farmer = Some.Farmer, quantity = 60 }];
        var tried = await world.PostAsync("/api/v1/lists", Loads(rows, dryRun: true));
        Assert.Equal(("1", "asked", code, "Wanjiku"), (tried["asked"], Row(tried, 0, "outcome"), Row(tried, 0, "code"),
            Row(tried, 0, "farmer")));
        Assert.DoesNotContain((await AgreementAsync(world, code)).Facts, f => f.Kind == FactKind.Load);
        Assert.DoesNotContain(world.Audit, a => a.What == "list.tell");

        var told = await world.PostAsync("/api/v1/lists", Loads(rows));
        await world.PumpAsync();
        Assert.Equal(("1", "0"), (told["asked"], told["refused"]));
        Assert.Contains(world.Gateway.Sent, s => s.To == Some.Farmer && s.Text.Contains("60", StringComparison.Ordinal));
        Assert.Equal("office told loads of 2 Mar in your name: 1. Each farmer is asked, one question at a time. Not right? Send CLERK STOP",
            world.Gateway.Sent.Last(s => s.To == Some.Trader).Text);
        Assert.Equal(0, (await AgreementAsync(world, code)).Delivered);

        await world.AnswerAsync(code, "farmer");
        await world.PumpAsync();
        var agreement = await AgreementAsync(world, code);
        Assert.Equal(60_000, agreement.Delivered);
        Assert.Contains(world.Gateway.Sent, s => s.To == Some.Trader && s.Text.Contains("60 kg delivered", StringComparison.Ordinal)
            && s.Text.EndsWith("Told by office.", StringComparison.Ordinal));
        Assert.Equal($"{agreement.Trader.PersonId} by office", agreement.Facts[^1].Evidence[0].By);
        Assert.Contains(agreement.Events, e => e.Kind == EventKind.DeliveryReported && e.By == $"{agreement.Trader.PersonId} by office");
        var row = Assert.Single(world.Audit, a => a.What == "list.tell");
        Assert.Equal(("office", agreement.Trader.PersonId, "monday, loads of 2026-03-02: 1 asked, 0 told before, 0 not"),
            (row.Who, row.Subject, row.About));
    }

    [Fact]
    public async Task A_list_that_is_sent_twice_does_nothing_twice()
    {
        using var world = await NamedAsync();
        var code = await world.ConfirmedAsync();
        var rows = new object[] { new { code, amount = 100 }, new { code, amount = 200 } };
        var first = await world.PostAsync("/api/v1/lists", Payments(rows));
        Assert.Equal(("1", "1", "asked", "waits"), (first["asked"], first["waits"], Row(first, 0, "outcome"), Row(first, 1, "outcome")));
        await world.PumpAsync();
        var sent = world.Gateway.Sent.Count;
        var again = await world.PostAsync("/api/v1/lists", Payments([.. rows, new { code, amount = 300 }]));
        await world.PumpAsync();
        Assert.Equal(("0", "1", "2"), (again["asked"], again["waits"], again["before"]));
        Assert.Equal([100_00, 200_00, 300_00], Claims(await AgreementAsync(world, code)));
        // The trader hears of what is new; the farmer has a question already.
        Assert.Equal([Some.Trader], world.Gateway.Sent.Skip(sent++).Select(s => s.To));
        // The same row with another figure is no repeat.
        var changed = await world.PostAsync("/api/v1/lists", Payments([new { code, amount = 101 }]));
        Assert.Equal(("refused", "This row of the list was told otherwise. Take that back, or give the list another name."),
            (Row(changed, 0, "outcome"), Row(changed, 0, "why")));
        await world.PumpAsync();
        Assert.Equal([100_00, 200_00, 300_00], Claims(await AgreementAsync(world, code)));
        Assert.Equal(sent, world.Gateway.Sent.Count);
    }

    [Fact]
    public async Task What_looks_the_same_is_asked_about()
    {
        using var world = await NamedAsync();
        var code = await world.ConfirmedAsync();
        var tried = await world.PostAsync("/api/v1/lists",
            Payments([new { code, amount = 100 }, new { code, amount = 100 }], dryRun: true));
        Assert.Equal(("1", "1"), (tried["asked"], tried["same"]));
        await world.PostAsync("/api/v1/lists", Payments([new { code, amount = 100 }]));
        await world.PumpAsync();
        var same = await world.PostAsync("/api/v1/lists", Payments([new { code, amount = 100 }], "tuesday"));
        Assert.Equal("same", Row(same, 0, "outcome"));
        Assert.StartsWith("The same amount was paid, or said to be", Row(same, 0, "why"), StringComparison.Ordinal);
        var again = await world.PostAsync("/api/v1/lists", Payments([new { code, amount = 100, again = true }], "tuesday"));
        Assert.Equal("waits", Row(again, 0, "outcome"));
        Assert.Equal([100_00, 100_00], Claims(await AgreementAsync(world, code)));
        // Her own word about the load is answered first, whatever the figure.
        await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 60 });
        await world.PumpAsync();
        Assert.Equal("same", Row(await world.PostAsync("/api/v1/lists", Loads([new { code, quantity = 55 }])), 0, "outcome"));
    }

    /// <summary>One payment on two rows, with the codes of two agreements of the same two.</summary>
    [Fact]
    public async Task One_payment_under_two_codes_is_asked_once()
    {
        using var world = await NamedAsync();
        var (one, two) = (await world.ConfirmedAsync(), await world.ConfirmedAsync());
        object[] rows = [new { code = one, amount = 100 }, new { code = two, amount = 100 }];
        await world.PumpAsync();
        var tried = await world.PostAsync("/api/v1/lists", Payments(rows, dryRun: true));
        Assert.Equal(("1", "1"), (tried["asked"], tried["same"]));
        var told = await world.PostAsync("/api/v1/lists", Payments(rows));
        Assert.Equal(("asked", "same"), (Row(told, 0, "outcome"), Row(told, 1, "outcome")));
    }

    [Fact]
    public async Task Refused_rows_come_back_as_they_were_with_their_number_and_the_reason()
    {
        using var world = await NamedAsync();
        await world.PostAsync("/api/v1/people", Some.Person(Second, "Achieng", "farmer"));
        var (one, two) = (await world.ConfirmedAsync(), await world.ConfirmedAsync());
        var reply = await FileAsync(world, "loads",
            "Farmer;Code;Quantity;Unit;Place\n0711000002;;60;;\n0711000003;;60;;\n;" + one + ";60;kg;Kitale\n;" + two + ";1.000;;\n;" + two
            + ";5;bag;\n711;;5;;\n;" + two + ";5;;call 0711000009\n;" + two + ";6000;;\n");
        Assert.Equal((200, "1", "7"), (reply.Status, reply["asked"], reply["refused"]));
        var lines = reply["refusedCsv"]!.Trim('\uFEFF').Split("\r\n");
        Assert.Equal("farmer,code,amount,quantity,unit,grade,place,last,again,slip,row,why", lines[0]);
        Assert.Matches($"^0711000002,,,60,,,,,,,2,\"?It can be for ({one}, {two}|{two}, {one}): write the code.", lines[1]);
        Assert.Equal("0711000003,,,60,,,,,,,3,The trader has no agreement with this farmer that it can be for.", lines[2]);
        Assert.StartsWith($",{two},,1.000,,,,,,,5,The quantity can be read in two ways", lines[3], StringComparison.Ordinal);
        Assert.Equal($",{two},,5,bag,,,,,,6,The agreement is in another unit.", lines[4]);
        Assert.Contains("7,\"The farmer is not a phone number", lines[5], StringComparison.Ordinal);
        Assert.Contains("place is the name of a place", lines[6], StringComparison.Ordinal);
        Assert.Equal($",{two},,6000,,,,,,,9,\"So much only the trader tells, on their phone.\"", lines[7]);
    }

    [Fact]
    public async Task Above_the_programmes_limit_only_the_trader_tells()
    {
        using var world = await NamedAsync();
        var code = await world.ConfirmedAsync();
        var reply = await world.PostAsync("/api/v1/lists", Payments([new { code, amount = 50_000 }, new { code, amount = "50000.01" }]));
        Assert.Equal(("asked", "So much only the trader tells, on their phone."), (Row(reply, 0, "outcome"), Row(reply, 1, "why")));
    }

    [Theory]
    [InlineData("""{"programme":"maize","trader":"+254711000001","kind":"loads","list":"a b","rows":[{}]}""", "list")]
    [InlineData("""{"programme":"maize","trader":"+254711000001","kind":"loads","list":"a","rows":[]}""", "rows")]
    [InlineData("""{"programme":"maize","trader":"+254711000001","kind":"loads","list":"a","day":"2026-03-03","rows":[{}]}""", "day")]
    public async Task A_fault_of_the_whole_list_is_named_by_its_field(string body, string field)
    {
        using var world = await NamedAsync();
        var reply = await world.PostAsync("/api/v1/lists", body);
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    /// <summary>A process that stops anywhere leaves a list that is sent again: every row is told once.</summary>
    [Fact]
    public async Task A_list_that_broke_off_is_finished_by_sending_it_again()
    {
        for (var (stop, calls) = (0, 1); stop < calls; stop++)
        {
            using var world = await NamedAsync();
            var code = await world.ConfirmedAsync();
            var list = Payments([new { code, amount = 100 }, new { code, amount = 200 }]);
            world.Stops.Arm(stop, afterIt: stop % 2 == 0);
            try
            {
                await world.PostAsync("/api/v1/lists", list);
            }
            catch (StoppedException)
            {
            }
            calls = Math.Max(calls, world.Stops.Calls + 1);
            world.Stops.Arm(null);
            world.Clock.Advance(NodaTime.Duration.FromMinutes(5));
            await world.PumpAsync();
            var again = await world.PostAsync("/api/v1/lists", list);
            await world.PumpAsync();
            // What may have gone out is looked into after some minutes.
            world.Clock.Advance(NodaTime.Duration.FromMinutes(10));
            await world.Get<DueTimer>().RunAsync(default);
            await world.PumpAsync();
            Assert.Equal(2, new[] { "asked", "waits", "before" }.Sum(how =>
                int.Parse(again[how]!, System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Equal([100_00, 200_00], Claims(await AgreementAsync(world, code)));
            var told = world.Gateway.Sent.Where(s => s.Text.StartsWith("office told payments", StringComparison.Ordinal)).ToList();
            Assert.True(told.Count == 1, $"stop {stop} of {calls}: {string.Join('\n', world.Gateway.Sent.Select(s => s.Text))}");
        }
    }

    private static object Loads(object[] rows, string trader = Some.Trader, bool dryRun = false) =>
        new { programme = "maize", trader, kind = "loads", list = "monday", rows, dryRun };

    internal static object Payments(object[] rows, string list = "monday", bool dryRun = false) =>
        new { programme = "maize", trader = Some.Trader, kind = "payments", list, rows, dryRun };

    internal static async Task<World> NamedAsync(string by = Some.Trader)
    {
        var world = await Some.WorldAsync();
        await SayAsync(world, "CLERK office", by);
        return world;
    }

    /// <summary>An SMS of the trader's, and the last answer.</summary>
    internal static async Task<string> SayAsync(World world, string text, string by = Some.Trader)
    {
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", Guid.NewGuid().ToString("N"), by, "40404", text), default);
        await world.PumpAsync();
        return world.Gateway.Sent.LastOrDefault(s => s.To == by)?.Text ?? "";
    }

    internal static string? Row(Reply reply, int row, string field) =>
        reply.Body.GetProperty("results")[row].TryGetProperty(field, out var value) ? value.ToString() : null;

    internal static async Task<Reply> FileAsync(World world, string kind, string file, string who = "office")
    {
        var http = World.Request("POST",
            $"/api/v1/lists/csv?programme=maize&trader={Uri.EscapeDataString(Some.Trader)}&kind={kind}&list=market", file);
        http.Request.ContentType = "text/csv";
        http.Request.Headers.Authorization = $"Bearer {World.KeyOf(who)}";
        await world.RunAsync(http);
        return World.ReplyOf(http);
    }

    internal static async Task<Agreement> AgreementAsync(World world, string code) =>
        (await world.Get<Agreements>().FindAsync(code, default))!;

    internal static IEnumerable<long> Claims(Agreement a) =>
        a.Facts.Where(f => f is { Kind: FactKind.Transfer, State: FactState.Pending }).Select(f => f.Amount);

    private static async Task<(int, string?)> ErrorOf(Task<Reply> reply) => ((await reply).Status, (await reply)["detail"]);
}
