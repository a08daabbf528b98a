using NodaTime;

namespace Outreach.Core.Subscribers;

/// <summary>What was put to this phone as "Did you mean…?": the order as it would be written.</summary>
public sealed record Suggestion(string Text, Instant At);
