using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>Typed input for an action on an agreement, as yet incomplete.</summary>
public sealed record ActionInput(string Code, long Quantity = 0, string Grade = "", string Place = "", Money? Amount = null,
    TermsChange? Change = null);
