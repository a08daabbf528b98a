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
        var (transactions, programme) = (world.Get<Transactions>(), m.Groups["programme"].Value);
        if (!m.Groups["id"].Success)
        {
            foreach (var (_, waiting) in await world.AskAsync(() => world.Get<Transactions>().UnassignedAsync(programme, "", 100, default)))
                if (waiting is not null) Show($"{waiting.Proof}: {waiting.Transfer.Amount}");
            return;
        }
        var id = AggregateId.Transaction(programme, "mpesa", m.Groups["id"].Value);
        var known = (await transactions.FindAsync(id, default))!;
        var code = m.Groups["to"].Success ? Filled(m.Groups["to"].Value) : null;
        var assign = new AssignTransaction($"assign-{number}", programme, "mpesa", known.Id, null, known.Assigned?.Code, "clerk");
        if (code is not null)
        {
            var agreement = (await world.Get<App.Agreements>().FindAsync(code, default))!;
            assign = assign with { To = new(code, await transactions.PayingSideAsync(agreement, known.Transfer.PayerPhone, default)) };
        }
        Assert.Null(await world.AskAsync(() => world.Get<Transactions>().AssignAsync(assign, default)));
        Show((await world.Get<Transactions>().FindAsync(id, default))!.Assigned is { } at ? $"assigned to {at.Code}" : "unassigned");
    }

    private static Money In(Villager who, string amount)
    {
        var currency = Village.Programmes.First(p => p.Id == who.Programme).Currency;
        return new(long.Parse(amount, CultureInfo.InvariantCulture) * Currencies.Scale(currency), currency);
    }

    [GeneratedRegex(@"^clerk (lists (?<programme>[\w-]+)|assigns (?<id>\w+) of (?<programme>[\w-]+) to (?<to>\w+)|puts (?<id>\w+) of (?<programme>[\w-]+) back)$")]
    private static partial Regex Clerk();
}
