using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Subscribers;

namespace Outreach.Scenarios;

/// <summary>
/// Erasure by two coordinators: <c>coordinator asks to erase wanjiru</c>, <c>another agrees to erase wanjiru</c>. <c>coordinator looks for
/// wanjiru</c> searches every table.
/// </summary>
public sealed partial class Transcript
{
    private string erasing = "";

    private async Task EraseAsync(string by, string verb, Villager who)
    {
        var approvals = world.Get<Approvals>();
        if (verb == "looks for")
        {
            Show(
                ErasureTests.Found(world, who) is { Count: > 0 } found
                    ? string.Join(", ", found.Select(f => f.Table).Distinct().Order())
                    : "nothing");
        }
        else if (verb == "asks to erase")
        {
            var start =
                new StartApproval(who.Programme, "erasure", who.PersonId, AggregateId.Person(who.Programme, who.PersonId),
                    new ErasePerson(by), by);
            erasing = (await world.AskAsync(() => approvals.StartAsync($"erase-{number}", start, default))).Id;
            Show("waits for another");
        }
        else
        {
            Show((await world.AskAsync(() => approvals.DecideAsync(erasing, new DecideApproval(by, true), default)))?.ToString() ?? "done");
        }
    }

    [GeneratedRegex(@"^(?<by>coordinator|another) (?<verb>asks to erase|agrees to erase|looks for) (?<person>\w+)$")]
    private static partial Regex Erasure();
}
