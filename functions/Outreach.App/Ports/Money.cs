using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Whether a provider's unsigned callback counts, and how the provider is asked about it.</summary>
/// <param name="Counts">It is proof by itself, as its operator has set.</param>
/// <param name="Account">The account to ask about, as the gateway names it; null where the provider cannot be asked.</param>
public sealed record CallbackProof(bool Counts, string? Account = null);

/// <summary>A transfer that a mobile-money provider's callback tells of.</summary>
/// <param name="Transaction">The provider's own id; a repeated id is one payment.</param>
public sealed record TransferCallback(string Programme, string Provider, string Transaction, Transfer Transfer, CallbackProof Proof);

/// <summary>A callback tells that a transfer was sent back.</summary>
/// <param name="Transaction">The transfer.</param>
/// <param name="By">The provider's id of the reversal.</param>
public sealed record ReversalCallback(string Programme, string Provider, string Transaction, string By, Money? Amount,
    CallbackProof Proof);

/// <summary>A provider's answer to what it was asked.</summary>
/// <param name="Transaction">The transfer.</param>
/// <param name="About">The transfer too, or its reversal.</param>
/// <param name="Transfer">Null where there is no such completed transfer.</param>
public sealed record ProviderAnswer(string Programme, string Provider, string Transaction, string About, Transfer? Transfer);

/// <summary>Asks a mobile-money provider about a transaction. The answer comes to <see cref="IInbound.AnswerAsync"/>.</summary>
public interface IMoneyProvider
{
    /// <summary>As transactions name it: <c>mpesa</c>.</summary>
    string Name { get; }

    /// <summary>Network trouble is logged, never thrown: the App asks again.</summary>
    Task AskAsync(string account, string transaction, string about, CancellationToken ct);
}
