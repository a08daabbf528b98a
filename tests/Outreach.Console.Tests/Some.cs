using Microsoft.Extensions.DependencyInjection;
using Outreach.App;

namespace Outreach.Console.Tests;

/// <summary>Request bodies for tests: a maize programme in Kenya with a trader and a farmer.</summary>
internal static class Some
{
    public const string Trader = "+254711000001";
    public const string Farmer = "+254711000002";

    public static object Programme { get; } =
        new { id = "maize", name = "Maize Meru", region = "KE", crops = new[] { "Maize" }, signature = "Officer Njeri" };

    /// <summary>The same programme with another signature.</summary>
    public static object Other { get; } =
        new { id = "maize", name = "Maize Meru", region = "KE", crops = new[] { "Maize" }, signature = "Officer Mumbi" };

    public static object Person(string phone, string name, string role, string language = "en", string programme = "maize") =>
        new { programme, phone, name, role, language, place = "Meru", crops = new[] { "Maize" },
            consent = new[] { "service", "reminders", "tips", "surveys" } };

    public static Dictionary<string, object?> Offer(string field = "grade", object? value = null)
    {
        Dictionary<string, object?> offer = new()
        {
            ["programme"] = "maize", ["trader"] = "0711000001", ["farmer"] = "254711000002", ["crop"] = "Maize", ["grade"] = "A",
            ["quantity"] = 500,
            ["unit"] = "kg", ["price"] = "45.00", ["deliverBy"] = "2026-03-20", ["payBy"] = "2026-04-01", ["advance"] = "2500",
        };
        if (field != "grade" || value is not null) offer[field] = value;
        return offer;
    }

    public static object Tip(string? place = null, params (string, string)[] texts) =>
        new
        {
            audience = new { programme = "maize", query = "role = farmer" + (place is null ? "" : $" and place = {place}") },
            texts = texts.ToDictionary(t => t.Item1, t => t.Item2),
        };

    /// <summary>Settled once, then copied into each test's world.</summary>
    private static readonly Lazy<Task<World>> settled = new(SettledAsync);

    public static async Task<World> WorldAsync(Action<IServiceCollection>? change = null)
    {
        var world = new World(change: change);
        world.Load(await settled.Value);
        return world;
    }

    private static async Task<World> SettledAsync()
    {
        var world = new World();
        await world.PostAsync("/api/v1/programmes", Programme);
        await world.PostAsync("/api/v1/people", Person(Trader, "Otieno", "trader"));
        await world.PostAsync("/api/v1/people", Person(Farmer, "Wanjiku", "farmer", "sw"));
        await world.PumpAsync();
        return world;
    }

    /// <summary>Gives the farmer a PIN, as if it was chosen on the phone.</summary>
    public static async Task WithPinAsync(this World world, string phone = Farmer, int which = 0)
    {
        var people = world.Get<People>();
        var holder = (await people.SubscriberAsync(phone, default))!.Holders[which].Holder;
        await people.RegisterAsync(new Work(Arrival.Request), phone, holder, "4711", "test", [], default, shared: true);
    }

    /// <summary>A second owner's yes to what a reply waits for.</summary>
    public static async Task<Reply> ApprovedAsync(this World world, Reply waits, string by = "second")
    {
        var approved = await world.AsAsync(by, $"/api/v1/approvals/{waits["approval"] ?? waits["id"]}/approve", "");
        await world.PumpAsync();
        return approved;
    }

    /// <summary>The approvals of maize, the newest first.</summary>
    public static async Task<IReadOnlyList<Core.Operations.Approval>> ApprovalsAsync(this World world) =>
        await world.Get<Outreach.App.Approvals>().AllAsync((await world.Get<People>().ProgrammeAsync("maize", default))!, default);

    /// <summary>The first user of a phone says yes there, with the PIN, to one more person on it.</summary>
    public static async Task LetInAsync(this World world, string phone = Farmer, string pin = "4711")
    {
        var subscriber = (await world.Get<People>().SubscriberAsync(phone, default))!;
        var who = subscriber.Holders.Index().FirstOrDefault(h => h.Item.Pin is not null);
        string[] keys = [.. subscriber.IsShared ? [$"{who.Index + 1}"] : Array.Empty<string>(), pin,
            .. who.Item is null ? [pin] : Array.Empty<string>(), "1"];
        var session = $"yes-{phone}-{subscriber.UpdateNumber}";
        for (var n = 0; n <= keys.Length; n++)
            await world.Get<IInbound>()
                .UssdAsync(new UssdRequest("open", session, phone, "*384#", string.Join('*', keys.Take(n))), default);
        await world.PumpAsync();
    }

    /// <summary>The time in which the person may say KEEP passes.</summary>
    public static async Task ADayAsync(this World world)
    {
        world.Clock.Advance(NodaTime.Duration.FromHours(25));
        await world.Get<DueTimer>().RunAsync(default);
        await world.PumpAsync();
    }

    public static Dictionary<string, object?> Template(string template, params (string Field, object? Value)[] fields) =>
        With(
            new() { ["programme"] = "maize", ["trader"] = Trader, ["farmer"] = Farmer, ["template"] = template, ["part"] = 100,
                ["first"] = "2026-03-09" }, fields);

