using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Values;

namespace Outreach.Console.Tests.Pages;

/// <summary>People on pages: found, read, registered and changed by the API's own rules.</summary>
public sealed class PeoplePageTests
{
    private const string List = "/console/maize/people";

    [Theory]
    [InlineData("wanj", true)]
    [InlineData("WANJIKU meru", true)]
    [InlineData("0711000002", true)]
    [InlineData("+254711000002", true)]
    [InlineData("anjiku", false)]
    [InlineData("0711000009", false)]
    public async Task Somebody_is_found_by_the_beginning_of_a_name_or_place_or_by_a_number(string q, bool found)
    {
        using var world = await Some.WorldAsync();
        var seen = await (await Visitor.InAsync(world, "read")).GetAsync($"{List}?q={Uri.EscapeDataString(q)}");
        Assert.Equal(found, seen.Text.Contains("Wanjiku", StringComparison.Ordinal));
        if (!found) Assert.Contains("Nobody of that name", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_does_not_fit_on_a_page_is_on_the_next_by_name()
    {
        using var world = await Some.WorldAsync();
        for (var n = 0; n < 230; n++)
        {
            var row = (await world.Get<People>().DirectoryAsync("maize", default))[0] with { PersonId = $"q{n}", Name = $"Zuri{n:D3}" };
            await world.Tables.UpsertAsync(Keys.Person("maize", row.PersonId), Json.Write(new ListedPerson(1, row)), default);
        }
        var visitor = await Visitor.InAsync(world, "read");
        var (names, path) = (new List<string>(), List + "?q=zuri");
        for (var pages = 1; ; pages++)
        {
            var seen = await visitor.GetAsync(path);
            names.AddRange(Regex.Matches(seen.Html, @"Zuri\d+").Select(m => m.Value).Distinct());
            var next = Regex.Match(seen.Html, "<a class=\"button\" href=\"([^\"]*)\">Next page");
            if (!next.Success)
            {
                Assert.Equal(3, pages);
                break;
            }
            path = System.Net.WebUtility.HtmlDecode(next.Groups[1].Value);
        }
        Assert.Equal(Enumerable.Range(0, 230).Select(n => $"Zuri{n:D3}"), names);
    }

    [Fact]
    public async Task A_person_is_registered_once_however_often_the_form_is_sent()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var form = (await visitor.GetAsync(List + "/new")).FormTo(List + "/new").Select(f => (f.Key, f.Value)).Concat(
        [
            ("phone", "0711 000 031"), ("name", "Neema Wekesa"), ("role", "farmer"), ("language", "sw"), ("place", "Kitale"),
            ("crops", "Maize"), ("consent", "service"), ("consent", "tips"),
        ]).ToArray();
        var first = await visitor.PostAsync(List + "/new", form);
        Assert.Equal(first.Location, (await visitor.PostAsync(List + "/new", form)).Location);
        Assert.Equal(List + "?q=%2B254711000031&done=Person", first.Location);
        Assert.Contains("Neema Wekesa", (await visitor.GetAsync(first.Location!)).Text, StringComparison.Ordinal);
        await world.PumpAsync();
        var id = (await world.Get<People>().SubscriberAsync("+254711000031", default))!.Holders[0].Holder.PersonId;
        var seen = await visitor.GetAsync($"{List}/{id}");
        foreach (var part in new[] { "Neema Wekesa", "Farmer, Kitale", "+254711000031", "Tips and lessons yes", "Reminders not asked yet" })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);
        Assert.Single(world.Audit, a => a.What == "person.register" && a.Subject == id);
    }

