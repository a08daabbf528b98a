using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>The account's person asks for a statement by SMS.</summary>
/// <param name="Id">The id of the session or message, by which a repeat is recognised.</param>
[StoredAs("RequestStatement")]
public sealed record RequestStatement(string Id, string Programme, string Phone, string Currency, Account? Whole = null)
    : Command, IAboutWholeAccount
{
    public Command With(Account? whole) => this with { Whole = whole };
}

/// <summary>Statements by SMS: both totals, and the largest balances with their people.</summary>
internal static class Statements
{
    /// <summary>The number of people who fit a message of two segments.</summary>
    private const int Most = 3;

    /// <param name="account">Null before the first agreement: the statement then says that nothing is owed.</param>
    public static Send Request(Account? account, RequestStatement request, Instant now)
    {
        var people = account is null ? [] : Counterparty.Of(account);
        Sms sms = people.Count == 0 ? new NothingOwedSms() : Of(account!, people, request, now);
        return new(SmsOrder.To(request.Phone, Purpose.Reply, sms, request.Programme, now) with { PersonId = account?.PersonId });
    }

    private static StatementSms Of(Account account, IReadOnlyList<Counterparty> people, RequestStatement request, Instant now)
    {
        var zero = Money.Zero(request.Currency);
        return new(account.Total(Side.IsOwed) ?? zero, account.Total(Side.Owes) ?? zero,
            [.. people.Take(Most).Select(p => new StatementLine(p.Name, p.Net))], people.Count - Math.Min(Most, people.Count),
            (Country.OfPhone(request.Phone) ?? throw new InvalidOperationException("A statement for a country that is not served.")).Today(
                now));
    }
}
