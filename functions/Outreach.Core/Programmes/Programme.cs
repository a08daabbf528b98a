using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Programmes;

/// <summary>A programme: one organisation's work in a value chain of one country.</summary>
/// <param name="Signature">The mentor's or officer's name that signs the programme's reminders.</param>
public sealed record Programme(string Id, string Name, string Region, string Currency, IReadOnlyList<string> Crops, string Signature)
    : IEdited
{
    public int Edition { get; init; }

    /// <summary>The rules of the programme's agreements: reminders, mediators, deadlines.</summary>
    public AgreementRules Rules { get; init; } = AgreementRules.Default;

    /// <summary>Holidays in addition to the country's; no unsolicited message goes out then.</summary>
    public IReadOnlyList<LocalDate> Holidays { get; init; } = [];

    /// <summary>The most reminders and surveys that one person gets in seven days.</summary>
    public int WeeklyCap { get; init; } = DefaultWeeklyCap;

    /// <summary>The most tips that one person gets in a day.</summary>
    public int TipsADay { get; init; } = DefaultTipsADay;

    /// <summary>Nobody gets a tip who had another within so many days; 0 for no such limit. A lesson is none.</summary>
    public int DaysBetweenTips { get; init; }

    /// <summary>Whether people may register themselves.</summary>
    public SelfRegistration SelfRegistration { get; init; } = SelfRegistration.Closed;

    /// <summary>What takes two owners, and what stands for the second.</summary>
    public SecondYes SecondYes { get; init; } = SecondYes.Usual;

    /// <summary>Ready answers for the inbox, by their codes.</summary>
    public IReadOnlyList<CannedAnswer> Answers { get; init; } = [];

    /// <summary>Phones from which coordinators answer people by SMS, each begun by an SMS of theirs from it.</summary>
    public IReadOnlyList<MentorPhone> MentorPhones { get; init; } = [];

    /// <summary>The phone of a mentor; null for who has none, and for a name that two people answer by.</summary>
    public string? PhoneOf(string mentor) =>
        MentorPhones.Where(p => Spelling.Same(p.Name, mentor)).ToList() is [var one] ? one.Phone : null;

    /// <summary>Whose it is; null for the programme of those who run the system. No form of settings changes it.</summary>
    public Partnership? Partner { get; init; }

    /// <summary>The joint programmes with whose partners it shares figures, or did; the last one last.</summary>
    public IReadOnlyList<string> Joints => [.. (Partner?.Stays ?? []).Select(s => s.Joint).Reverse().Distinct().Reverse()];

    public bool IsEnded => Partner?.EndedAt is not null;

    /// <summary>When the programme ends, and who goes on; null for no end.</summary>
    public ProgrammeEnd? End { get; init; }

    /// <summary>Whether its last day has passed, where it is.</summary>
    public bool IsOverAt(Instant now) => End is { } end && Country.OfRegion(Region) is { } country && end.IsOver(country.Today(now));

    /// <summary>The rules of an offer made now: nothing reaches beyond the programme's end.</summary>
    public AgreementRules OfferRules => End is null ? Rules : Rules with { EndsOn = End.EndsOn, LastDue = End.LastDue };

    /// <summary>Since then nothing of it changes any more but what people say themselves; null while it goes on.</summary>
    public Instant? ReadOnlySince { get; init; }

    /// <summary>Who pays for the SMS, by the first day of each; the programme itself before the first. See docs/decisions/0292.</summary>
    public IReadOnlyList<SmsPayer> SmsPayers { get; init; } = [];

    /// <summary>Whether a local partner pays for the SMS of a day.</summary>
    public bool IsPaidLocally(LocalDate day) =>
        SmsPayers.Where(p => p.From <= day).MaxBy(p => p.From) is { LocalPartner.Length: > 0 };

    public const int DefaultWeeklyCap = 5;
    public const int DefaultTipsADay = 3;
}

[StoredAs("CreateProgramme")] public sealed record CreateProgramme(Programme Programme) : Command;

/// <summary>Writes a programme anew.</summary>
[StoredAs("ReplaceProgramme")] public sealed record ReplaceProgramme(Programme Programme, int Edition) : Command, IReplaces;

/// <summary>A phone from which a coordinator answers people by SMS.</summary>
public sealed record MentorPhone(string PersonId, string Name, string Phone);

/// <summary>A coordinator answers from this phone, and from no other.</summary>
[StoredAs("MentorPhoneIsAt")] public sealed record MentorPhoneIsAt(MentorPhone Phone) : Command;

