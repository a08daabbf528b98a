using Outreach.App;
using Outreach.Core.Mentoring;

namespace Outreach.Scenarios;

/// <summary>
/// What a conversation with a mentor costs in calls of storage and queues. The queue's own, the gateway and the timer's looks are left out.
/// </summary>
public sealed class MentorBudgets
{
    private const string Goat = "My goat is sick, whom can I ask?";
    private static readonly Villager wanjiru = Village.Find("wanjiru");
    private static readonly Villager asha = Village.Mediator;

    /// <summary>The automatic answer is one call more. A mentor is looked for in the programme.</summary>
    [Theory]
    [InlineData(null, 6)]
    [InlineData("Njeri", 8)]
    [InlineData("Asha", 12)]
    public async Task A_text_into_the_inbox_costs(string? mentor, int most)
    {
        await using var world = await BegunAsync(mentor);
        await ExpectAsync(world, most + 1, () => TextAsync(world, wanjiru, Goat));
        Assert.Equal(mentor == "Asha", world.Network.Inbox[^1].Phone == asha.Phone);
    }

    /// <summary>Ten calls, and two for the audit: the design had nine (docs/decisions/0288).</summary>
    [Fact]
    public async Task An_answer_by_SMS_costs_twelve_calls()
    {
        await using var world = await BegunAsync("Asha");
        await TextAsync(world, wanjiru, Goat);
        var code = world.Network.Inbox[^1].Text.Split('(', ')')[1];
        // The first row of a month looks for the month before.
        await TextAsync(world, asha, $"{code} Since when?");
        await ExpectAsync(world, 12, () => TextAsync(world, asha, $"{code} Ask the vet"));
        Assert.Equal("Ask the vet - Asha", world.Network.Inbox[^1].Text);
    }

    /// <summary>As its use case is called; who asks, and the request's own row, are the API's.</summary>
    [Fact]
    public async Task An_answer_at_the_console_costs_eleven_calls()
    {
        await using var world = await BegunAsync("Asha");
        await TextAsync(world, wanjiru, Goat);
        var item = Assert.Single(await world.AskAsync(() => world.Get<Inboxes>().AllAsync("kenya-maize", default)));
        await ExpectAsync(world, 11, () => world.AskAsync(() => world.Get<Inboxes>().DoAsync(item.Id,
            new ReplyToInbox("r", "Asha", "At the market"), default)));
        Assert.Equal("At the market - Asha", world.Network.Inbox[^1].Text);
    }

    private static async Task<World> BegunAsync(string? mentor)
    {
        var world = new World();
        await Village.SettleInAsync(world);
        world.Network.Reports = false;
        var people = world.Get<App.People>();
        await world.AskAsync(() => people.RegisterAsync(new Work(Arrival.Queued), asha.Phone, Village.HolderOf(asha), null, "scenario",
            default));
        await TextAsync(world, asha, "MENTOR");
        if (mentor is not null)
        {
            var programme = (await world.AskAsync(() => people.ProgrammeAsync(wanjiru.Programme, default)))!;
            await world.AskAsync(() => world.Get<Mentors>().AssignAsync(programme,
                new MentorPlan([(wanjiru.PersonId, mentor)], new Dictionary<string, int>()), default));
        }
        await world.SettleAsync();
        return world;
    }

    private static async Task ExpectAsync(World world, int most, Func<Task> act)
    {
        var from = world.Breakpoints.Calls.Count;
        world.Breakpoints.Armed = true;
        await act();
        await world.SettleAsync();
        world.Breakpoints.Armed = false;
        List<string> calls = [.. world.Breakpoints.Calls.Skip(from).Select(c => c.Name)
            .Where(n => !n.StartsWith("gateway", StringComparison.Ordinal)
                && n is not ("through Due" or "page Limits" or "send InboundSms" or "delete InboundSms" or "delete Work"))];
        Assert.True(calls.Count <= most, $"{calls.Count} calls: {string.Join(", ", calls)}");
    }

    private static async Task TextAsync(World world, Villager who, string text)
    {
        var sms = new InboundSms("network", $"{who.Name}-{text}", who.Phone, "40404", text);
        await world.AskAsync(() => world.Get<IInbound>().SmsAsync(sms, default));
        await world.SettleAsync();
    }
}
