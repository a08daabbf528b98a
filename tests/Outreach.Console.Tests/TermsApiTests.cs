using System.Text.Json;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;

namespace Outreach.Console.Tests;

/// <summary>Offers with several payments: plans, loans, savings, templates.</summary>
public sealed class TermsApiTests
{
    [Fact]
    public async Task Goods_are_paid_by_plan_and_the_last_date_follows_from_it()
    {
        using var world = await Some.WorldAsync();
        var offer = Some.Offer("plan", new { every = "fortnightly", count = 3, first = "2026-04-01" });
        offer.Remove("payBy");
        var made = await world.OfferAsync(offer);

        Assert.Equal((200, "2026-04-29", "fortnightly"), (made.Status, made["terms.payBy"], made["terms.plan.every"]));
        Assert.Equal(["6666.66", "6666.66", "6666.68"], Each(made, "instalments", "unpaid"));
        Assert.Equal("2026-04-01", made.Body.GetProperty("instalments")[0].GetProperty("due").GetString());
    }

    [Fact]
    public async Task Templates_make_savings_and_a_first_loan()
    {
        using var world = await Some.WorldAsync();
        var savings = await world.OfferAsync(Some.Template("savings-70-weeks"));
        var loan = await world.OfferAsync(Some.Template("first-loan", ("principal", "550")));

        Assert.Equal((200, "savings", "7000.00", "2027-07-05"),
            (savings.Status, savings["terms.kind"], savings["total.amount"], savings["terms.payBy"]));
        Assert.Equal((70, null, null),
            (savings.Body.GetProperty("instalments").GetArrayLength(), savings["terms.principal.amount"], savings["committed"]));
        Assert.Equal((200, "loan", "600.00", "550.00", "2026-08-09"),
            (loan.Status, loan["terms.kind"], loan["total.amount"], loan["terms.principal.amount"], loan["terms.payBy"]));
    }

    [Fact]
    public async Task A_loan_is_owed_by_the_farmer_and_paid_part_by_part()
    {
        using var world = await Some.WorldAsync();
        var code = await world.LentAsync();
        await world.DoAsync(code, "payments", new { amount = 500 });
        world.Clock.Advance(NodaTime.Duration.FromDays(60));
        var shown = await world.GetAsync($"/api/v1/agreements/{code}");

        Assert.Equal(("farmer", "trader", "700.00"), (shown["balance.owes"], shown["balance.isOwed"], shown["balance.amount.amount"]));
        Assert.Equal(["2026-03-31", "2026-04-30", "2026-05-31"],
            shown.Body.GetProperty("instalments").EnumerateArray().Select(i => i.GetProperty("due").GetString()));
        Assert.Equal(["0.00", "300.00", "400.00"], Each(shown, "instalments", "unpaid"));
        Assert.Equal([false, true, false],
            shown.Body.GetProperty("instalments").EnumerateArray().Select(i => i.GetProperty("missed").GetBoolean()));
    }

    [Fact]
    public async Task Seasons_are_as_far_apart_as_the_programme_says()
    {
        using var world = await Some.WorldAsync();
        await world.ApprovedAsync(await world.PostAsync("/api/v1/programmes/maize",
            new { id = "maize", name = "Maize Meru", region = "KE", crops = new[] { "Maize" }, signature = "N",
                rules = new { seasonMonths = 4 } }));
        var made =
            await world.OfferAsync(
                Some.Loan(("kind", "savings"), ("principal", null), ("plan", new { every = "season", count = 3, first = "2026-06-30" })));
        Assert.Equal((200, "2027-02-28"), (made.Status, made["terms.payBy"]));
    }

