namespace Outreach.Console.Tests;

public sealed class PeopleApiTests
{
    [Fact]
    public async Task A_programme_is_set_up_once_and_listed()
    {
        using var world = new World();
        var made = await world.PostAsync("/api/v1/programmes", Some.Programme);
        var again = await world.PostAsync("/api/v1/programmes", Some.Programme);
        var other =
            await world.PostAsync("/api/v1/programmes",
                new { id = "maize", name = "Another", region = "KE", crops = new[] { "Maize" }, signature = "N" });
        var listed = await world.GetAsync("/api/v1/programmes");

        Assert.Equal((201, "KES"), (made.Status, made["currency"]));
        Assert.Equal((201, 409), (again.Status, other.Status));
        Assert.Equal("Maize Meru", Assert.Single(listed.Body.GetProperty("programmes").EnumerateArray()).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("""{"id":"none","name":"N","region":"KE","crops":["Maize"],"signature":"S"}""", "id")]
    [InlineData("""{"id":"a.b","name":"N","region":"KE","crops":["Maize"],"signature":"S"}""", "id")]
    [InlineData("""{"id":"a","name":" ","region":"KE","crops":["Maize"],"signature":"S"}""", "name")]
    [InlineData("""{"id":"a","name":"N","region":"FR","crops":["Maize"],"signature":"S"}""", "region")]
    [InlineData("""{"id":"a","name":"N","region":"KE","crops":[],"signature":"S"}""", "crops")]
    [InlineData("""{"id":"a","name":"N","region":"KE","crops":[null],"signature":"S"}""", "crops")]
    [InlineData("""{"id":"a","name":"N","region":"KE","crops":"Maize","signature":"S"}""", "crops")]
    [InlineData("""{"id":"a","name":"N","region":"KE","crops":["Maize"],"signature":"S","currency":"XXX"}""", "currency")]
    [InlineData("""{"id":"a","name":"N","region":"KE","crops":["Maize"]}""", "signature")]
    public async Task A_programme_with_a_fault_is_refused(string body, string field)
    {
        using var world = new World();
        var reply = await world.PostAsync("/api/v1/programmes", body);
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    [Fact]
    public async Task People_are_listed_in_stretches_with_their_phones()
    {
        using var world = await Some.WorldAsync();
        var first = await world.GetAsync("/api/v1/people?programme=maize&take=1");
        var second = await world.GetAsync($"/api/v1/people?programme=maize&take=1&after={first["next"]}");
        var end = await world.GetAsync($"/api/v1/people?programme=maize&take=1&after={second["next"]}");

        string?[] phones = [PhoneOf(first), PhoneOf(second)];
        Assert.Equal([Some.Trader, Some.Farmer], phones.Order());
        Assert.Empty(end.Body.GetProperty("people").EnumerateArray());
        Assert.Null(end["next"]);
    }

    [Theory]
    [InlineData("", "programme")]
    [InlineData("?programme=other", "programme")]
    [InlineData("?programme=maize&take=0", "take")]
    [InlineData("?programme=maize&take=1001", "take")]
    [InlineData("?programme=maize&take=x", "take")]
    public async Task A_list_with_a_bad_question_is_refused(string query, string field)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.GetAsync($"/api/v1/people{query}");
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    [Fact]
    public async Task A_person_keeps_the_id_of_their_phone()
    {
        using var world = await Some.WorldAsync();
        object person =
            new { programme = "maize", phone = "0711 000003", name = "Achieng", role = "farmer", language = "sw" };
        var made = await world.PostAsync("/api/v1/people", person);
        var other = new { programme = "maize", phone = "+254711000003", name = "Achieng O.", role = "farmer" };
        Assert.Equal(409, (await world.PostAsync("/api/v1/people", other)).Status);
        var again = await world.PostAsync("/api/v1/people",
            new { programme = "maize", phone = "+254711000003", name = "Achieng O.", role = "farmer", person = "same", language = "en" });
        Assert.Equal("sw", again["language"]);
        Assert.Equal((201, "+254711000003"), (made.Status, made["phone"]));
        Assert.Equal("""["Maize"]""", made["crops"]);
        Assert.Equal((200, made["personId"], "Achieng O."), (again.Status, again["personId"], again["name"]));
    }

    [Theory]
    [InlineData("""{"programme":"other","phone":"0711000003","name":"Amina","role":"farmer","language":"en"}""", "programme")]
    [InlineData("""{"programme":"maize","phone":"07","name":"Amina","role":"farmer","language":"en"}""", "phone")]
    [InlineData("""{"programme":"maize","phone":"0711000003","name":"","role":"farmer","language":"en"}""", "name")]
    [InlineData("""{"programme":"maize","phone":"0711000003","name":"Amina","role":"boss","language":"en"}""", "role")]
    [InlineData("""{"programme":"maize","phone":"0711000003","name":"Amina","role":"farmer","language":"xx"}""", "language")]
    [InlineData("""{"programme":"maize","phone":"0711000003","name":"Amina","role":"farmer","language":"en","pin":"12"}""", "pin")]
    [InlineData("""{"programme":"maize","phone":"0711000003","name":"Amina","role":"farmer","language":"en","pin":1234}""", "pin")]
    [InlineData("""{"programme":"maize","phone":null,"name":"Amina","role":"farmer","language":"en"}""", "phone")]
    public async Task A_person_with_a_fault_is_refused(string body, string field)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync("/api/v1/people", body);
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    [Fact]
    public async Task What_a_registration_does_not_name_stays_as_it_is()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/programmes",
            new { id = "both", name = "Both", region = "KE", crops = new[] { "Maize", "Beans" }, signature = "N" });
        object first = new { programme = "both", phone = "0711000003", name = "Achieng", role = "farmer", language = "en", place = "Siaya",
            crops = new[] { "beans" } };
        await world.PostAsync("/api/v1/people", first);
        var again = await world.PostAsync("/api/v1/people",
            new { programme = "both", phone = "0711000003", name = "Achieng Otieno", role = "farmer", person = "same" });
        Assert.Equal((200, "en", "Siaya", """["Beans"]""", "Achieng Otieno"),
            (again.Status, again["language"], again["place"], again["crops"], again["name"]));
        var emptied = await world.PostAsync("/api/v1/people",
            new { programme = "both", phone = "0711000003", name = "Achieng Otieno", role = "farmer", place = "" });
        Assert.Equal("", emptied["place"]);
    }

