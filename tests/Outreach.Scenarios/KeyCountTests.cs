using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Programmes;

namespace Outreach.Scenarios;

/// <summary>The keys that each errand costs after dialling, the PIN among them: decision 0192.</summary>
public sealed class KeyCountTests
{
    [Fact]
    public async Task Joining_takes_four()
    {
        await using var world = await OpenAsync();
        var said = await WalkAsync(world, "neema", "1", "Neema Wekesa", "1", "1");
        Assert.Equal(4, said.Keys);
        Assert.StartsWith("Karibu Neema Wekesa.", said.Last, StringComparison.Ordinal);
        var holder = (await world.Get<People>().SubscriberAsync(Village.Find("neema").Phone, default))!;
        Assert.True(holder.Consent.Allows(ConsentPurpose.Surveys));
        Assert.Null(holder.Pin);
    }

    /// <summary>Nobody agrees to what they have not seen, however the keys come.</summary>
    [Theory]
    [InlineData("1*Neema Wekesa*1*1")]
    [InlineData("1*Neema Wekesa*1*3*1*1*1*1")]
    public async Task Typed_ahead_they_stop_at_the_consent(string ahead)
    {
        await using var world = await OpenAsync();
        var said = await WalkAsync(world, "neema", ahead);
        Assert.StartsWith("Kenya maize ikutumie SMS?", said.Last, StringComparison.Ordinal);
        Assert.Null((await world.Get<People>().SubscriberAsync(Village.Find("neema").Phone, default))!.Holder);
    }

    [Fact]
    public async Task Changing_the_PIN_takes_four()
    {
        await using var world = await OpenAsync();
        var said = await WalkAsync(world, "wanjiru", "6", "1470", "9513", "9513");
        Assert.Equal(4, said.Keys);
        Assert.StartsWith("Your new PIN is set", said.Last, StringComparison.Ordinal);
        Assert.StartsWith("Owed to you", (await WalkAsync(world, "wanjiru", "1", "9513")).Last, StringComparison.Ordinal);
    }

    /// <summary>The old PIN is asked once, and it is what opens the change.</summary>
    [Fact]
    public async Task A_wrong_old_PIN_changes_nothing()
    {
        await using var world = await OpenAsync();
        Assert.StartsWith("Wrong PIN.", (await WalkAsync(world, "wanjiru", "6", "9513")).Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_the_number_takes_five()
    {
        await using var world = await OpenAsync();
        var spare = Village.Find("spare").Phone;
        var begun = await WalkAsync(world, "wanjiru", "7", "1470", spare, spare);
        // The SMS with the code is a minute away; the test reads it where it is kept.
        var code = (await world.Get<People>().SubscriberAsync(Village.Find("wanjiru").Phone, default))!.Leaving!.Single().Code;
        var done = await world.Get<IInbound>().UssdAsync(
            new UssdRequest("network", begun.Session, Village.Find("wanjiru").Phone, "*384*7071#", begun.Text + "*" + code), default);
        Assert.Equal(5, begun.Keys + 1);
        Assert.True(done.End, done.Text);
    }

    [Fact]
    public async Task My_messages_takes_three_at_most()
    {
        await using var world = await OpenAsync();
        var said = await WalkAsync(world, "wanjiru", "5", "3");
        Assert.InRange(said.Keys, 1, 3);
        Assert.Contains("3 tips: No", said.Last, StringComparison.Ordinal);
    }

    private static async Task<World> OpenAsync()
    {
        var world = new World();
        await Village.SettleInAsync(world);
        await world.Get<People>().CreateProgrammeAsync(
            Village.Programmes[0] with { SelfRegistration = new SelfRegistration(true, "MAIZE") }, default);
        return world;
    }

    private static int sessions;

    /// <summary>Dials, then sends each key in a request of its own.</summary>
    private static async Task<(string Last, int Keys, string Session, string Text)> WalkAsync(World world, string who, params string[] keys)
    {
        var (text, session) = ("", $"s{Interlocked.Increment(ref sessions)}");
        var phone = Village.Find(who).Phone;
        var reply = await world.Get<IInbound>().UssdAsync(new UssdRequest("network", session, phone, "*384*7071#", ""), default);
        foreach (var key in keys)
        {
            text = text.Length == 0 ? key : $"{text}*{key}";
            reply = await world.Get<IInbound>().UssdAsync(new UssdRequest("network", session, phone, "*384*7071#", text), default);
        }
        return (reply.Text, keys.Length, session, text);
    }
}
