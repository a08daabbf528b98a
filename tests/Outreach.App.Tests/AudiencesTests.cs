using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.App.Tests;

/// <summary>Audiences are found by a read for a thousand people, and those whom an earlier broadcast missed by two a batch.</summary>
public sealed class AudiencesTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Dictionary<string, string> texts = new()
    {
        ["en"] = "Weed twice.",
        ["sw"] = new string('a', 155) + "{first name}",
    };

    private readonly MemoryTables inner = new();
    private readonly CountedTables tables;
    private readonly ServiceProvider app;

    public AudiencesTests()
    {
        var clock = new ManualClock(now);
        tables = new CountedTables(inner);
        app = Some.App(tables, new MemoryQueues(clock), clock);
    }

    [Fact]
    public async Task A_count_costs_a_read_for_a_thousand_people_and_one_more()
    {
        await FillAsync(2_500);
        tables.Reset();
        var audience = new Audience("maize", "role = farmer", Except: ["v-000004", "v-000001"]);
        var count = await app.GetRequiredService<Audiences>().CountAsync(audience, texts, "b", now, "", default);
        Assert.Equal(4, tables.Calls);
        Assert.True(count.IsDone);
        // Who has an even number lives in the valley and reads English; of every hundred one is a trader and ten take no tips.
        var (english, kiswahili) = (1_250 - 250 - 1, 1_250 - 25);
        Assert.Equal(["en|KE", "sw|KE"], count.Readers.Keys.Order());
        Assert.Equal(new(english, english, 1), count.Readers["en|KE"]);
        // "Farmer" is six letters, so that each Kiswahili text is of two segments.
        Assert.Equal(new(kiswahili, kiswahili * 2, 2), count.Readers["sw|KE"]);
        Assert.Equal(new Dictionary<string, int> { ["Valley"] = 1_250 - 250 - 1, ["Hill"] = 1_250 - 25 }, count.Places);
        Assert.Equal(new Dictionary<LeftOut, int> { [LeftOut.NoTips] = 250, [LeftOut.Named] = 1 }, count.LeftOut);
    }

    /// <summary>Ids that begin with one another, and people with several phones, are told apart at the edges of what is read.</summary>
    [Fact]
    public async Task Standings_are_read_between_any_two_people()
    {
        string[] people = ["a", "a-1", "a-10", "a.b", "ab", "b", "b0"];
        var heard = new Dictionary<string, LocalDate>(StringComparer.Ordinal);
        foreach (var (n, person) in people.Index())
        {
            foreach (var phone in Enumerable.Range(0, n % 3))
            {
                var day = new LocalDate(2026, 2, 1).PlusDays(n + 10 * phone);
                heard[person] = day;
                await inner.UpsertAsync(Keys.Standing(StandingSource.Heard, "maize", person, $"+25471100000{2 - phone}"),
                    Json.Write(new Standing(day, Heard: day)), default);
            }
        }
        var standings = app.GetRequiredService<Standings>();
        var sources = new HashSet<StandingSource> { StandingSource.Heard };
        var ordered = people.Order(StringComparer.Ordinal).Prepend("").ToList();
        foreach (var (n, after) in ordered.Index())
        {
            foreach (var last in ordered.Skip(n + 1))
            {
                var wanted = ordered.Where(p => string.CompareOrdinal(p, after) > 0 && string.CompareOrdinal(p, last) <= 0)
                    .Where(heard.ContainsKey);
                var found = await standings.BetweenAsync("maize", sources, after, last, default);
                Assert.Equal(wanted.Select(p => (p, heard[p])), wanted.Select(p => (p, found[p].Heard!.Value)));
            }
        }
    }

    [Fact]
    public async Task A_query_about_money_costs_a_read_more_for_a_thousand_people_and_a_stretch_of_the_walk_two_writes()
    {
        await FillAsync(2_500);
        var rows = Enumerable.Range(0, 200).Select(n => new Entity(Keys.Of(AggregateId.Account("maize", Id(n))),
            Stored.Write(AggregateKind.Account, new(Account.Empty($"maize.{Id(n)}"), 1, [], null)), "")).ToList();
        tables.Reset();
        await app.GetRequiredService<Standings>().NoteAsync(rows, now, default);
        Assert.Equal(2, tables.Calls);
        Assert.Equal(200, inner.All(Table.Standings).Count);
        tables.Reset();
        var audience = new Audience("maize", "not owes_late and disputes = 0");
        await app.GetRequiredService<Audiences>().CountAsync(audience, texts, "b", now, "", default);
        Assert.Equal(1 + 3 * 2, tables.Calls);
    }

    /// <summary>Held against a plain list of who was missed, from wherever the look begins and however often it goes back.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_was_not_reached_is_found_wherever_the_look_begins(bool alsoUnsure)
    {
        await FillAsync(3_500);
        var missed = await SendAsync("old", 3_200, alsoUnsure);
        var audience = new Audience("maize", NotReachedBy: "old", AlsoUnsure: alsoUnsure);
        foreach (var from in new[] { "", "v-000499", "v-001777", "v-003199", "v-003300" })
        {
            var look = await app.GetRequiredService<Audiences>().OpenAsync(audience, "new", now, default);
            var expected = missed.Where(p => string.CompareOrdinal(p, from) > 0).ToList();
            Assert.Equal(expected, await FoundAsync(look, from));
            // The same look goes back, as it does when a batch was full.
            Assert.Equal(missed, await FoundAsync(look, ""));
        }
        tables.Reset();
        await app.GetRequiredService<Audiences>().CountAsync(audience, texts, "new", now, "", default);
        // The programme, the broadcast, four pages, and a batch with its reports for each of seven.
        Assert.Equal(1 + 1 + 4 + 7 * 2, tables.Calls);
    }

    private static async Task<List<string>> FoundAsync(Audiences.Look look, string from)
    {
        List<string> found = [];
        for (var page = new Audiences.Page([], from, false); !page.IsLast;)
        {
            page = await look.NextAsync(page.Cursor, default);
            found.AddRange(page.People.Select(p => p.PersonId));
        }
        return found;
    }

    /// <summary>A broadcast that is over, in batches of 500, with each kind of result. Answers whom it missed, in order.</summary>
    private async Task<List<string>> SendAsync(string id, int people, bool alsoUnsure)
    {
        const string states = "AAAFUEXHAA";
        List<string> missed = [];
        List<BatchTally> tallies = [];
        foreach (var (number, some) in Enumerable.Range(0, people).Chunk(500).Index())
        {
            var batch = new Batch(id, number, "", [.. some.Select(Id)], string.Concat(some.Select(n => states[n % 10])));
            tallies.Add(new(1, batch.Count(), true, true));
            await inner.UpsertAsync(Keys.Of(AggregateId.Batch(id, number)),
                Stored.Write(AggregateKind.Batch, new(batch, 1, [], null)), default);
            foreach (var n in some)
            {
                // Of those handed over, the ninth was lost on the way; of the unsure ones, one in a hundred arrived.
                var report = n % 10 == 8 ? DeliveryState.Undelivered : n % 100 == 4 ? DeliveryState.Delivered : (DeliveryState?)null;
                if (report is { } state)
                    await inner.UpsertAsync(Keys.Of(AggregateId.Message(batch.MessageId(n - some[0]))),
                        Stored.Write(AggregateKind.Message, new(new Message("", state), 1, [], null)), default);
                if (n % 10 is 3 or 5 or 6 or 8 || alsoUnsure && n % 10 == 4 && n % 100 != 4) missed.Add(Id(n));
            }
        }
        var done = new Broadcast(id, new Audience("maize"), texts, BroadcastStatus.Done, "test", now, "", true, tallies);
        await inner.UpsertAsync(Keys.Of(AggregateId.Broadcast(id)), Stored.Write(AggregateKind.Broadcast, new(done, 1, [], null)), default);
        return missed;
    }

    private async Task FillAsync(int people)
    {
        foreach (var some in Enumerable.Range(0, people).Chunk(100))
        {
            var rows = some.Select(n => new DirectoryRow("maize", Id(n), $"Farmer {n}", $"+25471{n:D7}",
                n % 100 == 1 ? Role.Trader : Role.Farmer,
                n % 2 == 0 ? Language.English : Language.Kiswahili, n % 2 == 0 ? "Valley" : "Hill", ["Maize"], n % 10 != 0));
            await inner.UpsertManyAsync(
                [.. rows.Select(r => (Keys.Person("maize", r.PersonId), Json.Write(new ListedPerson(1, r))))], default);
        }
    }

    private static string Id(int n) => $"v-{n:D6}";
}
