namespace Outreach.Scenarios;

/// <summary>Every transcript, played whole; then once more for each place where the process can stop.</summary>
public sealed class TranscriptTests
{
    private static readonly string folder = Path.Combine(AppContext.BaseDirectory, "Transcripts");

    internal static IEnumerable<string> Files =>
        Directory.GetFiles(folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Files];

    [Theory, MemberData(nameof(Names))]
    public async Task Phones_show_what_the_transcript_says(string name)
    {
        var script = await ReadAsync(name);
        await using var world = new World();
        await Village.SettleInAsync(world, script);
        var played = await new Transcript(world).PlayAsync(script);
        // OUTREACH_TRANSCRIPTS names the source folder: the phones' output is written there; read it before committing.
        if (Environment.GetEnvironmentVariable("OUTREACH_TRANSCRIPTS") is { Length: > 0 } target)
            await File.WriteAllTextAsync(Path.Combine(target, name + ".txt"), played);
        else
            Assert.Equal(script, played);
        Assert.Empty(Unexplained(played));
        await Refigured.CheckAsync(world);
    }

    /// <summary>Lines that were refused without a remark right above them: what a script is about then was perhaps never played.</summary>
    private static IEnumerable<string> Unexplained(string played)
    {
        var lines = played.Split('\n');
        for (var n = 0; n < lines.Length; n++)
        {
            if (!lines[n].StartsWith("  | not possible", StringComparison.Ordinal)
                && !lines[n].StartsWith("  | not written down", StringComparison.Ordinal)) continue;
            var line = Array.FindLastIndex(lines, n, l => !l.StartsWith("  |", StringComparison.Ordinal));
            if (line == 0 || !lines[line - 1].StartsWith('#')) yield return lines[line];
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_process_that_stops_anywhere_changes_nothing(string name)
    {
        await Interruptions.CheckAsync(name, await ReadAsync(name));
    }

    [Fact]
    public void Everything_tolerated_is_a_transcript() =>
        Assert.All(Interruptions.Tolerated.Keys,
            name => Assert.Contains(name, Directory.GetFiles(folder).Select(f => Path.GetFileNameWithoutExtension(f))));

    internal static string Read(string name) => Transcript.Trimmed(File.ReadAllText(Path.Combine(folder, name + ".txt")));

    private static async Task<string> ReadAsync(string name) =>
        Transcript.Trimmed(await File.ReadAllTextAsync(Path.Combine(folder, name + ".txt")));
}
