using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>An agreement on its page, and a dispute from its opening to its end.</summary>
public sealed class AgreementPageTests
{
    [Fact]
    public async Task A_dispute_is_mediated_to_its_end_and_both_sides_decide()
    {
        using var world = await Some.WorldAsync();
        var code = await world.DisputedAsync();
        var (visitor, page) = (await Visitor.InAsync(world), $"/console/maize/agreements/{code}");
        var list = await visitor.GetAsync("/console/maize/agreements");
        Assert.Contains($"{code}, the weight", list.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody has spoken to both yet.", list.Text, StringComparison.Ordinal);
        Assert.Equal(page, (await visitor.GetAsync($"/console/maize/agreements?code={code.ToLowerInvariant()}")).Location);

        await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 100 });
        await world.PumpAsync();
        await world.AnswerAsync(code, "trader");
        await ActAsync(visitor, page, ("act", "heard"), ("words", "Both were heard at the scale."));
        var look = await visitor.FillAsync(page, page, ("act", "propose"), ("look", "1"), ("adjustment", "-500"), ("words", "Half each."));
        Assert.Contains("So it would be", look.Text, StringComparison.Ordinal);
        Assert.Contains("nothing is owed now → Otieno owes KES 1,500", look.Text, StringComparison.Ordinal);
        Assert.Null((await world.Get<Agreements>().FindAsync(code, default))!.Dispute!.Proposal);

        await ActAsync(visitor, page, ("act", "propose"), ("adjustment", "-500"), ("words", "Half each."));
        await world.PumpAsync();
        Assert.Contains("A proposal waits for both.", (await visitor.GetAsync("/console/maize/agreements")).Text, StringComparison.Ordinal);
        await world.AnswerAsync(code, "farmer");
        await world.AnswerAsync(code, "trader");
        await world.PumpAsync();
        var seen = await visitor.GetAsync(page);
        Assert.Contains("The dispute was closed", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dispute about", seen.Text, StringComparison.Ordinal);
        Assert.Contains("No dispute is open.", (await visitor.GetAsync("/console/maize/agreements")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_that_is_sent_twice_is_in_the_books_once()
    {
        using var world = await Some.WorldAsync();
        var code = await world.LentAsync();
        var (visitor, page) = (await Visitor.InAsync(world), $"/console/maize/agreements/{code}");
        var form = (await visitor.GetAsync(page)).FormTo(page).Select(f => (f.Key, f.Value))
            .Concat([("act", "pay"), ("from", "farmer"), ("amount", "400")]).ToArray();
        for (var n = 0; n < 2; n++)
            Assert.StartsWith(page + "?done=", (await visitor.PostAsync(page, form)).Location, StringComparison.Ordinal);
        Assert.Equal(40_000, (await world.Get<Agreements>().FindAsync(code, default))!.Paid.Minor);
        Assert.Single(world.Audit, a => a.What == "agreement.pay" && a.About?.Contains("400", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("much", "400")]
    [InlineData("0", "400")]
    public async Task A_wrong_amount_is_told_and_changes_nothing(string amount, string paid)
    {
        using var world = await Some.WorldAsync();
        var code = await world.LentAsync();
        var (visitor, page) = (await Visitor.InAsync(world), $"/console/maize/agreements/{code}");
        var seen = await visitor.FillAsync(page, page, ("act", "pay"), ("from", "farmer"), ("amount", amount));
        Assert.Equal(422, seen.Status);
        Assert.Contains("role=\"alert\"", seen.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"KES {paid} paid", seen.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await world.Get<Agreements>().FindAsync(code, default))!.Paid.Minor);
    }

    [Fact]
    public async Task What_waits_for_a_second_yes_is_said_on_the_page()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var (visitor, page) = (await Visitor.InAsync(world), $"/console/maize/agreements/{code}");
        var done = await visitor.FillAsync(page, page, ("act", "deliver"), ("by", "farmer"), ("quantity", "100"));
        Assert.Equal(page + "?done=Asked", done.Location);
        Assert.Contains("waits for a second yes", (await visitor.GetAsync(page)).Text, StringComparison.Ordinal);
    }

    private static async Task ActAsync(Visitor visitor, string page, params (string, string)[] fields) =>
        Assert.Equal(page + "?done=Act", (await visitor.FillAsync(page, page, fields)).Location);
}
