using CsCheck;
using NodaTime;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>
/// What a month's budget says, against what phones got: tips launched, paused, resumed and cancelled in any order, with the gateway's
/// trouble, dead numbers and deaths of the process in between.
/// </summary>
public sealed class TipMoneyTests
{
    private const int People = 130;
    private const long Segment = 80;

    /// <summary>Each tip's text and its segments.</summary>
    private static readonly (string Text, int Segments)[] tips =
        [("Weed twice.", 1), (new string('a', 200), 2), ("Dry maize on a sheet.", 1)];

    private static readonly string[] acts = ["launch", "launch", "launch", "pause inside", "cancel inside", "pause", "resume", "resume",
        "cancel", "trouble", "no trouble", "no trouble", "dead", "limit"];

    private static readonly long[] limits = [0, 20_000, 40_000, 90_000];

    private static readonly Gen<(string What, int Number)> act = Gen.Select(
        Gen.Int[0, acts.Length - 1].Select(n => acts[n]),
        Gen.Int[0, 200]);

    private static readonly Gen<(long Limit, (string What, int Number)[] Acts, (int Call, bool After)[] Stops)> lives = Gen.Select(
        Gen.Int[0, limits.Length - 1].Select(n => limits[n]), act.Array[3, 10], Gen.Select(Gen.Int[0, 400], Gen.Bool).Array[0, 6]);

    [Fact]
    public Task Reserved_and_spent_are_what_phones_got_in_any_order() => lives.CheckAsync(life => LiveAsync(life.Limit, life.Acts,
        life.Stops), iterations: 40, seeds: ["9qHrrxPX-Vh0"], threads: 1);

    private static async Task LiveAsync(long limit, (string What, int Number)[] acts, (int Call, bool After)[] stops)
    {
        await using var world = new World();
        await DraftAsync(world);
        var book = new Book(world, limit);
        await book.SetAsync(limit);
        world.Breakpoints.Stops = [.. stops.Select(s => new Stop(s.Call, s.After))];
        world.Breakpoints.Armed = true;
        foreach (var (what, number) in acts)
        {
            await book.DoAsync(what, number);
            await world.WaitAsync(Duration.FromMinutes(50));
            await book.CheckAsync();
        }
    }

    private static async Task DraftAsync(World world)
    {
        await Village.SettleInAsync(world);
        world.Network.Remembers = true;
        foreach (var some in Enumerable.Range(0, People).Chunk(100))
        {
            var rows = some.Select(n => new DirectoryRow("kenya-maize", $"v-{n:D5}", $"Farmer {n}", $"+2547120{n:D5}", Role.Farmer,
                Language.English, "Valley", ["Maize"], true));
            await world.Tables.UpsertManyAsync(
                [.. rows.Select(row => (Keys.Person(row.Programme, row.PersonId), Json.Write(new ListedPerson(1, row))))], default);
        }
        foreach (var (text, n) in tips.Select((t, n) => (t.Text, n)))
            await world.Get<App.Broadcasts>().CreateAsync($"tip-{n}", new CreateBroadcast(
                new Audience("kenya-maize", "place = Valley"), new Dictionary<string, string> { ["en"] = text }, "test"), default);
    }

    private enum Stand { Draft, Running, Paused, Refused, Cancelled }

    /// <summary>The oracle: it keeps the books by what was asked for and by what phones got.</summary>
    private sealed class Book(World world, long limit)
    {
        private readonly Stand[] stands = new Stand[tips.Length];
        private readonly HashSet<string> dead = [];
        private long limit = limit;

        private App.Broadcasts Broadcasts => world.Get<App.Broadcasts>();

        public async Task SetAsync(long monthly)
        {
            limit = monthly;
            await world.AskAsync(() => world.Get<App.Budgets>().SetAsync("kenya-maize",
                monthly == 0 ? [] : [new BudgetLimit(new Money(monthly, "KES"))]));
        }

