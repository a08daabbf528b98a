using System.Text.RegularExpressions;

namespace Outreach.Scenarios;

/// <summary>The grammar of a script's lines.</summary>
public sealed partial class Transcript
{
    [GeneratedRegex(@"^wait (?<n>\d+) (?<unit>minute|hour|day)s?( (?<asleep>asleep))?$")]
    private static partial Regex Wait();

    [GeneratedRegex("^the network (.+)$")]
    private static partial Regex Network();

    [GeneratedRegex(@"^coordinator (?<verb>\w+)( (?<what>.*))?$")]
    private static partial Regex Coordinator();

    /// <summary>What the network reports of a phone, some time after it took the message.</summary>
    private static readonly Dictionary<string, Core.Notices.SendFailure> Losses = new()
    {
        ["does not find "] = Core.Notices.SendFailure.Unreachable, ["reports a no of "] = Core.Notices.SendFailure.OptedOut,
        ["reports as unknown "] = Core.Notices.SendFailure.UnknownSubscriber,
    };

    private static int OptedOut(App.Estimate estimate) => estimate.LeftOut.GetValueOrDefault(Core.Mentoring.LeftOut.NoTips);

    [GeneratedRegex(@"^to (?<programme>[\w-]+) (?<role>farmers|traders)")]
    private static partial Regex Tip();

    [GeneratedRegex(@"^officer (?<by>\w+) (?<verb>resets the PIN of|approves the reset for) (?<whom>\w+)$")]
    private static partial Regex Officer();

    [GeneratedRegex("(?<language>en|sw|bn|fr|zu) \"(?<text>[^\"]*)\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"^(?<who>\w+) (?<verb>[\w-]+)( (?<what>.*))?$")]
    private static partial Regex Act();

    [GeneratedRegex(@"^mediator (?<verb>answers|proposes|is|ends)( (?<what>.*))?$")]
    private static partial Regex Mediator();

    [GeneratedRegex(@"^mpesa (?<id>\w+) tells of (?<amount>\d+) from (?<from>\w+)( to (?<to>\w+))?(?<for> for CODE)?$")]
    private static partial Regex Proof();

    [GeneratedRegex(@"\b\d{7}\b")]
    private static partial Regex SecretIn();

    [GeneratedRegex(@"\b[B-Z][2-9][B-Z][2-9B-Z]{2,3}\b")]
    private static partial Regex CodeIn();
}
