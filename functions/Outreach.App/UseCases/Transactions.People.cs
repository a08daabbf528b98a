using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Whom a provider names as payer and payee, by the programme's numbers.</summary>
/// <param name="Payer">Null where no number was told.</param>
/// <param name="Payee">As <paramref name="Payer"/>.</param>
public sealed record ToldPeople(string? Payer, string? Payee);

/// <summary>Whether a transfer is between the two of an agreement.</summary>
public sealed partial class Transactions
{
    /// <summary>
    /// Whom the provider names, where one of the two numbers is another person's than that side's. Null where none is: a number that
    /// nobody of the programme uses proves nothing.
    /// </summary>
    public async Task<ToldPeople?> OthersAsync(Agreement agreement, Role from, Transfer transfer, CancellationToken ct) =>
        (await ToldPeopleAsync(new Work(Arrival.Request), agreement, from, transfer, ct)).Others;

    private async Task<(bool IsPayee, ToldPeople? Others)> ToldPeopleAsync(Work work, Agreement agreement, Role from, Transfer transfer,
        CancellationToken ct)
    {
        var (payer, isPayer) = await NamedAsync(work, agreement, from, transfer.PayerPhone, ct);
        var (payee, isPayee) = await NamedAsync(work, agreement, Agreement.Other(from), transfer.PayeePhone ?? "", ct);
        return (isPayee == true, isPayer == false || isPayee == false ? new(payer, payee) : null);
    }

    /// <returns>Who uses the number, and whether the side does; null where nobody of the programme does.</returns>
    private async Task<(string? Name, bool? IsSide)> NamedAsync(Work work, Agreement agreement, Role side, string phone,
        CancellationToken ct)
    {
        if (phone.Length == 0) return (null, null);
        var users = (await HoldersAsync(work, phone, ct)).Where(h => h.Programme == agreement.Programme).ToList();
        return users.Count == 0 ? ("a number of nobody here", null)
            : (string.Join(" or ", users.Select(u => u.Name)), users.Any(u => u.PersonId == agreement.Of(side).PersonId));
    }
}
