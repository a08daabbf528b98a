using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>A person would like this phone's owner to pass on what does not reach them.</summary>
/// <param name="Key">The person's.</param>
public sealed record ContactAsk(string Key, string Name);

/// <summary>To a second contact's line: ask whether they agree.</summary>
[StoredAs("AskContact")] public sealed record AskContact(string Key, string Name) : Command;
