using Outreach.App;

namespace Outreach.Scenarios;

/// <summary>
/// Coordinators' actions on PINs: <c>officer asha resets the PIN of wanjiru</c>, <c>officer nasrin approves the reset for wanjiru</c>.
/// </summary>
public sealed partial class Transcript
{
    private async Task ResetAsync(string by, string verb, Villager whom)
    {
        var resets = world.Get<PinResetting>();
        var officer = char.ToUpperInvariant(by[0]) + by[1..];
        var reply =
            await world.AskAsync(
                () => verb == "resets the PIN of"
                    ? resets.StartAsync(whom.Phone, officer, default)
                    : resets.ApproveAsync(whom.Phone, officer, default));
        Show(
            reply.Refusal is { } why
                ? $"not possible: {why}"
                : $"begun by {reply.Reset!.By}" + (reply.Reset.ApprovedBy is { } second ? $", approved by {second}" : ""));
    }
}