    /// <summary>A loan of 1000, repaid over three months.</summary>
    public static Dictionary<string, object?> Loan(params (string Field, object? Value)[] fields) => With(new()
    {
        ["programme"] = "maize", ["trader"] = Trader, ["farmer"] = Farmer, ["kind"] = "loan", ["part"] = "400", ["principal"] = 1000,
        ["plan"] = new { every = "monthly", count = 3, first = "2026-03-31" },
    }, fields);

    private static Dictionary<string, object?> With(Dictionary<string, object?> body, (string Field, object? Value)[] fields)
    {
        foreach (var (field, value) in fields) body[field] = value;
        return body;
    }

    /// <summary>Posts an action on one agreement.</summary>
    public static Task<Reply> DoAsync(this World world, string code, string what, object? body = null, string? key = null) =>
        world.PostAsync($"/api/v1/agreements/{code}/{what}", body, key);

    /// <summary>As above; what waits is approved by a second owner, and the agreement is shown as it is then.</summary>
    public static async Task<Reply> SayAsync(this World world, string code, string what, object? body = null, string? key = null)
    {
        var reply = await world.DoAsync(code, what, body, key);
        if (reply.Status != 202) return reply;
        Assert.Equal(200, (await world.ApprovedAsync(reply)).Status);
        return await world.GetAsync($"/api/v1/agreements/{code}");
    }

    /// <summary>Offers; a second owner approves it, and the agreement is shown as it is then.</summary>
    public static async Task<Reply> OfferAsync(this World world, object body, string? key = null)
    {
        var reply = await world.PostAsync("/api/v1/agreements", body, key);
        if (reply.Status != 202) return reply;
        Assert.Equal(200, (await world.ApprovedAsync(reply)).Status);
        return await world.GetAsync($"/api/v1/agreements/{reply["code"]}");
    }

    /// <summary>Posts one side's answer to its open question.</summary>
    public static async Task<Reply> AnswerAsync(this World world, string code, string by, bool accept = true)
    {
        var asks = (await world.GetAsync($"/api/v1/agreements/{code}")).Body.GetProperty("asks").EnumerateArray();
        var ask = asks.First(a => a.GetProperty("of").GetString() == by).GetProperty("number").GetInt32();
        var reply = await world.DoAsync(code, "answers", new { by, accept, ask });
        await world.PumpAsync();
        if (reply.Status != 202) return reply;
        await world.ApprovedAsync(reply);
        return await world.GetAsync($"/api/v1/agreements/{code}");
    }

    /// <summary>The code of a new agreement with this body, accepted by the farmer.</summary>
    public static async Task<string> AgreedAsync(this World world, Dictionary<string, object?> offer)
    {
        // A test's second agreement is another one.
        var code = (await world.OfferAsync(With(new(offer), [("again", true)])))["code"]!;
        await world.PumpAsync();
        await world.AnswerAsync(code, "farmer");
        return code;
    }

    /// <summary>The code of a loan that was agreed on and handed out.</summary>
    public static async Task<string> LentAsync(this World world)
    {
        var code = await world.AgreedAsync(Loan());
        await world.DoAsync(code, "payments", new { amount = 1000, from = "trader" });
        await world.PumpAsync();
        return code;
    }

    /// <summary>The code of an agreement that the farmer disputes.</summary>
    public static async Task<string> DisputedAsync(this World world)
    {
        var code = await world.ConfirmedAsync();
        await world.DoAsync(code, "dispute", new { by = "farmer", about = "weight", note = "The scale." });
        await world.PumpAsync();
        return code;
    }

    /// <summary>The code of an offer that was sent to the farmer.</summary>
    public static async Task<string> OfferedAsync(this World world)
    {
        var code = (await world.OfferAsync(Offer("again", true)))["code"]!;
        await world.PumpAsync();
        return code;
    }

    /// <summary>The code of an agreement that the farmer confirmed by SMS.</summary>
    public static async Task<string> ConfirmedAsync(this World world)
    {
        var code = await world.OfferedAsync();
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", $"in-{code}", Farmer, "22384", $"1 {code}"), default);
        await world.PumpAsync();
        return code;
    }

    /// <summary>The id of a drafted tip for the farmers.</summary>
    public static async Task<string> DraftedAsync(this World world) =>
        (await world.PostAsync("/api/v1/broadcasts", Tip(null, ("sw", "Kausha mahindi kabla ya kuhifadhi."))))["id"]!;

    /// <summary>Registers a coordinator who takes messages, and answers with the phone.</summary>
    public static async Task<string> CoordinatorAsync(this World world)
    {
        const string phone = "+254711000008";
        await world.ApprovedAsync(await world.PostAsync("/api/v1/people", Person(phone, "Njeri", "coordinator")));
        await world.PumpAsync();
        return phone;
    }

    /// <summary>The id of an approval that another holder started; approving it blocks the farmer's phone.</summary>
    public static async Task<string> WaitingAsync(this World world, string programme = "maize") =>
        (await world.Get<Outreach.App.Approvals>()
            .StartAsync($"start-{programme}",
                new(programme, Core.Operations.ApprovalKinds.PinReset, "p1", Core.Kernel.AggregateId.Subscriber(Farmer),
                    new Core.Subscribers.ProviderBlocked("test"), "second"), default)).Id;

    /// <summary>The id of a message in a poison queue.</summary>
    public static async Task<string> PoisonedAsync(this World world)
    {
        await world.Get<Outreach.App.Poison>().KeepAsync(Queue.Work, "nonsense of a body", default);
        return world.Tables.All(Table.Poison)[0].Key.Row;
    }
}
