using System.Globalization;
using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>Callbacks of M-PESA in a script, which nobody signed, and what M-PESA answers when it is asked about them.</summary>
public sealed partial class Transcript
{
    private const string Programme = "kenya-maize";

    /// <summary>
    /// <c>daraja T1 paid 500 for "r6 tqt" to juma</c>: a payment with a masked number, to nobody's short code without the last;
    /// <c>daraja T1 sent back 500 as R1</c>; <c>daraja answers R1 of T1 with 500</c>, or <c>with nothing</c>. With <c>unasked</c> at its
    /// end, M-PESA cannot be asked.
    /// </summary>
    private async Task CallBackAsync(Match m)
    {
        var id = m.Groups["id"].Value;
        var amount = m.Groups["amount"].Value is "nothing" ? (Money?)null
            : new Money(long.Parse(m.Groups["amount"].Value, CultureInfo.InvariantCulture) * 100, "KES");
        var proof = new CallbackProof(false, m.Groups["unasked"].Success ? null : "in-600000");
        var reference = m.Groups["for"].Success ? Filled(m.Groups["for"].Value) : null;
        var payee = m.Groups["to"].Success ? Village.Find(m.Groups["to"].Value).Phone : null;
        var about = m.Groups["about"].Success ? m.Groups["about"].Value : id;
        await world.AskAsync(() => m.Groups["verb"].Value switch
        {
            "paid" => world.Get<IInbound>().TransferAsync(
                new(Programme, "mpesa", id, new(amount!.Value, "", payee, reference), proof), default),
            "sent back" => world.Get<IInbound>().ReversalAsync(new(Programme, "mpesa", id, about, amount, proof), default),
            _ => world.Get<IInbound>().AnswerAsync(
                new(Programme, "mpesa", id, about, amount is { } moved ? new(moved, "", payee) : null), default),
        });
        var known = (await world.Get<Transactions>().FindAsync(AggregateId.Transaction(Programme, "mpesa", id), default))!;
        Show(known switch
        {
            { ReversedAt: not null } => $"sent back{(known.Assigned is { } was ? $", out of {was.Code}" : "")}",
            { Assigned: { } at } => $"{at.Code} has it",
            _ => $"waits: {known.Doubt?.ToString() ?? known.Refusal?.ToString() ?? "nobody knows what for"}",
        });
    }

    [GeneratedRegex(@"^daraja ((?<id>\w+) (?<verb>paid) (?<amount>\d+)( for ""(?<for>[^""]*)"")?( to (?<to>\w+))?"
        + @"|(?<id>\w+) (?<verb>sent back) (?<amount>\d+) as (?<about>\w+)"
        + @"|(?<verb>answers) ((?<about>\w+) of )?(?<id>\w+) with (?<amount>\d+|nothing)( to (?<to>\w+))?)( (?<unasked>unasked))?$")]
    private static partial Regex Callback();
}
