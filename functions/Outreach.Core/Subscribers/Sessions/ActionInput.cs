using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>What is being typed about an agreement, as far as it has come.</summary>
public sealed record ActionInput(string Code, long Quantity = 0, string Grade = "", string Place = "", Money? Amount = null,
    TermsChange? Change = null);
