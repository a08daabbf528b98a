using System.Text.Json;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;

namespace Outreach.Console.Tests;

/// <summary>Accounts, their ledgers and the check of their sums.</summary>
public sealed class AccountApiTests
{
    [Fact]
    public async Task An_account_shows_net_entries_seasons_and_the_record()
    {
        using var world = await Some.WorldAsync();
        var goods = await world.ConfirmedAsync();
        await world.SayAsync(goods, "deliveries", new { by = "farmer", quantity = 200 });
        await world.PumpAsync();
        await world.AnswerAsync(goods, "trader");
        await world.SayAsync(goods, "payments/reports", new { by = "trader", amount = 3000 });
        var loan = await world.LentAsync();
        await world.DoAsync(loan, "payments", new { amount = 400 });
        await world.PumpAsync();
        world.Clock.Advance(NodaTime.Duration.FromDays(60));
        var farmer = await AccountAsync(world, goods, "farmer");
        var entries = farmer.Body.GetProperty("entries").EnumerateArray().ToDictionary(e => e.GetProperty("code").GetString()!);

        Assert.Equal("""[{"amount":"5700.00","currency":"KES"}]""", farmer["net"]);
        Assert.Equal("""[{"season":"2026-1","crop":"Maize","unit":"kg","role":"farmer","committed":"500","delivered":"200"}]""",
            farmer["seasons"]);
        Assert.Equal("""{"finished":0,"endedEarly":0,"onTime":1,"late":0}""", farmer["record"]);
        Assert.Equal(("6500.00", "3000.00", "3500.00"),
            (Amount(entries[goods], "balance"), Amount(entries[goods], "claimed"), Amount(entries[goods].GetProperty("missed"), "amount")));
        Assert.Equal(("-800.00", "400.00", "800.00"),
            (Amount(entries[loan], "balance"), Amount(entries[loan], "paid"), Amount(entries[loan], "left")));
        Assert.Equal(("2026-05-31", "400.00", 1), (entries[loan].GetProperty("nextDue").GetProperty("due").GetString(),
            Amount(entries[loan].GetProperty("nextDue"), "unpaid"), entries[loan].GetProperty("missed").GetProperty("parts").GetInt32()));
    }

    [Fact]
    public async Task A_statement_is_read_in_stretches_across_what_was_moved_out()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await PaidAsync(world, code, 60);
        var path = $"/api/v1/accounts/maize/{(await world.GetAsync($"/api/v1/agreements/{code}"))["farmer.personId"]}/statement";
        var rows = new List<JsonElement>();
        for (string? next = "0"; next is not null;)
        {
            var reply = await world.GetAsync($"{path}?take=7&after={next}");
            rows.AddRange(reply.Body.GetProperty("rows").EnumerateArray());
            next = reply["next"];
        }