    [Theory]
    [InlineData("phone", "12", "phone")]
    [InlineData("name", "", "name")]
    [InlineData("role", "king", "role")]
    public async Task A_fault_stands_beside_its_field_and_the_rest_is_kept(string field, string value, string at)
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var fields = new Dictionary<string, string>
        {
            ["phone"] = "0711000031", ["name"] = "Neema Wekesa", ["role"] = "farmer", ["place"] = "Webuye", [field] = value,
        };
        var seen = await visitor.FillAsync(List + "/new", List + "/new", [.. fields.Select(f => (f.Key, f.Value))]);
        Assert.Equal(422, seen.Status);
        Assert.Contains($"href=\"#{at}\"", seen.Html, StringComparison.Ordinal);
        Assert.Contains("Webuye", seen.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_name_on_a_known_phone_is_asked_about()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        (string, string)[] fields = [("phone", Some.Farmer), ("name", "Achieng Odhiambo"), ("role", "farmer")];
        Assert.Equal(409, (await visitor.FillAsync(List + "/new", List + "/new", fields)).Status);
        var seen = await visitor.FillAsync(List + "/new", List + "/new", [.. fields, ("person", "same")]);
        Assert.Equal(303, seen.Status);
        await world.PumpAsync();
        Assert.Contains("Achieng Odhiambo", (await visitor.GetAsync(seen.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_keeps_what_is_left_as_it_is()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var to = $"{List}/{await world.FarmerIdAsync()}/change";
        var seen = await visitor.FillAsync(to, to, ("name", "Wanjiku Njoroge"), ("role", "farmer"), ("place", "Meru"),
            ("crops", "Maize"));
        Assert.EndsWith("?done=Person", seen.Location, StringComparison.Ordinal);
        var user = (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holders[0].Holder;
        // Who reads what is chosen on the phone.
        Assert.Equal(("Wanjiku Njoroge", Language.Kiswahili, "Meru"), (user.Name, user.Language, user.Place));
        Assert.Equal(await world.FarmerIdAsync(), user.PersonId);
    }

    [Fact]
    public async Task On_a_shared_phone_a_persons_page_changes_that_person()
    {
        using var world = await Some.WorldAsync();
        var joined = await world.PostAsync("/api/v1/people",
            new { programme = "maize", phone = Some.Farmer, name = "Achieng", role = "farmer", person = "shares" });
        await world.PumpAsync();
        await world.LetInAsync();
        var to = $"{List}/{joined["personId"]}/change";
        var visitor = await Visitor.InAsync(world);
        var seen = await visitor.FillAsync(to, to, ("name", "Achieng Atieno"), ("role", "farmer"), ("place", "Kisumu"), ("crops", "Maize"));
        Assert.EndsWith("?done=Person", seen.Location, StringComparison.Ordinal);
        var users = (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holders.Select(u => (u.Holder.Name, u.Holder.Place));
        Assert.Equal([("Achieng Atieno", "Kisumu"), ("Wanjiku", "Meru")], users.Order());
    }

    [Fact]
    public async Task A_persons_page_has_what_is_owed_and_what_takes_two_waits_for_the_second()
    {
        using var world = await Some.WorldAsync();
        var code = await world.LentAsync();
        await world.InInboxAsync();
        var (visitor, page) = (await Visitor.InAsync(world), $"{List}/{await world.FarmerIdAsync()}");
        var seen = await visitor.GetAsync(page);
        foreach (var part in new[] { code, "with Otieno", "KES 1,200", "Is the lorry coming", "In no course." })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);
        var done = await visitor.FillAsync(page, page + "/act", ("act", "erase"));
        Assert.Equal(page + "?done=Asked", done.Location);
        var approval = Assert.Single(await world.ApprovalsAsync(), a => a.Kind == "erasure");
        var decide = $"/console/maize/approvals/{approval.Id}";
        var own = await visitor.GetAsync(decide);
        Assert.Contains("You asked for this", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"approve\"", own.Html, StringComparison.Ordinal);
        var other = await Visitor.InAsync(world, "second");
        Assert.Equal("/console/maize/approvals?done=Approved", (await other.FillAsync(decide, decide, ("decision", "approve"))).Location);
        await world.PumpAsync();
        Assert.Contains("The person is erased: the person can still stop it.", (await visitor.GetAsync(page)).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_word_about_consent_and_each_act_about_a_person_is_found_from_their_page()
    {
        using var world = await Some.WorldAsync();
        var id = await world.FarmerIdAsync();
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", "stop-1", Some.Farmer, "22384", "SIMAMISHA"), default);
        await world.PumpAsync();
        var visitor = await Visitor.InAsync(world);
        var person = await visitor.GetAsync($"/console/maize/people/{id}");
        Assert.Contains($"/console/maize/people/{id}/consents", person.Html, StringComparison.Ordinal);
        Assert.Contains($"/console/maize/audit?subject={id}", person.Html, StringComparison.Ordinal);

        var consents = await visitor.GetAsync($"/console/maize/people/{id}/consents");
        foreach (var part in new[] { "stopped", "SIMAMISHA", "said yes", "Tips and lessons" })
            Assert.Contains(part, consents.Text, StringComparison.Ordinal);
        Assert.True(consents.Text.IndexOf("SIMAMISHA", StringComparison.Ordinal)
            < consents.Text.IndexOf("said yes", StringComparison.Ordinal));
        Assert.Contains(world.Audit, a => a.What == "page.person.consents" && a.Subject == id);

        var audit = await visitor.GetAsync($"/console/maize/audit?subject={id}");
        Assert.Contains("page.person.consents", audit.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Otieno", audit.Text, StringComparison.Ordinal);
        var all = await world.GetAsync("/api/v1/audit?programme=maize&take=1000");
        var theirs = await world.GetAsync($"/api/v1/audit?programme=maize&subject={id}");
        var expected = all.Body.GetProperty("rows").EnumerateArray().Count(r => r.GetProperty("subject").GetString() == id);
        Assert.InRange(expected, 2, all.Body.GetProperty("rows").GetArrayLength() - 1);
        Assert.Equal(expected, theirs.Body.GetProperty("rows").EnumerateArray().Count(r => r.GetProperty("subject").GetString() == id));
        Assert.Equal(expected, theirs.Body.GetProperty("rows").GetArrayLength());
    }
}
