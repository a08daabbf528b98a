namespace Outreach.Infra.Tests.Costs;

/// <summary>
/// The table of costs in docs/operations.md equals the computed one. OUTREACH_WRITE_COSTS=1 rewrites the table; read it before committing.
/// </summary>
public sealed class CostTests
{
    private const string Begin = "<!-- costs: computed by tests/Outreach.Infra.Tests/Costs -->\n";
    private const string End = "<!-- end of costs -->";

    private static readonly string page = Path.Combine(RepositoryRoot.Path, "docs/operations.md");

    [Fact]
    public void The_table_in_the_docs_is_what_the_code_computes()
    {
        var (before, table, after) = Split(File.ReadAllText(page));
        var computed = new CostModel(Prices.Read()).Markdown();
        if (Environment.GetEnvironmentVariable("OUTREACH_WRITE_COSTS") == "1") File.WriteAllText(page, before + computed + after);
        else Assert.Equal(computed, table);
    }

    /// <summary>The model's counts equal those in docs/architecture.md, which tests/Outreach.Scenarios/Budgets.cs enforces.</summary>
    [Theory]
    [InlineData("Twelve storage calls from the gateway's request until both receipts are with the gateway")]
    [InlineData("**56**, or 0.056 a recipient")]
    [InlineData("| a menu, or a dial | 1 | 1 | the subscriber |")]
    public void Counts_are_the_architectures(string sentence) =>
        Assert.Contains(sentence, RepositoryRoot.Read("docs/architecture.md"), StringComparison.Ordinal);

    [Fact]
    public void Every_price_says_where_it_is_from_and_when() => Assert.All(Prices.Read().All, price =>
    {
        Assert.True(price.Value.Usd > 0, price.Key);
        Assert.NotEmpty(price.Value.Unit);
        Assert.NotEmpty(price.Value.Source);
        Assert.True(DateOnly.TryParseExact(price.Value.Date, "yyyy-MM-dd", out _), price.Key);
    });

    [Fact]
    public void The_page_says_which_prices_are_not_confirmed()
    {
        var text = File.ReadAllText(page);
        Assert.All(Prices.Read().All.Where(price => !price.Value.Confirmed),
            price => Assert.Contains($"`{price.Key}`", text, StringComparison.Ordinal));
    }

    /// <summary>Twice the people never cost less, and SMS are the largest part at every size.</summary>
    [Fact]
    public void Costs_grow_with_the_people_and_are_mostly_SMS()
    {
        var costs = CostModel.Sizes.Select(new CostModel(Prices.Read()).Of).ToList();
        Assert.Equal(costs.Select(cost => cost.Azure).Order(), costs.Select(cost => cost.Azure));
        Assert.All(costs, cost => Assert.True(cost.Sms > cost.Azure));
    }

    private static (string Before, string Table, string After) Split(string text)
    {
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        return (text[..begin], text[begin..end], text[end..]);
    }
}
