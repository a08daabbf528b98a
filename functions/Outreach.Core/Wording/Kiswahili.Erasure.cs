namespace Outreach.Core.Wording;

/// <summary>The sentences about being erased.</summary>
public sealed partial class Kiswahili
{
    public override string EraseItem => "Nifute";
    public override string ErasureAsked => "Jina, namba na ujumbe wako vitafutwa. Makubaliano ya zamani hubaki kwa msimbo, bila jina.";
    public override string ErasureOpen => "Si sasa: kuna deni, au swali linasubiri jibu. Malizia kwanza, au mwombe mratibu wako.";
    public override string ErasureDone => "Unafutwa. Hatutakuandikia tena. Kurudi, piga na ujisajili.";
}
