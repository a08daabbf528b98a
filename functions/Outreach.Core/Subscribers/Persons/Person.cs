using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>
/// One person of a programme, whatever phones they have. Made and kept up by the lines that the person is on: each tells what it holds, and
/// what is told late or twice changes nothing. The person alone writes the directory's row and knows where they are reached.
/// </summary>
/// <param name="Details">As the line that last wrote them down knows them.</param>
/// <param name="DetailsAt">When that was.</param>
/// <param name="Phones">Every line that ever told of this person, those they have left
/// too: without them a late word would bring them back.</param>
/// <param name="Changes">Counts, to order what lines are told.</param>
/// <param name="Missed">Messages that did not reach them, lately.</param>
/// <param name="TaskAt">When a coordinator was last told that they have no phone.</param>
/// <param name="ErasedAt">They had themselves erased: nothing is kept up any more, and the name is a pseudonym.</param>
/// <param name="Move">One coordinator has asked for another number, and waits for a second.</param>
public sealed record Person(Holder Details, Instant DetailsAt, IReadOnlyList<PersonPhone> Phones, long Changes,
    SecondContact? Second = null, IReadOnlyList<string>? Missed = null, Instant? TaskAt = null, AskedMove? Move = null,
    Instant? ErasedAt = null)
{
    /// <summary>Their phones, the one they are written to first: the newest that they still answer.</summary>
    public IEnumerable<PersonPhone> Reached =>
        Phones.Where(p => p.Held).OrderBy(p => p.Quarantined).ThenByDescending(p => p.Since).ThenBy(p => p.Phone, StringComparer.Ordinal);

    /// <summary>Null when they have none: the number went to somebody else and no other has come.</summary>
    public PersonPhone? Primary => Reached.FirstOrDefault();

    /// <summary>The directory's row. Without a phone they are not listed; the last one stays on it.</summary>
    public DirectoryRow Row()
    {
        if (ErasedAt is not null)
            return new(Details.Programme, Details.PersonId, Details.Name, "", Details.Role, Details.Language, "", [], false, Listed: false);
        var phone = Primary ?? Phones.MaxBy(p => p.Since)!;
        return new(Details.Programme, Details.PersonId, Details.Name, phone.Phone, Details.Role, Details.Language, Details.Place,
            Details.Crops,
            phone is { Held: true, TipsAllowed: true, Quarantined: false }, phone.Held);
    }
}

/// <summary>What one line last told of a person.</summary>
/// <param name="Said">The number of what it told, counted by the line.</param>
/// <param name="Since">When they came to this number.</param>
/// <param name="Held">False once they have left it.</param>
/// <param name="Quarantined">Nobody knows whether it is still theirs.</param>
/// <param name="ToldSecond">The line has been told that another one is written to first.</param>
public sealed record PersonPhone(string Phone, long Said, Instant Since, bool Held, bool TipsAllowed, bool Quarantined = false,
    bool ToldSecond = false);

/// <summary>A line tells what it holds of a person.</summary>
/// <param name="Number">Counted by the line: what is told late is older than what stands.</param>
/// <param name="Held">False when the person has left this number.</param>
/// <param name="DetailsAt">When the line last wrote them down.</param>
[StoredAs("SubscriberChanged")]
public sealed record SubscriberChanged(string Phone, long Number, Instant Since, Holder Details, Instant DetailsAt, bool Held,
    bool TipsAllowed, bool Quarantined) : Command;

/// <summary>To a line: this person is written to at another number first, or here again.</summary>
/// <param name="Key">The person's.</param>
/// <param name="Number">Counted by the person.</param>
[StoredAs("NumberPlaced")] public sealed record NumberPlaced(string Key, long Number, bool Second) : Command;
