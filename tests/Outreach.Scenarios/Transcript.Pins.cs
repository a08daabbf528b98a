using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Scenarios;

/// <summary>
/// Coordinators' actions on PINs: <c>officer asha resets the PIN of wanjiru</c>, <c>officer nasrin approves the reset for wanjiru</c>.
/// </summary>
public sealed partial class Transcript
{
    private async Task ResetAsync(string by, string verb, Villager whom)
    {
        var officer = char.ToUpperInvariant(by[0]) + by[1..];
        if (verb != "resets the PIN of")
        {
            await TwoAsync(officer, ApprovalKinds.PinReset, whom, null);
            return;
        }
        var (reply, _) =
            await world.AskAsync(() => world.Get<PinResetting>().StartAsync(whom.Phone, Village.HolderOf(whom), officer, default));
        Show(reply.Refusal is { } why ? $"not possible: {why}" : $"begun by {reply.Reset!.By}");
    }
}
