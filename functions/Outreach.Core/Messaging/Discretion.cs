using System.Collections.Frozen;
using System.Reflection;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.Texts;

namespace Outreach.Core.Messaging;

/// <summary>Replaces messages on a phone that others may read, so that no amount and no other person is named.</summary>
public static class Discretion
{
    /// <summary>Null when the message itself may be sent.</summary>
    public static Sms? Of(Sms sms, string firstName, string ussdCode) =>
        ContentOf(sms) switch
        {
            // Who of the phone's users it is for, and whose letter answers it.
            _ when sms is CourseStepSms step => For(step, firstName),
            // Whoever holds the phone could answer it: it is asked behind the name and the PIN.
            _ when sms is OptInSms or HandOverAskSms or OfferWaitsSms => new DiscreetSms(firstName, null, ussdCode),
            SmsContent.Neutral => null,
            SmsContent.FreeWords => new MailWaitsSms(firstName, ussdCode),
            // A code is shown after the PIN, where it was asked for.
            SmsContent.Credential => new DiscreetSms(firstName, null, ussdCode),
            _ => new DiscreetSms(firstName, CodeOf(sms), ussdCode),
        };

    private static CourseStepSms? For(CourseStepSms sms, string firstName) => sms switch
    {
        LessonSms s => s with { For = firstName },
        LessonAgainSms s => s with { For = firstName },
        CourseInviteSms s => s with { For = firstName },
        CourseNudgeSms s => s with { For = firstName },
        CourseDoneSms s => s with { For = firstName },
        _ => null,
    };

    /// <summary>The one agreement that a message concerns; null for several or none.</summary>
    public static string? CodeOf(Sms sms) => sms switch
    {
        QuestionSms s => s.Code,
        ReceiptSms s => s.Code,
        PaidSms s => s.Code,
        DeliveredSms s => s.Code,
        CancelledSms s => s.Code,
        DisputeOpenedSms s => s.Code,
        DisputeClosedSms s => s.Code,
        ResolvedSms s => s.Code,
        UnresolvedSms s => s.Code,
        SpokenForSms s => s.Code,
        OfferEndedSms s => s.Code,
        OfferedBeforeSms s => s.Code,
        YouDeclinedSms s => s.Code,
        AlreadyConfirmedSms s => s.Code,
        ClaimRefusedSms s => s.Code,
        SentSms s => s.Code,
        NotReachedSms s => s.Code,
        NotAskedSms s => s.Code,
        AskedElsewhereSms s => s.Code,
        OnlyLeftSms s => s.Code,
        HasStoppedSms s => s.Code,
        WaitsForConsentSms s => s.Code,
        HowToAnswerSms s => s.Code,
        PaidBeforeSms s => s.Code,
        ForwardAskSms s => s.Code,
        ReceivedBeforeSms s => s.Code,
        TakenBackSms s => s.Code,
        WhichMistakeSms s => s.Code,
        ReversedSms s => s.Code,
        DeliveredBeforeSms s => s.Code,
        GoodsDueSms s => s.Code,
        EndCheckSms s => s.Code,
        PulseSms s => s.Code,
        ReminderSms { Items: [var one] } => one.Code,
        DueToYouSms { Items: [var one] } => one.Code,
        _ => null,
    };

    /// <summary>A code that is good for whoever reads it; the one for a number must be readable on any phone.</summary>
    public static bool HasCode(Sms sms) => sms is MoveCodeSms || ContentOf(sms) == SmsContent.Credential;

    private static readonly FrozenDictionary<Type, SmsContent> contents = typeof(Sms).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Sms)) && !t.IsAbstract)
        .ToFrozenDictionary(t => t, t => t.GetCustomAttribute<HoldsAttribute>(inherit: false)?.Content ?? SmsContent.Credential);

    public static SmsContent ContentOf(Sms sms) => contents[sms.GetType()];
}
