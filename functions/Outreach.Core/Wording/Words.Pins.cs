using Outreach.Core.Conversations;

namespace Outreach.Core.Wording;

/// <summary>The sentences about PINs, and about what was typed halfway.</summary>
public abstract partial class Words
{
    public abstract string EasyPin { get; }
    public abstract string EnterOldPin { get; }
    public abstract string ChangePinItem { get; }
    public abstract string PinChanged { get; }
    public abstract string ResetQuestion(string by);
    public abstract string ResetRefused { get; }
    public abstract string Yes { get; }
    public abstract string No { get; }

    /// <summary>An offer to this person was begun and not sent.</summary>
    public abstract string DraftFound(string name);

    protected abstract string PinResetAsked(PinResetAskedSms s);
    protected abstract string PinResetReady(PinResetReadySms s);
    protected abstract string PinChangedBySms(PinChangedSms s);
    protected abstract string KeepPinSecret(KeepPinSecretSms s);
}
