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
    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, UssdTurn turn, Instant now)
    {
        if (subscriber.Holder is null || typed is not { Length: 1 } || typed[0] is < '1' or > '8') return Dialogue.Again(subscriber, trail);
        if (typed == "6") return WhichProgrammeDialogue.To(subscriber, trail, ProgrammeMatter.Mail, turn, now);
        if (typed == "7") return WhichProgrammeDialogue.To(subscriber, trail, ProgrammeMatter.Leaving, turn, now);
        // On a shared phone the PIN says who joins.
        if (typed == "8")
            return subscriber.IsShared
                ? Dialogue.To(subscriber, trail, new OneMoreProgramme())
                : JoinDialogue.Begin(subscriber, trail, turn, now);
        var words = Words.Ussd(subscriber.Language);
        var outcome = typed == "5" ? All(words, subscriber, now) : One(words, subscriber, (ConsentPurpose)(typed[0] - '1'), now);
        return new Transition(outcome.State!, trail, outcome.Effects);
    }

    /// <summary>The lines of the screen: each purpose with yes or no, and one for all.</summary>
    public static IReadOnlyList<string> Rows(Words words, Subscriber subscriber) =>
    [
        .. Consent.Purposes.Select(p => words.PurposeRow(p, Allows(subscriber, p))),
        subscriber.IsStopped ? words.StartAll : words.StopAll, words.ReadItem, words.LeaveItem, words.OneMoreItem,
    ];

    /// <summary>Whether one of the person's programmes may write about this.</summary>
    private static bool Allows(Subscriber subscriber, ConsentPurpose purpose) =>
        subscriber.Mine.Any(u => u.Consent is { } consent && !subscriber.StopsFor(consent) && consent.Allows(purpose));

    private static Outcome<Subscriber> All(Words words, Subscriber subscriber, Instant now) => subscriber.IsStopped
        ? EachProgramme.OfHers(subscriber, s => ConsentDecisions.Start(s, "ussd", words.StartAll, now))
        : EachProgramme.OfHers(subscriber, s => ConsentDecisions.Stop(s, "ussd", words.StopAll, now));

    private static Outcome<Subscriber> One(Words words, Subscriber subscriber, ConsentPurpose purpose, Instant now)
    {
        if (Allows(subscriber, purpose))
            return EachProgramme.OfHers(subscriber, s => ConsentDecisions.Stop(s, purpose, "ussd", words.PurposeRow(purpose, false), now));
        // A yes gives nothing to another programme; what she stopped in each comes again.
        var asked = subscriber.Mine.Where(u => u.Holder.Key == subscriber.Holder!.Key || Returns(u, purpose)).ToList();
        return EachProgramme.Of(subscriber, asked, s => Given(words, s, purpose, now));
    }

    private static bool Returns(PhoneUser user, ConsentPurpose purpose) =>
        user.Consent is { } consent && consent.Of(purpose) == ConsentState.Stopped
        && (purpose == ConsentPurpose.Service || consent.Of(ConsentPurpose.Service) is ConsentState.Given or ConsentState.Stopped);

    private static Outcome<Subscriber> Given(Words words, Subscriber subscriber, ConsentPurpose purpose, Instant now)
    {
        // Nothing comes without the service, nor after a STOP: a yes to one purpose is a return with it.
        ConsentPurpose[] wanted = [.. new[] { ConsentPurpose.Service, purpose }.Distinct()];
        var act = new ConsentNote(ConsentAct.Given, wanted, now, true, "ussd", words.PurposeRow(purpose, true));
        var freed = subscriber.Returned(now);
        return freed.IsStopped
            ? ConsentDecisions.Noted(freed, act, act with { Act = ConsentAct.Returned, Purposes = [] })
            : ConsentDecisions.Noted(freed, act);
    }
}
