using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;

namespace Outreach.Core.Mentoring;

/// <summary>Where a standing comes from; each source has rows of its own.</summary>
public enum StandingSource
{
    /// <summary>The account.</summary>
    Money,
    /// <summary>The learner.</summary>
    Courses,
    /// <summary>The phones, and what was answered.</summary>
    Heard,
    /// <summary>The figures: how far they stand alone. No query asks for it.</summary>
    Alone,
}

/// <summary>What a person owes and is owed.</summary>
/// <param name="OwesLate">Owes something whose day has passed.</param>
/// <param name="OwedLate">Is owed something whose day has passed.</param>
/// <param name="Agreements">Agreements that both sides have bound and that are not done.</param>
/// <param name="Disputes">Agreements in dispute.</param>
public sealed record MoneyStanding(bool Owes = false, bool Owed = false, bool OwesLate = false, bool OwedLate = false, int Agreements = 0,
    int Disputes = 0)
{
    /// <summary>Of two shards of one account.</summary>
    public MoneyStanding With(MoneyStanding more) => new(Owes || more.Owes, Owed || more.Owed, OwesLate || more.OwesLate,
        OwedLate || more.OwedLate, Agreements + more.Agreements, Disputes + more.Disputes);

    /// <param name="today">The day where a phone is.</param>
    public static MoneyStanding Of(Account account, Func<string, LocalDate> today)
    {
        var debts = account.Entries.SelectMany(e => e.Undisputed.Where(c => c.IsDebt)
            .Select(d => (Owes: d.From == e.Role, IsLate: d.Due < today(e.Phone)))).ToList();
        return new(debts.Any(d => d.Owes), debts.Any(d => !d.Owes), debts.Any(d => d is { Owes: true, IsLate: true }),
            debts.Any(d => d is { Owes: false, IsLate: true }), account.Entries.Count(e => e.IsBound && e.IsUnsettled),
            account.Entries.Count(e => e.Dispute is not null));
    }
}

/// <summary>
/// What a query asks of a person beside the directory's row, as the last nightly walk found it. Nothing is decided by it but who is of an
/// audience.
/// </summary>
/// <param name="At">The day of the walk, in UTC.</param>
/// <param name="Heard">The last day on which the person answered, or somebody dialled or wrote from a phone of theirs, where that phone
/// is.</param>
public sealed record Standing(LocalDate At, MoneyStanding? Money = null, IReadOnlyDictionary<string, EnrolmentState>? Courses = null,
    LocalDate? Heard = null)
{
    public static Standing Unknown { get; } = new(LocalDate.MinIsoValue);

    /// <summary>What both say. A person may have several phones: the last that was heard counts.</summary>
    public Standing With(Standing more) => new(At > more.At ? At : more.At,
        more.Money is { } shard ? Money?.With(shard) ?? shard : Money, Courses ?? more.Courses,
        more.Heard > Heard || Heard is null ? more.Heard : Heard);

    public EnrolmentState? In(string course) =>
        Courses is not null && Courses.TryGetValue(course, out var state) ? state : null;

    /// <summary>Whether a course is under way.</summary>
    public bool IsLearning => Courses?.Values.Any(s => s is EnrolmentState.Invited or EnrolmentState.Active or EnrolmentState.Resting
        or EnrolmentState.Paused) == true;
}
