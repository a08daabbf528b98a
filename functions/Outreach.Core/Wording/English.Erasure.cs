namespace Outreach.Core.Wording;

/// <summary>The sentences about being erased.</summary>
public sealed partial class English
{
    public override string EraseItem => "Erase me";
    public override string ErasureAsked => "Your name, number and messages go. Past agreements stay under a code, without your name.";
    public override string ErasureOpen => "Not now: something is owed, or waits for an answer. Finish it first, or ask your coordinator.";
    public override string ErasureDone => "You are being erased. We will not write to you again. To come back, dial and register.";
}
