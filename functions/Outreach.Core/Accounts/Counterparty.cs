using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>What one person and the account's owner owe each other; positive when the owner is owed.</summary>
public sealed record Counterparty(string OtherId, string Name, Money Net);
