using Outreach.App;
using Outreach.Core.Values;

namespace Outreach.Console.Tests.Pages;

/// <summary>The inbox on a page: read, look at the SMS, answer once.</summary>
public sealed class InboxPageTests
{
    private const string List = "/console/maize/inbox";

    [Fact]
    public async Task An_answer_goes_out_once_however_often_it_is_sent()
    {
        using var world = await Some.WorldAsync();
        var (page, visitor) = (await PageAsync(world), await Visitor.InAsync(world));
        var form = (await visitor.GetAsync(page)).FormTo(page).Select(f => (f.Key, f.Value))
            .Append(("text", "Yes, on Friday at nine.")).Append(("name", "Njeri")).ToArray();
        for (var n = 0; n < 3; n++) Assert.Equal(List + "?done=Reply", (await visitor.PostAsync(page, form)).Location);
        await world.PumpAsync();
        Assert.Single(world.Gateway.Sent, s => s.Text.Contains("Yes, on Friday at nine.", StringComparison.Ordinal));
        Assert.Single(world.Audit, a => a.What == "inbox.reply");
        Assert.Contains("Nobody waits", (await visitor.GetAsync(List)).Text, StringComparison.Ordinal);
        Assert.Contains("answered by Njeri", (await visitor.GetAsync(List + "?show=answered")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_coordinators_one_answers_and_the_other_sees_that_answer_and_what_they_typed()
    {
        using var world = await Some.WorldAsync();
        var page = await PageAsync(world);
        var (first, second) = (await Visitor.InAsync(world), await Visitor.InAsync(world, "second"));
        var other = (await second.GetAsync(page)).FormTo(page).Select(f => (f.Key, f.Value)).ToArray();
        await first.FillAsync(page, page, ("text", "On Friday."), ("name", "Njeri"));
        var seen = await second.PostAsync(page, [.. other, ("text", "I think on Monday."), ("name", "Mumbi")]);
        Assert.Equal(409, seen.Status);
        Assert.Contains("On Friday.", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Yours was not sent: I think on Monday.", seen.Text, StringComparison.Ordinal);
        await world.PumpAsync();
        Assert.DoesNotContain(world.Gateway.Sent, s => s.Text.Contains("Monday", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "Njeri", "text is 1 to 300 characters", "text")]
    [InlineData("Reply 1 if you want it.", "Njeri", "asks for an answer", "text")]
    [InlineData("Yes.", "", "name is 1 to 20 characters", "name")]
    public async Task A_fault_stands_beside_its_field_and_what_was_typed_is_kept(string text, string name, string why, string field)
    {
        using var world = await Some.WorldAsync();
        var (page, visitor) = (await PageAsync(world), await Visitor.InAsync(world));
        var seen = await visitor.FillAsync(page, page, ("text", text), ("name", name));
        Assert.Equal(422, seen.Status);
        Assert.Contains($"id=\"{field}-fault\"", seen.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"#{field}\"", seen.Html, StringComparison.Ordinal);
        Assert.Contains(why, seen.Text, StringComparison.Ordinal);
        if (text.Length > 0) Assert.Contains(text, seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_first_shows_the_SMS_with_size_and_price_and_sends_nothing()
    {
        using var world = await Some.WorldAsync();
        var (page, visitor) = (await PageAsync(world), await Visitor.InAsync(world));
        var sent = world.Gateway.Sent.Count;
        var seen = await visitor.FillAsync(page, page, ("text", new string('a', 200)), ("name", "Njeri"), ("look", "1"));
        Assert.Equal(200, seen.Status);
        Assert.Contains("2 SMS", seen.Text, StringComparison.Ordinal);
        Assert.Contains("KES 1.60", seen.Text, StringComparison.Ordinal);
        var part = await visitor.PostAsync(page + "/size",
            [.. seen.FormTo(page).Select(f => (f.Key, f.Value)), ("text", "Sawa."), ("name", "Njeri")]);
        Assert.Contains("1 SMS", part.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", part.Html, StringComparison.Ordinal);
        await world.PumpAsync();
        Assert.Equal(sent, world.Gateway.Sent.Count);
    }

    [Fact]
    public async Task A_reply_with_a_link_waits_for_a_second_owner()
    {
        using var world = await Some.WorldAsync();
        var (page, visitor) = (await PageAsync(world), await Visitor.InAsync(world));
        Assert.Equal(List + "?done=ReplyWaits",
            (await visitor.FillAsync(page, page, ("text", "Look at www.example.org for it."), ("name", "Njeri"))).Location);
        await world.PumpAsync();
        Assert.DoesNotContain(world.Gateway.Sent, s => s.Text.Contains("example", StringComparison.Ordinal));
        Assert.Contains("A reply with a link, a number or another",
            (await visitor.GetAsync("/console/maize/today")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sent_STOP_can_be_called_and_there_is_no_box()
    {
        using var world = await Some.WorldAsync();
        var page = await PageAsync(world);
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", "stop", Some.Farmer, "22384", "STOP"), default);
        await world.PumpAsync();
        var seen = await (await Visitor.InAsync(world)).GetAsync(page);
        Assert.Contains("They can be called.", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", seen.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_back_waits_and_a_second_coordinator_with_an_old_page_sends_nothing()
    {
        using var world = await Some.WorldAsync();
        var page = await PageAsync(world);
        var (first, second) = (await Visitor.InAsync(world), await Visitor.InAsync(world, "second"));
        var other = (await second.GetAsync(page)).FormTo(page).Select(f => (f.Key, f.Value)).ToArray();
        Assert.Equal(List + "?done=Reply",
            (await first.FillAsync(page, page, ("text", "Since when?"), ("name", "Njeri"), ("wait", "1"))).Location);
        var seen = await second.PostAsync(page, [.. other, ("text", "I think on Monday."), ("name", "Mumbi")]);
        Assert.Equal(409, seen.Status);
        Assert.Contains("Njeri wrote: Since when?", seen.Text, StringComparison.Ordinal);
        Assert.Contains("I think on Monday.", seen.Text, StringComparison.Ordinal);
        await world.PumpAsync();
        Assert.DoesNotContain(world.Gateway.Sent, s => s.Text.Contains("Monday", StringComparison.Ordinal));
        // Now with what the first did before their eyes, it goes out.
        Assert.Equal(List + "?done=Reply",
            (await second.FillAsync(page, page, ("text", "I think on Monday."), ("name", "Mumbi"))).Location);
    }

    [Fact]
    public async Task One_is_taken_passed_on_and_closed_and_the_list_says_who_has_it_and_how_long_they_wait()
    {
        using var world = await Some.WorldAsync();
        var page = await PageAsync(world);
        var visitor = await Visitor.InAsync(world);
        world.Clock.Advance(NodaTime.Duration.FromHours(3));
        Assert.Equal(page + "?done=Take", (await visitor.FillAsync(page, page + "/act", ("act", "take"))).Location);
        var mine = (await visitor.GetAsync(List + "?show=mine")).Text;
        Assert.Contains("Is the lorry coming on Friday?", mine, StringComparison.Ordinal);
        Assert.Contains("The longest wait began 3 hours ago.", mine, StringComparison.Ordinal);
        var today = (await visitor.GetAsync("/console/maize/today")).Text;
        Assert.Contains("The longest wait began 3 hours ago.", today, StringComparison.Ordinal);
        Assert.DoesNotContain("lorry", (await visitor.GetAsync(List + "?show=free")).Text, StringComparison.Ordinal);
        var read = await visitor.GetAsync(page);
        var fields = read.FormTo(page + "/act").Select(f => (f.Key, f.Value)).ToArray();
        Assert.Equal(List + "?done=Pass", (await visitor.PostAsync(page + "/act", [.. fields, ("act", "pass"), ("to", "")])).Location);
        Assert.Contains("lorry", (await visitor.GetAsync(List + "?show=free")).Text, StringComparison.Ordinal);
        Assert.Equal(List + "?done=Close",
            (await visitor.FillAsync(page, page + "/act", ("act", "close"), ("reason", "thanks"))).Location);
        Assert.Contains("they only said thanks", (await visitor.GetAsync(page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ready_answer_comes_into_the_box_in_the_readers_language_and_nothing_is_sent()
    {
        using var world = await Some.WorldAsync();
        var language = (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Language.Code();
        var other = language == "fr" ? "zu" : "fr";
        await world.Get<People>().CreateProgrammeAsync((await world.Get<People>().ProgrammeAsync("maize", default))! with
        {
            Answers = [new("dry", new Dictionary<string, string> { [language] = "{first name}, three days in the sun." }),
                new("pay1", new Dictionary<string, string> { [other] = "Demain." })],
        }, default);
        var (page, visitor) = (await PageAsync(world), await Visitor.InAsync(world));
        var sent = world.Gateway.Sent.Count;
        var seen = await visitor.FillAsync(page, page, ("canned", "dry"), ("text", ""), ("name", "Njeri"));
        Assert.Equal(200, seen.Status);
        Assert.Contains("Wanjiku, three days in the sun.", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Not in their language: pay1", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"pay1\"", seen.Html, StringComparison.Ordinal);
        await world.PumpAsync();
        Assert.Equal(sent, world.Gateway.Sent.Count);
    }

    private static async Task<string> PageAsync(World world) => $"{List}/{Uri.EscapeDataString(await world.InInboxAsync())}";

    [Fact]
    public async Task A_message_becomes_a_task_once_or_a_dispute_in_the_writers_words()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        var id = Uri.EscapeDataString(await world.InInboxAsync("The scale was not empty."));
        var (page, act) = ($"/console/maize/inbox/{id}", $"/console/maize/inbox/{id}/act");
        var visitor = await Visitor.InAsync(world);
        for (var n = 0; n < 2; n++)
            Assert.Equal(page + "?done=ToTask", (await visitor.FillAsync(page, act, ("act", "task"))).Location);
        var task = Assert.Single(await world.Get<Tasks>().OpenAsync("maize", default), t => t.Task.Kind == "message to follow up");
        Assert.Equal(await world.FarmerIdAsync(), task.Task.Subject);
        Assert.Single(world.Audit, a => a.What == "inbox.task");
        Assert.Contains("A message needs more than an answer", (await visitor.GetAsync("/console/maize/today")).Text,
            StringComparison.Ordinal);

        Assert.Contains(code, (await visitor.GetAsync(page)).Text, StringComparison.Ordinal);
        var other = await visitor.FillAsync(page, act, ("act", "dispute"), ("code", "B2C34"), ("about", "weight"));
        Assert.Equal(404, other.Status);
        var done = await visitor.FillAsync(page, act, ("act", "dispute"), ("code", code), ("about", "weight"));
        Assert.Equal($"/console/maize/agreements/{code}?done=Act", done.Location);
        await world.PumpAsync();
        var agreement = await world.GetAsync($"/api/v1/agreements/{code}");
        Assert.Contains("The scale was not empty.", agreement.Body.GetProperty("dispute").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(await world.FarmerIdAsync(), agreement.Body.GetProperty("dispute").GetProperty("by").GetString());
        // What is in dispute already is not offered again.
        Assert.DoesNotContain($"value=\"{code}\"", (await visitor.GetAsync(page)).Html, StringComparison.Ordinal);
    }
}
