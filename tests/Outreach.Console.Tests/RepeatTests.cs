using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;

namespace Outreach.Console.Tests;

/// <summary>
/// A request repeated under one Idempotency-Key runs once and gets the same answer; another request under that key is refused.
/// </summary>
public sealed class RepeatTests
{
    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_neither_written_nor_audited()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var paid = await world.DoAsync(code, "payments", """{"amount":1000,"from":"trader"}""", "k");
        var other = await world.DoAsync(code, "payments", """{"amount":2000,"from":"trader"}""", "k");
        var same = await world.DoAsync(code, "payments", """ { "from": "trader", "amount": 1000 } """, "k");
        var small = await world.DoAsync(code.ToLowerInvariant(), "payments", """{"amount":1000,"from":"trader"}""", "k");

        Assert.Equal((200, 409), (paid.Status, other.Status));
        Assert.Contains("Idempotency-Key", other["detail"], StringComparison.Ordinal);
        Assert.Equal((200, paid.Body.GetRawText()), (same.Status, same.Body.GetRawText()));
        Assert.Equal(paid.Body.GetRawText(), small.Body.GetRawText());
        Assert.Equal(["KES 1,000 from the trader"], world.Audit.Where(a => a.What == "agreement.pay").Select(a => a.About));
        Assert.Equal("19000.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]);
    }

    [Fact]
    public async Task A_repeat_is_answered_as_the_first_was_whatever_has_happened_since()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var first = await world.DoAsync(code, "payments", new { amount = 1, again = true }, "k");
        var handled = (await world.Get<Outreach.App.Agreements>().FindAsync(code, default))!.Handled[^1];
        await ForgottenAsync(world, code, handled);
        world.Clock.Advance(Duration.FromDays(31));
        var again = await world.DoAsync(code, "payments", new { amount = 1, again = true }, "k");

        Assert.Equal((200, first.Body.GetRawText()), (again.Status, again.Body.GetRawText()));
        Assert.Equal("19999.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]);
    }

    /// <summary>More commands than an agreement's list of handled ids holds: words about a dispute that there is not.</summary>
    private static async Task ForgottenAsync(World world, string code, string id)
    {
        var agreements = world.Get<Outreach.App.Agreements>();
        var farmer = (await agreements.FindAsync(code, default))!.Farmer;
        for (var n = 0; n < 205; n++)
            await agreements.ExecuteAsync(code, new CloseDispute(new Caller($"solved-{n}", farmer.PersonId, farmer.Phone)), default);
        Assert.DoesNotContain(id, (await agreements.FindAsync(code, default))!.Handled);
    }

    [Fact]
    public async Task A_key_is_the_holders_own_and_the_paths_and_the_programmes()
    {
        using var world = await Some.WorldAsync();
        var (one, two) = (await world.AgreedAsync(Some.Offer()), await world.AgreedAsync(Some.Offer()));
        await world.DoAsync(one, "payments", new { amount = 1000 }, "k");
        await world.AsAsync("second", $"/api/v1/agreements/{one}/payments", new { amount = 500 }, "k");
        await world.DoAsync(two, "payments", new { amount = 100 }, "k");

        Assert.Equal("18500.00", (await world.GetAsync($"/api/v1/agreements/{one}"))["left.amount"]);
        Assert.Equal("19900.00", (await world.GetAsync($"/api/v1/agreements/{two}"))["left.amount"]);
        await world.PostAsync("/api/v1/programmes",
            new { id = "beans", name = "Beans", region = "KE", crops = new[] { "Beans" }, signature = "N" });
        Assert.Equal(201, (await world.PostAsync("/api/v1/people", Some.Person("+254711000008", "Achieng", "farmer"), "p")).Status);
        Assert.Equal(201,
            (await world.PostAsync("/api/v1/people", Some.Person("+254711000009", "Atieno", "farmer", programme: "beans"), "p")).Status);
        Assert.Equal(409, (await world.PostAsync("/api/v1/people", Some.Person("+254711000008", "Another", "farmer"), "p")).Status);
    }

    [Fact]
    public async Task What_was_refused_did_nothing_and_leaves_its_key_free()
    {
        using var world = await Some.WorldAsync();
        var code = await world.OfferedAsync();
        Assert.Equal((409, "offered"),
            await world.DoAsync(code, "payments", new { amount = 10 }, "k") is { } early ? (early.Status, early.State) : default);
        Assert.Equal(400, (await world.DoAsync(code, "payments", new { amount = "x" }, "k")).Status);
        await world.AnswerAsync(code, "farmer");
        Assert.Equal("19990.00", (await world.DoAsync(code, "payments", new { amount = 10 }, "k"))["left.amount"]);
        Assert.Equal(409, (await world.DoAsync(code, "payments", new { amount = 20 }, "k")).Status);
    }

