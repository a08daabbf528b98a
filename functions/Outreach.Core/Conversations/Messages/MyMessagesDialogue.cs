using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>Which kinds of SMS the person gets; a key turns each on or off. It must be seen: keys typed ahead change nothing.</summary>
[StoredAs("MyMessages")]
public sealed record MyMessages : Screen { public override bool MustBeSeen => true; }

/// <summary>Withdraws consent as easily as it was given, and gives it, without a PIN.</summary>
internal static class MyMessagesDialogue
{
    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, Instant now)
    {
        if (subscriber.Holder is null || typed is not { Length: 1 } || typed[0] is < '1' or > '7') return Dialogue.Again(subscriber, trail);
        if (typed == "6") return Dialogue.To(subscriber, trail, new ReadMail(0));
        if (typed == "7") return Dialogue.To(subscriber, trail, new LeaveCheck());
        var words = Words.Ussd(subscriber.Language);
        var outcome = typed == "5" ? All(words, subscriber, now) : One(words, subscriber, (ConsentPurpose)(typed[0] - '1'), now);
        return new Transition(outcome.State!, trail, outcome.Effects);
    }

    /// <summary>The lines of the screen: each purpose with yes or no, and one for all.</summary>
    public static IReadOnlyList<string> Rows(Words words, Subscriber subscriber) =>
    [
        .. Consent.Purposes.Select(p => words.PurposeRow(p, !subscriber.IsStopped && subscriber.Consent.Allows(p))),
        subscriber.IsStopped ? words.StartAll : words.StopAll, words.ReadItem, words.LeaveItem,
    ];

    private static Outcome<Subscriber> All(Words words, Subscriber subscriber, Instant now) => subscriber.IsStopped
        ? ConsentDecisions.Start(subscriber, "ussd", words.StartAll, now)
        : ConsentDecisions.Stop(subscriber, "ussd", words.StopAll, now);

    private static Outcome<Subscriber> One(Words words, Subscriber subscriber, ConsentPurpose purpose, Instant now)
    {
        if (!subscriber.IsStopped && subscriber.Consent.Allows(purpose))
            return ConsentDecisions.Stop(subscriber, purpose, "ussd", words.PurposeRow(purpose, false), now);
        // Nothing comes without the service, nor after a STOP: a yes to one purpose is a return with it.
        ConsentPurpose[] wanted = [.. new[] { ConsentPurpose.Service, purpose }.Distinct()];
        var act = new ConsentNote(ConsentAct.Given, wanted, now, true, "ussd", words.PurposeRow(purpose, true));
        var freed = subscriber.Returned(now);
        return freed.IsStopped
            ? ConsentDecisions.Noted(freed, act, act with { Act = ConsentAct.Returned, Purposes = [] })
            : ConsentDecisions.Noted(freed, act);
    }
}
