using Outreach.App;

namespace Outreach.Console.Tests;

/// <summary>A key sees and changes only its own programmes' people, however a path is spelt and whoever shares a phone.</summary>
public sealed class BoundaryTests
{
    private static readonly string[] roles = ["verify", "read", "coordinate", "partner", "admin", "clerk", "office"];

    /// <summary>Spellings that trimming, folding or decoding twice would turn into the name itself.</summary>
    private static readonly Dictionary<string, Func<string, string>> spellings = new()
    {
        ["as it is"] = s => s,
        ["space before"] = s => $" {s}",
        ["space behind"] = s => $"{s} ",
        ["no-break space before"] = s => $"\u00A0{s}",
        ["em space before"] = s => $"\u2003{s}",
        ["em space behind"] = s => $"{s}\u2003",
        ["zero-width space before"] = s => $"\u200B{s}",
        ["right-to-left mark"] = s => $"\u202E{s}",
        ["encoded"] = s => string.Concat(s.Select(c => $"%{(int)c:X2}")),
        ["encoded space"] = s => $"%20{s}",
        ["upper case"] = s => s.ToUpperInvariant(),
        ["lower case"] = s => s.ToLowerInvariant(),
    };

    public static TheoryData<string> Spellings => [.. spellings.Keys];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task No_spelling_of_a_path_or_query_opens_another_programmes_data(string spelling)
    {
        using var world = await TwoAsync();
        var names = await NamesAsync(world);
        var spelt = spellings[spelling];
        var edged = spelling.Contains("space", StringComparison.Ordinal) && spelling != "encoded space" || spelling == "right-to-left mark";
        var asked = 0;
        foreach (var endpoint in world.Endpoints().Where(e => e.DisplayName is not ("openapi" or "nothing" or "wrong method")))
        {
            var method = endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods[0];
            foreach (var name in names)
            {
                var http = World.Request(method, "/", "{}");
                http.Request.QueryString = new($"?programme={Uri.EscapeDataString(spelt(name.Programme))}");
                foreach (var parameter in endpoint.RoutePattern.Parameters)
                    http.Request.RouteValues[parameter.Name] = spelt(parameter.Name switch
                    {
                        "code" => name.Code,
                        "phone" or "person" => name.Phone,
                        "personId" => name.PersonId,
                        "programme" => name.Programme,
                        _ => endpoint.DisplayName!.StartsWith("broadcast", StringComparison.Ordinal) ? name.Broadcast : name.Approval,
                    });
                http.Request.Headers.Authorization = $"Bearer {World.KeyOf("beans-desk")}";
                await endpoint.RequestDelegate!(http);
                var body = World.ReplyOf(http).Body;
                asked++;
                var said = body.ValueKind == System.Text.Json.JsonValueKind.Undefined ? "" : body.GetRawText();
                Assert.True(http.Response.StatusCode is >= 200 and < 500, $"{endpoint.DisplayName}: {http.Response.StatusCode} {said}");
                foreach (var secret in new[] { "Wanjiku", "Otieno", Some.Farmer, name.PersonId })
                    Assert.False(said.Contains(secret, StringComparison.Ordinal), $"{endpoint.DisplayName} shows {secret}: {said}");
                if (edged && endpoint.RoutePattern.Parameters.Count > 0)
                    Assert.True(http.Response.StatusCode == 400, $"{endpoint.DisplayName}: {http.Response.StatusCode}");
            }
        }
        Assert.True(asked > 50);
        Assert.DoesNotContain(world.Audit, a => a.Who == "beans-desk" && a.Subject == names[0].PersonId);
    }

    /// <summary>The gate used to look at a path untrimmed, and the handler at the trimmed one.</summary>
    [Theory]
    [InlineData(" ")]
    [InlineData("\u2003")]
    [InlineData("\u00A0")]
    public async Task A_path_with_a_space_before_it_is_refused_for_every_role(string space)
    {
        using var world = await TwoAsync();
        foreach (var role in roles)
        {
            var reply = await world.AsAsync(role, $"/api/v1/people/{space}{Some.Farmer}/consents?programme=beans");
            Assert.Contains(reply.Status, new[] { 400, 403 });
            Assert.DoesNotContain("Wanjiku", reply.Body.GetRawText(), StringComparison.Ordinal);
        }
    }

