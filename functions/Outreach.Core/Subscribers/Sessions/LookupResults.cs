using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Programmes;

namespace Outreach.Core.Subscribers;

/// <summary>Results of the lookups that a turn asked for.</summary>
/// <param name="PinRight">Whether the typed PIN is right; null when unchecked.</param>
/// <param name="Hash">The hash of the typed PIN. After a right PIN, its hash under the newest pepper, if the kept one is older.</param>
/// <param name="Other">The holder at a typed number; <c>OtherKnown</c> tells whether the number was looked up.</param>
/// <param name="Sharing">All users of that phone.</param>
/// <param name="Old">The person whose PIN was right at an old number.</param>
/// <param name="Fresh">An unused agreement code, with the programme's rules.</param>
/// <param name="Secret">A random code.</param>
/// <param name="Hers">The programmes of a person who is in several.</param>
/// <param name="Agreement">The agreement that a command goes to.</param>
/// <param name="Open">The country's programmes that allow self-registration.</param>
public sealed record LookupResults(
    Account? Account = null, bool? PinRight = null, string? Hash = null, Holder? Other = null, bool OtherKnown = false,
    FreshCode? Fresh = null, string? Secret = null,
    IReadOnlyList<OpenProgramme>? Open = null, IReadOnlyList<Holder>? Sharing = null, OldNumberFact? Old = null,
    FreshDataCode? DataCode = null, PersonFact? Person = null, IReadOnlyList<ProgrammeFact>? Hers = null,
    AgreementFact? Agreement = null)
{
    public static LookupResults None { get; } = new();
}

/// <summary>The person behind the menu, as looked up.</summary>
/// <param name="Programme">The name of the person's programme.</param>
/// <param name="Learning">Looked up for the menu Lessons alone.</param>
/// <param name="Successor">Who goes on after the programme's end; null for nobody.</param>
public sealed record PersonFact(Person? Person, string Programme = "", LearningFact? Learning = null, NamedSuccessor? Successor = null);

/// <summary>What a person learns, and the courses that the programme has.</summary>
/// <param name="Learner">Null for who never was in a course.</param>
public sealed record LearningFact(Learner? Learner, IReadOnlyList<CourseCard> Courses);

/// <summary>One programme of a person who is in several, with what the choice needs.</summary>
/// <param name="Key">The person's key there.</param>
/// <param name="Name">The programme's name.</param>
public sealed record ProgrammeFact(string Key, string Name, Account? Account, Person? Person);

/// <summary>The agreement of a command, as it is before the command comes; null for none.</summary>
/// <param name="Elsewhere">What the two told under another agreement, and may be what the command tells.</param>
public sealed record AgreementFact(Agreement? Agreement, ToldElsewhere? Elsewhere = null);

/// <param name="Key">The person's key; null when number and PIN did not match, for any reason.</param>
public sealed record OldNumberFact(string? Key);

/// <param name="Code">A random code.</param>
/// <param name="MessageDays">Days that message texts are kept.</param>
public sealed record FreshDataCode(string Code, int MessageDays);

/// <summary>The code and the rules for a new agreement.</summary>
public sealed record FreshCode(string Code, AgreementRules Rules);
