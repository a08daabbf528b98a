using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;

namespace Outreach.Console.Tests.Pages;

/// <summary>Today: who needs the coordinator.</summary>
public sealed class TodayTests
{
    [Fact]
    public async Task An_empty_day_says_so_and_each_thing_that_waits_stands_with_name_phone_and_button()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        Assert.Contains("Nothing waits.", (await visitor.GetAsync("/console/maize/today")).Text, StringComparison.Ordinal);
        await world.InInboxAsync();
        await world.TaskAsync();
        var code = await world.DisputedAsync();
        await world.PostAsync("/api/v1/people/erase", new { programme = "maize", personId = await PersonIdAsync(world) });
        var seen = await visitor.GetAsync("/console/maize/today");
        foreach (var part in new[]
        {
            "Is the lorry coming on Friday?", "A learner went quiet", "Wanjiku " + Some.Farmer, $"{code}, the weight",
            "Otieno " + Some.Trader, "A person is erased", "asked by office", "1 messages to answer",
        })
            Assert.Contains(part, seen.Text, StringComparison.Ordinal);
        Assert.Contains("<button", seen.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_is_off_the_list_once_and_the_audit_has_who()
    {
        using var world = await Some.WorldAsync();
        var id = await world.TaskAsync();
        var first = await Visitor.InAsync(world);
        var second = await Visitor.InAsync(world, "second");
        var to = $"/console/maize/tasks/{Uri.EscapeDataString(id)}/done";
        var form = (await first.GetAsync("/console/maize/today")).FormTo(to).Select(f => (f.Key, f.Value)).ToArray();
        var other = (await second.GetAsync("/console/maize/today")).FormTo(to).Select(f => (f.Key, f.Value)).ToArray();
        Assert.Equal("/console/maize/today?done=Task", (await first.PostAsync(to, form)).Location);
        // Pressed twice, and by somebody else meanwhile.
        Assert.Equal("/console/maize/today?done=Task", (await first.PostAsync(to, form)).Location);
        Assert.Equal("/console/maize/today?done=Gone", (await second.PostAsync(to, other)).Location);
        var act = Assert.Single(world.Audit, a => a.What == "task.done");
        Assert.Equal(("office", "learner gone quiet"), (act.Who, act.About));
        var seen = await first.GetAsync("/console/maize/today?done=Task");
        Assert.DoesNotContain("A learner went quiet", seen.Text, StringComparison.Ordinal);
        Assert.Contains("It is off the list", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_taken_given_and_listed_as_mine_with_the_name_of_who_has_it()
    {
        using var world = await Some.WorldAsync();
        var id = await world.TaskAsync();
        var (office, second) = (await Visitor.InAsync(world), await Visitor.InAsync(world, "second"));
        const string Today = "/console/maize/today";
        string To(string act) => $"/console/maize/tasks/{Uri.EscapeDataString(id)}/{act}";
        var late = (await second.GetAsync(Today)).FormTo(To("take")).Select(f => (f.Key, f.Value)).ToArray();
        Assert.Equal(Today + "?done=Take", (await office.FillAsync(Today, To("take"))).Location);
        Assert.Equal(Today + "?done=Taken", (await second.PostAsync(To("take"), late)).Location);
        var seen = await second.GetAsync(Today + "?done=Taken");
        Assert.Contains("Somebody else has it.", seen.Text, StringComparison.Ordinal);
        Assert.Contains("office has it", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(To("take"), seen.Html, StringComparison.Ordinal);
        async Task<bool> ShowsAsync(Visitor visitor, string which) =>
            (await visitor.GetAsync($"{Today}?tasks={which}")).Text.Contains("A learner went quiet", StringComparison.Ordinal);
        Assert.Equal((true, false, false),
            (await ShowsAsync(office, "mine"), await ShowsAsync(second, "mine"), await ShowsAsync(second, "free")));
        // The tile counts what is open, whoever has it.
        Assert.Contains("1 things to look at", (await second.GetAsync(Today + "?tasks=mine")).Text, StringComparison.Ordinal);
        Assert.Equal(Today + "?done=Pass", (await office.FillAsync(Today, To("pass"), ("to", "second"))).Location);
        Assert.Equal((false, true), (await ShowsAsync(office, "mine"), await ShowsAsync(second, "mine")));
        Assert.Equal(Today + "?done=Pass", (await second.FillAsync(Today, To("pass"), ("to", ""))).Location);
        Assert.True(await ShowsAsync(office, "free"));
        Assert.DoesNotContain("/take", (await (await Visitor.InAsync(world, "read")).GetAsync(Today)).Html, StringComparison.Ordinal);
    }

    /// <summary>Who is called is who owes what is late, to whom, and since when; nobody once it came, or where nothing is late.</summary>
    [Fact]
    public async Task What_is_late_names_who_owes_it_to_whom_and_is_off_the_list_once_it_came()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        world.Clock.Advance(Duration.FromDays(20));
        foreach (var kind in new[] { "late goods", "late payment" })
            await world.Tables.UpsertAsync(Keys.Task("maize", $"task-{kind}"),
                Json.Write(new RaiseTask("maize", kind, code, world.Clock.GetCurrentInstant())), default);
        var visitor = await Visitor.InAsync(world);
        var seen = (await visitor.GetAsync("/console/maize/today")).Text;
        Assert.Contains("Wanjiku owes Otieno 500 kg since 20 Mar 2026", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("A payment is late", seen, StringComparison.Ordinal);
        await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 500 });
        await world.PumpAsync();
        seen = (await visitor.GetAsync("/console/maize/today")).Text;
        Assert.DoesNotContain("owes Otieno", seen, StringComparison.Ordinal);
    }

    /// <summary>The list of the agreements says the same as Today: what is late, and not the whole balance.</summary>
    [Fact]
    public async Task The_list_of_agreements_says_what_is_late_as_Today_does()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 200 });
        await world.PumpAsync();
        world.Clock.Advance(Duration.FromDays(20));
        await LateAsync(world, "late goods", code);
        var visitor = await Visitor.InAsync(world);
        var today = (await visitor.GetAsync("/console/maize/today")).Text;
        var listed = (await visitor.GetAsync("/console/maize/agreements")).Text;
        var late = System.Text.RegularExpressions.Regex.Match(today, "Wanjiku owes Otieno [0-9,]+ kg since 20 Mar 2026");
        Assert.True(late.Success, today);
        Assert.Contains(late.Value, listed, StringComparison.Ordinal);
        Assert.DoesNotContain("owes KES", listed, StringComparison.Ordinal);
    }

    /// <summary>A question that was answered needs no call, and one that is open says whom to call about what.</summary>
    [Fact]
    public async Task An_unanswered_question_says_who_was_asked_about_what_and_is_off_the_list_with_its_answer()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 200 });
        await world.PumpAsync();
        foreach (var kind in new[] { "no answer about a delivery", "no answer about a reversal", "not reached" })
            await LateAsync(world, kind, code);
        var visitor = await Visitor.InAsync(world);
        var seen = (await visitor.GetAsync("/console/maize/today")).Text;
        Assert.Contains("No answer about a delivery", seen, StringComparison.Ordinal);
        Assert.Contains("Otieno was asked about 200 kg on", seen, StringComparison.Ordinal);
        foreach (var over in new[] { "No answer about taking", "no answer about a reversal", "did not reach" })
            Assert.DoesNotContain(over, seen, StringComparison.Ordinal);
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", "in-answer", Some.Trader, "22384", $"1 {code}"), default);
        await world.PumpAsync();
        var today = await visitor.GetAsync("/console/maize/today");
        Assert.DoesNotContain("No answer about a delivery", today.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dispute_past_its_day_says_so()
    {
        using var world = await Some.WorldAsync();
        await world.DisputedAsync();
        var visitor = await Visitor.InAsync(world);
        Assert.Contains("To be closed by", (await visitor.GetAsync("/console/maize/today")).Text, StringComparison.Ordinal);
        world.Clock.Advance(Duration.FromDays(30));
        var seen = (await (await Visitor.InAsync(world)).GetAsync("/console/maize/today")).Text;
        Assert.Contains("Its time was over on", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("To be closed by", seen, StringComparison.Ordinal);
    }

    private static Task LateAsync(World world, string kind, string code) => world.Tables.UpsertAsync(Keys.Task("maize", $"task-{kind}"),
        Json.Write(new RaiseTask("maize", kind, code, world.Clock.GetCurrentInstant())), default);

    [Fact]
    public async Task A_dispute_that_ended_and_an_approval_that_is_past_do_not_wait()
    {
        using var world = await Some.WorldAsync();
        var code = await world.DisputedAsync();
        await world.WaitingAsync();
        await world.SayAsync(code, "dispute/close", new { by = "farmer" });
        await world.PumpAsync();
        world.Clock.Advance(Duration.FromHours(25));
        var visitor = await Visitor.InAsync(world);
        var seen = await visitor.GetAsync("/console/maize/today");
        Assert.Contains("0 approvals to give", seen.Text, StringComparison.Ordinal);
        Assert.Contains("0 open disputes", seen.Text, StringComparison.Ordinal);
    }

    /// <summary>Each row of a list is read with others; only what is looked up costs a read of its own.</summary>
    [Fact]
    public async Task Today_costs_as_many_reads_as_the_design_says()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        for (var n = 0; n < 30; n++) await world.InInboxAsync($"Message {n}", $"sms-{n}");
        await world.TaskAsync();
        var calls = await world.CallsAsync(() => visitor.GetAsync("/console/maize/today"));
        // The session, the programme, inbox, tasks, approvals, broadcasts, the task's person, the budget, the figures' state, and the
        // audit's three.
        Assert.InRange(calls, 9, 12);
    }

    private static async Task<string> PersonIdAsync(World world) =>
        (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holders[0].Holder.PersonId;
}
