using System.Text.RegularExpressions;

namespace Outreach.Scenarios;

/// <summary>Every transcript in the shapes of gateways that send only the newest input; the phones' output is the same.</summary>
public sealed partial class UssdShapeTests
{
    public static TheoryData<string, UssdShape> Plays
    {
        get
        {
            var plays = new TheoryData<string, UssdShape>();
            foreach (var name in TranscriptTests.Files)
            {
                var script = TranscriptTests.Read(name);
                // Where nobody dials, no gateway sends input.
                if (!script.Contains(" dials", StringComparison.Ordinal)) continue;
                plays.Add(name, UssdShape.Counted);
                // Without a count, a repeated request looks like the same key typed again.
                if (!script.Contains(" repeats", StringComparison.Ordinal)) plays.Add(name, UssdShape.Uncounted);
            }
            return plays;
        }
    }

    [Theory, MemberData(nameof(Plays))]
    public async Task Phones_show_the_same_whatever_the_gateway_sends(string name, UssdShape shape)
    {
        await using var world = new World();
        var script = TranscriptTests.Read(name);
        await Village.SettleInAsync(world, script);
        Assert.Equal(Masked(script), Masked(await new Transcript(world) { Shape = shape }.PlayAsync(script)));
    }

    /// <summary>Codes and receipt numbers derive from the session's count, which differs here.</summary>
    private static string Masked(string transcript) => Drawn().Replace(transcript, "CODE");

    [GeneratedRegex("\\b(?=[A-Z0-9]*[0-9])[2-9A-Z]{5}([2-9A-Z]{3})?\\b")]
    private static partial Regex Drawn();
}
