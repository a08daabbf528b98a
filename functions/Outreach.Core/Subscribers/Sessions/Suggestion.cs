using NodaTime;

namespace Outreach.Core.Subscribers;

/// <summary>The order suggested to this phone by "Did you mean…?", as the sender would write it.</summary>
public sealed record Suggestion(string Text, Instant At);
