namespace Outreach.Core.Wording;

/// <summary>The sentences about being erased.</summary>
public sealed partial class IsiZulu
{
    public override string EraseItem => "Ngisuleni";
    public override string ErasureAsked => "Igama, inombolo nemilayezo yakho kuyasulwa. Izivumelwano ezindala zisala ngekhodi, ngaphandle kwegama.";
    public override string ErasureOpen => "Hhayi manje: kukhona okukweletwayo noma umbuzo ovulekile. Qeda kuqala, noma cela umxhumanisi.";
    public override string ErasureDone => "Uyasulwa. Ngeke siphinde sikubhalele. Ukuze ubuye, dayela ubhalise.";
}
