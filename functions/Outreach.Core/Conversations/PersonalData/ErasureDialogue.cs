using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>Erasure by USSD, behind the PIN. Reads the consequences back first, and refuses while a debt or question is open.</summary>
internal static class ErasureDialogue
{
    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, Account account, Instant now)
    {
        if (typed != "1" || Erasure.IsOpen(account)) return Dialogue.Again(subscriber, trail);
        var holder = subscriber.Holder!;
        return new Transition(subscriber, [new Erased()],
            [new Tell(AggregateId.Person(holder.Programme, holder.PersonId), new ErasePerson("the person"))]);
    }

    public static string Text(Words words, Account account) => Erasure.IsOpen(account)
        ? words.ErasureOpen + "\n" + words.BackHome
        : words.ErasureAsked + "\n1 " + words.Yes + "\n" + words.BackHome;
}