    [Theory]
    [InlineData("farmer", 201)]
    [InlineData("coordinator", 202)]
    public async Task A_traders_name_is_warned_of_or_asked_about_in_every_role(string role, int status)
    {
        using var world = await Some.WorldAsync();
        var made = await world.PostAsync("/api/v1/people", new { programme = "maize", phone = "0711000098", name = "OTIENO", role });
        Assert.Equal(status, made.Status);
        Assert.Contains($"Another trader has this name, with the phone {Some.Trader}.",
            made.Body.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()));
    }

    [Fact]
    public async Task What_is_doubtful_about_a_person_is_said()
    {
        using var world = await Some.WorldAsync();
        var made = await world.PostAsync("/api/v1/people",
            new { programme = "maize", phone = "0202000098", name = "OTIENO", role = "trader", crops = new[] { "Maiz, Maize" },
                evenSo = true });
        Assert.Equal((201, """["Maiz","Maize"]"""), (made.Status, made["crops"]));
        Assert.Equal(["The phone is not known as a mobile number, so perhaps no SMS reaches it.",
            "The programme does not grow Maiz; is it Maize?", $"Another trader has this name, with the phone {Some.Trader}."],
            made.Body.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()));
    }

    [Theory]
    [InlineData("name", "mpesa-bonus.co.ke")]
    [InlineData("name", "Safaricom")]
    [InlineData("name", "Send PIN")]
    [InlineData("name", "Afisa Njeri")]
    [InlineData("name", "Maize Meru Programme")]
    [InlineData("name", "=HYPERLINK(1)")]
    [InlineData("place", "=HYPERLINK(1)")]
    [InlineData("consentSource", "=HYPERLINK(1)")]
    [InlineData("name", "Amina\u202Eanima")]
    [InlineData("name", "Amina\u2028Juma")]
    [InlineData("name", "\u0410mina")]
    [InlineData("place", "=Siaya")]
    public async Task A_name_that_could_mislead_is_refused(string field, string text)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync("/api/v1/people",
            new { programme = "maize", phone = "0711000003", name = field == "name" ? text : "Amina", role = "farmer", language = "en",
                place = field == "place" ? text : "Siaya", consentSource = field == "consentSource" ? text : "paper" });
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    /// <summary>Near an office's name, or an official's: taken, and said.</summary>
    [Theory]
    [InlineData("Safarikom", "The name is near \"safaricom\", which is a company's, an office's or our own word.")]
    [InlineData("Njeri", "The name is that of Officer Njeri, who speaks for the programme.")]
    public async Task A_doubtful_name_is_taken_with_a_warning(string name, string warning)
    {
        using var world = await Some.WorldAsync();
        var made = await world.PostAsync("/api/v1/people", Some.Person("+254711000003", name, "farmer"));
        Assert.Equal(201, made.Status);
        Assert.Contains(warning, made.Body.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()));
    }

    [Fact]
    public async Task A_phone_of_another_programme_is_not_taken_over()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/programmes",
            new { id = "beans", name = "Beans", region = "KE", crops = new[] { "Beans" }, signature = "N" });
        Assert.Equal(409,
            (await world.PostAsync("/api/v1/people", Some.Person(Some.Farmer, "Wanjiku", "farmer", programme: "beans"))).Status);
        Assert.Equal(400, (await world.OfferAsync(Some.Offer("programme", "beans"))).Status);
    }

    [Fact]
    public async Task An_account_shows_totals_by_person_and_by_age()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 500 });
        await world.PumpAsync();
        await world.AnswerAsync(code, "trader");
        world.Clock.Advance(NodaTime.Duration.FromDays(70));
        var made = await world.GetAsync($"/api/v1/agreements/{code}");
        var trader = await world.GetAsync($"/api/v1/accounts/maize/{made["trader.personId"]}");
        var farmer = await world.GetAsync($"/api/v1/accounts/maize/{made["farmer.personId"]}");

        Assert.Equal(("0.00", "20000.00", "KES"), (trader["owed.amount"], trader["owing.amount"], trader["owing.currency"]));
        Assert.Equal(("20000.00", "0.00"), (farmer["owed.amount"], farmer["owing.amount"]));
        Assert.Equal("""[{"personId":"P","name":"Wanjiku","net":{"amount":"-20000.00","currency":"KES"}}]""",
            trader["byCounterparty"]!.Replace(made["farmer.personId"]!, "P", StringComparison.Ordinal));
        Assert.Equal("""[{"age":"days60","amount":{"amount":"20000.00","currency":"KES"}}]""", trader["byAge.owing"]);
        var entry = Assert.Single(farmer.Body.GetProperty("entries").EnumerateArray());
        Assert.Equal((code, "isOwed"), (entry.GetProperty("code").GetString(), entry.GetProperty("side").GetString()));
    }

    [Fact]
    public async Task An_account_may_be_empty_but_not_unknown()
    {
        using var world = await Some.WorldAsync();
        var id = (await world.GetAsync("/api/v1/people?programme=maize")).Body.GetProperty("people")[0].GetProperty("personId").GetString();
        Assert.Equal("0.00", (await world.GetAsync($"/api/v1/accounts/maize/{id}"))["owed.amount"]);
        Assert.Equal(404, (await world.GetAsync("/api/v1/accounts/maize/nobody")).Status);
        Assert.Equal(404, (await world.GetAsync($"/api/v1/accounts/other/{id}")).Status);
    }

    private static string? PhoneOf(Reply reply) =>
        Assert.Single(reply.Body.GetProperty("people").EnumerateArray()).GetProperty("phone").GetString();
}
