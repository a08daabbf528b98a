using Outreach.Benchmarks.Hosts;
using Outreach.Storage.Azurite;

namespace Outreach.Benchmarks.Measures;

/// <summary>USSD turns over HTTP on Azurite, beside a bare host that makes the same storage calls.</summary>
internal static class UssdMeasures
{
    private static readonly int[] connections = [1, 8, 32];

    /// <summary>The language menu and back.</summary>
    private static readonly string[] menuKeys = ["4", "0"];

    /// <summary>The balance with its PIN, then by person and back: each of these reads the account.</summary>
    private static readonly string[] balanceLeadIn = ["1", OutreachHost.Pin];
    private static readonly string[] balanceKeys = ["1", "0"];

    public static async IAsyncEnumerable<Row> MenuAsync(Settings settings)
    {
        await using var pair = await Pair.StartAsync();
        await pair.WarmAsync(Menu, settings);
        foreach (var n in connections)
        {
            var rounds = await pair.RunAsync(Menu, n, settings);
            var (rate, p99) = (rounds.Ratio(s => s.Rate), rounds.Ratio(s => s.P99));
            yield return Rate("ussd-menu", n, rounds, rate, 0.9);
            yield return new("ussd-menu", $"{n} connections", "p99 ms", rounds.Ours.Median(s => s.P99), rounds.Reference.Median(s => s.P99),
                p99, "≤ 1.25", p99 <= 1.25);
        }
    }

    public static async IAsyncEnumerable<Row> DialAsync(Settings settings)
    {
        await using var pair = await Pair.StartAsync();
        await pair.WarmAsync(Dial, settings);
        foreach (var n in connections.Take(2))
        {
            var rounds = await pair.RunAsync(Dial, n, settings);
            yield return Rate("ussd-dial", n, rounds, rounds.Ratio(s => s.Rate), 0.9);
        }
    }

    public static async IAsyncEnumerable<Row> CpuAsync(Settings settings)
    {
        await using var pair = await Pair.StartAsync();
        await pair.WarmAsync(Menu, settings);
        var rounds = await pair.RunAsync(Menu, 8, settings);
        var ratio = rounds.Ratio(s => s.Cpu);
        yield return new("ussd-cpu", "menu turn", "ms CPU", rounds.Ours.Median(s => s.Cpu), rounds.Reference.Median(s => s.Cpu), ratio,
            "≤ 1.1", ratio <= 1.1);
    }

    public static async IAsyncEnumerable<Row> BalanceAsync(Settings settings)
    {
        await using var pair = await Pair.StartAsync();
        await pair.WarmAsync(Balance, settings);
        var rounds = await pair.RunAsync(Balance, 8, settings);
        yield return Rate("balance", 8, rounds, rounds.Ratio(s => s.Rate), 0.85);
    }

    private static ITurns Menu(bool ours, int connection) =>
        new SessionTurns(ours ? OutreachHost.Ussd : BareHost.Ussd, connection, [], menuKeys);

    private static ITurns Balance(bool ours, int connection) =>
        new SessionTurns(ours ? OutreachHost.Ussd : BareHost.Balance, connection, balanceLeadIn, balanceKeys);

    /// <summary>Each connection has 20 phones, because nobody dials twice within a moment.</summary>
    private static ITurns Dial(bool ours, int connection) =>
        new DialTurns(ours ? OutreachHost.Ussd : BareHost.Ussd, connection * 20, 20);

    private static Row Rate(string measure, int n, (IReadOnlyList<Sample> Ours, IReadOnlyList<Sample> Reference) rounds, double ratio,
        double goal) => new(measure, $"{n} connections", "turns/s", rounds.Ours.Median(s => s.Rate), rounds.Reference.Median(s => s.Rate),
            ratio, FormattableString.Invariant($"≥ {goal}"), ratio >= goal);

    /// <summary>The App and the bare host on one Azurite.</summary>
    private sealed class Pair(AzuriteProcess azurite, Child ours, Child bare) : IAsyncDisposable
    {
        /// <summary>With their queues handled: the figures of sessions would stay in the subscribers and make each turn dearer.</summary>
        public static async Task<Pair> StartAsync()
        {
            var azurite = await AzuriteProcess.StartAsync(new AzuriteSettings(), default);
            Requests.NewMeasure();
            return new Pair(azurite, await Child.StartAsync(ChildHosts.OutreachWithQueues, azurite.ConnectionString),
                await Child.StartAsync(ChildHosts.BareWithQueues, azurite.ConnectionString));
        }

        /// <summary>Loads both until their code is compiled.</summary>
        public async Task WarmAsync(Func<bool, int, ITurns> turns, Settings settings)
        {
            await RunAsync(turns, 8, settings with { Rounds = 2 });
            Requests.NewMeasure();
        }

        public async Task<(IReadOnlyList<Sample> Ours, IReadOnlyList<Sample> Reference)> RunAsync(
            Func<bool, int, ITurns> turns, int connections, Settings settings)
        {
            Requests.NewMeasure();
            var (mine, theirs) = (Connections(true), Connections(false));
            return await Rounds.InTurnAsync(settings.Rounds, () => Load.RunAsync(ours, mine, settings.Round),
                () => Load.RunAsync(bare, theirs, settings.Round));

            IReadOnlyList<ITurns> Connections(bool own) => [.. Enumerable.Range(0, connections).Select(n => turns(own, n))];
        }

        public async ValueTask DisposeAsync()
        {
            await ours.DisposeAsync();
            await bare.DisposeAsync();
            await azurite.DisposeAsync();
        }
    }
}
