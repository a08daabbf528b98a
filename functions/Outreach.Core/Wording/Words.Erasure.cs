namespace Outreach.Core.Wording;

/// <summary>The sentences about being erased.</summary>
public abstract partial class Words
{
    /// <summary>In the menu More.</summary>
    public abstract string EraseItem { get; }

    /// <summary>What goes and what stays, before the yes.</summary>
    public abstract string ErasureAsked { get; }

    /// <summary>Something is owed, waits for an answer or is in dispute.</summary>
    public abstract string ErasureOpen { get; }

    public abstract string ErasureDone { get; }
}
