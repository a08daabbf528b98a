namespace Outreach.Scenarios;

/// <summary>The undisturbed run of a scenario.</summary>
/// <param name="Lines">The lines that were played.</param>
/// <param name="Before">The state before each line, and after the last.</param>
/// <param name="Calls">The calls of each line, settling included.</param>
/// <param name="End">The result at the end.</param>
public sealed record Calm(IReadOnlyList<string> Lines, IReadOnlyList<Transcript> Before, IReadOnlyList<IReadOnlyList<Call>> Calls, Run End)
{
    private readonly Lazy<Task<Run>> later = new(() => LaterAsync(Before[^1].Copy()));

    /// <summary>The result once all work of the next minutes is done.</summary>
    public Task<Run> Later => later.Value;

    /// <summary>Lets time pass in which two recoveries, one after the other, come to their end.</summary>
    public static async Task<Run> LaterAsync(Transcript transcript)
    {
        await transcript.PlayLineAsync("wait 25 minutes");
        return Run.Of(transcript);
    }

    public static async Task<Calm> PlayAsync(string script)
    {
        await using var world = new World();
        await Village.SettleInAsync(world, script);
        world.Breakpoints.Armed = true;
        var (transcript, lines) = (new Transcript(world), Transcript.Lines(script));
        var (before, calls) = (new List<Transcript> { transcript.Copy() }, new List<IReadOnlyList<Call>>());
        foreach (var line in lines)
        {
            var made = world.Breakpoints.Calls.Count;
            await transcript.PlayLineAsync(line);
            calls.Add([.. world.Breakpoints.Calls.Skip(made)]);
            before.Add(transcript.Copy());
        }
        return new(lines, before, calls, Run.Of(transcript));
    }
}