        public async Task DoAsync(string what, int number)
        {
            var tip = number % tips.Length;
            switch (what)
            {
                case "launch": await LaunchAsync(tip); break;
                case "pause inside" or "cancel inside" when stands[tip] == Stand.Draft && world.Network.Trouble is null && HasMoney(tip):
                    Inside(tip, number % 2 == 0 ? 20 : 115, what == "pause inside");
                    await LaunchAsync(tip);
                    stands[tip] = what == "pause inside" ? Stand.Paused : Stand.Cancelled;
                    break;
                case "pause":
                    await AskAsync(tip, new PauseBroadcast());
                    if (IsUnderWay(tip) && stands[tip] == Stand.Running) stands[tip] = Stand.Paused;
                    break;
                case "resume":
                    await AskAsync(tip, new ResumeBroadcast());
                    if (stands[tip] == Stand.Refused) stands[tip] = HasMoney(tip) ? Stand.Running : Stand.Refused;
                    else if (stands[tip] == Stand.Paused) stands[tip] = Stand.Running;
                    break;
                case "cancel":
                    await AskAsync(tip, new CancelBroadcast());
                    if (stands[tip] is Stand.Paused or Stand.Refused || IsUnderWay(tip)) stands[tip] = Stand.Cancelled;
                    else if (stands[tip] == Stand.Draft) stands[tip] = Stand.Cancelled;
                    break;
                case "trouble": world.Network.Trouble = SendFailure.InsufficientCredit; break;
                case "no trouble": world.Network.Trouble = null; break;
                case "dead":
                    dead.Add(PhoneOf(number % People));
                    world.Network.Dead[PhoneOf(number % People)] = SendFailure.InvalidNumber;
                    break;
                case "limit": await SetAsync(number % 2 == 0 ? 60_000 : 0); break;
            }
        }

        public async Task CheckAsync()
        {
            var budget = await world.Get<App.Budgets>().FindAsync("kenya-maize", default);
            var month = budget.In(Country.OfRegion("KE")!.Today(World.Start).ToYearMonth());
            var all = Enumerable.Range(0, tips.Length).ToList();
            Assert.Equal((all.Where(IsUnderWay).Sum(PriceOf), all.Where(t => !IsUnderWay(t)).Sum(SpentOn)),
                (month.Reserved.In("KES").Minor, month.Spent.In("KES").Minor));
        }

        private async Task LaunchAsync(int tip)
        {
            await world.AskAsync(() => Broadcasts.LaunchAsync($"tip-{tip}", default));
            if (stands[tip] == Stand.Draft) stands[tip] = HasMoney(tip) ? Stand.Running : Stand.Refused;
        }

        private Task AskAsync(int tip, Command command) => world.AskAsync(() => Broadcasts.ExecuteAsync($"tip-{tip}", command, default));

        /// <summary>Pauses or cancels while the gateway takes the tip.</summary>
        private void Inside(int tip, int arrived, bool pause)
        {
            var (done, from) = (0, world.Network.Inbox.Count);
            world.Network.Arriving = async count =>
            {
                if (count < from + arrived || Interlocked.Exchange(ref done, 1) != 0) return;
                world.Breakpoints.Armed = false;
                await Broadcasts.ExecuteAsync($"tip-{tip}", pause ? new PauseBroadcast() : new CancelBroadcast(), default);
                world.Breakpoints.Armed = true;
            };
        }

        private bool IsUnderWay(int tip) => stands[tip] == Stand.Paused || stands[tip] == Stand.Running && !IsAllHandled(tip);

        private bool IsAllHandled(int tip) => Got(tip).Union(dead).Count() >= People;

        private bool HasMoney(int tip) => limit == 0 || PriceOf(tip) <= limit * 70 / 100
            - Enumerable.Range(0, tips.Length).Where(t => t != tip).Sum(t => IsUnderWay(t) ? PriceOf(t) : SpentOn(t));

        private long SpentOn(int tip) => Got(tip).Count() * tips[tip].Segments * Segment;

        private IEnumerable<string> Got(int tip) => world.Network.Inbox.Where(sms => sms.Text == tips[tip].Text).Select(sms => sms.Phone);

        private static long PriceOf(int tip) => People * tips[tip].Segments * Segment;

        private static string PhoneOf(int person) => $"+2547120{person:D5}";
    }
}
