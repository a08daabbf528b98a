using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Local.Demo;

/// <summary>A tip that went out some days ago to a saved group, what became of it, and the month's limit that paid for it.</summary>
public sealed class DemoTips(Engine engine, ITables tables, Groups groups, RunBroadcast running, TipPrices prices)
{
    private const string Tip = "demo-drying";
    private const int DaysAgo = 5;

    private static readonly LocalTime hour = new(10, 0);
    private static readonly Duration reportedAfter = Duration.FromMinutes(1);
    private static readonly BudgetLimit monthly = new(new(500_000, "KES"));

    /// <summary>By language code.</summary>
    public static IReadOnlyDictionary<string, string> Drying { get; } = new Dictionary<string, string>
    {
        ["en"] = "Dry your grain until a bite breaks it clean, then store it off the floor. Damp grain grows mould and sells for less.",
        ["sw"] = "Kausha nafaka hadi ivunjike vizuri ukiuma, kisha hifadhi juu ya sakafu. Nafaka yenye unyevu huota ukungu na bei hushuka.",
        ["bn"] = "দাঁতে কাটলে মট করে ভাঙা পর্যন্ত শস্য শুকান, তারপর মেঝে থেকে উঁচুতে রাখুন। ভেজা শস্যে ছত্রাক ধরে, দাম কমে।",
    };

    /// <summary>What a mentor in Kenya is asked most often. The answers are invented, as the people are.</summary>
    public static IReadOnlyList<CannedAnswer> Answers { get; } =
    [
        In("dry", "{first name}, dry the maize in the sun for three more days, and turn it every hour. Dry grain cracks when you bite it.",
            "{first name}, kausha mahindi juani siku tatu zaidi, na uyageuze kila saa. Nafaka kavu huvunjika ukiuma."),
        In("lorry", "{first name}, ask your trader for the day of the lorry, and have the bags weighed before they are loaded.",
            "{first name}, muulize mnunuzi siku ya lori, na magunia yapimwe kabla ya kupakiwa."),
        In("thanks", "Thank you for writing, {first name}. Write again when there is something else.",
            "Asante kwa kuandika, {first name}. Andika tena ukiwa na jambo lingine."),
    ];

    public async Task LoadAsync(Instant now, CancellationToken ct)
    {
        var programme = DemoPeople.ProgrammeOf(DemoPeople.Kenya);
        var group = await groups.SaveAsync(programme.Id, "kitale-maize", "Maize farmers of Kitale (demo)",
            AudienceQuery.Read("role = farmer and crop = maize and place = Kitale").Query!, "demo", ct);
        var country = Country.OfRegion(programme.Region)!;
        var at = country.Today(now).PlusDays(-DaysAgo).At(hour).InZoneLeniently(country.TimeZone).ToInstant();
        // On a holiday it waited.
        at = country.QuietNowUntil(at, programme.Holidays) ?? at;
        var tip = AggregateId.Broadcast(Tip);
        await DoAsync(AggregateId.Budget(programme.Id), at, new SetBudget([monthly], 1), ct);
        var texts = Drying.Where(t => t.Key != "bn").ToDictionary();
        await DoAsync(tip, at, new CreateBroadcast(new Audience(programme.Id, group.Query), texts, "demo"), ct);
        await DoAsync(tip, at, new LaunchBroadcast(Region: programme.Region), ct);
        await running.ContinueAsync(At(at), tip, ct);
        await SendAsync(programme, country.Today(at), at, ct);
    }

    /// <summary>Hands the batch over as it was then: the sending itself would do it now.</summary>
    private async Task SendAsync(Programme programme, LocalDate day, Instant at, CancellationToken ct)
    {
        var id = AggregateId.Batch(Tip, 0);
        var batch = (await engine.StateAsync<Batch>(At(at), id, ct))!;
        var gateway = prices.GatewayIn(programme.Id, programme.Region).Name;
        var results = batch.People.Select(DemoPeople.OfId).Select((person, place) => new RecipientResult(place, RecipientState.Accepted,
            Cost: prices.Of(Drying[person.Language], person.Phone, gateway)));
        await DoAsync(id, at, new BeginChunk(), ct);
        await DoAsync(id, at, new EndChunk(batch.Chunk + 1, [.. results], null, true), ct);
        await tables.UpsertManyAsync(
            [.. batch.People.Select(p => (Keys.TipDay(programme.Id, day, p, Tip), InstantPattern.ExtendedIso.Format(at)))], ct);
        await Parallel.ForEachAsync(Enumerable.Range(0, batch.People.Count), ct, async (place, token) =>
            await DoAsync(AggregateId.Message(batch.MessageId(place)), at + reportedAfter, place == 1
                ? new Reported(DeliveryState.Undelivered, SendFailure.Unreachable, gateway)
                : new Reported(DeliveryState.Delivered, null, gateway), token));
    }

    private Task DoAsync(AggregateId id, Instant at, Command command, CancellationToken ct) =>
        engine.ExecuteAsync(At(at), id, command, $"demo|{id}", ct);

    private static Work At(Instant at) => new(Arrival.Queued) { At = at, Silent = true };

    private static CannedAnswer In(string code, string english, string swahili) =>
        new(code, new Dictionary<string, string> { ["en"] = english, ["sw"] = swahili });
}
