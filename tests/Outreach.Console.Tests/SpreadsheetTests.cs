using System.Text;
using System.Text.Json;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;

namespace Outreach.Console.Tests;

/// <summary>Files of people as spreadsheets write them.</summary>
public sealed class SpreadsheetTests
{
    [Theory]
    [InlineData("name,phone,,\nAchieng,0711000003,,\n")]
    [InlineData("name;phone\nAchieng;0711000003\n")]
    [InlineData("name\tphone\nAchieng\t0711000003\n")]
    [InlineData("sep=;\r\nname;phone\r\nAchieng;0711000003\r\n")]
    [InlineData("\uFEFF\"Name\",\"Phone\"\r\n\"Achieng\",\"0711000003\"\r\n")]
    [InlineData("name,phone\nAchieng,254711000003.0\n")]
    [InlineData("name,phone\nAchieng,'+254711000003\n")]
    [InlineData("name,phone,why,row\n\u200BAchieng\u200B,00254711000003,once refused,7\n")]
    [InlineData("name,phone,person\nAchieng,0711OOO003,\n")]
    public async Task The_same_person_however_it_is_written(string file)
    {
        var row = await OneAsync(file);
        Assert.Equal(("added", "+254711000003"), (Text(row, "action"), Text(row, "phone")));
    }

