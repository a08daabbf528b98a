using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Subscribers;

namespace Outreach.Scenarios;

/// <summary>What people do about their PIN, numbers and data on a phone is in the audit; their erasure leaves its chain whole.</summary>
public sealed class AuditTests
{
    [Theory]
    [InlineData("pin-chosen", "phone pin.set")]
    [InlineData("pin-changed", "phone pin.changed")]
    [InlineData("pin-lock", "phone pin.locked")]
    [InlineData("pin-reset", "phone pin.reset")]
    [InlineData("pin-reset-refused", "phone pin.reset.refused")]
    [InlineData("new-number", "phone number.moved", "system number.arrived", "system number.left")]
    [InlineData("lost-phone", "phone number.moved", "system number.arrived", "system number.left")]
    [InlineData("moved-by-two", "system number.arrived", "system number.left")]
    [InlineData("kept-by-word", "phone person.kept")]
    [InlineData("second-contact", "phone second-contact.agreed")]
    [InlineData("erased", "the person person.erased")]
    public async Task An_act_on_a_phone_is_in_the_audit(string transcript, params string[] acts)
    {
        var end = (await Calm.PlayAsync(TranscriptTests.Read(transcript))).Before[^1].World;
        var rows = end.Tables.All(Table.Audit).Where(e => e.Key.Row != Keys.AuditHeadRow).Select(e => Json.Read<AuditRow>(e.Data)).ToList();
        Assert.Empty(acts.Except(rows.Select(r => $"{r.Act.Who} {r.Act.What}")));
        Assert.All(rows, r => Assert.DoesNotContain("+254", r.ToString(), StringComparison.Ordinal));
        foreach (var programme in end.Tables.All(Table.Audit).Select(e => e.Key.Partition[..^(Keys.MonthLength + 1)]).Distinct())
            Assert.All(await end.Get<AuditTrail>().VerifyAsync(programme, default), m => Assert.True(m.IsRight));
    }

    [Fact]
    public async Task An_erased_persons_words_leave_audit_and_approvals_and_nobody_elses()
    {
        await using var world = new World();
        await Village.SettleInAsync(world, "juma");
        var (wanjiru, juma) = (Village.Find("wanjiru"), Village.Find("juma"));
        var (audit, now) = (world.Get<AuditTrail>(), world.Clock.GetCurrentInstant());
        await audit.AppendAsync("kenya-maize", new("office", "person.register", wanjiru.PersonId, now, "Wanjiru before"), "a", default);
        await audit.AppendAsync("kenya-maize", new("office", "person.register", juma.PersonId, now, "Juma before"), "b", default);
        var decided = await MoveAsync(world, wanjiru);
        await world.Get<App.Approvals>().DecideAsync(decided.Id, new DecideApproval("second", false), default);
        var expired = await MoveAsync(world, wanjiru);
        var others = await MoveAsync(world, juma);
        await world.WaitAsync(Duration.FromDays(2));
        var open = await MoveAsync(world, wanjiru);

        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), AggregateId.Person(wanjiru.Programme, wanjiru.PersonId),
            new ErasePerson("the person"), "erase", default);
        await world.SettleAsync();
        Assert.Equal([true, true, false, false], await ForgottenAsync(world, decided, expired, open, others));
        await world.WaitAsync(Duration.FromDays(9));
        Assert.Equal([true, true, true, false], await ForgottenAsync(world, decided, expired, open, others));

        Assert.Empty(ErasureTests.Found(world, wanjiru));
        var rows = (await audit.ListAsync("kenya-maize", "", 100, default)).Select(r => r.Row).ToList();
        Assert.All(rows.Where(r => r.Act.Subject == wanjiru.PersonId), r => Assert.Null(r.Act.About));
        Assert.Contains(rows, r => r.Act.About == "Juma before");
        var month = Assert.Single(await audit.VerifyAsync("kenya-maize", default));
        Assert.True(month.IsRight);
        Assert.True(month.Blanked > 0);
    }

    private static Task<Approval> MoveAsync(World world, Villager who) => world.Get<App.Approvals>().StartAsync($"{Guid.NewGuid()}",
        new StartApproval(who.Programme, ApprovalKinds.NumberMoved, who.PersonId, AggregateId.Subscriber(who.Phone),
            new DoIdentityAct($"{Guid.NewGuid()}", Core.People.IdentityActKind.NumberMoved, "office", who.Phone), "office",
            $"now {who.Phone}"), default);

    private static async Task<IEnumerable<bool>> ForgottenAsync(World world, params Approval[] approvals)
    {
        var found = new List<bool>();
        foreach (var approval in approvals)
            found.Add((await world.Get<App.Approvals>().FindAsync(approval.Id, default))!.Command is Forgotten);
        return found;
    }
}
