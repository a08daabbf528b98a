using Outreach.App;
using Outreach.Core.Agreements;

namespace Outreach.Console.Tests;

/// <summary>
/// Every way in which one coordinator's key could write money, tried over what the side owes, above the limit, and against what both said:
/// each waits for a second owner, and the books stay as they are.
/// </summary>
public sealed class MoneyByOneKeyTests
{
    public static TheoryData<string> Ways => ["over", "over by the farmer", "over a loan's part", "over by transaction", "assigned over",
        "assigned over by the farmer", "above the limit", "assigned above the limit", "put back", "moved", "told in a name",
        "paid in a name", "answered in a name", "wrong in a name", "what both said", "the advance",
        "just denied", "just denied, a little less", "asked about", "in dispute"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task It_takes_two(string way)
    {
        var limited = way.Contains("limit", StringComparison.Ordinal);
        using var world = limited ? await TwoForPaymentTests.LimitedAsync() : await Some.WorldAsync();
        var code = limited ? await TwoForPaymentTests.DialledAsync(world)
            : way == "over a loan's part" ? await world.LentAsync()
            : way == "the advance" ? await world.AgreedAsync(Some.Offer("advance", 1000)) : await world.ConfirmedAsync();
        var other = way == "moved" ? await world.AgreedAsync(Some.Offer()) : null;
        await BeginAsync(world, way, code);
        var before = await BooksAsync(world, code);

        var reply = await TryAsync(world, way, code, other);
        await world.PumpAsync();

        Assert.True(reply.Status == 202, $"{way}: {reply.Status} {reply.Body}");
        Assert.NotNull(reply["approval"]);
        Assert.Equal(before, await BooksAsync(world, code));
    }

    /// <summary>What stands before the one key tries.</summary>
    private static async Task BeginAsync(World world, string way, string code)
    {
        switch (way)
        {
            case "over by the farmer" or "assigned over by the farmer":
                // 26,000 paid for 20,000: the farmer has 6,000 to pay back.
                await world.ApprovedAsync(await world.DoAsync(code, "payments", new { amount = 26000, allowOver = true }));
                break;
            case "put back" or "moved":
                await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("payeePhone", Some.Farmer), ("code", code)));
                break;
            case "what both said":
                await world.SayAsync(code, "payments/reports", new { by = "trader", amount = 4000 });
                await world.PumpAsync();
                await world.AnswerAsync(code, "farmer");
                break;
            case "just denied" or "just denied, a little less":
                await world.SayAsync(code, "payments/reports", new { by = "trader", amount = 4000 });
                await world.PumpAsync();
                await world.AnswerAsync(code, "farmer", accept: false);
                break;
            case "in dispute":
                await world.DoAsync(code, "dispute", new { by = "trader", about = "terms", amount = 5000 });
                break;
            case "answered in a name" or "asked about":
                await world.SayAsync(code, "payments/reports", new { by = "trader", amount = 4000 });
                break;
            case "wrong in a name":
                await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 100 });
                break;
        }
        if (way.StartsWith("assigned", StringComparison.Ordinal))
            await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("payerPhone", "0711000077"),
                ("amount", way.Contains("limit", StringComparison.Ordinal) ? 6000 : 50000)));
        await world.PumpAsync();
    }

    private static Task<Reply> TryAsync(World world, string way, string code, string? other) => way switch
    {
        "over" => world.DoAsync(code, "payments", new { amount = 20001, allowOver = true }),
        "over by the farmer" => world.DoAsync(code, "payments", new { amount = 50000, from = "farmer", allowOver = true }),
        "over a loan's part" => world.DoAsync(code, "payments", new { amount = 3000, allowOver = true }),
        "over by transaction" => world.DoAsync(code, "payments", new { amount = 20001, proof = "mpesa QX77", allowOver = true }),
        "assigned over by the farmer" => AssignAsync(world, code, null, "farmer"),
        "assigned over" or "assigned above the limit" => AssignAsync(world, code, null),
        "above the limit" => world.DoAsync(code, "payments", new { amount = 5001 }),
        "put back" => AssignAsync(world, null, code),
        "moved" => AssignAsync(world, other, code),
        "just denied" => world.DoAsync(code, "payments", new { amount = 4000 }),
        "just denied, a little less" => world.DoAsync(code, "payments", new { amount = 3999 }),
        "asked about" => world.DoAsync(code, "payments", new { amount = 4000, again = true }),
        "in dispute" => world.DoAsync(code, "payments", new { amount = 15001 }),
        "told in a name" => world.DoAsync(code, "deliveries", new { by = "farmer", quantity = 10 }),
        "paid in a name" => world.DoAsync(code, "payments/reports", new { by = "trader", amount = 10 }),
        "answered in a name" => world.DoAsync(code, "answers", new { by = "farmer", accept = true, ask = 2 }),
        "wrong in a name" => world.DoAsync(code, "reversals", new { fact = 2, by = "farmer" }),
        "what both said" => world.DoAsync(code, "reversals", new { fact = 2 }),
        _ => world.DoAsync(code, "reversals", new { fact = 1 }),
    };

    private static Task<Reply> AssignAsync(World world, string? code, string? instead, string? from = null) =>
        world.PostAsync("/api/v1/payments/assignments",
            new { programme = "maize", provider = "mpesa", transaction = "QX12AB", code, instead, from });

    /// <summary>A complaint in a name takes one key, so it may bind nobody: it books nothing, whatever it leaves undoubted.</summary>
    [Fact]
    public async Task A_complaint_in_a_name_books_nothing()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 100 });
        await world.PumpAsync();
        var (before, reply) = (await BooksAsync(world, code),
            await world.DoAsync(code, "dispute", new { by = "trader", about = "weight", amount = 1 }));
        Assert.Equal(200, reply.Status);
        for (var day = 0; day < 16; day++)
        {
            world.Clock.Advance(NodaTime.Duration.FromDays(1));
            await world.Get<Agreements>().ExecuteAsync(code, new Core.Kernel.Wake(), default);
        }
        Assert.Equal(before, await BooksAsync(world, code));
    }

    /// <summary>Who approves reads both names, what is owed then, and that the payee has said no.</summary>
    [Fact]
    public async Task The_approval_names_both_and_the_no()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await BeginAsync(world, "just denied", code);
        await world.DoAsync(code, "payments", new { amount = 4000 });
        var about = (await world.GetAsync("/api/v1/approvals?programme=maize")).Body.GetProperty("approvals").EnumerateArray()
            .Select(a => a.GetProperty("about").GetString()!).Single(a => a.Contains($"for {code}. Then", StringComparison.Ordinal));
        Assert.StartsWith("Otieno (", about, StringComparison.Ordinal);
        Assert.Contains("has paid Wanjiku (", about, StringComparison.Ordinal);
        Assert.Contains("Then nothing is owed; KES 16,000 is left of what was agreed.", about, StringComparison.Ordinal);
        Assert.EndsWith("Wanjiku has said no to KES 4,000 on 2026-03-02.", about, StringComparison.Ordinal);
    }

    private static async Task<Books> BooksAsync(World world, string code) =>
        (await world.Get<Agreements>().FindAsync(code, default))!.Books with { Goods = [] };
}
