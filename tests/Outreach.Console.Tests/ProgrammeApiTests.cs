using System.Text.Json;
using System.Text.Json.Nodes;
using Outreach.Core.Values;

namespace Outreach.Console.Tests;

/// <summary>The rules that a programme sets for its agreements.</summary>
public sealed class ProgrammeApiTests
{
    private const string Rules = """
        {"payerDays":[7,1,-1],"payeeDays":[],"weeklyPlanDays":[0],"mediators":[{"name":" Mama Asha ","phone":"0711 000077"}],
        "answerDays":3,"closeDays":20,"seasonMonths":4,"pinAbove":"50000"}
        """;

    [Fact]
    public async Task Rules_holidays_and_the_cap_are_kept_and_shown()
    {
        using var world = new World();
        var made =
            await world.PostAsync("/api/v1/programmes",
                Body("rules", Rules, ("holidays", """["2026-03-20","2026-05-27"]"""), ("weeklyCap", "3")));
        var listed = (await world.GetAsync("/api/v1/programmes")).Body.GetProperty("programmes")[0];

        Assert.Equal(201, made.Status);
        Assert.Equal(
            """{"payerDays":[7,1,-1],"payeeDays":[],"weeklyPlanDays":[0],"mediators":[{"name":"Mama Asha","phone":"+254711000077"}]"""
            + ""","answerDays":3,"closeDays":20,"seasonMonths":4,"pinAbove":"50000"}""",
            made["rules"]);
        Assert.Equal(("""["2026-03-20","2026-05-27"]""", "3"), (made["holidays"], made["weeklyCap"]));
        Assert.Equal(made.Body.GetRawText(), listed.GetRawText());
    }

