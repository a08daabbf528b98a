using Outreach.Core.Conversations;

namespace Outreach.Core.Wording;

public sealed partial class IsiZulu
{
    public override string EasyPin => "Le PIN kulula ukuyiqagela. Khetha enye.";
    public override string EnterOldPin => "Faka i-PIN yakho endala";
    public override string ChangePinItem => "Shintsha i-PIN";
    public override string PinChanged => "I-PIN yakho entsha isimisiwe.";
    public override string ResetQuestion(string by) => $"{With("U", by)} ufuna ukusula i-PIN yakho. Kunjalo?";
    public override string ResetRefused => "I-PIN yakho ayishintshile.";
    public override string Yes => "Yebo";
    public override string No => "Cha";
    public override string DraftFound(string name) => $"Uqale isiphakamiso esiya {With("ku", name)}.";

    protected override string PinResetAsked(PinResetAskedSms s) => $"{With("U", s.By)} ufuna ukusula i-PIN yakho. Dayela {s.UssdCode} uphendule 1 noma 2. Uma ungakucelanga, phendula 2.";
    protected override string PinResetReady(PinResetReadySms s) => $"I-PIN yakho isuliwe. Dayela {s.UssdCode} emahoreni angu-24, ukhethe entsha. Uma kungenziwanga nguwe, shayela {With("u", s.Officer)} manje.";
    protected override string PinChangedBySms(PinChangedSms s) => $"I-PIN yakho {(s.Reset ? "isuliwe" : "ishintshiwe")}. Uma kungenziwanga nguwe, shayela {With("u", s.Officer)} manje.";
    protected override string KeepPinSecret(KeepPinSecretSms s) => $"Ungalokothi uthumele i-PIN nge-SMS, ungayitsheli muntu. Asiyigcinanga. Ukuyishintsha dayela {s.UssdCode}: {Balance}, {MoreItem}, {ChangePinItem}.";
}
