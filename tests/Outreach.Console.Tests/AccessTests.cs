using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Mentoring;

namespace Outreach.Console.Tests;

/// <summary>A key permits only its own roles, in its own programmes.</summary>
public sealed partial class AccessTests
{
    private const string LetterCode = "BCDFGHJ234";
    private const string CertificateCode = "CCDFGHJ23C";
    private const string DataCode = "DCDFGHJ234";

    private static readonly string[] reading =
    [
        "account", "account.statement", "account.verify", "accounts", "agreement", "agreement.mistakes", "agreements", "approvals",
        "broadcast", "broadcast.estimate", "broadcast.report", "broadcasts", "budget", "certificate", "course.counts", "course.file",
        "course.intake",
        "course.learner", "course.learners", "courses", "disputes",
        "figures", "figures.board", "figures.csv", "figures.joint", "group", "groups", "inbox", "inbox.conversation", "letter",
        "mentors", "message", "payments.unassigned", "people", "people.imported", "people.imports", "person.consents",
        "person.numbers", "programmes", "pulse", "sessions", "tasks",
    ];

    [Fact]
    public async Task Every_endpoint_says_whose_keys_it_is_for()
    {
        using var world = new World();
        Assert.All((await RolesAsync(world)), e => Assert.True(e.Value.Count > 0, $"{e.Key} is for nobody: declare it with For(…)."));
    }