    [Fact]
    public async Task Two_at_once_under_one_key_are_one()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var replies =
            await Task.WhenAll(
                Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.DoAsync(code, "payments", new { amount = 1000 }, "k"))));
        Assert.All(replies, r => Assert.Equal((200, "19000.00"), (r.Status, r["left.amount"])));
        Assert.Single(world.Audit, a => a.What == "agreement.pay");
    }

    [Fact]
    public async Task Old_requests_are_dropped_and_their_keys_mean_something_new()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await world.DoAsync(code, "payments", new { amount = 1000 }, "monthly");
        world.Clock.AdvanceTo(Instant.FromUtc(2026, 5, 20, 3, 17));
        await world.Get<DueTimer>().RunAsync(default);
        Assert.Empty(world.Tables.All(Table.Requests));
        Assert.Equal("18000.00", (await world.DoAsync(code, "payments", new { amount = 1000 }, "monthly"))["left.amount"]);
        await world.Get<DueTimer>().RunAsync(default);
        Assert.Single(world.Tables.All(Table.Requests));
    }

    /// <summary>The fingerprint is keyed with the pepper, so no stored hash lets somebody try all phone numbers.</summary>
    [Fact]
    public async Task No_plain_hash_of_a_body_is_kept()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/people",
            """{"programme":"maize","phone":"0711000003","name":"Achieng","role":"farmer","language":"sw"}""", "k");
        var kept = world.Tables.All(Table.Requests)[^1].Data;
        Assert.Contains("Achieng", kept, StringComparison.Ordinal);
        var plain =
            Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(
                    """{"language":"sw","name":"Achieng","phone":"0711000003","programme":"maize","role":"farmer"}"""u8));
        Assert.DoesNotContain(plain, kept, StringComparison.Ordinal);
    }

    private static readonly Dictionary<string, Func<World, string, Task<Reply>>> changes = new()
    {
        ["a payment"] = (w, code) => w.DoAsync(code, "payments", new { amount = 1000 }, "k"),
        ["a delivery"] = (w, code) => w.DoAsync(code, "deliveries", new { by = "farmer", quantity = 5 }, "k"),
        ["an offer"] = (w, _) => w.PostAsync("/api/v1/agreements", Some.Offer("quantity", 600), "k"),
        ["a notice"] = (w, code) => w.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("code", code)), "k"),
        ["a notice without a key"] = (w, code) => w.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("code", code))),
        ["a notice that nothing fits"] = (w, _) => w.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("payerPhone", "0711000099"))),
        ["a person"] = (w, _) => w.PostAsync("/api/v1/people", Some.Person("+254711000003", "Achieng", "farmer"), "k"),
        ["a broadcast"] = (w, _) => w.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", "Habari.")), "k"),
    };

    public static TheoryData<string> Changes => [.. changes.Keys];

    /// <summary>A request stopped before or after any call, then repeated, takes effect exactly once and leaves one audit row.</summary>
    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_process_that_stops_anywhere_leaves_nothing_undone_or_done_twice(string name)
    {
        var (calm, calls) = await OutcomeAsync(name, null, false);
        Assert.True(calls > 3);
        for (var call = 0; call < calls; call++)
        {
            foreach (var after in new[] { false, true })
            {
                var (outcome, _) = await OutcomeAsync(name, call, after);
                Assert.Equal($"{call} {after} {calm}", $"{call} {after} {outcome}");
            }
        }
    }

    private static async Task<(string Outcome, int Calls)> OutcomeAsync(string name, int? stopAt, bool after)
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var audited = world.Audit.Count;
        world.Stops.Arm(stopAt, after);
        var reply = await changes[name](world, code);
        var calls = world.Stops.Calls;
        Assert.Equal(stopAt is null, reply.Status < 300);
        world.Stops.Arm(null);
        if (stopAt is not null) reply = await changes[name](world, code);
        var again = await changes[name](world, code);
        Assert.Equal(reply.Body.GetRawText(), again.Body.GetRawText());
        // Long enough for guards and for messages with an unknown outcome.
        for (var n = 0; n < 5; n++)
        {
            world.Clock.Advance(Duration.FromMinutes(3));
            await world.Get<DueTimer>().RunAsync(default);
            await world.PumpAsync();
        }
        var shown = await world.GetAsync($"/api/v1/agreements/{code}");
        var tables =
            new[] { Table.Agreements, Table.Broadcasts, Table.People, Table.Tasks, Table.Audit }.Select(
                t => $"{t} {world.Tables.All(t).Count}");
        var (history, asks) = (shown.Body.GetProperty("history"), shown.Body.GetProperty("asks"));
        var agreement = $"{reply.Status < 300} {shown["left.amount"]} {history.GetArrayLength()} {asks.GetArrayLength()}";
        return ($"{agreement} sent {world.Gateway.Sent.Count} audited {world.Audit.Count - audited} {string.Join(' ', tables)}", calls);
    }
}
