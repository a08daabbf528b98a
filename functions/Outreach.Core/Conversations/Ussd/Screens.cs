using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

[StoredAs("Home")] public sealed record Home : Screen;
[StoredAs("StrangerHome")] public sealed record StrangerHome : Screen;
[StoredAs("InterestNoted")] public sealed record InterestNoted : Screen;
[StoredAs("HelpScreen")] public sealed record HelpScreen : Screen;
[StoredAs("PickLanguage")] public sealed record PickLanguage : Screen;
[StoredAs("Goodbye")] public sealed record Goodbye : Screen;

/// <summary>Offers to resume at the place of the drop, or to start again.</summary>
[StoredAs("ResumeAt")] public sealed record ResumeAt(IReadOnlyList<Screen> Trail) : Screen;
