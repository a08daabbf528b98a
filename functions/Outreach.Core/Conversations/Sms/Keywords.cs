namespace Outreach.Core.Conversations;

/// <summary>
/// Keywords of an SMS in French and isiZulu, in capitals. French stands with its accents and without, since many phones type none. No word means
/// two things in any two languages: a test holds all keywords against each other.
/// </summary>
internal static class Keywords
{
    public static readonly string[] Stop = ["ARRET", "ARRÊT", "ARRETER", "ARRÊTER", "ARRETEZ", "ARRÊTEZ", "YEKA", "MISA", "YIMA"];
    public static readonly string[] StopTips = ["STOP CONSEIL", "STOP CONSEILS", "ARRET CONSEILS", "ARRÊT CONSEILS", "STOP IZELULEKO", "YEKA IZELULEKO", "MISA IZELULEKO"];
    public static readonly string[] Start = ["DEBUT", "DÉBUT", "DEMARRER", "DÉMARRER", "QALA"];
    public static readonly string[] Help = ["AIDE", "USIZO", "SIZA", "NGICELA USIZO"];
    public static readonly string[] Yes = ["OUI", "D'ACCORD", "D\u2019ACCORD", "YEBO", "NGIYAVUMA"];
    public static readonly string[] No = ["NON", "CHA", "HHAYI", "NGIYENQABA"];
    public static readonly string[] Check = ["VOIR", "BHEKA", "BUKA"];

    public static readonly string[] Paid = ["PAYE", "PAYÉ", "PAYEE", "PAYÉE", "NGIKHOKHILE", "NGIKHOKHE", "IKHOKHIWE"];
    public static readonly string[] Delivered = ["LIVRE", "LIVRÉ", "LIVREE", "LIVRÉE", "NGILETHILE", "NGILETHE", "ILETHIWE"];
    public static readonly string[] Correct = ["CORRIGER", "CORRIGE", "CORRIGEZ", "LUNGISA"];
    public static readonly string[] Change = ["CHANGER", "CHANGEZ", "SHINTSHA", "GUQULA"];
    public static readonly string[] Close = ["FERMER", "FERMEZ", "VALA"];
    public static readonly string[] Problem = ["PROBLEME", "PROBLÈME", "INKINGA"];
    public static readonly string[] Solved = ["RESOLU", "RÉSOLU", "IXAZULULIWE"];
    public static readonly string[] Statement = ["SOLDE", "RELEVE", "RELEVÉ", "IBHALANSI", "BHALANSI", "ISITATIMENDE"];
    public static readonly string[] Last = ["DERNIER", "DERNIERE", "DERNIÈRE", "EYOKUGCINA", "OKOKUGCINA"];
}
