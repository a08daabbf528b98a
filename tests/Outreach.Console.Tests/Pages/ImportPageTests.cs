using System.Text;
using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Console.Tests.Pages;

/// <summary>A file of people on the page: looked at, brought in, and its refused rows corrected.</summary>
public sealed class ImportPageTests
{
    private const string Page = "/console/maize/import";
    private const string File = "name,phone,place\nAchieng,0711000003,Kisumu\nWanjiku,+254711000002,Thika\nBaraka,12,Kisumu\n";

    [Fact]
    public async Task A_file_is_looked_at_and_changes_nothing()
    {
        using var world = await Some.WorldAsync();
        var before = world.Tables.All(Table.Subscribers).Count;
        var seen = await (await Visitor.InAsync(world)).FillAsync(Page, Page, ("text", File));
        Assert.Equal(200, seen.Status);
        foreach (var part in new[]
        {
            "1 New people", "1 Changed", "0 As they are", "1 Refused", "Row 3 +254711000002", "→ Thika", "Row 4 12",
            "out at once, to ask for consent. They cost KES ", "Bring 2 people in",
        })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);
        Assert.Equal(before, world.Tables.All(Table.Subscribers).Count);
        Assert.Empty(world.Tables.All(Table.Imports));
    }

    /// <summary>What the page says is what goes out: the very SMS, counted after the import.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("service tips")]
    [InlineData("service reminders tips surveys")]
    public async Task The_SMS_told_are_those_that_go_out(string consent)
    {
        using var world = await Some.WorldAsync();
        world.Gateway.Sent.Clear();
        var file = $"name,phone,consent,consent source\nAchieng,0711000003,{consent},paper\nBaraka,0711000004,{consent},paper\n";
        var told = await Send(world, file, "&dryRun=true");
        await Send(world, file, "");
        await world.PumpAsync();
        Assert.Equal((world.Gateway.Sent.Count, world.Gateway.Sent.Sum(s => Core.Values.Segments.Of(s.Text).Count)),
            (int.Parse(told["sms.messages"]!), int.Parse(told["sms.segments"]!)));
        Assert.Equal(consent.Contains("surveys", StringComparison.Ordinal) ? 0 : 2, world.Gateway.Sent.Count);
    }

    [Fact]
    public async Task Refused_rows_come_back_as_a_file_and_go_in_corrected()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var done = await BringAsync(visitor, File);
        Assert.Contains("Bringing people in", (await visitor.GetAsync(done)).Text, StringComparison.Ordinal);
        await world.PumpAsync();
        var seen = await visitor.GetAsync(done);
        Assert.Contains("Everybody is in", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Row 4 12", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("data-refresh", seen.Html, StringComparison.Ordinal);
        var refused = (await visitor.GetAsync(done.Split('?')[0] + "/refused.csv")).Html;
        Assert.Contains("Baraka,12", refused, StringComparison.Ordinal);
        var again = await BringAsync(visitor, refused.Replace(",12,", ",0711000005,", StringComparison.Ordinal));
        await world.PumpAsync();
        Assert.Contains("1 New people", (await visitor.GetAsync(again)).Text, StringComparison.Ordinal);
        Assert.NotNull(await world.Get<People>().SubscriberAsync("+254711000005", default));
    }

    [Fact]
    public async Task A_file_of_more_than_five_hundred_waits_for_a_second_person()
    {
        using var world = await Some.WorldAsync();
        var file = new StringBuilder("name,phone\n");
        for (var n = 0; n <= Import.MostAlone; n++) file.Append($"Person {(char)('A' + n % 26)}{(char)('a' + n / 26)},07120{n:D5}\n");
        var visitor = await Visitor.InAsync(world);
        var looked = await visitor.FillAsync(Page, Page, ("text", file.ToString()));
        Assert.Contains("More than 500 people take a second person's yes.", looked.Text, StringComparison.Ordinal);
        var done = await BringAsync(visitor, file.ToString());
        Assert.EndsWith("?done=Asked", done, StringComparison.Ordinal);
        await world.PumpAsync();
        Assert.Contains("It waits for a second person's yes", (await visitor.GetAsync(done)).Text, StringComparison.Ordinal);
        Assert.Null(await world.Get<People>().SubscriberAsync("+254712000000", default));
        var approval = Assert.Single(await world.ApprovalsAsync());
        Assert.Equal("Brings a file of people in: 501 added, 0 changed, 0 unchanged, 0 refused.", approval.About);
        Assert.Equal(409, (await world.PostAsync($"/api/v1/approvals/{approval.Id}/approve")).Status);
        Assert.Equal(200, (await world.AsAsync("second", $"/api/v1/approvals/{approval.Id}/approve", "")).Status);
        await world.PumpAsync();
        Assert.Contains("501 New people", (await visitor.GetAsync(done)).Text, StringComparison.Ordinal);
        Assert.NotNull(await world.Get<People>().SubscriberAsync("+254712000000", default));
    }

    [Theory]
    [InlineData("", "Choose a file")]
    [InlineData("name\nAchieng\n", "The column phone is missing.")]
    [InlineData("name,phone,village\nAchieng,0711000003,X\n", "There is no column")]
    public async Task A_fault_of_the_whole_file_stands_at_the_file(string file, string why)
    {
        using var world = await Some.WorldAsync();
        var seen = await (await Visitor.InAsync(world)).FillAsync(Page, Page, ("text", file));
        Assert.Equal(422, seen.Status);
        Assert.Contains(why, seen.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"#file\"", seen.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_programmes_import_is_not_there()
    {
        using var world = await Some.WorldAsync();
        var done = await BringAsync(await Visitor.InAsync(world), File);
        Assert.Equal(404, (await (await Visitor.InAsync(world, "beans-desk")).GetAsync(done)).Status);
    }

    private static async Task<string> BringAsync(Visitor visitor, string file)
    {
        var look = await visitor.FillAsync(Page, Page, ("text", file));
        var form = look.FormTo(Page).Select(f => (f.Key, f.Value)).ToArray();
        return (await visitor.PostAsync(Page, [.. form, ("text", file), ("act", "bring")])).Location!;
    }

    private static async Task<Reply> Send(World world, string file, string more)
    {
        var http = World.Request("POST", "/api/v1/people/import?programme=maize" + more, file);
        http.Request.ContentType = "text/csv";
        http.Request.Headers.Authorization = $"Bearer {World.Key}";
        await world.RunAsync(http);
        return World.ReplyOf(http);
    }
}
