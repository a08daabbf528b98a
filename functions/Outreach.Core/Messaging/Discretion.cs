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
        NamesNobody(sms) ? null : new DiscreetSms(firstName, CodeOf(sms), ussdCode);

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
        OfferEndedSms s => s.Code,
        YouDeclinedSms s => s.Code,
        AlreadyConfirmedSms s => s.Code,
        ClaimRefusedSms s => s.Code,
        SentSms s => s.Code,
        NotReachedSms s => s.Code,
        HasStoppedSms s => s.Code,
        WaitsForConsentSms s => s.Code,
        HowToAnswerSms s => s.Code,
        PaidBeforeSms s => s.Code,
        EndCheckSms s => s.Code,
        PulseSms s => s.Code,
        ReminderSms { Items: [var one] } => one.Code,
        DueToYouSms { Items: [var one] } => one.Code,
        _ => null,
    };

    /// <summary>Treats a sentence that is not listed here as personal.</summary>
    private static bool NamesNobody(Sms sms) =>
        sms is StandingSms or OfferClosedSms or NoOfferSms or UnknownCodeSms or YouRefusedSms or LapsedSms or RefusalSms
        or AmountRefusedSms or UnitRefusedSms or DateRefusedSms or WhatProblemSms or NothingSuchSms or ProposalFellSms or PulseThanksSms
        or DialToAnswerSms
        or LetterSms or HelpSms or StopOrEndSms or StoppedSms or SharedStoppedSms or TipsStoppedSms or StartedSms or NotUnderstoodSms or WhoAreYouSms
        or MentorSms or HowToWriteSms or PartSms or NoLetterSms or DataSms or PulseClosedSms or EndChangedSms or QuestionGoneSms
        or KeepPinSecretSms or PinChangedSms or PinTriedSms or OptInSms or OptedInSms or OptedOutSms or PurposeStoppedSms or HowToJoinSms
        or NoSuchProgrammeSms
        or DiscreetSms or SharedDialSms or ProveItSms or MoveCodeSms or MoveWarnSms or MoveStoppedSms or MovedHereSms or MovedAwaySms
        or ContactAskSms or ContactThanksSms or ContactEndedSms or PassItOnSms or IdentityActSms or KeptSms;
}
