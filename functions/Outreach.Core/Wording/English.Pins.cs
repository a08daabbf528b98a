using Outreach.Core.Conversations;

namespace Outreach.Core.Wording;

public sealed partial class English
{
    public override string EasyPin => "That PIN is easy to guess. Take another.";
    public override string EnterOldPin => "Enter your old PIN";
    public override string ChangePinItem => "Change PIN";
    public override string PinChanged => "Your new PIN is set.";
    public override string ResetQuestion(string by) => $"{Name(by)} wants to reset your PIN. Is that right?";
    public override string ResetRefused => "Your PIN stays as it is.";
    public override string Yes => "Yes";
    public override string No => "No";
    public override string DraftFound(string name) => $"You began an offer to {Name(name)}.";

    protected override string PinResetAsked(PinResetAskedSms s) => $"{Name(s.By)} wants to reset your PIN. Dial {s.UssdCode} and answer 1 or 2. If you did not ask for it, answer 2.";
    protected override string PinResetReady(PinResetReadySms s) => $"Your PIN was reset. Dial {s.UssdCode} within 24 hours and choose a new one. If this was not you, call {Name(s.Officer)} at once.";
    protected override string PinChangedBySms(PinChangedSms s) => $"Your PIN was {(s.Reset ? "reset" : "changed")}. If this was not you, call {Name(s.Officer)} at once.";
    protected override string KeepPinSecret(KeepPinSecretSms s) => $"Never send your PIN by SMS, and tell it to nobody. We have not kept it. To change it dial {s.UssdCode}: balance, More, Change PIN.";
}
