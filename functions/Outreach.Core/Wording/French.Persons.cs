using Outreach.Core.Conversations;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Wording;

/// <summary>Shared phones, changed numbers, second contacts.</summary>
public sealed partial class French
{
    protected override string Discreet(DiscreetSms s) => $"{Name(s.Name)}: un message{(s.Code is { } code ? $" sur {code}" : "")} vous attend. Composez {s.UssdCode} pour le lire.";
    protected override string SharedDial(SharedDialSms s) => $"Plusieurs personnes utilisent ce téléphone. Composez {s.UssdCode}, choisissez votre nom et tapez votre PIN.";
    protected override string ProveIt(ProveItSms s) => $"Ce numéro n'a rien envoyé depuis longtemps. Composez {s.UssdCode} et tapez votre PIN, puis tout sera comme avant.";
    protected override string MoveCode(MoveCodeSms s) => $"Code Outreach: {s.MoveCode}. Tapez-le sur le téléphone qui le demande, ou envoyez-le nous de ce téléphone. Pas demandé? Ne faites rien.";
    protected override string MoveWarn(MoveWarnSms s) => $"{Name(s.Name)}: dans {s.Hours} heures votre numéro devient celui qui finit par {s.Number}. Si ce n'est pas vous qui changez, envoyez GARDER.";
    protected override string MoveStopped => "Le numéro ne change pas. Si vous avez besoin d'aide, demandez à votre coordinateur.";
    protected override string MovedHere(MovedHereSms s) => $"{Name(s.Name)}: ceci est maintenant votre numéro chez Outreach. Votre PIN ne change pas.";
    protected override string MovedAway(MovedAwaySms s) => $"{Name(s.Name)}: nos messages vont maintenant à votre numéro qui finit par {s.Number}, et plus à celui-ci.";
    protected override string ContactAsk(ContactAskSms s) => $"{Name(s.Name)} vous demande de prévenir quand notre message n'arrive pas. Vous ne voyez aucun montant. D'accord? Envoyez ACCEPTER. Sinon, ne faites rien.";
    protected override string ContactThanks => "Merci. Nous vous écrivons seulement quand un message n'est pas arrivé. Pour ne plus en recevoir, envoyez STOP.";
    protected override string PassItOn(PassItOnSms s) => $"Dites à {Name(s.Name)}, s'il vous plait: un message{(s.Code is { } code ? $" sur {code}" : "")} n'est pas arrivé. Ouvrir notre menu ou demander au coordinateur. Merci.";

    public override string WhoIsThis => "Qui est là?";
    public override string WhoThere => "C'est pour qui?";
    public override string PinFromCoordinator => "Demandez à votre coordinateur de mettre votre PIN pour ce téléphone.";
    public override string StillYours => "Pas de nouvelles de vous depuis longtemps. Est-ce encore votre numéro?";
    public override string StillMine => "Oui, j'ai mon PIN";
    public override string NotTheirs => "Non, je l'ai depuis peu";
    public override string ChangeNumberItem => "Changer mon numéro";
    public override string OldNumberItem => "J'avais un autre numéro";
    public override string NewNumber => "Votre nouveau numéro?";
    public override string NewNumberAgain => "Tapez encore le nouveau numéro:";
    public override string OldNumber => "Votre ancien numéro?";
    public override string OldNumberPin => "Votre PIN de l'ancien numéro?";

    public override string Fault(NumberFault fault) => fault switch
    {
        NumberFault.Differs => "Les deux numéros sont différents.",
        NumberFault.Same => "C'est le numéro d'où vous appelez.",
        NumberFault.Refused => "Le numéro et le PIN ne vont pas ensemble.",
        NumberFault.WrongCode => "Code faux.",
        NumberFault.TooOften => "Trop de codes faux. Recommencez.",
        _ => "Ce n'est pas un numéro de téléphone.",
    };

    public override string TypeMoveCode(string number) => $"Un code part par SMS au numéro qui finit par {number}. Tapez-le ici, ou envoyez-le nous de là-bas.";
    public override string NumberChanged => "C'est fait. Votre numéro est changé. Votre PIN ne change pas.";
    public override string NumberChangesIn(int hours) => $"C'est fait. Dans {hours} heures ce sera votre numéro. L'ancien numéro est prévenu.";
}
