using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>The screens of a registration.</summary>
public static class JoinText
{
    public static string Of(Words words, Subscriber subscriber, Screen screen) => screen switch
    {
        Joined joined => words.Joined(subscriber.Holder?.Name ?? "", joined.Programme),
        NotJoined => words.NotJoined,
        ConsentAsk =>
            words.MayWeWrite(subscriber.Question?.Programme ?? "", subscriber.Question?.Purposes ?? Consent.Purposes) + "\n"
                + words.YesNoLater,
        JoinStep step => Question(words, subscriber.Joining ?? new JoinDraft(default), step),
        _ => throw new InvalidOperationException($"No text for the screen {screen.GetType().Name}."),
    };

    private static string Question(Words words, JoinDraft draft, JoinStep step)
    {
        var header = (step.Fault ? words.JoinFault(step.Part) + "\n" : "") + words.JoinQuestion(step.Part, draft.Programme?.Name ?? "");
        IReadOnlyList<string> items = step.Part switch
        {
            JoinPart.Programme => [.. (draft.Choices ?? []).Select(c => words.Named(c.Name))],
            JoinPart.Name => [],
            JoinPart.Consent => words.ConsentItems,
            JoinPart.Role => [words.FarmerItem, words.TraderItem],
            JoinPart.Place => [words.LeaveOut],
            JoinPart.Crops => [.. (draft.Programme?.Crops ?? []).Take(9).Select(words.Crop)],
            _ => [words.YesItem, words.NoItem],
        };
        return Pages.All(header, items, words.BackHome);
    }
}
