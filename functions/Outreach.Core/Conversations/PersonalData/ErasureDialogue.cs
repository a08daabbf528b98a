using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>Erased on the phone, behind the PIN: what happens is read back first, and nothing may be open.</summary>
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
