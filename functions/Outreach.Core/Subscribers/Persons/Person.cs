using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>
/// One person of a programme, on any number of phones. Each subscriber reports its view of the person; late and repeated reports change
/// nothing. Only the person writes the directory row and chooses the phone to send to.
/// </summary>
/// <param name="Consents">What the person agreed to, with the end of its ledger; null before the first act.</param>
/// <param name="Details">The details from the subscriber that wrote them last.</param>
/// <param name="DetailsAt">The time of that writing.</param>
/// <param name="Phones">Every subscriber that ever reported this person. Left phones stay, so that a late report cannot restore
/// them.</param>
/// <param name="Changes">A counter that orders the updates to subscribers.</param>
/// <param name="Missed">Recent messages that did not reach the person.</param>
/// <param name="TaskAt">The time of the last task to a coordinator about the missing phone.</param>
/// <param name="ErasedAt">The time of erasure; afterwards the name is a pseudonym and nothing is updated.</param>
/// <param name="Acts">Acts of coordinators that wait for the person's KEEP, or for their time.</param>
/// <param name="ContactRecords">What second contacts agreed to and ended, oldest first.</param>
/// <param name="LeftAt">The time when the person left the programme.</param>
/// <param name="Mail">Free words that could not stand on a phone that others read.</param>
/// <param name="Same">The keys of the same human's persons in other programmes, by own act. STOP goes to them; no programme reads
/// this.</param>
/// <param name="Tags">Words by which coordinators tell people apart, in order.</param>
/// <param name="Clerks">Whom a trader lets tell loads and payments in their name; null before the first.</param>
/// <param name="Transfer">The other programme that they were told of; null for none.</param>
/// <param name="Active">The days of own acts on numbers, as the numbers last told; each number may know more.</param>
/// <param name="ActIds">Ids of the last acts, so that a repeat does nothing.</param>
public sealed record Person(Holder Details, Instant DetailsAt, IReadOnlyList<PersonPhone> Phones, long Changes,
    SecondContact? Second = null, IReadOnlyList<string>? Missed = null, Instant? TaskAt = null,
    IReadOnlyList<WaitingAct>? Acts = null, Instant? ErasedAt = null, ConsentLedger? Consents = null, IReadOnlyList<string>? ActIds = null,
    IReadOnlyList<ContactRecord>? ContactRecords = null, IReadOnlyList<PersonMail>? Mail = null,
    Instant? LeftAt = null, IReadOnlyList<string>? Same = null, IReadOnlyList<string>? Tags = null,
    TradersClerks? Clerks = null, TransferOffer? Transfer = null, IReadOnlyList<ActMonth>? Active = null)
{
    public Consent Consent => Consents?.Consent ?? Consent.None;

    /// <summary>The person's phones, the one to send to first: quarantined phones last, silent ones before them, then the newest.</summary>
    public IEnumerable<PersonPhone> Reached =>
        Phones.Where(p => p.Held).OrderBy(p => p.Quarantined).ThenBy(p => p.Suppressed).ThenByDescending(p => p.Since)
            .ThenBy(p => p.Phone, StringComparer.Ordinal);

    /// <summary>The phone to send to; null when the person has none.</summary>
    public PersonPhone? Primary => Reached.FirstOrDefault();

    /// <summary>Whether we may write to the person unasked about agreements, and they are reached, as far as is known.</summary>
    public bool IsWritten => Phones.Any(p => p is { Held: true, Suppressed: false, Quarantined: false })
        && Consent.Allows(ConsentPurpose.Service) && LeftAt is null;

    /// <summary>The directory row. Without a phone the person is unlisted, and the row keeps the last phone.</summary>
    public DirectoryRow Row()
    {
        if (ErasedAt is not null)
            return new(Details.Programme, Details.PersonId, Details.Name, "", Details.Role, Details.Language, "", [], false, Listed: false);
        var phone = Primary ?? Phones.MaxBy(p => p.Since)!;
        var first = Phones.MinBy(p => p.Since)!;
        var isReached = phone is { Held: true, Suppressed: false, Quarantined: false };
        return new(Details.Programme, Details.PersonId, Details.Name, phone.Phone, Details.Role, Details.Language, Details.Place,
            Details.Crops,
            isReached && Consent.TipsAllowed, phone.Held, Details.Unconfirmed, isReached && Consent.Allows(ConsentPurpose.Surveys),
            Details.OwnMentor, Country.OfPhone(first.Phone)?.Today(first.Since))
        {
            Tags = Tags ?? [], Clerks = [.. Clerks?.Named.Select(c => c.Name) ?? []],
        };
    }
}

/// <summary>One subscriber's latest report of a person.</summary>
/// <param name="Said">The report's number, counted by the subscriber.</param>
/// <param name="Since">The time when the person came to this number.</param>
/// <param name="Held">False once the person has left the number.</param>
/// <param name="Suppressed">Whether nothing unasked goes to the number.</param>
/// <param name="Quarantined">Whether the number may belong to another person by now.</param>
/// <param name="Until">When the person left the number; null while they have it.</param>
/// <param name="ToldSecond">Whether the subscriber knows that another phone comes first.</param>
public sealed record PersonPhone(string Phone, long Said, Instant Since, bool Held, bool Suppressed, bool Quarantined = false,
    bool ToldSecond = false, Instant? Until = null);

/// <summary>A subscriber reports its view of a person.</summary>
/// <param name="Number">A counter of the subscriber; a report older than the known one is ignored.</param>
/// <param name="Held">False when the person has left this number.</param>
/// <param name="DetailsAt">The time when the subscriber last wrote the details.</param>
/// <param name="Active">The days on which the person did something there.</param>
[StoredAs("SubscriberChanged")]
public sealed record SubscriberChanged(string Phone, long Number, Instant Since, Holder Details, Instant DetailsAt, bool Held,
    bool Suppressed, bool Quarantined, IReadOnlyList<ActMonth>? Active = null) : Command;

/// <summary>To a person: a number in quarantine that was theirs is somebody else's now, as a coordinator or a list says.</summary>
/// <param name="By">The source of that registration.</param>
[StoredAs("NumberTaken")] public sealed record NumberTaken(string Id, string Phone, string By) : Command;

/// <summary>To a subscriber: whether another phone of the person comes first, and who their mentor is.</summary>
/// <param name="Key">The person's key.</param>
/// <param name="Number">A counter of the person.</param>
/// <param name="Mentor">Who signs to the person from now on; null where that is as it was.</param>
[StoredAs("NumberPlaced")]
public sealed record NumberPlaced(string Key, long Number, bool Second, GivenMentor? Mentor = null) : Command;
