using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>The keys that each errand costs after dialling, the PIN among them: decisions 0192 and 0158.</summary>
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

    [Fact]
    public async Task Paying_takes_four_and_another_amount_one_more()
    {
        await using var world = await AgreedAsync();
        var usual = await WalkAsync(world, "juma", "3", "2580", "1", "1");
        Assert.Equal(4, usual.Keys);
        Assert.Contains("you say you paid Wanjiru KSh 4,000.\nAn SMS brings", usual.Last, StringComparison.Ordinal);
        var other = await WalkAsync(world, "juma", "3", "2580", "1", "1500", "1");
        Assert.Equal(usual.Keys + 1, other.Keys);
        Assert.Contains("you say you paid Wanjiru KSh 1,500.\nAn SMS brings", other.Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivering_takes_four_and_another_quantity_six()
    {
        await using var world = await AgreedAsync();
        var other = await WalkAsync(world, "wanjiru", "4", "1470", "1", "2", "60", "1");
        Assert.Equal(6, other.Keys);
        Assert.Contains("you say you delivered 60 kg Maize A to Juma.\nAn SMS brings", other.Last, StringComparison.Ordinal);
        await world.SettleAsync();
        var usual = await WalkAsync(world, "wanjiru", "4", "1470", "1", "1");
        Assert.Equal(4, usual.Keys);
        Assert.Contains("you say you delivered 40 kg Maize A to Juma", usual.Last, StringComparison.Ordinal);
        Assert.Contains("another question to answer first", usual.Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offering_takes_nine_and_the_first_time_ten()
    {
        await using var world = await OpenAsync();
        var first = await WalkAsync(world, "juma", "9", "2580", "0711000002", "1", "1", "100", "40", "2", "2", "1");
        Assert.Equal(10, first.Keys);
        Assert.StartsWith("Sent. Offer", first.Last, StringComparison.Ordinal);
        await world.SettleAsync();
        var next = await WalkAsync(world, "juma", "9", "2580", "0711000003", "1", "200", "1", "2", "2", "1");
        Assert.Equal(9, next.Keys);
        Assert.StartsWith("Sent. Offer", next.Last, StringComparison.Ordinal);
        await world.SettleAsync();
        Assert.Contains("kilo 200 kwa KSh 40 kila kilo", world.Network.Inbox[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_takes_four_and_an_early_end_asks_once()
    {
        await using var world = await AgreedAsync();
        var asked = await WalkAsync(world, "juma", "1", "2580", "3", "1", "1", "4", "1");
        Assert.Equal(7, asked.Keys);
        Assert.Contains("you ask Wanjiru to close it early. Then: Nothing is owed", asked.Last, StringComparison.Ordinal);
        await world.SettleAsync();
        var answer = await WalkAsync(world, "wanjiru", "2", "1470", "1", "1");
        Assert.Equal(4, answer.Keys);
        Assert.StartsWith("Thank you. You said yes.", answer.Last, StringComparison.Ordinal);
    }

    /// <summary>Wanjiru is to bring Juma 100 kg for KSh 4,000, and both said yes.</summary>
    private static async Task<World> AgreedAsync()
    {
        var world = await OpenAsync();
        var juma = Village.Find("juma");
        var today = Country.OfPhone(juma.Phone)!.Today(world.Clock.GetCurrentInstant());
        await world.Get<App.Agreements>()
            .OfferAsync(Offers.Read(juma, "wanjiru 100 kg at 40 advance 0 pay in 20 days", "offer-1", today), default);
        await world.SettleAsync();
        await world.Get<IInbound>().SmsAsync(new InboundSms("network", "yes", Village.Find("wanjiru").Phone, "40404", "1"), default);
        await world.SettleAsync();
        return world;
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