/// <summary>Nobody answers from this phone any more.</summary>
[StoredAs("MentorPhoneGone")] public sealed record MentorPhoneGone(string Phone) : Command;

/// <summary>To a phone: its mentor answers from another one now.</summary>
/// <param name="Key">The mentor's person.</param>
/// <param name="Namesake">Another person answers by the mentor's name, and stays the one who does.</param>
[StoredAs("MentorPhoneLeft")] public sealed record MentorPhoneLeft(string Key, bool Namesake = false) : Command;

/// <summary>Nobody owes anything any more, or the time for it is over: the programme can be read, and not changed.</summary>
[StoredAs("CloseProgramme")] public sealed record CloseProgramme(Instant At) : Command;

/// <summary>To the end of a programme: it was set, moved or taken back.</summary>
/// <param name="Edition">The programme's edition that says so.</param>
[StoredAs("SetEnd")] public sealed record SetEnd(ProgrammeEnd? End, string Region, int Edition) : Command;

public static class ProgrammeDecisions
{
    public static Outcome<Programme> Decide(Programme? programme, Command command) => command switch
    {
        CreateProgramme create => new(create.Programme, [.. Ends(null, create.Programme)]),
        ReplaceProgramme replace when replace.IsNextOf(programme) =>
            Replaced(programme!, Closed(replace.Programme with
            {
                Edition = replace.Edition, Partner = programme!.Partner, MentorPhones = programme.MentorPhones,
                ReadOnlySince = programme.ReadOnlySince,
            })),
        ReplaceProgramme => Outcome<Programme>.Nothing(programme, new Overtaken()),
        MentorPhoneIsAt at when programme is not null && !programme.MentorPhones.Contains(at.Phone) => At(programme, at.Phone),
        MentorPhoneGone gone when programme?.MentorPhones.Any(p => p.Phone == gone.Phone) == true =>
            new(programme with { MentorPhones = [.. programme.MentorPhones.Where(p => p.Phone != gone.Phone)] }, []),
        JoinOrganisation join when programme is { ReadOnlySince: null } => Placed(programme, Partnerships.Joined(programme, join)),
        ShareFigures share when programme is { ReadOnlySince: null } => Placed(programme, Partnerships.Shared(programme, share)),
        EndProgramme end when programme is not null => Placed(programme, Partnerships.Ended(programme, end)),
        CloseProgramme close when programme is { ReadOnlySince: null } => new(Closed(programme with { ReadOnlySince = close.At }), []),
        _ => Outcome<Programme>.Nothing(programme),
    };

    /// <summary>A lost phone answers nobody any more, once its mentor began another.</summary>
    private static Outcome<Programme> At(Programme programme, MentorPhone phone)
    {
        // Whose people are meant goes by the name.
        if (programme.MentorPhones.Any(p => p.PersonId != phone.PersonId && Spelling.Same(p.Name, phone.Name)))
            return new(programme, [new Tell(AggregateId.Subscriber(phone.Phone),
                new MentorPhoneLeft(AggregateId.Person(programme.Id, phone.PersonId).Key, Namesake: true))]);
        var left = programme.MentorPhones.Where(p => p.PersonId == phone.PersonId && p.Phone != phone.Phone);
        return new(programme with
        {
            MentorPhones = [.. programme.MentorPhones.Where(p => p.Phone != phone.Phone && p.PersonId != phone.PersonId), phone],
        }, [.. left.Select(p => new Tell(AggregateId.Subscriber(p.Phone),
            new MentorPhoneLeft(AggregateId.Person(programme.Id, p.PersonId).Key)))]);
    }

    private static Outcome<Programme> Placed(Programme programme, Partnership? partner) => ReferenceEquals(programme.Partner, partner)
        ? Outcome<Programme>.Nothing(programme)
        : new(Closed(programme with { Partner = partner }), []);

    /// <summary>Nobody joins a programme that has ended.</summary>
    private static Programme Closed(Programme programme) => programme.IsEnded || programme.ReadOnlySince is not null
        ? programme with { SelfRegistration = programme.SelfRegistration with { Open = false } }
        : programme;

    private static Outcome<Programme> Replaced(Programme before, Programme after) => new(after, [.. Ends(before.End, after)]);

    private static IEnumerable<Effect> Ends(ProgrammeEnd? before, Programme after) => before == after.End ? []
        : [new Tell(AggregateId.Ending(after.Id), new SetEnd(after.End, after.Region, after.Edition))];
}
