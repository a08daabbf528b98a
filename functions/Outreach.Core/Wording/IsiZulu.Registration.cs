using Outreach.Core.Conversations;
using Outreach.Core.People;

namespace Outreach.Core.Wording;

/// <summary>Registration and consent.</summary>
public sealed partial class IsiZulu
{
    protected override string PurposeName(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Service => "iziphakamiso namarisidi",
        ConsentPurpose.Reminders => "izikhumbuzo",
        ConsentPurpose.Tips => "izeluleko",
        _ => "imibuzo",
    };

    protected override string JoinedBySms(JoinedSms s) => $"Siyakwamukela {Name(s.Name)}, {Name(s.Programme)}. SMS: {Listed(s.Purposes)}. Imenyu: {s.UssdCode}. Ukuwamisa: YEKA.";
    protected override string OptIn(OptInSms s) => $"{Name(s.Programme)} ibuza: singakuthumelela ama-SMS ({Listed(s.Purposes)})? Thumela 1 yebo, 2 cha. Ukuwamisa: YEKA.";
    protected override string OptedIn(OptedInSms s) => $"Siyabonga. {Name(s.Programme)} izokuthumelela ama-SMS: {Listed(s.Purposes)}. Ukuwamisa thumela YEKA.";
    protected override string OptedOut(OptedOutSms s) => $"Kulungile. {Name(s.Programme)} ngeke ikuthumelele lawo ma-SMS. Uma ushintsha umqondo thumela QALA.";
    protected override string PurposeStopped(PurposeStoppedSms s) => $"Ngeke usathola {PurposeName(s.Purpose)}. Ukuphinde ukuthole thumela QALA.";
    protected override string HowToJoin(HowToJoinSms s) => $"Ukujoyina i-Outreach thumela JOYINA, ikhodi yohlelo lwakho negama lakho. Noma dayela {s.UssdCode} bese ukhetha 1.";
    protected override string AlreadyJoined(AlreadyJoinedSms s) => $"{Name(s.Name)}, usuvele ujoyinile. Imenyu: {s.UssdCode}. Ukuthola usizo thumela USIZO.";

    public override string JoinQuestion(JoinPart part, string programme) => part switch
    {
        JoinPart.Programme => "Yiluphi uhlelo? Khetha, noma bhala ikhodi yalo",
        JoinPart.Name => "Igama lakho?",
        JoinPart.Role => "Wenza muphi umsebenzi?",
        JoinPart.Place => "Isigodi noma imakethe yakho? Bhala, noma",
        JoinPart.Crops => "Izitshalo zakho? Bhala izinombolo, njengo-12",
        JoinPart.Service => $"{Name(programme)} ingathumela ama-SMS (iziphakamiso, amarisidi, izinkokhelo)? Kudingekile ukujoyina.",
        JoinPart.Reminders => "Ama-SMS akukhumbuza ngezinkokhelo?",
        JoinPart.Tips => "Ama-SMS anezeluleko zokulima?",
        _ => "Ama-SMS anemibuzo emifushane?",
    };

    public override string JoinFault(JoinPart part) => part switch
    {
        JoinPart.Programme => "Alukho uhlelo olunaleyo khodi.",
        JoinPart.Name => "Bhala igama ngezinhlamvu.",
        JoinPart.Place => "Bhala indawo ngezinhlamvu.",
        JoinPart.Crops => "Bhala izinombolo ezilapha.",
        _ => NotAChoice,
    };

    public override string FarmerItem => "Umlimi";
    public override string TraderItem => "Umthengi";
    public override string LeaveOut => "Yeqa indawo";
    public override string YesItem => "Yebo";
    public override string NoItem => "Cha";
    public override string YesNoLater => "1 Yebo 2 Cha 0 Kamuva";
    public override string Joined(string name, string programme) => $"Siyakwamukela {Name(name)}. Usujoyine {Name(programme)}. I-SMS izofika.";
    public override string NotJoined => "Awujoyinanga. Ngeke sikuthumelele lutho.";
    public override string MayWeWrite(string programme, IReadOnlyList<ConsentPurpose> purposes) => $"{Name(programme)}: singakuthumelela ama-SMS ({Listed(purposes)})?";
}