    [Fact]
    public async Task Each_role_opens_these_endpoints_and_no_other()
    {
        using var world = new World();
        var roles = await RolesAsync(world);
        Assert.Equal(["certificate", "letter"], Opened("verify"));
        Assert.Equal(["call.missed", "payment.notice", "payment.reverse"], Opened("partner"));
        Assert.Equal(
            [
                "approval.approve", "approval.refuse", "approvals", "audit", "audit.verify", "budget", "budget.set",
                "event-deliveries", "event-deliveries.again", "event-target.add", "event-target.change", "event-target.remove",
                "event-target.secret", "event-target.switch", "event-target.test", "event-targets",
                "figures.board", "figures.board.change", "health", "partner", "partner.change", "partner.create", "partner.leave",
                "partner.share", "partners", "poison", "poison.resend", "poison.resend-many",
                "programme.create", "programme.replace", "programmes",
            ],
            Opened("admin"));
        Assert.Equal(["clerk.end", "clerk.traders", "list", "list.csv", "list.tell", "lists"], Opened("clerk"));
        Assert.Equal(reading, Opened("read"));
        Assert.Equal(
            roles.Keys.Except(
                [
                    "budget.set", "event-deliveries.again", "event-target.add", "event-target.change", "event-target.remove",
                    "event-target.secret", "event-target.switch", "event-target.test",
                    "figures.board.change", "health", "partner.change", "partner.create", "partner.leave", "partner.share",
                    "poison", "poison.resend", "poison.resend-many",
                    "programme.create",
                    "programme.replace",
                ]).Order(),
            Opened("coordinate"));
        foreach (var role in new[] { "verify", "read", "coordinate", "partner", "admin", "clerk" })
            Assert.Equal(Opened(role), await AdmittedAsync(world, role));

        IEnumerable<string> Opened(string role) =>
            roles.Where(r => r.Value.Contains(role)).Select(r => r.Key).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_key_for_letters_reads_letters_and_is_told_so_elsewhere()
    {
        using var world = await LetteredAsync();
        Assert.Equal("Wanjiku", (await world.AsAsync("verify", $"/api/v1/letters/{LetterCode}"))["name"]);
        var refused = await world.AsAsync("verify", "/api/v1/people?programme=maize");
        Assert.Equal((403, "This needs a key for one of: read, coordinate. Yours is for: verify."), (refused.Status, refused["detail"]));
    }

    public static TheoryData<string> Names => [.. requests.Keys];

    [Fact]
    public async Task Every_endpoint_but_the_lists_of_what_a_key_reaches_is_in_this_table()
    {
        using var world = new World();
        Assert.Equal((await RolesAsync(world)).Keys.Except(["partners", "programmes"]).Order(StringComparer.Ordinal),
            requests.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_key_of_one_programme_neither_reads_nor_changes_anothers(string name)
    {
        using var world = await LetteredAsync();
        var (audited, before) = (world.Audit.Count, 0);
        var refused = await requests[name](world, "beans-desk");
        Assert.Contains(refused.Status, new[] { 403, 404 });
        Assert.EndsWith(".", refused["detail"], StringComparison.Ordinal);
        foreach (var word in new[] { "Otieno", "Wanjiku", "+2547", "20000", "Maize" })
            Assert.DoesNotContain(word, refused.Body.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(world.Audit.Skip(audited), a => a.Who == "beans-desk");
        Assert.Equal(before, world.Tables.All(Table.Requests).Count);

        // A key with access to maize repeats the request and succeeds, so only the key caused the refusal.
        using var other = await LetteredAsync();
        Assert.InRange((await requests[name](other, "office")).Status, 200, 202);
    }

    /// <summary>A code or id of another programme gets the same answer as an unknown one.</summary>
    [Theory]
    [InlineData("agreements/B2C34", "agreement")]
    [InlineData("broadcasts/b000000000000000", "broadcast")]
    [InlineData("messages/0123456789abcdef0123", "message")]
    [InlineData("letters/CCDFGHJ234", "letter")]
    [InlineData("certificates/CCDFGHJ23D", "certificate")]
    [InlineData("people/data/CCDFGHJ234", "person.data.code")]
    public async Task A_guess_tells_nothing(string path, string name)
    {
        using var world = await LetteredAsync();
        var nobodys = await world.AsAsync("beans-desk", $"/api/v1/{path}");
        Assert.Equal(404, nobodys.Status);
        Assert.Equal(nobodys.Body.GetRawText(), (await requests[name](world, "beans-desk")).Body.GetRawText());
    }

    [Theory]
    [InlineData("/api/v1/tasks")]
    [InlineData("/api/v1/tasks?programme=none")]
    [InlineData("/api/v1/tasks?programme=")]
    [InlineData("/api/v1/people")]
    [InlineData("/api/v1/people?programme=beans&programme=maize")]
    public async Task A_key_of_one_programme_has_to_name_it(string path)
    {
        using var world = await LetteredAsync();
        var reply = await world.AsAsync("beans-desk", path);
        if (path.EndsWith("maize", StringComparison.Ordinal))
            Assert.DoesNotContain("Wanjiku", reply.Body.GetRawText(), StringComparison.Ordinal);
        else Assert.Equal(403, reply.Status);
    }

    [Theory]
    [InlineData("""{"amount":1}""")]
    [InlineData("""{"programme":null}""")]
    [InlineData("""{"programme":["beans"]}""")]
    [InlineData("""{"Programme":"beans","programme":"maize"}""")]
    public async Task No_body_gets_round_it(string body)
    {
        using var world = await LetteredAsync();
        Assert.Equal(403, (await world.AsAsync("beans-desk", "/api/v1/people", body)).Status);
    }

    [Fact]
    public async Task A_key_of_beans_does_what_it_is_for_in_beans_with_none_of_maize_in_it()
    {
        using var world = await LetteredAsync();
        Assert.Equal(["beans"],
            (await world.AsAsync("beans-desk", "/api/v1/programmes")).Body.GetProperty("programmes").EnumerateArray()
                .Select(p => p.GetProperty("id").GetString()));
        Assert.Equal(201,
            (await world.AsAsync("beans-desk", "/api/v1/programmes",
                new { id = "peas", name = "Peas", region = "KE", crops = new[] { "Peas" }, signature = "N" })).Status);
        Assert.Equal(201,
            (await world.AsAsync("beans-desk", "/api/v1/people",
                Some.Person("+254711000004", "Mutua", "trader", programme: "beans"))).Status);
        // A key of beans cannot reach people of maize by their phone numbers.
        Assert.Equal(400, (await world.AsAsync("beans-desk", "/api/v1/agreements", Some.Offer("programme", "beans"))).Status);
        Assert.Equal(409,
            (await world.AsAsync("beans-desk", "/api/v1/people",
                Some.Person(Some.Farmer, "Wanjiku", "farmer", programme: "beans"))).Status);
        // A notice for beans must not match a maize payment with the same transaction.
        var code = await world.ConfirmedAsync();
        await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("code", code)));
        var notice = await world.AsAsync("beans-desk", "/api/v1/payments", NoticeApiTests.Notice(("programme", "beans"), ("code", code)));
        Assert.Equal((202, null), (notice.Status, notice["code"]));
    }

    private static Task<Reply> DoAsync(World world, string who, string code, string what, object body) =>
        world.AsAsync(who, $"/api/v1/agreements/{code}/{what}", body);

    private static async Task<Reply> MoveAsync(World world, string who, string verb, params string[] before)
    {
        var id = await world.DraftedAsync();
        foreach (var first in before) await world.PostAsync($"/api/v1/broadcasts/{id}/{first}");
        return await world.AsAsync(who, $"/api/v1/broadcasts/{id}/{verb}", "");
    }

    private static async Task<string> PersonAsync(World world) =>
        (await world.GetAsync("/api/v1/people?programme=maize")).Body.GetProperty("people")[0].GetProperty("personId").GetString()!;

    /// <summary>The programmes maize and beans, and a letter for a farmer of maize.</summary>
    internal static async Task<World> LetteredAsync()
    {
        var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/programmes",
            new { id = "beans", name = "Beans", region = "KE", crops = new[] { "Beans" }, signature = "N" });
        await world.Tables.UpsertAsync(Keys.Letter(LetterCode),
            Json.Write(new Letter(LetterCode, "maize", "p1", "Wanjiku", world.Clock.GetCurrentInstant(),
            world.Clock.GetCurrentInstant() + Letter.ValidFor, null, 0, 0, 0, 0, 0, 0, 0, Core.Values.Money.Zero("KES"),
            Core.Values.Money.Zero("KES"))), default);
        await world.Tables.UpsertAsync(Keys.Certificate(CertificateCode), Json.Write(new Certificate(CertificateCode, "maize", "p1",
            "Wanjiku M.",
            "dry-maize", 1, new Dictionary<string, string> { ["en"] = "Drying maize" }, 7, 9, world.Clock.GetCurrentInstant())), default);
        await DataApiTests.CodeAsync(world, DataCode);
        return world;
    }

    /// <summary>The roles that the OpenAPI description gives for each endpoint.</summary>
    internal static async Task<Dictionary<string, List<string?>>> RolesAsync(World world) =>
        (await world.GetAsync("/api/openapi.json")).Body.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject())
            .ToDictionary(
            o => o.Value.GetProperty("operationId").GetString()!,
            o => o.Value.GetProperty("security").EnumerateArray().Select(s => s.GetProperty("key")[0].GetString()).ToList());

