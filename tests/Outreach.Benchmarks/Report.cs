using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Outreach.Benchmarks;

/// <summary>One figure beside its reference, both medians of the rounds.</summary>
/// <param name="Reference">Null for a figure that has a limit of its own and no reference.</param>
/// <param name="Goal">A sentence part, such as <c>≥ 0.9</c>, about <paramref name="Value"/>.</param>
/// <param name="Value">What the goal is about: the ratio, or the figure itself.</param>
/// <param name="Holds">Null for a figure without a goal.</param>
internal sealed record Row(
    string Measure, string Case, string Unit, double Ours, double? Reference, double Value, string Goal, bool? Holds, string Note = "");

/// <summary>The rows of one run, on the console and as JSON.</summary>
internal sealed class Report(Settings settings)
{
    private static readonly JsonSerializerOptions json = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<Row> rows = [];
    private readonly DateTimeOffset begun = DateTimeOffset.UtcNow;
    private readonly string loadBefore = Load();

    public void Add(Row row)
    {
        rows.Add(row);
        System.Console.WriteLine(Line(row));
    }

    public async Task WriteAsync()
    {
        var run = new
        {
            Begun = begun,
            Seconds = Math.Round((DateTimeOffset.UtcNow - begun).TotalSeconds),
            Processors = Environment.ProcessorCount,
            Runtime = RuntimeInformation.FrameworkDescription,
            settings.Rounds,
            LoadBefore = loadBefore,
            LoadAfter = Load(),
            Rows = rows,
        };
        await File.WriteAllTextAsync(settings.Json, JsonSerializer.Serialize(run, json));
        System.Console.WriteLine();
        System.Console.WriteLine("| Measure | Case | Unit | Outreach | Reference | Value | Goal | |");
        System.Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var row in rows) System.Console.WriteLine(Line(row));
        System.Console.WriteLine($"\n{run.Seconds} s, {run.Processors} processors, load {run.LoadBefore} before, {run.LoadAfter} after.");
        System.Console.WriteLine(settings.Json);
    }

    private static string Line(Row row) => string.Join(" | ",
        ["| " + row.Measure, row.Case, row.Unit, Number(row.Ours), row.Reference is { } reference ? Number(reference) : "–",
            Number(row.Value), row.Goal.Length > 0 ? row.Goal : "–",
            (row.Holds switch { true => "yes", false => "no", null => "" }) + " |"])
        + (row.Note.Length > 0 ? $" {row.Note}" : "");

    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    /// <summary>The machine's load averages; empty where they are not told.</summary>
    private static string Load() => File.Exists("/proc/loadavg")
        ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3))
        : "";
}