        Assert.NotEmpty(world.Tables.All(Table.Ledger));
        Assert.Equal(Enumerable.Range(1, 61), rows.Select(r => r.GetProperty("number").GetInt32()));
        // What was paid before goods came stands below zero, and nobody owes it.
        Assert.Equal(("-2500.00", "-2501.00", "-2560.00"),
            (Amount(rows[0], "balance"), Amount(rows[1], "balance"), Amount(rows[^1], "balance")));
        Assert.Equal(("advance", "paid", "-1.00"),
            (rows[0].GetProperty("kind").GetString(), rows[1].GetProperty("kind").GetString(), Amount(rows[1], "amount")));
        Assert.Equal(61, rows.Select(r => r.GetProperty("hash").GetString()).Distinct().Count());
        Assert.Equal((400, "after"),
            ((await world.GetAsync($"{path}?after=x")).Status, (await world.GetAsync($"{path}?after=x"))["field"]));
        Assert.Equal(404, (await world.GetAsync("/api/v1/accounts/maize/nobody/statement")).Status);
        Assert.Equal(404, (await world.GetAsync("/api/v1/accounts/other/nobody/statement")).Status);
    }

    [Fact]
    public async Task A_statement_without_rows_is_empty()
    {
        using var world = await Some.WorldAsync();
        var id = (await world.GetAsync("/api/v1/people?programme=maize")).Body.GetProperty("people")[0].GetProperty("personId").GetString();
        Assert.Equal("""{"rows":[],"zone":"Africa/Nairobi"}""",
            (await world.GetAsync($"/api/v1/accounts/maize/{id}/statement")).Body.GetRawText());
    }

    [Fact]
    public async Task A_mixed_history_adds_up_to_zero()
    {
        using var world = await Some.WorldAsync();
        await MixedAsync(world);
        var reply = await world.PostAsync("/api/v1/accounts/verify", new { programme = "maize" });

        Assert.Equal((200, "True", "2", "True"), (reply.Status, reply["right"], reply["accounts"], reply["sumsToZero"]));
        Assert.Equal(("[]", "[]", "[]"), (reply["faults"], reply["inFlight"], reply["oneSided"]));
        Assert.Equal("""[{"amount":"0.00","currency":"KES"}]""", reply["sum"]);
        Assert.EndsWith(" rows, right", world.Audit.Single(a => a.What == "account.verify").About, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_on_its_way_is_told_from_what_is_wrong()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await world.DoAsync(code, "payments", new { amount = 100 });
        // The farmer's account has the payment; the trader's account lacks it.
        var shown = await world.GetAsync($"/api/v1/agreements/{code}");
        var loaded = await world.Get<Engine>().LoadAsync(new Work(Arrival.Request), AggregateId.Agreement(code), default);
        var tell =
            loaded.Pending.Select(p => p.Effect).OfType<Tell>().First(t => t.To == AggregateId.Account("maize", shown["farmer.personId"]!));
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Queued), tell.To, tell.Command, "test", default);
        var reply = await world.PostAsync("/api/v1/accounts/verify", new { programme = "maize" });
        await world.PumpAsync();
        var after = await world.PostAsync("/api/v1/accounts/verify", new { programme = "maize" });

        Assert.Equal(("True", "False", $"[\"{code}\"]"), (reply["right"], reply["sumsToZero"], reply["inFlight"]));
        Assert.Equal(("True", "True", "[]"), (after["right"], after["sumsToZero"], after["inFlight"]));
    }

    [Fact]
    public async Task A_changed_row_that_was_moved_out_is_named()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await PaidAsync(world, code, 45);
        var person = (await world.GetAsync($"/api/v1/agreements/{code}"))["farmer.personId"]!;
        var kept = world.Tables.All(Table.Ledger).First(e => e.Key.Partition.Contains(person, StringComparison.Ordinal));
        var rows = Json.Read<IReadOnlyList<LedgerRow>>(kept.Data);
        await world.Tables.UpsertAsync(kept.Key,
            Json.Write<IReadOnlyList<LedgerRow>>([.. rows.Select(r => r.Number == 17 ? r with { Amount = r.Amount - 5 } : r)]), default);
        await FaultAsync(world, person, 17);
    }

    [Fact]
    public async Task A_changed_row_that_is_still_with_the_account_is_named()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await PaidAsync(world, code, 3);
        var person = (await world.GetAsync($"/api/v1/agreements/{code}"))["trader.personId"]!;
        await ForgedAsync(world, person,
            a => a with { Ledger =
                a.Ledger! with { Recent = [.. a.Ledger.Recent.Select(r => r.Number == 4 ? r with { Currency = "XXX" } : r)] } });
        await FaultAsync(world, person, 4);
        await ForgedAsync(world, person,
            a => a with { Ledger = a.Ledger! with { Recent = [.. a.Ledger.Recent.Where(r => r.Number != 2)] } });
        await FaultAsync(world, person, 2);
    }

    [Fact]
    public async Task An_entry_that_its_rows_do_not_lead_to_is_one_sided()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var shown = await world.GetAsync($"/api/v1/agreements/{code}");
        await ForgedAsync(world, shown["farmer.personId"]!, _ => Account.Empty($"maize.{shown["farmer.personId"]}"));
        var reply = await world.PostAsync("/api/v1/accounts/verify", new { programme = "maize" });
        Assert.Equal(("False", "False", $"[\"{code}\"]"), (reply["right"], reply["sumsToZero"], reply["oneSided"]));
    }

    [Theory]
    [InlineData("""{"programme":"other"}""", "programme")]
    [InlineData("""{}""", "programme")]
    [InlineData("""{"programme":"maize","personId":"nobody"}""", "personId")]
    [InlineData("""{"programme":"maize","person":"nobody"}""", "person")]
    public async Task Only_what_there_is_is_verified(string body, string field)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync("/api/v1/accounts/verify", body);
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    /// <summary>
    /// Goods with a correction, an overpayment and its return; a loan with an early end; savings paid out; a resolved dispute.
    /// </summary>
    private static async Task MixedAsync(World world)
    {
        var goods = await world.ConfirmedAsync();
        await world.SayAsync(goods, "deliveries", new { by = "trader", quantity = 300, last = true });
        await world.SayAsync(goods, "deliveries/corrections", new { by = "farmer", ask = 2, quantity = 310 });
        await world.AnswerAsync(goods, "trader");
        await world.ApprovedAsync(await world.DoAsync(goods, "payments", new { amount = 12000, allowOver = true }));
        await world.DoAsync(goods, "payments", new { amount = 550, from = "farmer" });
        var loan = await world.AgreedAsync(Some.Loan());
        await world.SayAsync(loan, "payments/reports", new { by = "farmer", amount = "333.33" });
        await world.AnswerAsync(loan, "trader");
        await world.SayAsync(loan, "cancel", new { by = "farmer" });
        await world.AnswerAsync(loan, "trader");
        var savings = await world.AgreedAsync(Some.Template("savings-70-weeks"));
        await world.DoAsync(savings, "payments", new { amount = 250 });
        await world.DoAsync(savings, "payments", new { amount = 90, from = "trader" });
        var disputed = await world.AgreedAsync(Some.Offer());
        await world.DoAsync(disputed, "dispute", new { by = "trader", about = "grade" });
        await world.DoAsync(disputed, "dispute/resolution", new { adjustment = -100, words = "Grade B." });
        await world.AnswerAsync(disputed, "trader");
        Assert.Equal(200, (await world.AnswerAsync(disputed, "farmer")).Status);
        await world.PumpAsync();
    }

    private static async Task PaidAsync(World world, string code, int times)
    {
        for (var n = 0; n < times; n++)
        {
            await world.DoAsync(code, "payments", new { amount = 1, again = true });
            await world.PumpAsync();
        }
    }

    private static async Task ForgedAsync(World world, string person, Func<Account, Account> forge)
    {
        var id = AggregateId.Account("maize", person);
        var loaded = await world.Get<Engine>().LoadAsync(new Work(Arrival.Request), id, default);
        await world.Tables.UpsertAsync(Keys.Of(id), Stored.Write(id.Kind, loaded with { State = forge((Account)loaded.State!) }), default);
    }

    private static async Task FaultAsync(World world, string person, int row)
    {
        foreach (var body in new object[] { new { programme = "maize" }, new { programme = "maize", personId = person } })
        {
            var reply = await world.PostAsync("/api/v1/accounts/verify", body);
            var fault = Assert.Single(reply.Body.GetProperty("faults").EnumerateArray());
            Assert.Equal((200, "False"), (reply.Status, reply["right"]));
            Assert.Equal((person, row), (fault.GetProperty("personId").GetString(), fault.GetProperty("row").GetInt32()));
        }
    }

    private static async Task<Reply> AccountAsync(World world, string code, string side) =>
        await world.GetAsync($"/api/v1/accounts/maize/{(await world.GetAsync($"/api/v1/agreements/{code}"))[side + ".personId"]}");

    private static string? Amount(JsonElement at, string money) => at.GetProperty(money).GetProperty("amount").GetString();
}