    /// <summary>What the OpenAPI description lets stand in the query of each endpoint.</summary>
    internal static async Task<Dictionary<string, List<string>>> QueriesAsync(World world) =>
        (await world.GetAsync("/api/openapi.json")).Body.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject())
            .ToDictionary(o => o.Value.GetProperty("operationId").GetString()!,
                o => o.Value.GetProperty("parameters").EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query")
                    .Select(p => p.GetProperty("name").GetString()!).ToList());

    /// <summary>The endpoints that admit this holder's key by its role.</summary>
    private static async Task<IEnumerable<string>> AdmittedAsync(World world, string holder)
    {
        var admitted = new List<string>();
        foreach (var endpoint in world.Endpoints().Where(e => e.DisplayName is not ("openapi" or "nothing" or "wrong method")))
        {
            var http = World.Request("POST", "/", "{}");
            foreach (var parameter in endpoint.RoutePattern.Parameters) http.Request.RouteValues[parameter.Name] = "x";
            http.Request.Headers.Authorization = $"Bearer {World.KeyOf(holder)}";
            await endpoint.RequestDelegate!(http);
            if (http.Response.StatusCode != 403) admitted.Add(endpoint.DisplayName!);
        }
        return admitted.Order(StringComparer.Ordinal);
    }

    /// <summary>The id of the partner whose programme maize is.</summary>
    internal static async Task<string> UnionAsync(World world)
    {
        await PartnerApiTests.CreateAsync(world, ("id", "union"), ("name", "Union"), ("programme.id", "maize"));
        return "union";
    }

    private static async Task<Reply> AfterAsync(Task made, World world, string who, string path)
    {
        await made;
        return await world.AsAsync(who, path);
    }

    /// <summary>The id of a trader whose list these owners may look at.</summary>
    private static async Task<string> ToldAsync(World world)
    {
        await ListApiTests.SayAsync(world, "CLERK coordinate");
        return await SheetApiTests.ToldAsync(world, "office");
    }

    internal static async Task<Reply> TargetAsync(World world, string who, string path, object? body) =>
        await world.AsAsync(who, $"/api/v1/events/maize/{await EventApiTests.AddedAsync(world)}{path}", body);
}
