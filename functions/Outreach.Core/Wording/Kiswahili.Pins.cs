using Outreach.Core.Conversations;

namespace Outreach.Core.Wording;

public sealed partial class Kiswahili
{
    public override string EasyPin => "PIN hiyo ni rahisi kubahatisha. Chagua nyingine.";
    public override string EnterOldPin => "Weka PIN yako ya zamani";
    public override string ChangePinItem => "Badilisha PIN";
    public override string PinChanged => "PIN yako mpya imewekwa.";
    public override string ResetQuestion(string by) => $"{Name(by)} anataka kufuta PIN yako ili uweke mpya. Ni sawa?";
    public override string ResetRefused => "PIN yako inabaki ilivyo.";
    public override string Yes => "Ndiyo";
    public override string No => "Hapana";
    public override string DraftFound(string name) => $"Ulianza ofa kwa {Name(name)}.";

    protected override string PinResetAsked(PinResetAskedSms s) => $"{Name(s.By)} anataka kufuta PIN yako. Piga {s.UssdCode}, jibu 1 au 2. Kama hukuomba, jibu 2.";
    protected override string PinResetReady(PinResetReadySms s) => $"PIN yako imefutwa. Piga {s.UssdCode} ndani ya saa 24 uweke mpya. Kama si wewe, mpigie {Name(s.Officer)} mara moja.";
    protected override string PinChangedBySms(PinChangedSms s) => $"PIN yako {(s.Reset ? "imefutwa na mpya imewekwa" : "imebadilishwa")}. Kama si wewe, mpigie {Name(s.Officer)} mara moja.";
    protected override string KeepPinSecret(KeepPinSecretSms s) => $"Usitume PIN kwa SMS, wala kumwambia mtu. Hatukuihifadhi. Kuibadilisha piga {s.UssdCode}: salio, Zaidi, Badilisha PIN.";
}
