using NodaTime;
using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>Settings, one form a page, and who has a key.</summary>
public sealed class SettingsPageTests
{
    public static TheoryData<string> Forms => [.. SettingField.Forms.Select(f => f.Form)];

    /// <summary>What stands in a form is what is set: sent as it is, it changes nothing.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_sent_as_it_is_changes_nothing(string form)
    {
        using var world = await Some.WorldAsync();
        await world.Get<People>().CreateProgrammeAsync((await world.Get<People>().ProgrammeAsync("maize", default))! with
        {
            Rules = new([3, 0, -3], [-1], [1, -2], [new("Mama Asha", "+254711000077"), new("Otieno", "+254711000078")],
                3, 20, 4, 5_000_050),
            Holidays = [new(2026, 12, 24), new(2026, 12, 27)], WeeklyCap = 4, TipsADay = 2,
            Answers = [new("dry", new Dictionary<string, string> { ["en"] = "Dry: three days.", ["sw"] = "Kausha siku tatu." })],
            SelfRegistration = new(true, "MAIZE", "*384*7072#"), SecondYes = new(50, true, false),
        }, default);
        var page = $"/console/maize/settings/{form}";
        var visitor = await Visitor.InAsync(world);
        var fields = SettingField.Forms.Single(f => f.Form == form).Fields;
        var programme = (await world.Get<People>().ProgrammeAsync("maize", default))!;
        var seen = await visitor.FillAsync(page, page, [.. fields.Select(f => (f.Name, f.Read(programme))).Where(f => f.Item2.Length > 0)]);
        Assert.Equal((303, page + "?done=Same"), (seen.Status, seen.Location));
        Assert.Empty(await world.ApprovalsAsync());
    }

    [Fact]
    public async Task A_change_waits_for_a_second_manager_and_then_says_who()
    {
        using var world = await Some.WorldAsync();
        const string Page = "/console/maize/settings/sending";
        var visitor = await Visitor.InAsync(world);
        var sent = await visitor.FillAsync(Page, Page, ("weeklyCap", "3"), ("tipsADay", "2"), ("daysBetweenTips", "3"),
            ("holidays", "2026-12-24\r\n2026-12-25"));
        Assert.Equal(Page + "?done=Asked", sent.Location);
        Assert.Contains("waits for a second manager", (await visitor.GetAsync(Page)).Text, StringComparison.Ordinal);
        var approval = Assert.Single(await world.ApprovalsAsync());
        Assert.Equal(200, (await world.AsAsync("second", $"/api/v1/approvals/{approval.Id}/approve", "")).Status);
        await world.PumpAsync();
        var programme = (await world.Get<People>().ProgrammeAsync("maize", default))!;
        Assert.Equal((3, 2, 3, 2), (programme.WeeklyCap, programme.TipsADay, programme.DaysBetweenTips, programme.Holidays.Count));
        Assert.Equal(new LocalDate(2026, 12, 24), programme.Holidays[0]);
        var seen = await visitor.GetAsync(Page);
        Assert.Contains("weeklyCap from 5 to 3", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Asked by office, approved by second", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Changed last", (await visitor.GetAsync("/console/maize/settings/rules")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sending", "weeklyCap", "many", "Write a whole number.")]
    [InlineData("sending", "weeklyCap", "99", "weeklyCap is 1 to 21.")]
    [InlineData("sending", "holidays", "24 Dec", "Write each on a line")]
    [InlineData("rules", "rules.payerDays", "three", "Write numbers")]
    [InlineData("rules", "rules.mediators", "Asha 0711000077", "Write each on a line")]
    [InlineData("rules", "rules.mediators", "Asha, 12", "rules.mediators.phone is a phone number")]
    [InlineData("programme", "crops", "", "crops names at least one crop.")]
    public async Task A_fault_stands_at_its_field_and_what_was_typed_stays(string form, string field, string typed, string why)
    {
        using var world = await Some.WorldAsync();
        var page = $"/console/maize/settings/{form}";
        var programme = (await world.Get<People>().ProgrammeAsync("maize", default))!;
        var fields = SettingField.Forms.Single(f => f.Form == form).Fields.Where(f => f.Name != field)
            .Select(f => (f.Name, f.Read(programme))).Where(f => f.Item2.Length > 0);
        var seen = await (await Visitor.InAsync(world)).FillAsync(page, page, [.. fields, (field, typed)]);
        Assert.Equal(422, seen.Status);
        Assert.Contains(why, seen.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"#{field}\"", seen.Html, StringComparison.Ordinal);
        Assert.Contains(typed, seen.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_coordinates_sees_what_is_set_and_only_a_manager_has_the_button()
    {
        using var world = await Some.WorldAsync();
        var seen = await (await Visitor.InAsync(world, "coordinate")).GetAsync("/console/maize/settings/sending");
        Assert.Contains("Only a manager can change this.", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ask for this change", seen.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await (await Visitor.InAsync(world)).GetAsync("/console/maize/settings/nothing")).Status);
    }

    [Fact]
    public async Task Staff_are_those_whose_keys_reach_the_programme()
    {
        using var world = await Some.WorldAsync();
        var seen = await (await Visitor.InAsync(world)).GetAsync("/console/maize/staff");
        foreach (var part in new[] { "office", "coordinate, manage", "every programme", "31 Dec 2026", "ended", "Ended" })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("beans-desk", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("key-of", seen.Html, StringComparison.Ordinal);
    }
}
