using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>To somebody else's line: what was noted about this person goes.</summary>
[StoredAs("ForgetSomebody")] public sealed record ForgetSomebody(string Key, string PersonId, string Name) : Command;

/// <summary>To a line: this person goes, with all that is theirs here.</summary>
[StoredAs("EraseHolder")] public sealed record EraseHolder(string Key) : Command;
