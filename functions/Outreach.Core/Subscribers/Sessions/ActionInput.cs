using Outreach.Core.Agreements;

namespace Outreach.Core.Subscribers;

/// <summary>The changes of a counter-offer, as yet incomplete.</summary>
public sealed record ActionInput(string Code, TermsChange? Change = null);
