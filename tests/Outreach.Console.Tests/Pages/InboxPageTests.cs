using Outreach.App;

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

    private static async Task<string> PageAsync(World world) => $"{List}/{Uri.EscapeDataString(await world.InInboxAsync())}";
}
