using Outreach.Core.Conversations;
using Outreach.Core.People;

namespace Outreach.Core.Wording;

/// <summary>Registration and consent.</summary>
public sealed partial class Kiswahili
{
    protected override string PurposeName(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Service => "ofa na risiti",
        ConsentPurpose.Reminders => "vikumbusho",
        ConsentPurpose.Tips => "vidokezo",
        _ => "maswali",
    };

    protected override string JoinedBySms(JoinedSms s) => $"Karibu {Name(s.Name)}, {Name(s.Programme)}. Utapata SMS za: {Listed(s.Purposes)}. Menyu: {s.UssdCode}. Kusitisha tuma ACHA.";
    protected override string OptIn(OptInSms s) => $"{Name(s.Programme)} inauliza: tukutumie SMS za {Listed(s.Purposes)}? Jibu 1 kukubali, 2 kukataa. Kusitisha baadaye: ACHA.";
    protected override string OptedIn(OptedInSms s) => $"Asante. {Name(s.Programme)} itakutumia SMS za {Listed(s.Purposes)}. Kusitisha tuma ACHA.";
    protected override string OptedOut(OptedOutSms s) => $"Sawa. {Name(s.Programme)} haitakutumia hizi. Ukibadili nia tuma ANZA.";
    protected override string PurposeStopped(PurposeStoppedSms s) => $"Hutapata tena {PurposeName(s.Purpose)}. Kupata tena tuma ANZA.";
    protected override string HowToJoin(HowToJoinSms s) => $"Kujiunga na Outreach tuma JIUNGE, namba ya mradi na jina lako. Au piga {s.UssdCode} kisha chagua 1.";
    protected override string AlreadyJoined(AlreadyJoinedSms s) => $"{Name(s.Name)}, umeshajiunga. Menyu: {s.UssdCode}. Kwa msaada tuma MSAADA.";

    public override string JoinQuestion(JoinPart part, string programme) => part switch
    {
        JoinPart.Programme => "Mradi gani? Chagua, au andika namba yake",
        JoinPart.Name => "Jina lako?",
        JoinPart.Role => "Wewe ni nani?",
        JoinPart.Place => "Kijiji au soko lako? Andika, au",
        JoinPart.Crops => "Mazao yako? Andika namba zake, mfano 12",
        JoinPart.Service => $"{Name(programme)} ikutumie SMS za ofa, risiti na malipo? Lazima ili kujiunga.",
        JoinPart.Reminders => "SMS za kukumbusha malipo?",
        JoinPart.Tips => "SMS za vidokezo vya kilimo?",
        _ => "SMS za maswali mafupi?",
    };

    public override string JoinFault(JoinPart part) => part switch
    {
        JoinPart.Programme => "Hakuna mradi wenye namba hiyo.",
        JoinPart.Name => "Andika jina kwa herufi.",
        JoinPart.Place => "Andika mahali kwa herufi.",
        JoinPart.Crops => "Andika namba zilizo hapa.",
        _ => NotAChoice,
    };

    public override string FarmerItem => "Mkulima";
    public override string TraderItem => "Mnunuzi";
    public override string LeaveOut => "Ruka";
    public override string YesItem => "Ndiyo";
    public override string NoItem => "Hapana";
    public override string YesNoLater => "1 Ndiyo 2 Hapana 0 Baadaye";
    public override string Joined(string name, string programme) => $"Karibu {Name(name)}. Umejiunga na {Name(programme)}. Utapata SMS.";
    public override string NotJoined => "Hukujiunga. Hatutakutumia ujumbe.";
    public override string MayWeWrite(string programme, IReadOnlyList<ConsentPurpose> purposes) => $"{Name(programme)}: tukutumie SMS za {Listed(purposes)}?";
}
