using NodaTime;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

public sealed record Home : Screen;
public sealed record StrangerHome : Screen;
public sealed record InterestNoted : Screen;
public sealed record HelpScreen : Screen;
public sealed record PickLanguage : Screen;
public sealed record Goodbye : Screen;

/// <summary>A drop is behind us: go on at the place it happened, or start again.</summary>
public sealed record ResumeAt(IReadOnlyList<Screen> Trail) : Screen;
