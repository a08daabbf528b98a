using System.Text.RegularExpressions;
using Outreach.Core.Operations;
using Outreach.Core.People;

namespace Outreach.Scenarios;

/// <summary>
/// Erasure by two coordinators: <c>coordinator asks to erase wanjiru</c>, <c>another agrees to erase wanjiru</c>. <c>coordinator looks for
/// wanjiru</c> searches every table.
/// </summary>
public sealed partial class Transcript
{
    private async Task EraseAsync(string by, string verb, Villager who)
    {
        if (verb == "looks for")
        {
            Show(
                ErasureTests.Found(world, who) is { Count: > 0 } found
                    ? string.Join(", ", found.Select(f => f.Table).Distinct().Order())
                    : "nothing");
        }
        else
        {
            await TwoAsync(by, ApprovalKinds.Erasure, IdentityActKind.Erased, who, null);
        }
    }

    [GeneratedRegex(@"^(?<by>coordinator|another) (?<verb>asks to erase|agrees to erase|looks for) (?<person>\w+)$")]
    private static partial Regex Erasure();
}
