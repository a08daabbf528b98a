using Outreach.Core.People;

namespace Outreach.Core.Wording;

/// <summary>The sentences about what is kept of a person.</summary>
public abstract partial class Words
{
    /// <summary>In the menu More.</summary>
    public abstract string DataItem { get; }

    protected abstract string DataKept(DataSms s);

    /// <summary>What they allow, named in full only where it is not everything.</summary>
    protected string Allowed(DataSms s, string all, string none) =>
        s.Allowed.Count == 0 ? none : s.Allowed.Count == Consent.Purposes.Count ? all : Listed(s.Allowed);
}
