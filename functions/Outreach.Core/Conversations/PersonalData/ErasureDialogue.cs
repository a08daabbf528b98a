using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>Erasure by USSD, behind the PIN. Reads the consequences back first, and refuses while a debt or question is open.</summary>
internal static class ErasureDialogue
{
    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, Account account, UssdTurn turn)
    {
        if (typed != "1" || Erasure.IsOpen(account)) return Dialogue.Again(subscriber, trail);
        var holder = subscriber.Holder!;
        var act = new DoIdentityAct($"erase|{subscriber.Phone}|{turn.SessionId}|{turn.Consumed}", IdentityActKind.Erased,
            DoIdentityAct.ByThePerson);
        // The person's other phones hear of it first.
        var waits = turn.Facts.Person?.Person is { } person && IdentityActs.Trusted(person).Count() > 1;
        return new Transition(subscriber, [waits ? new ErasureBegun() : new Erased()],
            [new Tell(AggregateId.Person(holder.Programme, holder.PersonId), act)]);
    }

    public static string Text(Words words, Account account) => Erasure.IsOpen(account)
        ? words.ErasureOpen + "\n" + words.BackHome
        : words.ErasureAsked + "\n1 " + words.Yes + "\n" + words.BackHome;
}
