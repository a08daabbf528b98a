namespace Outreach.Core.Wording;

/// <summary>The sentences about being erased.</summary>
public sealed partial class BanglaLatin
{
    public override string EraseItem => "Amake muchhun";
    public override string ErasureAsked => "Apnar nam, nombor o barta muchhe jabe. Purono chukti code-e thakbe, nam chhara.";
    public override string ErasureOpen => "Ekhon noy: kichhu paona achhe, ba uttor baki. Age shesh korun, ba shomonnoykarike bolun.";
    public override string ErasureDone => "Apnake muchhe fela hochchhe. Ar likhbo na. Firte chaile dial kore nibondhon korun.";
}