    [Theory]
    [InlineData("template", "other", "template")]
    [InlineData("part", null, "part")]
    [InlineData("part", "0.001", "part")]
    [InlineData("part", 0, "part")]
    [InlineData("first", null, "first")]
    [InlineData("first", "2026-03-01", "first")]
    [InlineData("first", "2028-03-03", "first")]
    [InlineData("first", "9999-12-31", "first")]
    [InlineData("principal", null, "principal")]
    [InlineData("principal", 600.01, "principal")]
    [InlineData("crop", "Maize", "crop")]
    [InlineData("kind", "loan", "kind")]
    [InlineData("payBy", "2026-08-09", "payBy")]
    public async Task A_fault_in_a_template_is_named_by_its_field(string field, object? value, string named) =>
        await FaultAsync(Some.Template("first-loan", ("principal", 500), (field, value)), named);

    [Theory]
    [InlineData("""{"every":"daily","count":3,"first":"2026-03-31"}""", "plan.every")]
    [InlineData("""{"every":"weekly","count":"3","first":"2026-03-31"}""", "plan.count")]
    [InlineData("""{"every":"weekly","count":0,"first":"2026-03-31"}""", "plan.count")]
    [InlineData("""{"every":"weekly","count":105,"first":"2026-03-31"}""", "plan.count")]
    [InlineData("""{"every":"weekly","count":3}""", "plan.first")]
    [InlineData("""{"every":"weekly","count":3,"first":"9999-12-31"}""", "plan.first")]
    [InlineData("""{"every":"weekly","count":3,"first":"2026-03-01"}""", "plan.first")]
    [InlineData("""{"every":"season","count":9,"first":"2026-03-31"}""", "plan")]
    [InlineData("null", "plan")]
    public async Task A_fault_in_a_plan_is_named_by_its_field(string plan, string named) =>
        await FaultAsync(Some.Loan(("plan", JsonSerializer.Deserialize<JsonElement>(plan))), named);

    [Fact]
    public async Task What_has_no_place_in_these_terms_is_refused()
    {
        await FaultAsync(Some.Loan(("kind", "savings")), "principal");
        await FaultAsync(Some.Loan(("principal", null)), "principal");
        await FaultAsync(Some.Loan(("quantity", 3)), "quantity");
        await FaultAsync(Some.Loan(("payBy", "2026-06-01")), "payBy");
        await FaultAsync(Some.Loan(("kind", "gift")), "kind");
        await FaultAsync(Some.Template("savings-70-weeks", ("principal", 1)), "principal");
        await FaultAsync(Some.Offer("part", 3), "part");
        await FaultAsync(Some.Offer("unit", "part"), "unit");
    }

    [Fact]
    public async Task A_full_account_takes_no_more_but_a_repeat_is_still_answered()
    {
        using var world = await Some.WorldAsync();
        var made = await world.OfferAsync(Some.Offer(), "first");
        await world.PumpAsync();
        var id = AggregateId.Account("maize", made["farmer.personId"]!);
        var loaded = await world.Get<Engine>().LoadAsync(new Work(Arrival.Request), id, default);
        var account = (Account)loaded.State!;
        var full =
            account with { Entries = [.. Enumerable.Range(0, Account.MostOpen).Select(n => account.Entries[0] with { Code = $"B{n}" })] };
        await world.Tables.UpsertAsync(Keys.Of(id), Stored.Write(id.Kind, loaded with { State = full }), default);

        var refused = await world.OfferAsync(Some.Offer());
        Assert.Equal((409, $"One of the two has {Account.MostOpen} open agreements; more do not fit."),
            (refused.Status, refused["detail"]));
        Assert.Equal((200, made["code"]), ((await world.OfferAsync(Some.Offer(), "first")).Status, made["code"]));
        Assert.Single(world.Tables.All(Table.Agreements));
    }

    private static async Task FaultAsync(object body, string named)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.OfferAsync(body);
        Assert.Equal((400, named), (reply.Status, reply["field"]));
        Assert.EndsWith(".", reply["detail"], StringComparison.Ordinal);
        Assert.Empty(world.Tables.All(Table.Agreements));
    }

    private static IEnumerable<string?> Each(Reply reply, string list, string money) =>
        reply.Body.GetProperty(list).EnumerateArray().Select(i => i.GetProperty(money).GetProperty("amount").GetString());
}
