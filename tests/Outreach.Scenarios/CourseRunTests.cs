using System.Text.RegularExpressions;
using NodaTime;
using Outreach.App;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>
/// Many learners and ten lessons, with random answers, deaths of the process and outages. Only the phones are looked at. Two hundred
/// learners meet as many deaths as the thousand of OUTREACH_FULL=1.
/// </summary>
public sealed partial class CourseRunTests
{
    private static readonly int People = Interruptions.Full ? 1000 : 200;
    private const int Days = 75;

    [Theory]
    [InlineData(20260302)]
    public async Task No_lesson_twice_none_lost_none_at_night_and_none_after_STOP(int seed)
    {
        await using var world = new World();
        var school = new School(world);
        await school.BeginAsync(People);
        (world.Network.Reports, world.Network.Remembers) = (false, true);
        await school.EnrolAsync();
        var random = new Random(seed);
        world.Breakpoints.Armed = true;
        world.Breakpoints.Stops = [.. Enumerable.Range(0, 60).Select(_ => new Stop(random.Next(250 * People), random.Next(2) == 0))];
        var (seen, stops) = (0, new Dictionary<string, (Instant From, Instant Until)>());
        for (var day = 0; day < Days; day++)
        {
            // The gateway is in trouble for four days; later nothing of ours runs for three.
            world.Network.Trouble = day is >= 4 and < 8 ? SendFailure.GatewayError : null;
            if (day is >= 14 and < 17) continue;
            foreach (var minute in new[] { 8 * 60 + 1, 17 * 60, 17 * 60 + 40, 18 * 60 + 20, 19 * 60 + 1, 19 * 60 + 10 })
            {
                world.Clock.AdvanceTo(Instant.Max(world.Clock.GetCurrentInstant() + Duration.FromSeconds(1), At(day, minute)));
                await school.WorkAsync();
                seen = await AnswerAsync(world, school, random, seen);
            }
            await StopAndStartAsync(world, school, random, day, stops);
        }
        Judge(world, school, stops);
    }

    /// <summary>Some say STOP, and come back after a few days.</summary>
    private static async Task StopAndStartAsync(World world, School school, Random random, int day,
        Dictionary<string, (Instant From, Instant Until)> stops)
    {
        var now = world.Clock.GetCurrentInstant();
        foreach (var (phone, stop) in stops.Where(s => s.Value.Until == Instant.MaxValue && day > 12).ToList())
        {
            if (random.Next(3) > 0) continue;
            await school.TextAsync(phone, "START");
            stops[phone] = (stop.From, now);
        }
        for (var n = 0; n < People / 80 && day < 9; n++)
        {
            var phone = School.PhoneOf(random.Next(People));
            if (!stops.TryAdd(phone, (now, Instant.MaxValue))) continue;
            await school.TextAsync(phone, random.Next(2) == 0 ? "STOP" : "STOP TIPS");
        }
        await school.WorkAsync();
    }

    /// <summary>Most answer, some rightly; a nudge is always answered.</summary>
    private static async Task<int> AnswerAsync(World world, School school, Random random, int seen)
    {
        var inbox = world.Network.Inbox;
        foreach (var received in inbox.Skip(seen).ToList())
        {
            if (received.Text.Contains("Still there?", StringComparison.Ordinal)) await school.TextAsync(received.Phone, "A");
            else if (received.Text.Contains("Reply A or B", StringComparison.Ordinal) && random.Next(10) > 0)
                await school.TextAsync(received.Phone, random.Next(3) == 0 ? "B" : "A");
        }
        await school.WorkAsync();
        return inbox.Count;
    }

    private static void Judge(World world, School school, Dictionary<string, (Instant From, Instant Until)> stops)
    {
        var kenya = Country.OfRegion("KE")!;
        var inbox = world.Network.Inbox.Select((m, n) => (m.Phone, m.Text, At: school.ArrivedAt[n])).ToList();
        var unasked = inbox.Where(m => IsStep(m.Text)).ToList();
        Assert.All(unasked, m => Assert.InRange(m.At.InZone(kenya.TimeZone).Hour, 8, 19));
        Assert.All(unasked.Where(m => stops.ContainsKey(m.Phone)), m =>
            Assert.False(m.At > stops[m.Phone].From && m.At < stops[m.Phone].Until, $"{m.Phone} got \"{m.Text}\" after STOP"));
        var lessons = inbox.Select(m => (m.Phone, Lesson: Lesson().Match(m.Text).Value)).Where(m => m.Lesson.Length > 0).ToLookup(m =>
            m.Phone);
        Assert.All(Enumerable.Range(0, People).Select(School.PhoneOf), phone =>
        {
            var got = lessons[phone].Select(l => l.Lesson).ToList();
            Assert.Equal(got.Distinct().Count(), got.Count);
            if (stops.TryGetValue(phone, out var stop) && stop.Until == Instant.MaxValue) return;
            Assert.Equal(10, got.Count);
            Assert.Single(inbox, m => m.Phone == phone && Done().IsMatch(m.Text));
        });
        // The run was no calm one.
        Assert.True(world.Breakpoints.Calls.Count > 100 * People, $"{world.Breakpoints.Calls.Count} calls");
        Assert.InRange(stops.Count, People / 20, People / 8);
    }

    private static bool IsStep(string text) => Lesson().IsMatch(text) || Done().IsMatch(text)
        || text.Contains("Once more:", StringComparison.Ordinal) || text.Contains("Still there?", StringComparison.Ordinal);

    private static Instant At(int day, int minute) =>
        Country.OfRegion("KE")!.At(new LocalDate(2026, 3, 2).PlusDays(day), LocalTime.FromMinutesSinceMidnight(minute));

    [GeneratedRegex(@"Lesson L\d\.")]
    private static partial Regex Lesson();

    [GeneratedRegex("You are done|That was Ten lessons")]
    private static partial Regex Done();
}
