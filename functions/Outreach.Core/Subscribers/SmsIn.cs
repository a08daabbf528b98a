using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>A word that a provider answers by itself, whatever the words are that it has set for it.</summary>
public enum ProviderKeyword { Stop, Start, Help }

/// <summary>An SMS from this phone. <paramref name="Account"/> is the account of the phone's current holder.</summary>
/// <param name="Limits">Null for the default limits.</param>
/// <param name="Open">The country's programmes that allow self-registration; looked up only when an unregistered number asks to
/// join.</param>
/// <param name="Shared">The accounts of all users of a shared phone.</param>
/// <param name="Provider">What the provider took the SMS for and has answered itself: recorded, and not answered again.</param>
/// <param name="ReceivedAt">When the gateway handed the SMS over, perhaps long before it is handled; null when nobody noted it.</param>
/// <param name="ProgrammeName">The name of the sender's programme; looked up only where the sender wants to leave it.</param>
/// <param name="EndStops">The provider blocks the number on CANCEL and END, so that these are STOP.</param>
/// <param name="Learners">The courses of the phone's users; looked up only where the text may be about a lesson.</param>
/// <param name="Secret">A keyed hash of the id; only for an SMS that asks to join.</param>
/// <param name="Named">The people behind the number in a mobile-money confirmation; looked up only for one.</param>
/// <param name="Written">The agreement for which the transaction in a confirmation is in the books; null for none.</param>
/// <param name="Courses">The courses of the sender's programme; looked up only for LEARN.</param>
/// <param name="WordsAt">When free words, such as a tip, last went to the sender; looked up only for an answer without a code.</param>
/// <param name="MentorNot">Why a mentor's answer cannot go out; looked up only for one from a mentor's phone.</param>
/// <param name="Over">The phone's questions about hand-overs that are over; the engine looks them up.</param>
/// <param name="WrittenAsks">The open question to the sender about the transaction in a confirmation; null for none.</param>
/// <param name="MentorHasNamesake">Whether another coordinator has the sender's name; looked up only for MENTOR.</param>
[StoredAs("SmsIn")]
public sealed record SmsIn(
    string Id, string Text, Account? Account, string UssdCode, PhoneLimits? Limits = null, IReadOnlyList<OpenProgramme>? Open = null,
    IReadOnlyList<Account>? Shared = null, Instant? ReceivedAt = null, ProviderKeyword? Provider = null,
    bool EndStops = false, string? ProgrammeName = null, IReadOnlyList<Learner>? Learners = null,
    IReadOnlyList<CourseCard>? Courses = null, string Secret = "", Instant? WordsAt = null, IReadOnlyList<string>? Named = null,
    string? Written = null, MentorNot? MentorNot = null, IReadOnlyList<OverAsk>? Over = null,
    bool MentorHasNamesake = false, Sms? WrittenAsks = null) : Command, IMeetsHandOver
{
    /// <summary>The gateway that brought the SMS; its name is the first part of the id.</summary>
    public string Gateway => Id.Split('|')[0];

    /// <summary>Whether the sender can have read before writing what was said at this time; null for not said yet.</summary>
    public bool IsAfter(Instant? said) => said is { } at && (ReceivedAt is not { } received || at <= received);
}
