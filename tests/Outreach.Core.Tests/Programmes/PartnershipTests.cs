using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;

namespace Outreach.Core.Tests.Programmes;

/// <summary>Whose a programme is, which months it shares, and how it ends.</summary>
public sealed class PartnershipTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 5, 20, 9, 0);

    [Fact]
    public void A_programme_becomes_one_partners_and_never_anothers()
    {
        var mine = After(Bare, new JoinOrganisation("coop", ["sw"]));
        Assert.Equal(("coop", "sw"), (mine.Partner!.Organisation, mine.Partner.Languages.Single()));
        Assert.Same(mine, After(mine, new JoinOrganisation("union", ["en"])));
        Assert.Equal(["sw", "en"], After(mine, new JoinOrganisation("coop", ["sw", "en"])).Partner!.Languages);
    }

    [Fact]
    public void No_form_of_settings_changes_whose_it_is_or_opens_it_again()
    {
        var ended = After(Shared("harvest", 6), new EndProgramme(now));
        var saved = After(ended, new ReplaceProgramme(Bare with { SelfRegistration = new(true, "COOP") }, 1));
        Assert.Equal(Json(ended.Partner), Json(saved.Partner));
        Assert.False(saved.SelfRegistration.Open);
    }

    [Fact]
    public void A_change_that_was_asked_for_before_the_close_opens_nothing_again()
    {
        var closed = After(Bare, new CloseProgramme(now));
        var saved = After(closed, new ReplaceProgramme(Bare with { SelfRegistration = new(true, "COOP") }, 1));
        Assert.Equal(now, saved.ReadOnlySince);
        Assert.False(saved.SelfRegistration.Open);
    }

    /// <summary>A month that was told is told for good: who comes and goes changes the months that come.</summary>
    [Fact]
    public void Months_are_shared_whole_and_stay_shared()
    {
        var moved = After(Shared("harvest", 6), new ShareFigures("cocoa", new(2026, 9)));
        Assert.Equal([("harvest", 6, (int?)8), ("cocoa", 9, null)], Stays(moved));
        Assert.Equal("cocoa", moved.Partner!.Joint);
        var gone = After(moved, new ShareFigures("", new(2026, 11)));
        Assert.Equal([("harvest", 6, (int?)8), ("cocoa", 9, 10)], Stays(gone));
        Assert.Equal("", gone.Partner!.Joint);
        // Twice the same, and a change of mind before it began.
        Assert.Same(moved, After(moved, new ShareFigures("cocoa", new(2026, 12))));
        Assert.Equal([("harvest", 6, (int?)8)], Stays(After(moved, new ShareFigures("", new(2026, 9)))));
    }

    [Fact]
    public void The_month_of_the_end_is_the_last_that_is_shared()
    {
        var ended = After(Shared("harvest", 3), new EndProgramme(now));
        Assert.Equal([("harvest", 3, (int?)5)], Stays(ended));
        Assert.True(ended.IsEnded);
        Assert.Same(ended, After(ended, new ShareFigures("cocoa", new(2026, 9))));
        Assert.Same(ended, After(ended, new EndProgramme(now + Duration.FromDays(1))));
        // One that had not begun yet was never told of.
        Assert.Empty(Stays(After(Shared("harvest", 6), new EndProgramme(now))));
    }

    [Fact]
    public void A_partner_leaves_once_with_all_its_programmes()
    {
        var coop = new Organisation("coop", "Coop", "KE", ["sw"], new("Asha", "asha@coop.example"), "office", now);
        var left = OrganisationDecisions.Decide(coop, new EndOrganisation(["a", "b"]), now);
        Assert.Equal(now, left.State!.LeftAt);
        Assert.Equal([AggregateId.Programme("a"), AggregateId.Programme("b")], left.Effects.OfType<Tell>().Select(t => t.To));
        Assert.Empty(OrganisationDecisions.Decide(left.State, new EndOrganisation(["a"]), now).Effects);
        var late = OrganisationDecisions.Decide(left.State, new ReplaceOrganisation("Other", ["en"], coop.Owner, ["a"], 1), now);
        Assert.Same(left.State, late.State);
        Assert.IsType<Overtaken>(late.Reply);
    }

    private static Programme Bare { get; } = new("coop-maize", "Coop maize", "KE", "KES", ["Maize"], "Asha");

    private static Programme Shared(string joint, int month) =>
        After(After(Bare, new JoinOrganisation("coop", ["sw"])), new ShareFigures(joint, new(2026, month)));

    private static Programme After(Programme programme, Command command) => ProgrammeDecisions.Decide(programme, command).State!;

    private static IEnumerable<(string, int, int?)> Stays(Programme p) =>
        p.Partner!.Stays.Select(s => (s.Joint, s.From.Month, s.Until?.Month));

    private static string Json(object? value) => System.Text.Json.JsonSerializer.Serialize(value);
}
