namespace Outreach.Core.Wording;

/// <summary>The sentences about being erased.</summary>
public sealed partial class French
{
    public override string EraseItem => "Effacez-moi";
    public override string ErasureAsked => "Vos nom, numéro et messages partent. Vos anciens accords restent sous un code, sans nom.";
    public override string ErasureOpen => "Pas maintenant: une dette ou une question est ouverte. Réglez-la, ou voyez votre coordinateur.";
    public override string ErasureDone => "C'est fait. Nous n'écrirons plus. Pour revenir, appelez et inscrivez-vous.";
}