    [Theory]
    [InlineData("""[{"code":"Dry!","texts":{"en":"Dry it."}}]""", "Dry! is no code")]
    [InlineData("""[{"code":"dry","texts":{}}]""", "dry has no text")]
    [InlineData("""[{"code":"dry","texts":{"en":"a"}},{"code":"dry","texts":{"sw":"b"}}]""", "dry is there twice")]
    [InlineData("""[{"code":"dry","texts":{"xx":"Dry it."}}]""", "a language is one of")]
    [InlineData("""[{"code":"dry","texts":{"en":"Reply 1 if it is dry."}}]""", "asks for an answer")]
    [InlineData("""[{"code":"dry","texts":{"en":"Look at www.example.org"}}]""", "a link, a number or a PIN in it")]
    [InlineData("""[{"code":"dry","texts":{"en":"Dry it, {frst name}."}}]""", "column 9: there is no field {frst name}")]
    [InlineData("""[{"code":"dry","texts":{"bn":"LONG"}}]""", "it is at most 2")]
    public async Task A_ready_answer_that_no_reply_may_be_is_refused(string answers, string why)
    {
        using var world = new World();
        var text = answers.Replace("LONG", new string('ব', 200), StringComparison.Ordinal);
        var made = await world.PostAsync("/api/v1/programmes", Body("answers", text));
        Assert.Equal((400, "answers"), (made.Status, made["field"]));
        Assert.Contains(why, made["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_answers_are_shown_with_a_conversation_as_its_reader_would_read_them()
    {
        using var world = await Some.WorldAsync();
        var language = (await world.Get<App.People>().SubscriberAsync(Some.Farmer, default))!.Language.Code();
        var asked = await world.PostAsync("/api/v1/programmes/maize", Body("answers",
            """[{"code":"dry","texts":{"LANGUAGE":"{first name}, dry it."}},{"code":"pay1","texts":{"fr":"Demain."}}]"""
                .Replace("LANGUAGE", language, StringComparison.Ordinal)), "r");
        await world.ApprovedAsync(asked);
        var answers = (await world.GetAsync($"/api/v1/inbox/{await InboxApiTests.WaitingAsync(world)}")).Body.GetProperty("answers");
        Assert.Equal("""[{"code":"dry","text":"Wanjiku, dry it."},{"code":"pay1"}]""", answers.GetRawText());
    }

    /// <summary>Who reads the settings, changes one and sends them back changes that one.</summary>
    [Fact]
    public async Task What_was_read_can_be_sent_back()
    {
        using var world = new World();
        await world.PostAsync("/api/v1/programmes", Body("rules", """{"pinAbove":"1234.50","closeDays":20}"""));
        var read = (await world.GetAsync("/api/v1/programmes")).Body.GetProperty("programmes")[0].GetRawText();
        var same = await world.PostAsync("/api/v1/programmes/maize", read);
        Assert.True(same.Status == 200, same.Body.ToString());
        var other = await world.PostAsync("/api/v1/programmes/maize",
            read.Replace("\"weeklyCap\":5", "\"weeklyCap\":4", StringComparison.Ordinal));
        var asked = (await world.GetAsync($"/api/v1/approvals?programme=maize"))["approvals"]!;
        Assert.Equal(202, other.Status);
        Assert.Contains("Changes weeklyCap from 5 to 4.", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_out_is_as_in_any_programme()
    {
        using var world = new World();
        var made = await world.PostAsync("/api/v1/programmes", Body("rules", """{"answerDays":4}"""));
        Assert.Equal(
            """{"payerDays":[3,0,-3],"payeeDays":[-1],"weeklyPlanDays":[1,-2],"mediators":[]"""
            + ""","answerDays":4,"closeDays":14,"seasonMonths":6,"pinAbove":"50000"}""",
            made["rules"]);
        Assert.Equal(("[]", "5"), (made["holidays"], made["weeklyCap"]));
    }

    [Fact]
    public async Task A_programme_is_written_anew_and_agreements_keep_their_rules()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var replaced = await world.PostAsync("/api/v1/programmes/maize", Body("rules", Rules), "r");
        var again = await world.PostAsync("/api/v1/programmes/maize", Body("rules", Rules), "r");
        Assert.Equal("6", (await world.GetAsync("/api/v1/programmes"))
            .Body.GetProperty("programmes")[0].GetProperty("rules").GetProperty("seasonMonths").ToString());
        Assert.Equal(409, (await world.ApprovedAsync(replaced, "office-new")).Status);
        Assert.Equal(403, (await world.ApprovedAsync(replaced, "coordinate")).Status);
        await world.ApprovedAsync(replaced);
        await world.DoAsync(code, "dispute", new { by = "farmer", about = "payment" });
        var old = await world.GetAsync($"/api/v1/agreements/{code}");
        var fresh = await world.DisputedAsync();
        var now = await world.GetAsync($"/api/v1/agreements/{fresh}");

        Assert.Equal((202, "6"), (replaced.Status, replaced["rules.seasonMonths"]));
        Assert.Equal("4", (await world.GetAsync("/api/v1/programmes"))
            .Body.GetProperty("programmes")[0].GetProperty("rules").GetProperty("seasonMonths").ToString());
        Assert.Equal(replaced.Body.GetRawText(), again.Body.GetRawText());
        Assert.Equal((null, "2026-03-04T12:00:00Z"), (old["dispute.mediator"], old["dispute.answerBy"]));
        Assert.Equal(("Mama Asha", "2026-03-05T12:00:00Z"), (now["dispute.mediator.name"], now["dispute.answerBy"]));
    }

    [Theory]
    [InlineData("maize", "id", "\"beans\"", 400, "id")]
    [InlineData("beans", "id", "\"beans\"", 404, null)]
    [InlineData("maize", "region", "\"UG\"", 400, "region")]
    [InlineData("maize", "currency", "\"USD\"", 400, "currency")]
    [InlineData("maize", "name", "\"\"", 400, "name")]
    public async Task Country_and_currency_stay(string id, string field, string value, int status, string? named)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync($"/api/v1/programmes/{id}", Body(field, value));
        Assert.Equal((status, named), (reply.Status, reply["field"]));
    }

    [Theory]
    [InlineData("rules", """{"payerDays":[31]}""", "rules.payerDays")]
    [InlineData("rules", """{"payerDays":[-2147483648]}""", "rules.payerDays")]
    [InlineData("rules", """{"payeeDays":[1,1]}""", "rules.payeeDays")]
    [InlineData("rules", """{"weeklyPlanDays":[1,2,3,4,5,6,7]}""", "rules.weeklyPlanDays")]
    [InlineData("rules", """{"payerDays":["3"]}""", "rules.payerDays")]
    [InlineData("rules", """{"payerDays":[0.5]}""", "rules.payerDays")]
    [InlineData("rules", """{"mediators":{}}""", "rules.mediators")]
    [InlineData("rules", """{"mediators":[null]}""", "rules.mediators[0]")]
    [InlineData("rules", """{"mediators":[{"name":"A"}]}""", "rules.mediators[0].phone")]
    [InlineData("rules", """{"mediators":[{"name":"A","phone":"0711000077","fone":"1"}]}""", "rules.mediators[0].fone")]
    [InlineData("rules", """{"mediators":[{"name":"","phone":"0711000077"}]}""", "rules.mediators.name")]
    [InlineData("rules", """{"mediators":[{"name":"mpesa-win.co","phone":"0711000077"}]}""", "rules.mediators.name")]
    [InlineData("signature", "\"Officer\\u202EA\"", "signature")]
    [InlineData("rules", """{"mediators":[{"name":"A","phone":"+256772000001"}]}""", "rules.mediators.phone")]
    [InlineData("rules", """{"mediators":[{"name":"A","phone":"0711000077"},{"name":"B","phone":"+254711000077"}]}""",
        "rules.mediators.phone")]
    [InlineData("rules", """{"answerDays":0}""", "rules.answerDays")]
    [InlineData("rules", """{"answerDays":5,"closeDays":4}""", "rules.closeDays")]
    [InlineData("rules", """{"closeDays":91}""", "rules.closeDays")]
    [InlineData("rules", """{"seasonMonths":2}""", "rules.seasonMonths")]
    [InlineData("rules", """{"seasonMonths":13}""", "rules.seasonMonths")]
    [InlineData("rules", """{"pinAbove":0}""", "rules.pinAbove")]
    [InlineData("rules", """{"pinAbove":"1.001"}""", "rules.pinAbove")]
    [InlineData("rules", """{"pin":1}""", "rules.pin")]
    [InlineData("rules", "[]", "rules")]
    [InlineData("holidays", """["2026-03-20","2026-03-20"]""", "holidays")]
    [InlineData("holidays", """["20.3.2026"]""", "holidays")]
    [InlineData("weeklyCap", "0", "weeklyCap")]
    [InlineData("weeklyCap", "22", "weeklyCap")]
    [InlineData("weeklyCap", "\"3\"", "weeklyCap")]
    public async Task A_fault_is_named_by_its_field(string field, string value, string named)
    {
        using var world = new World();
        var reply = await world.PostAsync("/api/v1/programmes", Body(field, value));
        Assert.Equal((400, named), (reply.Status, reply["field"]));
        Assert.EndsWith(".", reply["detail"], StringComparison.Ordinal);
    }

    internal static string Body(string field, string value, params (string Field, string Value)[] more)
    {
        var body = JsonSerializer.SerializeToNode(Some.Programme)!.AsObject();
        foreach (var (name, json) in more.Prepend((field, value))) body[name] = JsonNode.Parse(json);
        return body.ToJsonString();
    }
}
