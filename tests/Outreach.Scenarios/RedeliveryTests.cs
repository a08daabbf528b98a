using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>Other people do not wait while a stopped delivery is retried.</summary>
public sealed class RedeliveryTests
{
    private static readonly Villager juma = Village.Find("juma");
    private static readonly Villager wanjiru = Village.Find("wanjiru");

    /// <summary>
    /// The process stops after the yes reached its agreement, and a second offer precedes the redelivery. The yes still answers the first
    /// offer.
    /// </summary>
    [Fact]
    public async Task A_yes_that_comes_again_means_what_it_meant()
    {
        var calls = (await StoppedAsync(null)).Calls;
        var confirmed = calls.Select((name, i) => (name, i)).First(c => c.name == "replace Agreements").i;
        var (_, first, second, inbox) = await StoppedAsync(confirmed);
        Assert.Equal(AgreementStatus.Confirmed, first!.Status);
        Assert.Equal(AgreementStatus.Offered, second!.Status);
        Assert.Equal(2, inbox.Count(r => r.Text.Contains("AGREED " + first.Code, StringComparison.Ordinal)));
    }

    private static async Task<(IReadOnlyList<string> Calls, Agreement? First, Agreement? Second,
        IReadOnlyList<Received> Inbox)> StoppedAsync(int? stopAt)
    {
        await using var world = new World();
        await Village.SettleInAsync(world);
        var agreements = world.Get<App.Agreements>();
        var first = await agreements.OfferAsync(Offer("a", 45), default);
        await world.SettleAsync();
        await world.Get<IInbound>().SmsAsync(new InboundSms("network", "m1", wanjiru.Phone, "40404", "1"), default);
        var item = Assert.Single(await world.Get<IQueues>().ReceiveAsync(Queue.InboundSms, 1, Duration.FromSeconds(30), default));

        (world.Breakpoints.Armed, world.Breakpoints.Stops) = (true, stopAt is { } call ? [new Stop(call, After: true)] : []);
        Exception? died;
        using (world.Breakpoints.Work())
            died = await Record.ExceptionAsync(() => world.Get<QueueWorker>().ProcessAsync(Queue.InboundSms, item.Body, 1, default));
        Assert.Equal(stopAt is not null, died is ProcessStoppedException);
        IReadOnlyList<string> calls = [.. world.Breakpoints.Calls.Select(c => c.Name)];
        world.Breakpoints.Armed = false;
        if (stopAt is null) return (calls, null, null, []);

        var second = await agreements.OfferAsync(Offer("b", 5), default);
        await world.SettleAsync();
        return (calls, await agreements.FindAsync(first, default), await agreements.FindAsync(second, default), world.Network.Inbox);
    }

    private static OfferTerms Offer(string id, long price)
    {
        var today = Country.OfRegion("KE")!.Today(World.Start);
        var terms =
            new Terms("Maize", "A", new Quantity(100_000, Unit.Kg), new Money(price * 100, "KES"), today.PlusDays(2), today.PlusDays(20),
                Money.Zero("KES"));
        return new OfferTerms(id, "kenya-maize", new Party(juma.PersonId, juma.Name, juma.Phone),
            new Party(wanjiru.PersonId, wanjiru.Name, wanjiru.Phone), terms, "Officer");
    }
}
