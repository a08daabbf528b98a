using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>The limits on outgoing messages: to a phone, to a range of numbers, to a country.</summary>
public sealed class LimitTests
{
    private static readonly Villager juma = Village.Find("juma");
    private static readonly Villager wanjiru = Village.Find("wanjiru");
    private int texts;

    [Fact]
    public async Task A_range_of_unregistered_numbers_gets_so_many_answers_an_hour()
    {
        await using var world = World(o => o.SmsPerPrefixAnHour = 3);
        await Village.SettleInAsync(world);
        foreach (var n in Enumerable.Range(0, 7)) await TextAsync(world, $"+2547110009{n:D2}");
        Assert.Equal(3, world.Network.Inbox.Count);
        // Each range has its own count, and registered numbers count in none.
        await TextAsync(world, "+254722000901");
        await TextAsync(world, wanjiru.Phone);
        Assert.Equal(5, world.Network.Inbox.Count);
        var task = Json.Read<RaiseTask>(Assert.Single(world.Tables.All(Table.Tasks)).Data);
        Assert.Equal(("", "numbers over their limit", "+25471100…"), (task.Programme, task.Kind, task.Subject));
        Assert.Equal(4, world.Tables.All(Table.Messages).Select(Stored.State<Message>).Count(m => m.State == DeliveryState.Suppressed));

        await world.WaitAsync(Duration.FromHours(1));
        await TextAsync(world, "+254711000950");
        Assert.Equal(6, world.Network.Inbox.Count);
        Assert.Equal(3, world.Tables.All(Table.Limits).Count);
        await world.Get<SendingLimits>().ForgetAsync(world.Clock.GetCurrentInstant() + Duration.FromDays(4), default);
        Assert.Empty(world.Tables.All(Table.Limits));
    }

    /// <summary>A registered trader used to have any number of codes sent to any number: an SMS pump.</summary>
    [Fact]
    public async Task Codes_to_strangers_count_against_their_range()
    {
        await using var world = World(o => o.SmsPerPrefixAnHour = 3);
        await Village.SettleInAsync(world);
        var before = world.Network.Inbox.Count;
        for (var n = 0; n < 7; n++)
        {
            var typed = $"1*2580*5*4*07110009{n:D2}*07110009{n:D2}";
            await world.Get<IInbound>().UssdAsync(new UssdRequest("network", $"pump{n}", juma.Phone, "*384*7071#", typed), default);
            await world.SettleAsync();
        }
        Assert.Equal(before + 3, world.Network.Inbox.Count);
    }

    [Fact]
    public async Task A_phone_gets_so_many_questions_a_day_and_its_receipts_beyond_that()
    {
        await using var world = World(o => o.SmsPerPhoneADay = 2);
        await Village.SettleInAsync(world);
        var codes = new List<string>();
        for (var n = 0; n < 3; n++) codes.Add(await OfferAsync(world, n));
        await SettledAsync(world);
        Assert.Equal(2, world.Network.Inbox.Count(s => s.Phone == wanjiru.Phone));
        // Nobody is told that she stopped our SMS: the third question waits for the morning.
        Assert.Equal(["phone over its limit"], world.Tables.All(Table.Tasks).Select(t => Json.Read<RaiseTask>(t.Data).Kind));
        Assert.DoesNotContain(world.Network.Inbox, s => s.Text.Contains(codes[2], StringComparison.Ordinal) && s.Phone == wanjiru.Phone);

        await TextAsync(world, wanjiru.Phone, $"1 {codes[0]}");
        Assert.Equal(3, world.Network.Inbox.Count(s => s.Phone == wanjiru.Phone));
        await TextAsync(world, wanjiru.Phone, "help");
        Assert.Equal(3, world.Network.Inbox.Count(s => s.Phone == wanjiru.Phone));
        await world.WaitAsync(Duration.FromDays(1));
        Assert.Contains(world.Network.Inbox, s => s.Text.Contains(codes[2], StringComparison.Ordinal) && s.Phone == wanjiru.Phone);
        await TextAsync(world, wanjiru.Phone, "help");
        Assert.Equal(5,
            world.Network.Inbox.Count(s => s.Phone == wanjiru.Phone && !s.Text.Contains("remind", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Who_reports_hears_what_was_noted_however_much_the_phone_had_that_day()
    {
        await using var world = World(o => o.SmsPerPhoneADay = 2);
        await Village.SettleInAsync(world);
        var code = await OfferAsync(world, 0);
        await SettledAsync(world);
        await TextAsync(world, wanjiru.Phone, $"1 {code}");
        await TextAsync(world, wanjiru.Phone, "help");
        await TextAsync(world, wanjiru.Phone, "help");
        var before = world.Network.Inbox.Count(s => s.Phone == wanjiru.Phone);
        await TextAsync(world, wanjiru.Phone, $"DELIVERED {code} 60");
        Assert.Contains("60 kg", Assert.Single(world.Network.Inbox.Where(s => s.Phone == wanjiru.Phone).Skip(before)).Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("TZ, KE", 1)]
    [InlineData("BD", 0)]
    public async Task Only_countries_that_are_served_get_anything(string countries, int messages)
    {
        await using var world = World(o => o.Countries = countries);
        await TextAsync(world, Village.Stranger.Phone);
        Assert.Equal(messages, world.Network.Inbox.Count);
        await TextAsync(world, "+33612345678");
        Assert.Equal(messages, world.Network.Inbox.Count);
    }

    [Theory]
    [InlineData("Outreach__Countries", "KE,FR", 20)]
    [InlineData("Outreach__AnswersPerPhoneAnHour", "KE", 0)]
    public void A_limit_that_cannot_be_is_refused_with_what_to_set(string setting, string countries, int answers)
    {
        var result = new LimitsValidation().Validate(null, new OutreachOptions { Countries = countries, AnswersPerPhoneAnHour = answers });
        Assert.StartsWith($"Set {setting} to ", Assert.Single(result.Failures!), StringComparison.Ordinal);
        Assert.True(new LimitsValidation().Validate(null, new OutreachOptions()).Succeeded);
    }

    private static World World(Action<OutreachOptions> set) => new(services =>
    {
        var options = new OutreachOptions { Gateway = "network", PinPepper = "a pepper for scenarios", PinMemoryKib = 8, PinPasses = 1 };
        set(options);
        services.AddSingleton(Options.Create(options));
    });

    private async Task TextAsync(World world, string phone, string text = "hello")
    {
        await world.Get<IInbound>().SmsAsync(new InboundSms("network", $"t{++texts}", phone, "40404", text), default);
        await SettledAsync(world);
    }

    /// <summary>Handles queued work with almost no clock time.</summary>
    private static Task SettledAsync(World world) => world.WaitAsync(Duration.FromSeconds(1));

    private static Task<string> OfferAsync(World world, int n)
    {
        var today = Country.OfRegion("KE")!.Today(Scenarios.World.Start);
        var terms =
            new Terms("Maize", "A", new Quantity(100_000 + n, Unit.Kg), new Money(4_000, "KES"), today.PlusDays(20), today.PlusDays(40),
                Money.Zero("KES"));
        return world.Get<App.Agreements>().OfferAsync(
            new OfferTerms($"offer-{n}", "kenya-maize", new Party(juma.PersonId, juma.Name, juma.Phone),
                new Party(wanjiru.PersonId, wanjiru.Name, wanjiru.Phone), terms, "Officer"), default);
    }
}
