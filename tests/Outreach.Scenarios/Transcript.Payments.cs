using System.Globalization;
using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>Mobile money in a script: notices, and coordinators who assign what waits.</summary>
public sealed partial class Transcript
{
    /// <summary>
    /// A notice from the mobile-money provider: <c>mpesa T1 tells of 500 from juma to wanjiru</c>, and <c>for CODE</c>, the agreement named
    /// last.
    /// </summary>
    private async Task ProveAsync(Match m)
    {
        var (from, to) = (Village.Find(m.Groups["from"].Value), m.Groups["to"].Success ? Village.Find(m.Groups["to"].Value) : null);
        var notice =
            new PaymentNotice(from.Programme, "mpesa", m.Groups["id"].Value,
                new Transfer(In(from, m.Groups["amount"].Value), from.Phone, to?.Phone, m.Groups["for"].Success ? lastCode : null));
        var result = await world.AskAsync(() => world.Get<Transactions>().TakeAsync(notice, default));
        Show(
            result.Transaction.Assigned is { Code: var code }
                ? result.Asked ? $"the other side of {code} is asked" : $"written down for {code}"
                : $"not written down: {result.Transaction.Refusal?.ToString() ?? "nobody knows what for"}");
    }

    /// <summary>
    /// <c>clerk lists kenya-maize</c>, <c>clerk assigns T1 of kenya-maize to CODE</c>, which moves it too, and <c>clerk puts T1 of
    /// kenya-maize back</c>.
    /// </summary>
    private async Task AssignAsync(Match m)
    {
        var programme = m.Groups["programme"].Value;
        if (m.Groups["id"].Success)
        {
            Show(await world.AskAsync(() => AssignAsync(programme, m.Groups["id"].Value, m.Groups["to"])));
            return;
        }
        foreach (var (_, waiting) in await world.AskAsync(() => world.Get<Transactions>().UnassignedAsync(programme, "", 100, default)))
            if (waiting is not null) Show($"{waiting.Proof}: {waiting.Transfer.Amount}");
    }

    /// <summary>As the API does it: looks where the transaction is, and says so in the command.</summary>
    private async Task<string> AssignAsync(string programme, string transaction, Group to)
    {
        var transactions = world.Get<Transactions>();
        var known = (await transactions.FindAsync(AggregateId.Transaction(programme, "mpesa", transaction), default))!;
        var assign = new AssignTransaction($"assign-{number}", programme, "mpesa", known.Id, null, known.Assigned?.Code, "clerk");
        if (to.Success)
        {
            var agreement = (await world.Get<App.Agreements>().FindAsync(Filled(to.Value), default))!;
            var side = await transactions.PayingSideAsync(agreement, known.Transfer.PayerPhone, default);
            assign = assign with { To = new(agreement.Code, side) };
        }
        Assert.Null(await transactions.AssignAsync(assign, default));
        return (await transactions.FindAsync(known.Aggregate, default))!.Assigned is { } at ? $"assigned to {at.Code}" : "unassigned";
    }

    private static Money In(Villager who, string amount)
    {
        var currency = Village.Programmes.First(p => p.Id == who.Programme).Currency;
        return new(long.Parse(amount, CultureInfo.InvariantCulture) * Currencies.Scale(currency), currency);
    }

    [GeneratedRegex(
        @"^clerk (lists (?<programme>[\w-]+)|assigns (?<id>\w+) of (?<programme>[\w-]+) to (?<to>\w+)|"
            + @"puts (?<id>\w+) of (?<programme>[\w-]+) back)$")]
    private static partial Regex Clerk();
}
