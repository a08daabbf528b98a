using System.Globalization;
using Outreach.Benchmarks.Measures;

namespace Outreach.Benchmarks;

/// <summary>One run of the program: the measures that were asked for, a table, and JSON.</summary>
internal static class Session
{
    public const string Usage = """
        dotnet run -c Release --project tests/Outreach.Benchmarks -- all | NAME... [--rounds N] [--seconds N] [--recipients N] [--million]
          [--json FILE]
        dotnet run -c Release --project tests/Outreach.Benchmarks -- core [options of BenchmarkDotNet]

          --rounds N      rounds of each measure and its reference, interleaved (5)
          --seconds N     seconds of load in a round (2)
          --recipients N  recipients of the broadcast in haste (1000)
          --million       the broadcast to a million people too
          --json FILE     where the figures go (benchmarks.json)
        """;

    private static readonly (string Name, Func<Settings, IAsyncEnumerable<Row>> Run)[] measures =
    [
        ("ussd-menu", UssdMeasures.MenuAsync),
        ("ussd-dial", UssdMeasures.DialAsync),
        ("ussd-cpu", UssdMeasures.CpuAsync),
        ("balance", UssdMeasures.BalanceAsync),
        ("sms-cpu", SmsMeasure.RunAsync),
        ("broadcast", BroadcastMeasure.RunAsync),
        ("kill", KillMeasure.RunAsync),
        ("haste", HasteMeasure.RunAsync),
        ("course", CourseMeasure.RunAsync),
        ("due", DueMeasure.RunAsync),
        ("start", StartMeasure.RunAsync),
        ("menu-core", MenuCoreMeasure.RunAsync),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        if (Settings.Parse(args) is not { } settings || Chosen(settings.Names) is not { Count: > 0 } chosen)
        {
            await System.Console.Error.WriteLineAsync($"{Usage}\n\nMeasures: {string.Join(", ", measures.Select(m => m.Name))}");
            return 2;
        }
        var report = new Report(settings);
        foreach (var (name, run) in chosen)
        {
            System.Console.WriteLine($"{name} …");
            await foreach (var row in run(settings)) report.Add(row);
        }
        await report.WriteAsync();
        return 0;
    }

    /// <summary>Null when a name is unknown.</summary>
    private static IReadOnlyList<(string Name, Func<Settings, IAsyncEnumerable<Row>> Run)>? Chosen(IReadOnlyList<string> names) =>
        names is ["all"] ? measures
        : names.All(name => measures.Any(m => m.Name == name)) ? [.. measures.Where(m => names.Contains(m.Name))]
        : null;
}

/// <summary>The command line.</summary>
internal sealed record Settings(IReadOnlyList<string> Names)
{
    public int Rounds { get; init; } = 5;

    public double Seconds { get; init; } = 2;

    /// <summary>Recipients of the broadcast in haste: at 16 a second, 1,000 take a minute and 10,000 ten.</summary>
    public int Recipients { get; init; } = 1000;

    /// <summary>A broadcast to a million people too: some minutes for each round.</summary>
    public bool Million { get; init; }

    public string Json { get; init; } = "benchmarks.json";

    public TimeSpan Round => TimeSpan.FromSeconds(Seconds);

    /// <summary>Null for a command line that is not understood.</summary>
    public static Settings? Parse(IReadOnlyList<string> args)
    {
        var settings = new Settings([]);
        for (var n = 0; n < args.Count; n++)
        {
            var value = n + 1 < args.Count ? args[n + 1] : "";
            if (args[n] == "--million")
            {
                settings = settings with { Million = true };
                continue;
            }
            if (!args[n].StartsWith("--", StringComparison.Ordinal))
            {
                settings = settings with { Names = [.. settings.Names, args[n]] };
                continue;
            }
            n++;
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
            switch (args[n - 1])
            {
                case "--rounds" when number > 0: settings = settings with { Rounds = number }; break;
                case "--seconds" when number > 0: settings = settings with { Seconds = number }; break;
                case "--recipients" when number > 0: settings = settings with { Recipients = number }; break;
                case "--json" when value.Length > 0: settings = settings with { Json = value }; break;
                default: return null;
            }
        }
        return settings;
    }
}
