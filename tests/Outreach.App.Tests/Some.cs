using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.App.Tests;

/// <summary>Default values for tests, and the App on ports in memory.</summary>
internal static class Some
{
    public static Terms Terms { get; } =
        new("Maize", "A", new Quantity(100_000, Unit.Kg), new Money(4_000, "KES"), new LocalDate(2026, 3, 9), new LocalDate(2026, 3, 16),
            Money.Zero("KES"));

    public static OfferTerms Offer(string id = "offer") => new(id, "kenya-maize",
        new Party("p-juma", "Juma", "+254711000001"), new Party("p-wanjiru", "Wanjiru", "+254711000002"), Terms, "Officer");

    public static GatewayRoute Route(string[] gateways, string? programme = null, string? country = null, Purpose? purpose = null)
    {
        var route = new GatewayRoute { Programme = programme, Country = country, Purpose = purpose };
        route.Gateways.AddRange(gateways);
        return route;
    }

    public static OutreachOptions Options(string gateway = "sink", params GatewayRoute[] routes)
    {
        var options = new OutreachOptions { Gateway = gateway, PinPepper = "a pepper for these tests", PinMemoryKib = 8, PinPasses = 1 };
        options.Routes.AddRange(routes);
        return options;
    }

    public static ServiceProvider App(ITables tables, IQueues queues, IClock clock) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(tables)
        .AddSingleton(queues)
        .AddSingleton(clock)
        .AddSingleton<IGateway, Sink>()
        .AddSingleton(Microsoft.Extensions.Options.Options.Create(Options()))
        .AddOutreachApp()
        .BuildServiceProvider();

    public static (ServiceProvider App, MemoryTables Tables, MemoryQueues Queues, ManualClock Clock) App()
    {
        var clock = new ManualClock();
        var (tables, queues) = (new MemoryTables(), new MemoryQueues(clock));
        return (App(tables, queues, clock), tables, queues, clock);
    }

    private sealed class Sink : IGateway
    {
        public string Name => "sink";
        public bool ReturnsMessageId => true;
        public int PerSecond => 1_000_000;
        public Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct) => Task.FromResult(Handover.Accepted(sms.MessageId));
    }
}
