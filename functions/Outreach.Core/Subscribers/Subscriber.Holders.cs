using NodaTime;
using Outreach.Core.Mentoring;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>
/// The phone's users. <see cref="Holder"/>, with PIN and drafts, is the current or last user. The other users are in <see cref="Others"/>;
/// <see cref="As"/> swaps them in, so that a dialogue sees one person only.
/// </summary>
public sealed partial record Subscriber
{
    /// <summary>The most users of one phone: "Who is this?" gives each one key.</summary>
    public const int MostHolders = 6;

    /// <summary>Whether several people use the phone. Personal data then needs a PIN, and a coordinator sets the first one.</summary>
    public bool IsShared => Others is { Count: > 0 } && People.Count > 1;

    /// <summary>All users of this phone, in the order of their arrival.</summary>
    public IReadOnlyList<PhoneUser> Holders => Current is { } current
        ? [.. (Others ?? []).Append(current).OrderBy(s => s.Tenure?.Since ?? Instant.MinValue)
            .ThenBy(s => s.Holder.Key, StringComparer.Ordinal)]
        : [];

    public PhoneUser? Current => Holder is null ? null : new(Holder, Pin, NewPin, Draft, Action, Tenure, Reset, Consent, Question, Waiting,
        Talk);

    public bool Holds(string key) => Find(key) is not null;

    public PhoneUser? Find(string key) => Holder?.Key == key ? Current : Others?.FirstOrDefault(o => o.Holder.Key == key);

    /// <summary>The subscriber with this person as its current user; unchanged for the current user, or an unknown key.</summary>
    public Subscriber As(string? key)
    {
        if (key is null || Holder?.Key == key || Others?.FirstOrDefault(o => o.Holder.Key == key) is not { } other) return this;
        return Fronting(other) with { Others = Sorted(Others.Where(o => o != other).Append(Current!)) };
    }

    /// <summary>Adds a user to this phone, after the present ones.</summary>
    public Subscriber Joined(PhoneUser user) =>
        Holder is null ? Fronting(user) : this with { Others = Sorted((Others ?? []).Append(user)) };

    /// <summary>Keeps which conversation the person's next text belongs to; unchanged where the person is not here.</summary>
    public Subscriber Talking(TalkGoesOn talk) => Holder?.Key == talk.Key ? this with { Talk = talk.Talk }
        : Others?.Any(o => o.Holder.Key == talk.Key) == true
            ? this with { Others = [.. Others.Select(o => o.Holder.Key == talk.Key ? o with { Talk = talk.Talk } : o)] }
            : this;

    /// <summary>The current user did something on this day; the same subscriber where that is known.</summary>
    public Subscriber Acted(LocalDate day, bool answers = false)
    {
        if (Holder is null || Tenure is null) return this;
        var active = ActMonth.With(Tenure.Active, day, answers);
        return ReferenceEquals(active, Tenure.Active) ? this : this with { Tenure = Tenure with { Active = active } };
    }

    /// <summary>Removes this person and all their data.</summary>
    public Subscriber Without(string key)
    {
        if (!Holds(key)) return this;
        var left = Holder!.Key != key ? Alone(Others!.Where(o => o.Holder.Key != key))
            : Others is { Count: > 0 } ? Fronting(Others[0]).Alone(Others.Skip(1))
            : Emptied();
        return left with
        {
            Session = Session?.Who == key ? null : Session, Leaving = left.Leaving.Without(key),
            Joining = left.Joining?.For == key ? null : left.Joining, LeaveAsked = left.LeaveAsked?.Key == key ? null : left.LeaveAsked,
            Forwarded = left.Forwarded?.Key == key ? null : left.Forwarded,
        };
    }

    /// <summary>Clears everything that belonged to the previous holder.</summary>
    public Subscriber Emptied() => this with
    {
        Holder = null, Pin = null, NewPin = null, Draft = null, Action = null, Tenure = null, Reset = null, Others = null, Session = null,
        Unsolicited = null, Quarantine = null, Leaving = null, RemoteTries = null, FailedDeliveries = null, HeardAt = null, Ending = null,
        Suggested = null, Forwarded = null, Question = null, Joining = null, Consent = Consent.None, Waiting = null, ContactAsks = null,
        Contacts = null, Unsigned = null, LeaveAsked = null, Keeps = null, Read = null, Talk = null, Mentoring = null,
        Language = New(Phone).Language,
    };

    // Sorted, so that the same users compare equal whoever was current in between.
    private static IReadOnlyList<PhoneUser> Sorted(IEnumerable<PhoneUser> others) =>
        [.. others.OrderBy(o => o.Holder.Key, StringComparer.Ordinal)];

    private Subscriber Alone(IEnumerable<PhoneUser> others) =>
        others.ToList() is { Count: > 0 } some ? this with { Others = some } : this with { Others = null };

    private Subscriber Fronting(PhoneUser who) => this with
    {
        Holder = who.Holder, Language = who.Holder.Language, Pin = who.Pin, NewPin = who.NewPin, Draft = who.Draft, Action = who.Action,
        Tenure = who.Tenure, Reset = who.Reset, Consent = who.Consent ?? Consent.None, Question = who.Question,
        Waiting = who.Waiting, Talk = who.Talk,
    };
}

/// <summary>One user of a phone, with the user's own data there.</summary>
public sealed record PhoneUser(Holder Holder, Pin? Pin = null, string? NewPin = null, OfferDraft? Draft = null, ActionInput? Action = null,
    Tenure? Tenure = null, PinReset? Reset = null, Consent? Consent = null, ConsentQuestion? Question = null,
    IReadOnlyList<string>? Waiting = null, Talk? Talk = null)
{
    /// <summary>Which person this user is: the same for the programmes of one person.</summary>
    public string Human => Tenure?.Human ?? Holder.Key;

    /// <summary>The user's name on a phone that others read.</summary>
    public string FirstName => FirstOf(Holder.Name);

    /// <summary>The first word of a name: of what one person writes about another no more goes out in our name.</summary>
    public static string FirstOf(string name) =>
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
}

/// <summary>A person's time on a phone.</summary>
/// <param name="WrittenAt">The time when the details were last written here.</param>
/// <param name="Second">Whether another number of the person comes first.</param>
/// <param name="PlaceNumber">The person's number of that update.</param>
/// <param name="Human">A random mark, the same for the programmes that one person joined by own act here; null for one programme.</param>
/// <param name="Kept">The last KEEP by SMS against a change of the person's number.</param>
/// <param name="VouchedAt">When coordinators brought the person here; null for an own act, or a first number.</param>
/// <param name="ReturnedAt">When the person last returned here from what others said on this number.</param>
/// <param name="Active">The days on which the person wrote or dialled from here. They go with the person who leaves.</param>
public sealed record Tenure(Instant Since, Instant WrittenAt, bool Second = false, long PlaceNumber = 0, string? Human = null,
    NumberKept? Kept = null, Instant? VouchedAt = null, Instant? ReturnedAt = null, IReadOnlyList<ActMonth>? Active = null);

/// <summary>Marks a number that may belong to another person by now: long silence, or unknown to the network.</summary>
/// <param name="Why">The reason, for a coordinator.</param>
public sealed record Quarantine(Instant At, string Why);
