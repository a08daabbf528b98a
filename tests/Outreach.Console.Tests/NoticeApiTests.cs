using Outreach.App;

namespace Outreach.Console.Tests;

/// <summary>Mobile-money notices.</summary>
public sealed class NoticeApiTests
{
    internal static Dictionary<string, object?> Notice(params (string Field, object? Value)[] fields)
    {
        Dictionary<string, object?> notice = new()
        {
            ["provider"] = "mpesa", ["transaction"] = "QX12AB", ["programme"] = "maize", ["amount"] = 4000, ["currency"] = "KES",
            ["payerPhone"] = "0711000001",
        };
        foreach (var (field, value) in fields) notice[field] = value;
        return notice;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_notice_is_written_down_for_the_agreement_it_can_only_mean(bool named)
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var notice = named
            ? Notice(("payeePhone", Some.Farmer), ("code", $" {code.ToLowerInvariant()} "))
            : Notice(("payeePhone", Some.Farmer));
        var taken = await world.PostAsync("/api/v1/payments", notice);
        var again = await world.PostAsync("/api/v1/payments", notice);
        await world.PumpAsync();
        var shown = await world.GetAsync($"/api/v1/agreements/{code}");

        Assert.Equal((200, "True", code), (taken.Status, taken["matched"], taken["code"]));
        Assert.Equal(taken.Body.ToString(), again.Body.ToString());
        Assert.Equal("16000.00", shown["left.amount"]);
        Assert.Equal("mpesa QX12AB", shown.Body.GetProperty("history")[3].GetProperty("note").GetString());
        Assert.Equal(["KES 4,000 for " + code], world.Audit.Where(a => a.What == "payment.notice").Select(a => a.About));
        Assert.Empty(world.Tables.All(Table.Tasks));
    }

    /// <summary>A notice without a payee proves only that the trader paid, so the farmer is asked.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_a_notice_does_not_say_who_was_paid_the_other_side_is_asked(bool named)
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var taken = await world.PostAsync("/api/v1/payments", named ? Notice(("code", code)) : Notice());
        await world.PumpAsync();
        Assert.Equal((200, "True", "True"), (taken.Status, taken["matched"], taken["asked"]));
        Assert.Equal("20000.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]);
        Assert.Equal("16000.00", (await world.AnswerAsync(code, "farmer"))["left.amount"]);
    }

    /// <summary>A payment to another person does not count, even with the agreement's code in its reference.</summary>
    [Fact]
    public async Task Money_to_somebody_else_is_not_this_agreements()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        Assert.Equal(202, (await world.PostAsync("/api/v1/payments", Notice(("code", code), ("payeePhone", "0711000098")))).Status);
        Assert.Equal("20000.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]);
        // The first notice arrived before its agreement existed; the repeated notice finds the agreement.
        Assert.Equal(200, (await world.PostAsync("/api/v1/payments", Notice(("code", code), ("payeePhone", Some.Farmer)))).Status);
    }

    [Fact]
    public async Task A_notice_that_nothing_fits_waits_for_a_coordinator_once()
    {
        using var world = await Some.WorldAsync();
        var stranger = Notice(("payerPhone", "0711000099"));
        var first = await world.PostAsync("/api/v1/payments", stranger);
        var again = await world.PostAsync("/api/v1/payments", stranger);

        Assert.Equal((202, "False", null), (first.Status, first["matched"], first["code"]));
        Assert.EndsWith(".", first["reason"], StringComparison.Ordinal);
        Assert.Equal((202, first.Body.ToString()), (again.Status, again.Body.ToString()));
        Assert.Single(world.Audit, a => a.What == "payment.notice");
        var task = Assert.Single((await world.GetAsync("/api/v1/tasks?programme=maize")).Body.GetProperty("tasks").EnumerateArray());
        Assert.Equal("mpesa QX12AB", task.GetProperty("subject").GetString());
    }

    [Fact]
    public async Task A_transaction_with_another_amount_or_payer_is_refused_and_not_audited()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await world.PostAsync("/api/v1/payments", Notice(("code", code), ("payeePhone", Some.Farmer)));
        var more = await world.PostAsync("/api/v1/payments", Notice(("code", code), ("payeePhone", Some.Farmer), ("amount", 9000)));
        var other =
            await world.PostAsync("/api/v1/payments", Notice(("code", code), ("payeePhone", Some.Farmer), ("payerPhone", Some.Farmer)));

        Assert.Equal((409, 409), (more.Status, other.Status));
        Assert.EndsWith(".", more["detail"], StringComparison.Ordinal);
        Assert.Single(world.Audit, a => a.What == "payment.notice");
        Assert.Equal("16000.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]);
    }

    [Fact]
    public async Task Money_that_an_agreement_does_not_take_waits_as_well()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        Assert.Equal(202, (await world.PostAsync("/api/v1/payments", Notice(("code", code), ("amount", 999999)))).Status);
        Assert.Equal(202,
            (await world.PostAsync("/api/v1/payments", Notice(("code", code), ("currency", "UGX"), ("transaction", "Q2")))).Status);
        Assert.Equal(202,
            (await world.PostAsync("/api/v1/payments", Notice(("code", code), ("payerPhone", Some.Farmer), ("transaction", "Q3")))).Status);
        Assert.Equal(202, (await world.PostAsync("/api/v1/payments", Notice(("code", "SCHOOL FEES"), ("transaction", "Q4")))).Status);
        await world.AgreedAsync(Some.Offer());
        Assert.Equal(202, (await world.PostAsync("/api/v1/payments", Notice(("transaction", "Q5")))).Status);
        Assert.Equal(5, world.Tables.All(Table.Tasks).Count);
        Assert.Equal("20000.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]);
    }

    /// <summary>A partner's key proves payments of its own providers only.</summary>
    [Fact]
    public async Task A_partner_reports_for_its_own_providers()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var notice = Notice(("code", code), ("payeePhone", Some.Farmer));
        var other = Notice(("code", code), ("payeePhone", Some.Farmer), ("provider", "airtel"));
        Assert.Equal(403, (await world.AsAsync("partner", "/api/v1/payments", other)).Status);
        Assert.Equal("20000.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]);
        Assert.Equal(200, (await world.AsAsync("partner", "/api/v1/payments", notice)).Status);
    }

    [Theory]
    [InlineData("provider", "M Pesa", "provider")]
    [InlineData("provider", "a.b", "provider")]
    [InlineData("transaction", "", "transaction")]
    [InlineData("transaction", "ü", "transaction")]
    [InlineData("programme", "other", "programme")]
    [InlineData("amount", 0, "amount")]
    [InlineData("amount", -5, "amount")]
    [InlineData("amount", "0.001", "amount")]
    [InlineData("currency", "XXX", "currency")]
    [InlineData("currency", null, "currency")]
    [InlineData("payerPhone", "12", "payerPhone")]
    [InlineData("payeePhone", "+33612345678", "payeePhone")]
    [InlineData("code", "12345678901234567890123456789012345678901", "code")]
    public async Task A_fault_in_a_notice_is_named_by_its_field(string field, object? value, string named)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync("/api/v1/payments", Notice((field, value)));
        Assert.Equal((400, named), (reply.Status, reply["field"]));
    }
}
