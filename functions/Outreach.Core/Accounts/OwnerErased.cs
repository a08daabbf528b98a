using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Accounts;

/// <summary>To the person's account: its agreements are to know them by a code only.</summary>
[StoredAs("OwnerErased")] public sealed record OwnerErased(string PersonId, string Name) : Command;
