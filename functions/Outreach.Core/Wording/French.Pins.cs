using Outreach.Core.Conversations;

namespace Outreach.Core.Wording;

public sealed partial class French
{
    public override string EasyPin => "Ce code PIN est facile à deviner. Prenez-en un autre.";
    public override string EnterOldPin => "Tapez votre ancien code PIN";
    public override string ChangePinItem => "Changer le code PIN";
    public override string PinChanged => "Votre nouveau code PIN est en place.";
    public override string ResetQuestion(string by) => $"{Name(by)} veut effacer votre code PIN. Est-ce exact?";
    public override string ResetRefused => "Votre code PIN n'a pas changé.";
    public override string Yes => "Oui";
    public override string No => "Non";
    public override string DraftFound(string name) => $"Vous avez commencé une offre à {Name(name)}.";

    protected override string PinResetAsked(PinResetAskedSms s) => $"{Name(s.By)} veut effacer votre code PIN. Composez {s.UssdCode} et répondez 1 ou 2. Si vous ne l'avez pas demandé, répondez 2.";
    protected override string PinResetReady(PinResetReadySms s) => $"Code PIN effacé. Composez {s.UssdCode} dans les 24 heures et prenez-en un nouveau. Si ce n'est pas vous, appelez {Name(s.Officer)} tout de suite.";
    protected override string PinChangedBySms(PinChangedSms s) => $"Votre code PIN a été {(s.Reset ? "effacé" : "changé")}. Si ce n'est pas vous, appelez {Name(s.Officer)} tout de suite.";
    protected override string KeepPinSecret(KeepPinSecretSms s) => $"N'envoyez jamais le code PIN par SMS, ne le dites à personne. Nous ne l'avons pas gardé. Pour en changer: {s.UssdCode}, {Balance}, {MoreItem}, {ChangePinItem}.";
}
