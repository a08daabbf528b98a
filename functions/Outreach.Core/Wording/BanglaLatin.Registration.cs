using Outreach.Core.Conversations;
using Outreach.Core.People;

namespace Outreach.Core.Wording;

/// <summary>Registration and consent.</summary>
public sealed partial class BanglaLatin
{
    protected override string PurposeName(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Service => "prostab o roshid",
        ConsentPurpose.Reminders => "tagada",
        ConsentPurpose.Tips => "poramorsho",
        _ => "proshno",
    };

    protected override string JoinedBySms(JoinedSms s) => $"Shagotom {Name(s.Name)}, {Name(s.Programme)}. SMS paben: {Listed(s.Purposes)}. Menu: {s.UssdCode}. Thamate pathan BONDHO.";
    protected override string OptIn(OptInSms s) => $"{Name(s.Programme)}: apnake SMS pathabo: {Listed(s.Purposes)}? Raji hole 1, na hole 2 pathan. Pore thamate: BONDHO.";
    protected override string OptedIn(OptedInSms s) => $"Dhonnobad. {Name(s.Programme)} theke SMS paben: {Listed(s.Purposes)}. Thamate pathan BONDHO.";
    protected override string OptedOut(OptedOutSms s) => $"Thik achhe. {Name(s.Programme)} egulo pathabe na. Mot bodlale pathan SHURU.";
    protected override string PurposeStopped(PurposeStoppedSms s) => $"Ar {PurposeName(s.Purpose)} paben na. Abar pete pathan SHURU.";
    protected override string HowToJoin(HowToJoinSms s) => $"Jog dite pathan JOG DIN, prokolper code ar apnar nam. Ba {s.UssdCode} dial kore 1 din.";
    protected override string AlreadyJoined(AlreadyJoinedSms s) => $"{Name(s.Name)}, apni agei jog diyechhen. Menu: {s.UssdCode}";

    public override string JoinQuestion(JoinPart part, string programme) => part switch
    {
        JoinPart.Programme => "Kon prokolpo? Bachhun, ba code likhun",
        JoinPart.Name => "Apnar nam?",
        JoinPart.Role => "Apni ke?",
        JoinPart.Place => "Gram ba bazar? Likhun, ba",
        JoinPart.Crops => "Apnar foshol? Nombor likhun, jemon 12",
        JoinPart.Service => $"{Name(programme)} apnake prostab, roshid o taka niye SMS pathabe? Jog dite eta lagbe.",
        JoinPart.Reminders => "Taka dewar tagada SMS-e?",
        JoinPart.Tips => "Chasher poramorsho SMS-e?",
        _ => "Chhoto proshno SMS-e?",
    };

    public override string JoinFault(JoinPart part) => part switch
    {
        JoinPart.Programme => "Ei code-er prokolpo nei.",
        JoinPart.Name => "Okkhore nam likhun.",
        JoinPart.Place => "Okkhore jayga likhun.",
        JoinPart.Crops => "Dekhano nombor likhun.",
        _ => NotAChoice,
    };

    public override string FarmerItem => "Krishok";
    public override string TraderItem => "Kreta";
    public override string LeaveOut => "Bad din";
    public override string YesItem => "Hyan";
    public override string NoItem => "Na";
    public override string YesNoLater => "1 Hyan 2 Na 0 Pore";
    public override string Joined(string name, string programme) => $"Shagotom {Name(name)}. Apni {Name(programme)}-e jog diyechhen. SMS ashbe.";
    public override string NotJoined => "Apni jog denni. Amra SMS pathabo na.";
    public override string MayWeWrite(string programme, IReadOnlyList<ConsentPurpose> purposes) => $"{Name(programme)}: apnake SMS pathabo: {Listed(purposes)}?";
}
