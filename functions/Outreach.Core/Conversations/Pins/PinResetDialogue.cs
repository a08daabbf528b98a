using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>Asks the person on the phone whether they requested a PIN reset.</summary>
internal static class PinResetDialogue
{
    public static Transition Answer(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, Instant now)
    {
        var behind = Dialogue.Popped(subscriber, [.. trail]);
        if (!PinResets.IsAsked(subscriber, now)) return new Transition(subscriber, behind);
        return typed switch
        {
            "1" =>
                new Transition(subscriber with { Reset = subscriber.Reset! with { Confirmed = true } },
                    [Dialogue.HomeOf(subscriber), new ChoosePin(Anew: true)]),
            "2" => new Transition(subscriber with { Reset = null }, [.. behind, new ResetRefused()],
                [PinResets.Audited(subscriber, "pin.reset.refused", now),
                    new RaiseTask(subscriber.Programme, TaskKinds.PinResetRefused, subscriber.Phone, now)]),
            _ => Dialogue.Again(subscriber, trail),
        };
    }
}
