using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// What somebody may do under a name that anybody at the phone can choose. Each screen and each SMS on a phone of several people goes
/// through here; what is not named is closed. See docs/decisions/0228.
/// </summary>
internal static class SharedUse
{
    /// <summary>Whether the screen is behind the PIN. Without a PIN of the person's it is closed.</summary>
    public static bool NeedsProof(Subscriber subscriber, Screen screen) => screen.IsPersonal
        || subscriber.IsShared && !DoesNothing(screen) && !(GivesNothing(screen) && subscriber.Pin is null);

    /// <summary>
    /// Whether the SMS may tell of a payment or load of this person's without a PIN: where it gives to its own teller, so that whoever says
    /// yes to it loses. Whoever has a PIN dials. See docs/decisions/0246.
    /// </summary>
    public static bool MayTell(Subscriber subscriber, Account account, SmsIntent intent)
    {
        if (subscriber.Find(account.Id) is not { Pin: null }) return false;
        return HerProgrammes.CodeOf(intent) is not { } code
            ? account.Entries.Any(e => SmsActions.Fits(intent)(e) && Gives(e))
            : account.Find(code) is { } named && Gives(named);

        bool Gives(AccountEntry e) =>
            intent is SmsIntent.Paid ? e.CanPay : intent is SmsIntent.Delivered { Last: false } && e.Role == Role.Farmer;
    }

    /// <summary>Screens that do nothing in anybody's name.</summary>
    private static bool DoesNothing(Screen screen) => PinDialogue.Applies(screen)
        || screen is Home or StrangerHome or WhoIsThis or StillYours or FreedSoon or HelpScreen or Goodbye or ResumeAt
            or PinLocked or PinFromCoordinator or PinChanged or ResetAsked or ResetRefused;

    /// <summary>Screens that show nothing of a person's and turn nothing on; a no needs no proof.</summary>
    private static bool GivesNothing(Screen screen) =>
        screen is MyMessages or PickLanguage or LessonQuestionScreen or LessonSaid or CourseList;
}
