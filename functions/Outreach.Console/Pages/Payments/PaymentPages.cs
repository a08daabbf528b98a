using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;

namespace Outreach.Console;

/// <summary>What a transaction may be for: an agreement, and its payment that it may be.</summary>
/// <param name="Same">The number of the payment told before; null for a payment of its own.</param>
/// <param name="Value">The form's value.</param>
public sealed record PaymentChoice(Agreement Agreement, Fact? Same, string Value);

/// <summary>Transactions of mobile-money providers: what waits, and where one belongs.</summary>
internal sealed class PaymentPages(Transactions transactions, Agreements agreements, Desk desk) : IPages
{
    private const int Most = 100;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/payments", "page.payments", ListAsync).For(Access.Readers),
        PageEndpoint.Get("{programme}/payment", "page.payment", (call, ct) =>
            ViewAsync(call, call.Query("provider") ?? "", call.Query("transaction") ?? "", null, ct)).For(Access.Readers),
        PageEndpoint.Post("{programme}/payment", "page.payment.act", ActAsync).For(Access.Coordinators),
    ];

    /// <summary>The page of one transaction, by its proof.</summary>
    public static string To(PageCall call, string proof) => proof.Split(' ', 2) is [var provider, var id]
        ? call.To($"payment?provider={Uri.EscapeDataString(provider)}&transaction={Uri.EscapeDataString(id)}") : call.To("payments");

    private async Task<Shown> ListAsync(PageCall call, CancellationToken ct)
    {
        var waiting = await transactions.UnassignedAsync(call.Programme!.Id, "", Most, ct);
        IReadOnlyList<Transaction> shown = [.. waiting.Select(w => w.Waiting).OfType<Transaction>()];
        return Shown.View<PaymentsPage>(call.Words["Payments.Title"], ("Waiting", shown)).Reads(shown.Count);
    }

    private async Task<Shown> ViewAsync(PageCall call, string provider, string transaction, FormFault? fault, CancellationToken ct)
    {
        if (TransactionNames.Fault(provider, transaction) is not null
            || await transactions.FindAsync(AggregateId.Transaction(call.Programme!.Id, provider, transaction), ct) is not { } known)
            return await ListAsync(call, ct);
        var at = known.Assigned is { } assigned ? await agreements.FindAsync(assigned.Code, ct) : null;
        return Shown.View<PaymentPage>(call.Words["Payments.Title"], ("Known", known), ("At", at),
            ("Choices", await ChoicesAsync(call, known, ct)), ("Fault", fault)).Reads(1, known.Id);
    }

    private async Task<IReadOnlyList<PaymentChoice>> ChoicesAsync(PageCall call, Transaction known, CancellationToken ct)
    {
        if (known is { ReversedAt: not null } or { Transfer: null }) return [];
        var choices = new List<PaymentChoice>();
        foreach (var (agreement, from) in await transactions.CandidatesAsync(known, ct))
        {
            var on = known.Transfer.On ?? known.At.InZone(call.Zone).Date;
            var same = SameFacts.Payments(agreement, from, known.Transfer.Amount.Minor, on, withoutProof: true);
            if (agreement.Code != known.Assigned?.Code) choices.Add(new(agreement, null, agreement.Code));
            else if (!SameFacts.IsAsked(agreement, known.Proof)) continue;
            choices.AddRange(same.Select(f => new PaymentChoice(agreement, f, $"{agreement.Code} {f.Number}")));
        }
        return choices;
    }

    /// <summary>Assigns, or settles what is asked about, by the API's own endpoints.</summary>
    private async Task<Shown> ActAsync(PageCall call, CancellationToken ct)
    {
        var (provider, transaction) = (call.Field("provider"), call.Field("transaction"));
        var instead = call.Optional("instead");
        var typed = call.Optional("code");
        var chosen = (typed ?? call.Field("for")).ToUpperInvariant().Split(' ');
        int? same = chosen.Length > 1 && int.TryParse(chosen[1], out var number) ? number : null;
        var back = call.Field("act") == "back";
        if (!back && chosen[0].Length == 0)
            return (await ViewAsync(call, provider, transaction, FormFault.Of("for", call.Words["Payment.Choose"]), ct)).With(422);
        // What is asked about in this agreement is settled there; anything else is assigned.
        var answer = !back && chosen[0] == instead
            ? await desk.DoAsync(call, "agreement.pay", new { amount = call.Field("amount"), from = call.Field("from"),
                proof = $"{provider} {transaction}", same, again = same is null }, ("code", instead))
            : await desk.DoAsync(call, "payment.assign", new { programme = call.Programme!.Id, provider, transaction,
                code = back ? null : chosen[0], instead, same, again = same is null });
        if (answer.IsDone()) return Shown.See(call.To("payments"), answer.Waits() ? "Asked" : "Act");
        return answer.Page() ?? (await ViewAsync(call, provider, transaction, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }
}
