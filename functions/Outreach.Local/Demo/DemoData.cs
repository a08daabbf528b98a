using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;
using Outreach.Gateways;

namespace Outreach.Local.Demo;

/// <summary>
/// Loads the demo data once, through the App: each step at its own time over the last weeks, without sending messages. The next start
/// repeats a load that crashed; a repeated offer makes no second agreement.
/// </summary>
public sealed class DemoData(ITables tables, Engine engine, People people, Organisations organisations, DemoCourses courses,
    DemoInbox inbox, DemoTips tips, Sweeps sweeps, IClock clock)
{
    private const int JoinedDays = 90;

    /// <summary>In the sixth month after it they trade, which the figures show.</summary>
    private const int LongAgoDays = 240;

    private static readonly Key marker = SimulatedStore.Setting("demo");

    public async Task LoadAsync(Action<string> say, CancellationToken ct)
    {
        if (await tables.GetAsync(marker, ct) is not null) return;
        say("Loading demo data…");
        foreach (var programme in DemoPeople.Programmes) await people.CreateProgrammeAsync(programme, ct);
        foreach (var partner in DemoPeople.Partners(clock.GetCurrentInstant() - Duration.FromDays(JoinedDays)))
            await organisations.CreateAsync(partner, ct);
        await Parallel.ForEachAsync(DemoPeople.All, ct, (person, token) => new ValueTask(RegisterAsync(person, JoinedDays, token)));
        await Parallel.ForEachAsync(DemoHistory.People, ct,
            (person, token) => new ValueTask(RegisterAsync(person, LongAgoDays, token)));
        await Parallel.ForEachAsync(DemoHistory.ByTrader.Append(DemoAgreement.All), ct,
            (list, token) => new ValueTask(LoadAsync(list, token)));
        await NameClerkAsync(ct);
        await courses.LoadAsync(clock.GetCurrentInstant(), ct);
        await inbox.LoadAsync(clock.GetCurrentInstant(), ct);
        await tips.LoadAsync(clock.GetCurrentInstant(), ct);
        await CatchUpAsync(ct);
        await WalkAsync(ct);
        await tables.UpsertAsync(marker, Json.Write(clock.GetCurrentInstant()), ct);
    }

    /// <summary>Two traders let the demo's clerk tell lists, as they do by SMS.</summary>
    private async Task NameClerkAsync(CancellationToken ct)
    {
        const string clerk = "Asha Njoki";
        foreach (var trader in new[] { "wanjiru", "otieno" }.Select(DemoPeople.Find))
            await DoAsync(AggregateId.Person(trader.Programme, trader.Id), new NameClerk($"demo-clerk-{trader.Id}", trader.Phone, clerk,
                false, $"CLERK {clerk}", clerk), clock.GetCurrentInstant() - Duration.FromDays(5), ct);
    }

    private Task RegisterAsync(DemoPerson person, int daysAgo, CancellationToken ct) =>
        people.RegisterAsync(At(clock.GetCurrentInstant() - Duration.FromDays(daysAgo)), person.Phone, person.ToHolder(), person.Pin,
            "demo", ct);

    /// <summary>One after another, because parallel agreements of one person would conflict.</summary>
    private async Task LoadAsync(IReadOnlyList<DemoAgreement> list, CancellationToken ct)
    {
        foreach (var agreement in list) await LoadAsync(agreement, ct);
    }

    private async Task LoadAsync(DemoAgreement demo, CancellationToken ct)
    {
        var offered = clock.GetCurrentInstant() - Duration.FromHours(2) + Duration.FromDays(demo.OfferedDays);
        var id = await OfferAsync(demo, offered, ct);
        var answered = offered + Duration.FromHours(5);
        if (demo.Fate != Fate.Open)
            await DoAsync(id, new AnswerQuestion(FarmerOf(demo, "answer"), demo.Fate != Fate.Declined), answered, ct);
        if (demo.HasCome) await DeliverAsync(demo, id, answered + Duration.FromDays(5), ct);
        var paid = demo.PaidDays is { } days ? clock.GetCurrentInstant() + Duration.FromDays(days) : answered + Duration.FromDays(6);
        if (demo.PaidPercent > 0) await PayAsync(demo, id, paid, ct);
        if (demo.Fate == Fate.Disputed)
            await DoAsync(id, new OpenDispute(FarmerOf(demo, "dispute"), DisputeAbout.Weight), answered + Duration.FromDays(8), ct);
    }

    private async Task<AggregateId> OfferAsync(DemoAgreement demo, Instant at, CancellationToken ct)
    {
        var (trader, farmer) = (DemoPeople.Find(demo.Trader), DemoPeople.Find(demo.Farmer));
        var programme = DemoPeople.ProgrammeOf(trader.Programme);
        var today = Country.OfRegion(programme.Region)!.Today(clock.GetCurrentInstant());
        var offer =
            new OfferTerms(demo.OfferId, programme.Id, PartyOf(trader), PartyOf(farmer), demo.TermsOn(today, programme.Currency),
                programme.Signature, programme.Rules);
        for (var n = 0; ; n++)
        {
            var id = AggregateId.Agreement(Codes.For(offer.Id, n));
            if (await DoAsync(id, offer, at, ct) is null) return id;
        }
    }

    /// <summary>Delivers the whole quantity or hands out the whole loan, which both sides confirm.</summary>
    private async Task DeliverAsync(DemoAgreement demo, AggregateId id, Instant at, CancellationToken ct)
    {
        if ((await engine.StateAsync<Agreement>(At(at), id, ct))!.Terms.Principal is { } principal)
        {
            await DoAsync(id, new RecordPayment($"{demo.OfferId}-loan", principal, Role.Trader), at, ct);
            return;
        }
        await DoAsync(id, new ReportDelivery(FarmerOf(demo, "delivery"), new Delivery(demo.Quantity * 1000L, demo.Grade, "", Last: true)),
            at, ct);
        await DoAsync(id, new AnswerQuestion(new Caller($"{demo.OfferId}-received", DemoPeople.Find(demo.Trader).Id), true), at, ct);
    }

    private async Task PayAsync(DemoAgreement demo, AggregateId id, Instant at, CancellationToken ct)
    {
        var toPay = (await engine.StateAsync<Agreement>(At(at), id, ct))!.Terms.ToPay;
        await DoAsync(id, new RecordPayment($"{demo.OfferId}-payment", new Money(toPay.Minor * demo.PaidPercent / 100, toPay.Currency)), at,
            ct);
    }

    /// <summary>Runs the past wake-ups, so that no reminder of last month goes out today.</summary>
    private async Task CatchUpAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        while (true)
        {
            var rows = await tables.ThroughAsync(Table.Due, Keys.DueBucket(now), 200, ct);
            var past =
                rows.Select(r => (r.Key, Due: Json.Read<DueRow>(r.Data))).Where(r => r.Due.At <= now).OrderBy(r => r.Due.At).ToList();
            if (past.Count == 0) return;
            foreach (var (key, due) in past)
            {
                await tables.DeleteAsync(key, ct);
                if (due.Who.Kind == AggregateKind.Learner) await courses.StepAsync(due.Who, due.At, ct);
                else await DoAsync(due.Who, new Wake(), due.At, ct);
            }
        }
    }

    /// <summary>Walks as each night does, so that figures and audiences are there at once.</summary>
    private async Task WalkAsync(CancellationToken ct)
    {
        await sweeps.StartRetentionAsync(clock.GetCurrentInstant(), ct);
        var walk = AggregateId.Sweep(Sweeps.Daily);
        while (await engine.StateAsync<Sweep>(new Work(Arrival.Queued), walk, ct) is { EndedAt: null })
            await sweeps.ContinueAsync(new Work(Arrival.Queued), walk, ct);
    }

    private static Caller FarmerOf(DemoAgreement demo, string what) =>
        new($"{demo.OfferId}-{what}", DemoPeople.Find(demo.Farmer).Id, DemoPeople.Find(demo.Farmer).Phone, Pin: true);

    private Task<object?> DoAsync(AggregateId id, Command command, Instant at, CancellationToken ct) =>
        engine.ExecuteAsync(At(at), id, command, $"demo|{id}", ct);

    /// <summary>Queued, so that follow-up work also runs here and now, silently.</summary>
    private static Work At(Instant at) => new(Arrival.Queued) { At = at, Silent = true };

    private static Party PartyOf(DemoPerson person) => new(person.Id, person.Name, person.Phone);
}