    [Fact]
    public async Task A_file_in_UTF_16_is_read()
    {
        using var world = await Some.WorldAsync();
        var http = World.Request("POST", "/api/v1/people/import?programme=maize&dryRun=true", "");
        http.Request.Body =
            new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("name\tphone\nThiès\t0711000003\n")]);
        http.Request.ContentType = "text/csv";
        http.Request.Headers.Authorization = $"Bearer {World.Key}";
        await world.RunAsync(http);
        Assert.Equal("1", World.ReplyOf(http)["added"]);
    }

    [Theory]
    [InlineData("Jane 0711000003", "The phone has a name or another word beside the number: write the number alone.")]
    [InlineData("0711FARMER", "The phone has a letter in it: write digits.")]
    [InlineData("0711000003 x5", "The phone has an extension: write a mobile number alone.")]
    [InlineData("2.54711E+11", "The phone was shortened by the spreadsheet, so that digits are lost: format the column as text.")]
    public async Task A_phone_that_is_none_is_refused_with_the_reason(string phone, string why)
    {
        var row = await OneAsync($"name,phone\nAchieng,{phone}\n");
        Assert.Equal(("refused", why), (Text(row, "action"), Text(row, "why")));
    }

    [Fact]
    public async Task A_refused_phone_with_spaces_is_shown() =>
        Assert.Equal("+254 711 000", Text(await OneAsync("name,phone\nAchieng,+254 711 000\n"), "phone"));

    [Theory]
    [InlineData("\"Wekesa, Neema\"", "\",\"")]
    [InlineData("J. Otieno (Snr)", "\"(\"")]
    [InlineData("Mary/John", "\"/\"")]
    [InlineData("NdiÃ¨ye", "\"¨\"")]
    [InlineData("=HYPERLINK(1)", "\"=\"")]
    [InlineData("mpesa-bonus.co.ke", "\"bonus.co\"")]
    [InlineData("Safaricom M-PESA", "\"safaricom\"")]
    [InlineData("Оtieno", "\"О\"")]
    [InlineData("Amina\u202E", "\"U+202E\"")]
    public async Task The_odd_character_of_a_name_is_named(string name, string shown)
    {
        var row = await OneAsync($"name,phone\n{name},0711000003\n");
        Assert.Equal("refused", Text(row, "action"));
        Assert.Contains(shown, Text(row, "why"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Maize, Beans\"", """["Maize","Beans"]""")]
    [InlineData("Maize/Beans", """["Maize","Beans"]""")]
    [InlineData("maize and BEANS", """["Maize","Beans"]""")]
    [InlineData("mahindi na maharagwe", """["Maize","Beans"]""")]
    [InlineData("Maïs et haricots & maize", """["Maize","Beans"]""")]
    public async Task Crops_are_the_programmes_own(string written, string crops)
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/programmes",
            new { id = "both", name = "Both", region = "KE", crops = new[] { "Maize", "Beans" }, signature = "N" });
        await ImportTests.ImportAsync(world, $"name,phone,crops\nAchieng,0711000003,{written}\n", programme: "both");
        await world.PumpAsync();
        var person = Assert.Single((await world.GetAsync("/api/v1/people?programme=both")).Body.GetProperty("people").EnumerateArray());
        Assert.Equal(crops, person.GetProperty("crops").GetRawText());
    }

    [Theory]
    [InlineData("crops", "Maiz", "The programme does not grow Maiz; is it Maize?")]
    [InlineData("crops", "Quinoa", "The programme does not grow Quinoa.")]
    [InlineData("place", "Siaya", null)]
    public async Task What_the_programme_does_not_grow_is_a_warning(string column, string cell, string? warning)
    {
        var row = await OneAsync($"name,phone,{column}\nAchieng,0711000003,{cell}\n");
        Assert.Equal(("added", warning), (Text(row, "action"), Warning(row)));
    }

    [Theory]
    [InlineData("0202000098")]
    [InlineData("0900223456")]
    [InlineData("0800720098")]
    public async Task A_number_that_is_not_mobile_is_a_warning(string phone)
    {
        var row = await OneAsync($"name,phone\nAchieng,{phone}\n");
        Assert.Equal(("added", "The phone is not known as a mobile number, so perhaps no SMS reaches it."),
            (Text(row, "action"), Warning(row)));
    }

    [Fact]
    public async Task Rows_are_counted_as_a_spreadsheet_counts_them()
    {
        using var world = await Some.WorldAsync();
        var reply = await ImportTests.ImportAsync(world,
            "name,phone,consent source\nAchieng,0711000003,\"form\nof March\"\n\nKamau,12,\nNjoki,0711000005,\n", dryRun: true);
        Assert.Equal([2, 4, 5], reply.Body.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("row").GetInt32()));
    }

    [Theory]
    [InlineData("name,phone\nA,1\n\"Jane,0711000003\nAnn,0711000004\nEve,0711000005\n", "Row 3 is not CSV: a quotation mark opens")]
    [InlineData("name,phone\n\"Jane,0711000003\nA,1\n\"Eve\",0711000005\n", "Row 2 is not CSV: a quotation mark opens")]
    [InlineData("name,phone\nA,1\nAch\"ieng,0711000003\n", "Row 3 is not CSV: a quotation mark stands where none may.")]
    public async Task An_open_quotation_mark_is_reported_where_it_began(string file, string sentence)
    {
        using var world = await Some.WorldAsync();
        var reply = await ImportTests.ImportAsync(world, file, dryRun: true);
        Assert.Equal(400, reply.Status);
        Assert.StartsWith(sentence, reply["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "refused", null)]
    [InlineData("same", "changed", "same")]
    [InlineData("new", "refused", null)]
    [InlineData("shares", "added", "shares")]
    public async Task Another_name_on_a_known_phone_says_who_it_is(string person, string action, string? said)
    {
        using var world = await Some.WorldAsync();
        var reply = await ImportTests.ImportAsync(world, $"name,phone,person\nAkinyi Odhiambo,{Some.Farmer},{person}\n");
        await world.PumpAsync();
        var done = await world.GetAsync($"/api/v1/people/imports/{reply["id"]}");
        var row = Assert.Single(done.Body.GetProperty("results").EnumerateArray());
        Assert.Equal((action, said), (Text(row, "action"), Text(row, "person")));
        Assert.Equal(person == "same" ? ["Akinyi Odhiambo"] : ["Wanjiku"], await UsersAsync(world, Some.Farmer));
        if (person != "shares") return;
        await world.LetInAsync();
        Assert.Equal(["Akinyi Odhiambo", "Wanjiku"], await UsersAsync(world, Some.Farmer));
    }

    private static async Task<IEnumerable<string>> UsersAsync(World world, string phone) =>
        (await world.Get<People>().SubscriberAsync(phone, default))!.Holders.Select(h => h.Holder.Name).Order();

    /// <summary>A number that is silent and that no message reaches may be somebody else's; no list says so of another.</summary>
    [Fact]
    public async Task A_new_owner_needs_a_number_in_quarantine_and_two_owners()
    {
        using var world = await Some.WorldAsync();
        var file = $"name,phone,person\nAkinyi,{Some.Farmer},new\n";
        var refused = Assert.Single((await ImportTests.ImportAsync(world, file, key: "k1")).Body.GetProperty("results").EnumerateArray());
        Assert.StartsWith("Nothing shows that its user has lost this number", Text(refused, "why"), StringComparison.Ordinal);
        foreach (var id in new[] { "m1", "m2" })
        {
            await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Queued), AggregateId.Subscriber(Some.Farmer),
                new NotArrived(id, SendFailure.UnknownSubscriber), id, default);
            world.Clock.Advance(NodaTime.Duration.FromHours(24));
        }
        var alone = Assert.Single((await ImportTests.ImportAsync(world, file, key: "k2")).Body.GetProperty("results").EnumerateArray());
        Assert.StartsWith("Somebody else had this number. That takes a second owner", Text(alone, "why"), StringComparison.Ordinal);
        var waits = await world.PostAsync("/api/v1/people",
            new { programme = "maize", phone = Some.Farmer, name = "Akinyi", role = "farmer", language = "en", person = "new" });
        await world.PumpAsync();
        Assert.Equal(202, waits.Status);
        Assert.Equal(["Wanjiku"], await UsersAsync(world, Some.Farmer));
        Assert.Equal(200, (await world.ApprovedAsync(waits)).Status);
        Assert.Equal(["Akinyi"], await UsersAsync(world, Some.Farmer));
    }

    [Fact]
    public async Task The_sentence_names_the_three_words_and_the_same_name_in_other_letters_needs_none()
    {
        var other = await OneAsync($"name,phone\nAkinyi,{Some.Farmer}\n");
        Assert.Contains("same for a new name, new for a new owner, or shares", Text(other, "why"), StringComparison.Ordinal);
        Assert.Equal("unchanged", Text(await OneAsync($"name,phone\n Wanjiku ,{Some.Farmer}\n"), "action"));
    }

    [Fact]
    public async Task Several_people_of_one_file_share_a_phone()
    {
        using var world = await Some.WorldAsync();
        const string file = "name,phone,shared\nAchieng,0711000003,\nOchieng,0711000003,yes\nAtieno,0711000003,yes\nBarasa,0711000003,\n";
        var reply = await ImportTests.ImportAsync(world, file);
        await world.PumpAsync();
        Assert.Equal(("3", "1"), (reply["added"], reply["refused"]));
        Assert.Equal(["Achieng"], await UsersAsync(world, "+254711000003"));
        await world.LetInAsync("+254711000003");
        Assert.Equal(["Achieng", "Ochieng"], await UsersAsync(world, "+254711000003"));
        await world.LetInAsync("+254711000003");
        Assert.Equal(["Achieng", "Atieno", "Ochieng"], await UsersAsync(world, "+254711000003"));
        Assert.Equal("3", (await ImportTests.ImportAsync(world, file, key: "again"))["unchanged"]);
    }

    [Fact]
    public async Task A_known_name_with_a_new_phone_is_a_hint()
    {
        var row = await OneAsync("name,phone\nWANJIKU,0711000007\n");
        Assert.Equal(("added", $"A farmer of this name has the phone {Some.Farmer}: is it the same person?"),
            (Text(row, "action"), Warning(row)));
    }

    [Fact]
    public async Task A_list_does_not_change_the_language()
    {
        var row = await OneAsync($"name,phone,language\nWanjiku,{Some.Farmer},fr\n");
        Assert.Equal(("unchanged", "The language stays sw: a person changes it on the phone."), (Text(row, "action"), Warning(row)));
    }

    [Fact]
    public async Task Refused_rows_come_back_as_a_file_to_correct_and_to_send_again()
    {
        using var world = await Some.WorldAsync();
        var reply = await ImportTests.ImportAsync(world,
            $"Name;Phone;Place;Consent\nAchieng;0711000003;Siaya;tips\n=1+1;0711 000 005;Siaya;tips\nAkinyi;{Some.Farmer};Meru;service\n");
        await world.PumpAsync();
        var file = await world.TextAsync($"/api/v1/people/imports/{reply["id"]}/refused.csv");
        var lines = file.TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("name,phone,role,language,place,crops,consent,consent source,person,shared,row,why", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("\"'=1+1\",\"'+254711000005\",,,Siaya,,tips,,,,3,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"Akinyi,\"'{Some.Farmer}\",,,Meru,,service,,,,4,", lines[2], StringComparison.Ordinal);

        var corrected = file.Replace("'=1+1", "Moraa", StringComparison.Ordinal)
            .Replace("service,,,,4", "service,,same,,4", StringComparison.Ordinal);
        var again = await ImportTests.ImportAsync(world, corrected);
        Assert.Equal(("1", "1", "0"), (again["added"], again["changed"], again["refused"]));
    }

    private static async Task<JsonElement> OneAsync(string file)
    {
        using var world = await Some.WorldAsync();
        var reply = await ImportTests.ImportAsync(world, file, dryRun: true);
        Assert.True(reply.Status == 200, reply.Body.ToString());
        return Assert.Single(reply.Body.GetProperty("results").EnumerateArray()).Clone();
    }

    private static string? Text(JsonElement row, string field) => row.TryGetProperty(field, out var value) ? value.GetString() : null;

    private static string? Warning(JsonElement row) =>
        row.TryGetProperty("warnings", out var all) ? Assert.Single(all.EnumerateArray()).GetString() : null;
}
