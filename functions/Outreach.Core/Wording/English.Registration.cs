using Outreach.Core.Conversations;
using Outreach.Core.People;

namespace Outreach.Core.Wording;

/// <summary>Registration and consent.</summary>
public sealed partial class English
{
    protected override string PurposeName(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Service => "offers and receipts",
        ConsentPurpose.Reminders => "reminders",
        ConsentPurpose.Tips => "tips",
        _ => "questions",
    };

    protected override string JoinedBySms(JoinedSms s) => $"Welcome {Name(s.Name)} to {Name(s.Programme)}. SMS you get: {Listed(s.Purposes)}. Menu: {s.UssdCode}. To stop send STOP.";
    protected override string OptIn(OptInSms s) => $"{Name(s.Programme)} asks: may we send you SMS of {Listed(s.Purposes)}? Reply 1 to agree, 2 to refuse. To stop later: STOP.";
    protected override string OptedIn(OptedInSms s) => $"Thank you. {Name(s.Programme)} will send you SMS of {Listed(s.Purposes)}. To stop send STOP.";
    protected override string OptedOut(OptedOutSms s) => $"All right. {Name(s.Programme)} will not send you these. If you change your mind send START.";
    protected override string PurposeStopped(PurposeStoppedSms s) => $"You will get no more {PurposeName(s.Purpose)}. To get them again send START.";
    protected override string HowToJoin(HowToJoinSms s) => $"To join Outreach send JOIN, your programme's code and your name. Or dial {s.UssdCode} and choose 1.";
    protected override string AlreadyJoined(AlreadyJoinedSms s) => $"{Name(s.Name)}, you have joined already. Menu: {s.UssdCode}. For help send HELP.";

    public override string JoinQuestion(JoinPart part, string programme) => part switch
    {
        JoinPart.Programme => "Which programme? Choose, or type its code",
        JoinPart.Name => "Your name?",
        JoinPart.Role => "What are you?",
        JoinPart.Place => "Your village or market? Type it, or",
        JoinPart.Crops => "Your crops? Type their numbers, such as 12",
        JoinPart.Service => $"May {Name(programme)} send you SMS of offers, receipts and payments? Needed to join.",
        JoinPart.Reminders => "SMS to remind you of payments?",
        JoinPart.Tips => "SMS with farming tips?",
        _ => "SMS with short questions?",
    };

    public override string JoinFault(JoinPart part) => part switch
    {
        JoinPart.Programme => "No programme has that code.",
        JoinPart.Name => "Type your name in letters.",
        JoinPart.Place => "Type the place in letters.",
        JoinPart.Crops => "Type the numbers shown.",
        _ => NotAChoice,
    };

    public override string FarmerItem => "Farmer";
    public override string TraderItem => "Trader";
    public override string LeaveOut => "Leave out";
    public override string YesItem => "Yes";
    public override string NoItem => "No";
    public override string YesNoLater => "1 Yes 2 No 0 Later";
    public override string Joined(string name, string programme) => $"Welcome {Name(name)}. You have joined {Name(programme)}. An SMS follows.";
    public override string NotJoined => "You have not joined. We will send you nothing.";
    public override string MayWeWrite(string programme, IReadOnlyList<ConsentPurpose> purposes) => $"{Name(programme)}: may we send you SMS of {Listed(purposes)}?";
}
