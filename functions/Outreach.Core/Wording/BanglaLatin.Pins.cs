using Outreach.Core.Conversations;

namespace Outreach.Core.Wording;

public sealed partial class BanglaLatin
{
    public override string EasyPin => "Ei PIN shohoje anuman kora jay. Onno din.";
    public override string EnterOldPin => "Apnar purono PIN din";
    public override string ChangePinItem => "PIN bodlan";
    public override string PinChanged => "Apnar notun PIN thik hoyechhe.";
    public override string ResetQuestion(string by) => $"{Name(by)} apnar PIN muchhte chan. Thik achhe?";
    public override string ResetRefused => "Apnar PIN ager motoi achhe.";
    public override string Yes => "Haan";
    public override string No => "Na";
    public override string DraftFound(string name) => $"{Name(name)}-ke ekti prostab shuru korechhilen.";

    protected override string PinResetAsked(PinResetAskedSms s) => $"{Name(s.By)} apnar PIN muchhte chan. {s.UssdCode} dial kore 1 ba 2 din. Apni na chaile 2 din.";
    protected override string PinResetReady(PinResetReadySms s) => $"Apnar PIN mochha hoyechhe. 24 ghontar moddhe {s.UssdCode} dial kore notun PIN din. Apni na chaile {Name(s.Officer)}-ke phone korun.";
    protected override string PinChangedBySms(PinChangedSms s) => $"Apnar PIN {(s.Reset ? "muchhe notun dewa" : "bodlano")} hoyechhe. Apni na korle ekhoni {Name(s.Officer)}-ke phone korun.";
    protected override string KeepPinSecret(KeepPinSecretSms s) => $"SMS-e PIN pathaben na, kauke bolben na. Amra ta rakhini. Bodlate {s.UssdCode} dial korun.";
}
