using Outreach.App;

namespace Outreach.Console.Tests;

public sealed class ImportTests
{
    private const string Header = "Name,PHONE,role,Language,place,crops,consent,consent_source,person\n";

    [Fact]
    public async Task A_dry_run_says_row_by_row_what_would_change_and_changes_nothing()
    {
        using var world = await Some.WorldAsync();
        var before = world.Tables.All(Table.Subscribers).Select(e => e.Data).ToList();
        var reply = await ImportAsync(world, Header
            + "Achieng Otieno,0711 000 003,farmer,sw,Siaya,Maize;Beans,service reminders,form 12\n"
            + "Wanjiku Njeri,0711000002,,,Nyeri,,,,same\n"
            + "Otieno,'+254711000001,,,,,,\n"
            + "Somebody,12,,,,,,\n"
            + "Achieng Again,+254711000003,,,,,,\n"
            + "=1+1,0711000005,,,,,,\n"
            + "Kamau,0711000006,boss,,,,,\n"
            + "Kamau,0711000007,,xx,,,,\n"
            + "Kamau,0711000008,,,@place,,,\n"
            + "Kamau,0711000009,,,,,letters,\n", dryRun: true);

        Assert.Equal((200, "True", "True"), (reply.Status, reply["dryRun"], reply["done"]));
        var rows = reply.Body.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["added", "changed", "unchanged", .. Enumerable.Repeat("refused", 7)],
            rows.Select(r => r.GetProperty("action").GetString()));
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9, 10, 11], rows.Select(r => r.GetProperty("row").GetInt32()));
        Assert.Equal("""[{"field":"name","from":"Wanjiku","to":"Wanjiku Njeri"},{"field":"place","from":"Meru","to":"Nyeri"}]""",
            rows[1].GetProperty("changes").GetRawText());
        Assert.Equal("The same phone is in row 2; where several share it, write shares in a column person.",
            rows[4].GetProperty("why").GetString());
        Assert.All(rows.Skip(3), r => Assert.EndsWith(".", r.GetProperty("why").GetString(), StringComparison.Ordinal));
        Assert.Equal(before, world.Tables.All(Table.Subscribers).Select(e => e.Data));
    }

    [Fact]
    public async Task A_file_is_brought_in_once_and_the_same_again_changes_nothing()
    {
        using var world = await Some.WorldAsync();
        var file =
            Header
                + string.Concat(
                    Enumerable.Range(0, 250).Select(n =>
                        $"Farmer {(char)('A' + n % 26)}{(char)('a' + n / 26)},+2547120{n:D5},farmer,sw,,,"
                        + $"{(n % 2 == 0 ? "service tips" : "")},form\n"));
        var begun = await ImportAsync(world, file);
        Assert.Equal((202, "False", "250", "250"), (begun.Status, begun["done"], begun["rows"], begun["added"]));
        await world.PumpAsync();

        var done = await world.GetAsync($"/api/v1/people/imports/{begun["id"]}?take=1000");
        Assert.Equal(("True", "250", "0"), (done["done"], done["added"], done["refused"]));
        Assert.Equal(begun.Body.GetProperty("results").EnumerateArray().Select(Planned), done.Body.GetProperty("results").EnumerateArray()
            .Select(Planned));
        Assert.Equal(250, done.Body.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("personId").GetString()).Distinct()
            .Count());
        Assert.Equal(252, world.Tables.All(Table.People).Count);
        var consents = await world.GetAsync("/api/v1/people/+254712000000/consents");
        Assert.Equal(("given", "notAsked", "given"),
            (consents["purposes.service"], consents["purposes.reminders"], consents["purposes.tips"]));

        var lines = Lines(world);
        var again = await ImportAsync(world, file);
        await world.PumpAsync();
        Assert.Equal(("250", "0"), (again["unchanged"], again["added"]));
        Assert.Equal(lines, Lines(world));
        Assert.Equal("250", (await world.GetAsync($"/api/v1/people/imports/{again["id"]}"))["unchanged"]);
    }

    private static (int, string?, string?) Planned(System.Text.Json.JsonElement row) =>
        (row.GetProperty("row").GetInt32(), row.GetProperty("action").GetString(), row.GetProperty("phone").GetString());

    [Fact]
    public async Task The_same_key_is_the_same_import()
    {
        using var world = await Some.WorldAsync();
        var first = await ImportAsync(world, Header + "Achieng,0711000003,,,,,,\n", key: "k1");
        await world.PumpAsync();
        var again = await ImportAsync(world, Header + "Achieng,0711000003,,,,,,\n", key: "k1");
        Assert.Equal((202, first.Body.GetRawText()), (again.Status, again.Body.GetRawText()));
        Assert.Equal("True", (await world.GetAsync($"/api/v1/people/imports/{first["id"]}"))["done"]);
        Assert.Equal(409, (await ImportAsync(world, Header + "Another,0711000004,,,,,,\n", key: "k1")).Status);
    }

    [Theory]
    [InlineData("name,tel\nA,1\n", "There is no column \"tel\"")]
    [InlineData("name\nAchieng\n", "The column phone is missing.")]
    [InlineData("name,phone,Phone\nA,1,2\n", "The column phone is there twice.")]
    [InlineData("", "The file is empty.")]
    [InlineData("name,phone\n\n", "The file has no people in it.")]
    [InlineData("name,phone\nAch\"ieng,0711000003\n", "Row 2 ")]
    public async Task A_file_that_is_none_is_refused_with_a_sentence(string file, string sentence)
    {
        using var world = await Some.WorldAsync();
        var reply = await ImportAsync(world, file, dryRun: true);
        Assert.Equal(400, reply.Status);
        Assert.Contains(sentence, reply["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_too_much_or_something_else_is_refused()
    {
        using var world = await Some.WorldAsync();
        var many = await ImportAsync(world, Header + string.Concat(Enumerable.Repeat("A,1,,,,,,\n", 10_001)));
        var much = await ImportAsync(world, Header + new string('x', 4 * 1024 * 1024));
        var json = await ImportAsync(world, Header, media: "application/json");
        Assert.Equal((400, 413, 400), (many.Status, much.Status, json.Status));
    }

    private static List<string> Lines(World world) =>
        [.. world.Tables.All(Table.Subscribers).Select(e => e.Data).Order(StringComparer.Ordinal)];

    internal static async Task<Reply> ImportAsync(World world, string file, bool dryRun = false, string? key = null,
        string media = "text/csv; charset=utf-8", string? who = null, string programme = "maize")
    {
        var http = World.Request("POST", $"/api/v1/people/import?programme={programme}" + (dryRun ? "&dryRun=true" : ""), file);
        http.Request.ContentType = media;
        http.Request.Headers.Authorization = $"Bearer {(who is null ? World.Key : World.KeyOf(who))}";
        if (key is not null) http.Request.Headers["Idempotency-Key"] = key;
        await world.RunAsync(http);
        return World.ReplyOf(http);
    }
}
