using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>Who is told when a message does not reach the person.</summary>
[StoredAs("MyContact")]
public sealed record MyContact : Screen
{
    public override bool IsPersonal => true;
    public override bool NeedsPerson => true;
    public override bool MustBeSeen => true;
}

/// <summary>Shows the second contact, and takes the role away.</summary>
internal static class ContactDialogue
{
    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, UssdTurn turn)
    {
        if (typed != "1" || turn.Facts.Person?.Person?.Second is null) return Dialogue.Again(subscriber, trail);
        var holder = subscriber.Holder!;
        return new Transition(subscriber, [Dialogue.HomeOf(subscriber), new ContactRemoved()],
            [new Tell(AggregateId.Person(holder.Programme, holder.PersonId), new NameSecond(null, "", Own: true))]);
    }

    public static string Text(Words words, Person? person) => person?.Second is { } second
        ? words.ContactShown(second.Name, NumberChange.Ending(second.Phone), second.AgreedAt is not null) + "\n1 " + words.RemoveContact
            + "\n" + words.BackHome
        : words.NoContact + "\n" + words.BackHome;
}

[StoredAs("ContactRemoved")] public sealed record ContactRemoved : Screen;
