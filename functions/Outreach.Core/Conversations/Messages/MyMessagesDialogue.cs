using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>Which kinds of SMS the person gets; a key turns each on or off. It must be seen: keys typed ahead change nothing.</summary>
[StoredAs("MyMessages")]
public sealed record MyMessages : Screen { public override bool MustBeSeen => true; }

/// <summary>Asks before messages come that did not: a key pressed or sent twice must not give what it has just taken.</summary>
/// <param name="For">Null for all that STOP took.</param>
[StoredAs("GetMessages")]
public sealed record GetMessages(ConsentPurpose? For) : Screen { public override bool MustBeSeen => true; }

/// <summary>Withdraws consent as easily as it was given, and gives it, without a PIN.</summary>
internal static class MyMessagesDialogue
{
    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, UssdTurn turn, Instant now)
    {
        if (subscriber.Holder is null || typed is not { Length: 1 } || typed[0] is < '1' or > '9') return Dialogue.Again(subscriber, trail);
        if (typed == "6") return WhichProgrammeDialogue.To(subscriber, trail, ProgrammeMatter.Mail, turn, now);
        if (typed == "7") return WhichProgrammeDialogue.To(subscriber, trail, ProgrammeMatter.Leaving, turn, now);
        // On a shared phone the PIN says who joins.
        if (typed == "8")
            return subscriber.IsShared
                ? Dialogue.To(subscriber, trail, new OneMoreProgramme())
                : JoinDialogue.Begin(subscriber, trail, turn, now);
        var words = Words.Ussd(subscriber.Language);
        if (typed == "9")
        {
            if (Successor(subscriber, turn.Facts.Person) is not { } successor) return Dialogue.Again(subscriber, trail);
            if (!SaidYes(subscriber, successor)) return Dialogue.To(subscriber, trail, new GetMessages(ConsentPurpose.HandOver));
            var no = HandOver(subscriber, successor, words, agrees: false, now);
            return new Transition(no.State!, trail, no.Effects);
        }
        ConsentPurpose? purpose = typed == "5" ? null : (ConsentPurpose)(typed[0] - '1');
        if (purpose is { } one ? !Allows(subscriber, one) : subscriber.IsStopped)
            return Dialogue.To(subscriber, trail, new GetMessages(purpose));
        var outcome = EachProgramme.OfHers(subscriber, s => purpose is { } off
            ? ConsentDecisions.Stop(s, off, "ussd", words.PurposeRow(off, false), now)
            : ConsentDecisions.Stop(s, "ussd", words.StopAll, now));
        return new Transition(outcome.State!, trail, outcome.Effects);
    }

    /// <summary>The key for yes is none of the keys before.</summary>
    public static Transition Get(Subscriber subscriber, IReadOnlyList<Screen> trail, GetMessages screen, string typed, UssdTurn turn,
        Instant now)
    {
        if (subscriber.Holder is null || typed != "9") return Dialogue.Again(subscriber, trail);
        var words = Words.Ussd(subscriber.Language);
        var outcome = screen.For == ConsentPurpose.HandOver
            ? Successor(subscriber, turn.Facts.Person) is { } successor
                ? HandOver(subscriber, successor, words, agrees: true, now)
                : Outcome<Subscriber>.Nothing(subscriber)
            : screen.For is { } purpose ? Given(words, subscriber, purpose, now)
            : EachProgramme.OfHers(subscriber, s => ConsentDecisions.Start(s, "ussd", words.StartAll, now));
        return new Transition(outcome.State!, Dialogue.Popped(subscriber, [.. trail]), outcome.Effects);
    }

    /// <summary>Whether who goes on must be looked up for these screens: the person was asked about somebody.</summary>
    public static bool NeedsSuccessor(Subscriber subscriber, Screen screen) => screen is MyMessages or GetMessages
        && (subscriber.Question?.Successor is not null || subscriber.Consent.HandOver is not null);

    /// <summary>Who would get the data of the person, where they were asked about them; null for nobody.</summary>
    private static NamedSuccessor? Successor(Subscriber subscriber, PersonFact? person) => person?.Successor is { } successor
        && (subscriber.Question?.IsAbout(successor) == true || subscriber.Consent.HandOver?.IsAbout(successor) == true)
            ? successor
            : null;

    private static bool SaidYes(Subscriber subscriber, NamedSuccessor successor) =>
        subscriber.Consent.HandOver is { State: ConsentState.Given } said && said.IsAbout(successor);

    private static Outcome<Subscriber> HandOver(Subscriber subscriber, NamedSuccessor to, Words words, bool agrees, Instant now) =>
        ConsentDecisions.HandOver(subscriber, to.Name, agrees, "ussd", words.HandOverRow(to.Name, agrees), now);

    public static string Text(Words words, Subscriber subscriber, GetMessages screen, PersonFact? person) =>
        (screen.For == ConsentPurpose.HandOver ? words.HandOverRow(Successor(subscriber, person)?.Name ?? "", true)
            : screen.For is { } purpose ? words.PurposeRow(purpose, true) : words.StartAll) + "?\n9 " + words.Yes + "\n" + words.BackHome;

    /// <summary>The lines of the screen: each purpose with yes or no, and one for all.</summary>
    public static IReadOnlyList<string> Rows(Words words, Subscriber subscriber, PersonFact? person) =>
    [
        .. Consent.Purposes.Select(p => words.PurposeRow(p, Allows(subscriber, p))),
        subscriber.IsStopped ? words.StartAll : words.StopAll, words.ReadItem, words.LeaveItem, words.OneMoreItem,
        .. Successor(subscriber, person) is { } successor
            ? [words.HandOverRow(successor.Name, SaidYes(subscriber, successor))]
            : Array.Empty<string>(),
    ];

    /// <summary>Whether one of the person's programmes may write about this.</summary>
    private static bool Allows(Subscriber subscriber, ConsentPurpose purpose) =>
        subscriber.Mine.Any(u => u.Consent is { } consent && !subscriber.StopsFor(u) && consent.Allows(purpose));

    private static Outcome<Subscriber> Given(Words words, Subscriber subscriber, ConsentPurpose purpose, Instant now)
    {
        // A yes gives nothing to another programme; what she stopped in each comes again.
        var asked = subscriber.Mine.Where(u => u.Holder.Key == subscriber.Holder!.Key || Returns(u, purpose)).ToList();
        return EachProgramme.Of(subscriber, asked, s => GivenHere(words, s, purpose, now));
    }

    private static bool Returns(PhoneUser user, ConsentPurpose purpose) =>
        user.Consent is { } consent && consent.Of(purpose) == ConsentState.Stopped
        && (purpose == ConsentPurpose.Service || consent.Of(ConsentPurpose.Service) is ConsentState.Given or ConsentState.Stopped);

    private static Outcome<Subscriber> GivenHere(Words words, Subscriber subscriber, ConsentPurpose purpose, Instant now)
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
