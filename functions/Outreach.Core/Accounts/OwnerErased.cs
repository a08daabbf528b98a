using Outreach.Core.Kernel;

namespace Outreach.Core.Accounts;

/// <summary>Tells the account that its person was erased; the account passes the erasure on to its agreements.</summary>
[StoredAs("OwnerErased")]
public sealed record OwnerErased(string PersonId, string Name, Account? Whole = null) : Command, IAboutWholeAccount
{
    public Command With(Account? whole) => this with { Whole = whole };
}

/// <summary>To an account: with whom is anything open, before its person is erased? Answers with <see cref="ErasureChecked"/>.</summary>
/// <param name="Id">The id of the act that erases.</param>
[StoredAs("CheckErasure")]
public sealed record CheckErasure(string Id, AggregateId Person, Account? Whole = null) : Command, IAboutWholeAccount
{
    public Command With(Account? whole) => this with { Whole = whole };
}

/// <summary>To a person: these depend on an open agreement with them, one of each.</summary>
[StoredAs("ErasureChecked")] public sealed record ErasureChecked(string Id, IReadOnlyList<OpenWith> Open) : Command;

/// <summary>Somebody with whom a debt, a question or an agreement is open.</summary>
/// <param name="Code">One of their agreements.</param>
public sealed record OpenWith(string PersonId, string Code)
{
    public static IReadOnlyList<OpenWith> Of(Account? account) => [.. (account?.Entries ?? []).Where(e => e.IsUnsettled)
        .GroupBy(e => e.OtherId).Select(other => new OpenWith(other.Key, other.First().Code))];
}
