using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>The person answers on the phone whether they asked for another PIN.</summary>
internal static class PinResetDialogue
{
    public static Move Answer(Line line, IReadOnlyList<Screen> trail, string typed, Instant now)
    {
        var behind = Dialogue.Popped(line, [.. trail]);
        if (!PinResets.IsAsked(line, now)) return new Move(line, behind);
        return typed switch
        {
            "1" => new Move(line with { Reset = line.Reset! with { Confirmed = true } }, [Dialogue.HomeOf(line), new ChoosePin(Anew: true)]),
            "2" => new Move(line with { Reset = null }, [.. behind, new ResetRefused()],
                [PinResets.Audited(line, "pin.reset.refused", now), new RaiseTask(line.Programme, "pin-reset-refused", line.Phone, now)]),
            _ => Dialogue.Again(line, trail),
        };
    }
}