    /// <summary>A key that wrote many down on a phone of another programme shut that programme out, which was told 202.</summary>
    [Fact]
    public async Task One_programme_cannot_fill_anothers_phone()
    {
        using var world = await TwoAsync();
        object Shares(string programme, string name) =>
            new { programme, phone = Some.Farmer, name, role = "farmer", language = "en", person = "shares" };
        world.Clock.Advance(NodaTime.Duration.FromHours(1));
        var statuses = new List<int>();
        foreach (var name in new[] { "Anna", "Bella", "Chloe", "Dora", "Ella", "Fiona", "Grace", "Hanna" })
            statuses.Add((await world.AsAsync("beans-desk", "/api/v1/people", Shares("beans", name))).Status);
        await world.PumpAsync();
        Assert.Equal([202, 202, 409, 409, 409, 409, 409, 409], statuses);
        Assert.Equal(202, (await world.PostAsync("/api/v1/people", Shares("maize", "Mutua"))).Status);
        await world.PumpAsync();
        var asks = world.Gateway.Sent.Where(s => s.To == Some.Farmer && s.Text.Contains('(', StringComparison.Ordinal)).ToList();
        Assert.StartsWith("Anna (Beans", Assert.Single(asks).Text, StringComparison.Ordinal);
        Assert.Contains((await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Newcomers!, n => n.Name == "Mutua");
    }

    /// <summary>A person of beans on a farmer's phone of maize is a user of their own; neither key reaches the other's.</summary>
    [Fact]
    public async Task On_a_phone_of_two_programmes_each_key_reaches_its_own_person()
    {
        using var world = await TwoAsync();
        var theirs = Some.Person(Some.Farmer, "Mutua", "farmer", programme: "beans");
        Assert.Equal(409, (await world.AsAsync("beans-desk", "/api/v1/people", theirs)).Status);
        var shared = new { programme = "beans", phone = Some.Farmer, name = "Mutua", role = "farmer", language = "en", person = "shares" };
        var joined = await world.AsAsync("beans-desk", "/api/v1/people", shared);
        await world.PumpAsync();
        await world.LetInAsync();
        Assert.Equal(202, joined.Status);
        Assert.Equal(["Mutua", "Wanjiku"],
            (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holders.Select(h => h.Holder.Name).Order());

        var seen = await world.AsAsync("beans-desk", $"/api/v1/people/{Some.Farmer}/consents");
        Assert.Equal((200, joined["personId"]), (seen.Status, seen["personId"]));
        var farmer = (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holders.Single(h => h.Holder.Programme == "maize");
        Assert.Equal(404,
            (await world.AsAsync("beans-desk", $"/api/v1/people/{Some.Farmer}/pin-reset?personId={farmer.Holder.PersonId}", "")).Status);
        var begun = await world.AsAsync("beans-desk", $"/api/v1/people/{Some.Farmer}/pin-reset", "");
        Assert.Equal((202, joined["personId"]), (begun.Status, begun["personId"]));
        Assert.Null((await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Find(farmer.Holder.Key)!.Reset);
    }

    /// <summary>A move to a phone of another programme joins it; it changes nobody there.</summary>
    [Fact]
    public async Task A_move_to_another_programmes_phone_changes_nobody_there()
    {
        using var world = await TwoAsync();
        await world.WithPinAsync();
        var before = (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holders.Single();
        var made = await world.PostAsync("/api/v1/people", Some.Person("+254711000020", "Mutua", "farmer", programme: "beans"));
        await world.PumpAsync();
        await world.ApprovedAsync(await world.PostAsync("/api/v1/people/numbers/change",
            new { programme = "beans", personId = made["personId"], phone = Some.Farmer }));
        await world.ADayAsync();
        Assert.Single((await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holders);
        await world.LetInAsync();
        var after = (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!;
        Assert.Equal(2, after.Holders.Count);
        var kept = after.Find(before.Holder.Key)!;
        Assert.Equal((before.Holder.Name, before.Pin, before.Tenure!.Since), (kept.Holder.Name, kept.Pin, kept.Tenure!.Since));
        var mutua = after.Holders.Single(h => h.Holder.Programme == "beans");
        Assert.Null(mutua.Pin);
    }

    /// <summary>One programme's notice used to take a transaction away from another's.</summary>
    [Fact]
    public async Task A_transaction_belongs_to_its_programme()
    {
        using var world = await TwoAsync();
        var code = await world.ConfirmedAsync();
        var first = await world.AsAsync("beans-desk", "/api/v1/payments", NoticeApiTests.Notice(("programme", "beans"), ("code", code)));
        Assert.Equal((202, "False"), (first.Status, first["matched"]));
        var mine = await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("code", code), ("payeePhone", Some.Farmer)));
        Assert.Equal((200, code), (mine.Status, mine["code"]));
        Assert.Equal(2, world.Tables.All(Table.Transactions).Count);
    }

    private sealed record Names(string Programme, string PersonId, string Phone, string Code, string Broadcast, string Approval);

    private static async Task<Names[]> NamesAsync(World world)
    {
        var person = (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holder!.PersonId;
        var names =
            new Names("maize", person, Some.Farmer, await world.ConfirmedAsync(), await world.DraftedAsync(), await world.WaitingAsync());
        // The same names with a programme that the key reaches.
        return [names, names with { Programme = "beans" }];
    }

    private static async Task<World> TwoAsync()
    {
        var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/programmes",
            new { id = "beans", name = "Beans", region = "KE", crops = new[] { "Beans" }, signature = "N" });
        return world;
    }
}
