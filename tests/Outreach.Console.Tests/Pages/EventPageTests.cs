using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>Where events go to, on its pages.</summary>
public sealed class EventPageTests
{
    private const string Page = "/console/maize/events";

    [Fact]
    public async Task A_target_is_asked_for_tried_and_its_secret_stands_on_one_answer()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var wrong = await visitor.FillAsync(Page, Page, ("url", "http://inside"), ("event-load.confirmed", "1"), ("details", "1"));
        Assert.Equal(422, wrong.Status);
        Assert.Contains("id=\"url-fault\"", wrong.Html, StringComparison.Ordinal);
        Assert.Matches("id=\"event-load.confirmed\"[^>]*checked", wrong.Html);
        var asked = await visitor.FillAsync(Page, Page, ("url", "https://erp.example.org/in"), ("event-load.confirmed", "1"));
        Assert.Equal(Page + "?done=Asked", asked.Location);
        Assert.Contains("No address gets events.", (await visitor.GetAsync(Page)).Text, StringComparison.Ordinal);
        var approval = Assert.Single(await world.ApprovalsAsync());
        Assert.Equal("Events go to https://erp.example.org/in: load.confirmed, ids only.", approval.About);
        await world.AsAsync("second", $"/api/v1/approvals/{approval.Id}/approve", "");
        await world.PumpAsync();

        var target = $"{Page}/{await EventApiTests.AddedAsync(world)}";
        var secret = await visitor.FillAsync(target, target, ("act", "secret"));
        Assert.Contains("whsec_", secret.Text, StringComparison.Ordinal);
        var seen = await visitor.GetAsync(target);
        Assert.DoesNotContain("whsec_", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("It has no secret yet", seen.Text, StringComparison.Ordinal);

        world.Partner.Answer = new(false, "HTTP 500");
        Assert.Equal(target + "?done=EventSent", (await visitor.FillAsync(target, target, ("act", "test"))).Location);
        await world.PumpAsync();
        seen = await visitor.GetAsync(target);
        foreach (var part in new[] { "Test", "1 try", "HTTP 500", "on its way", "It took nothing since" })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);
        Assert.Equal(Page + "?done=Act", (await visitor.FillAsync(target, target, ("act", "remove"))).Location);
        Assert.Equal(404, (await visitor.GetAsync(target)).Status);
    }

    [Fact]
    public async Task A_coordinator_looks_and_changes_nothing()
    {
        using var world = await Some.WorldAsync();
        var target = $"{Page}/{await EventApiTests.AddedAsync(world)}";
        var visitor = await Visitor.InAsync(world, "coordinate");
        foreach (var path in new[] { Page, target })
        {
            var seen = await visitor.GetAsync(path);
            Assert.Equal(200, seen.Status);
            Assert.DoesNotContain($"action=\"{path}\"", seen.Html, StringComparison.Ordinal);
        }
    }
}
