using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>
/// Whose the phone is. <see cref="Holder"/>, with PIN and what is being typed, is
/// whoever uses it now or last did, or its only one; those who
/// share it stand in <see cref="Others"/> and change places with them by <see cref="As"/>, so that the dialogue only ever sees one person.
/// </summary>
public sealed partial record Subscriber
{
    /// <summary>So many people fit the question "Who is this?" with one key each.</summary>
    public const int MostHolders = 6;

    /// <summary>Several people use this phone: it shows nothing personal unasked, and a PIN is never chosen on it unasked either.</summary>
    public bool IsShared => Others is { Count: > 0 };

    /// <summary>Everybody on this phone, in the order in which they came to it.</summary>
    public IReadOnlyList<PhoneUser> Holders => Current is { } current
        ? [.. (Others ?? []).Append(current).OrderBy(s => s.Tenure?.Since ?? Instant.MinValue)
            .ThenBy(s => s.Holder.Key, StringComparer.Ordinal)]
        : [];

    private PhoneUser? Current => Holder is null ? null : new(Holder, Pin, NewPin, Draft, Action, Tenure, Reset);

    /// <summary>
    /// What the id of a person who is new on this number is made of. The first has the
    /// number itself; whoever comes after must not get the id,
    /// and with it the account, of one who had the number before or shares it.
    /// </summary>
    public string Newcomer =>
        UsersEver == 0 ? Phone : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Phone}|{UsersEver}");

    public bool Holds(string key) => Find(key) is not null;

    public PhoneUser? Find(string key) => Holder?.Key == key ? Current : Others?.FirstOrDefault(o => o.Holder.Key == key);

    /// <summary>The line as this person uses it; itself for whoever is in front, and for one who is not on it.</summary>
    public Subscriber As(string? key)
    {
        if (key is null || Holder?.Key == key || Others?.FirstOrDefault(o => o.Holder.Key == key) is not { } other) return this;
        return Fronting(other) with { Others = Sorted(Others.Where(o => o != other).Append(Current!)) };
    }

    /// <summary>One more person on this phone, behind those who are there.</summary>
    public Subscriber Joined(PhoneUser user) =>
        (Holder is null ? Fronting(user) : this with { Others = Sorted((Others ?? []).Append(user)) }) with { UsersEver = UsersEver + 1 };

    /// <summary>Without this person and what is theirs.</summary>
    public Subscriber Without(string key)
    {
        if (!Holds(key)) return this;
        var session = Session?.Who == key ? null : Session;
        if (Holder!.Key != key) return Alone(Others!.Where(o => o.Holder.Key != key)) with { Session = session };
        var left = Others is { Count: > 0 } ? Fronting(Others[0]).Alone(Others.Skip(1)) : Emptied();
        return left with { Session = session };
    }

    /// <summary>A number that is nobody's: nothing of whoever had it goes along.</summary>
    public Subscriber Emptied() => this with
    {
        Holder = null, Pin = null, NewPin = null, Draft = null, Action = null, Tenure = null, Reset = null, Others = null, Session = null,
        Unsolicited = null,
        Quarantine = null, Leaving = null, FailedDeliveries = null, HeardAt = null, Ending = null, Suggested = null, Question = null,
        Joining = null,
    };

    // The same people are the same state, whoever was in front in between.
    private static IReadOnlyList<PhoneUser> Sorted(IEnumerable<PhoneUser> others) =>
        [.. others.OrderBy(o => o.Holder.Key, StringComparer.Ordinal)];

    private Subscriber Alone(IEnumerable<PhoneUser> others) =>
        others.ToList() is { Count: > 0 } some ? this with { Others = some } : this with { Others = null };

    private Subscriber Fronting(PhoneUser who) => this with
    {
        Holder = who.Holder, Language = who.Holder.Language, Pin = who.Pin, NewPin = who.NewPin, Draft = who.Draft, Action = who.Action,
        Tenure = who.Tenure, Reset = who.Reset,
    };
}

/// <summary>One person on a phone, with all that is theirs there and nobody else's.</summary>
public sealed record PhoneUser(Holder Holder, Pin? Pin = null, string? NewPin = null, OfferDraft? Draft = null, ActionInput? Action = null,
    Tenure? Tenure = null, PinReset? Reset = null)
{
    /// <summary>What a person is called on a phone that others see.</summary>
    public string FirstName =>
        Holder.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
}

/// <summary>Since when a person has been on a phone.</summary>
/// <param name="WrittenAt">When they were last written down here.</param>
/// <param name="Second">They are written to at another number first.</param>
/// <param name="PlaceNumber">The number under which the person told so.</param>
public sealed record Tenure(Instant Since, Instant WrittenAt, bool Second = false, long PlaceNumber = 0);

/// <summary>
/// Nobody has been heard here for long, or the network knows no such subscriber: the number may be somebody else's by now.
/// </summary>
/// <param name="Why">For a coordinator.</param>
public sealed record Quarantine(Instant At, string Why);
