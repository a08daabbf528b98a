using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.Console;

/// <summary>The common steps of every request that assigns a provider's transaction.</summary>
internal sealed class TransactionCalls(Transactions transactions, AgreementCalls calls, Approvals approvals, NodaTime.IClock clock)
{
    /// <summary>Assigns at once, or asks for a second owner's yes. Tried first, so that nobody approves what would be refused.</summary>
    /// <param name="view">The body of the answer, with the id of an approval.</param>
    public async Task<Answer> AssignAsync(Call call, AssignTransaction assign, Transaction? known, Func<string?, Task<object>> view,
        CancellationToken ct)
    {
        var (id, proof) = (AggregateId.Transaction(assign.Programme, assign.Provider, assign.Id), $"{assign.Provider} {assign.Id}");
        if ((known?.Transfer ?? assign.Transfer) is not { Amount: var amount }) return Refused(TransactionRefusal.Reversed);
        var about = $"{amount}: {assign.To?.Code ?? "unassigned"}{(assign.Instead is { } instead ? $" instead of {instead}" : "")}";
        if (known?.Handled.Contains(assign.CommandId) == true)
            return Answer.Changed(await view(null), new(assign.Programme, assign.Id, about));
        var (refusal, byAgreement) = await transactions.TryAsync(assign, ct);
        if (refusal is { } why) return Refused(why);
        var to = assign.To is { } target ? await calls.FindAsync(target.Code, ct) : null;
        if (byAgreement is { } no)
            return Refusals.Of(no, new RecordPayment(assign.CommandId, amount), to!, calls.Today(to!));
        var from = assign.Instead is { } old ? await calls.FindAsync(old, ct) : null;
        var transfer = known?.Transfer ?? assign.Transfer!;
        var others = to is null ? null : await transactions.OthersAsync(to, assign.To!.From, transfer, ct);
        if (others is null && !await TakesTwoAsync(assign, known, from, to, amount, ct))
        {
            return await transactions.AssignAsync(assign, ct) is { } late
                ? Refused(late)
                : Answer.Changed(await view(null), new(assign.Programme, assign.Id, about));
        }
        var written = to is null ? "" : Sentences.Paid(to, await WithAsync(to, assign, transfer, known, ct), amount, assign.To!.From,
            clock.GetCurrentInstant());
        var approval = await approvals.StartAsync(assign.CommandId,
            new StartApproval(assign.Programme, ApprovalKinds.Payment, proof, id, assign, call.Who,
                Will(proof, amount, from, to) + written + Sentences.Of(others)), ct);
        return Answer.Waits(await view(approval.Id), new(assign.Programme, assign.Id, $"asked for, {about}"));
    }

    /// <summary>What will happen, for the approver.</summary>
    private static string Will(string proof, Core.Values.Money amount, Agreement? from, Agreement? to)
    {
        var away = from is null ? $"{proof}, {amount}, is assigned"
            : AgreementDecisions.TakenOut(from, proof) is not null ? $"{proof}, {amount}, is taken out of {from.Code}"
            : $"{proof}, {amount}, is no proof for {from.Code} any more, where nothing else changes";
        return to is null ? $"{away} and waits as unassigned." : $"{away} and written down for {to.Code}: ";
    }

    /// <summary>The agreement as the assignment would leave it.</summary>
    private async Task<Agreement> WithAsync(Agreement to, AssignTransaction assign, Transfer transfer, Transaction? known,
        CancellationToken ct) =>
        (await calls.TryAsync(to, new RecordPayment(assign.CommandId, transfer.Amount, assign.To!.From, $"{assign.Provider} {assign.Id}",
            AllowOver: true, assign.Again, Via: assign.Via, Same: assign.Same, On: transfer.On, ToldAt: known?.At),
            clock.GetCurrentInstant(), ct)).State!;

    private async Task<bool> TakesTwoAsync(AssignTransaction assign, Transaction? known, Agreement? from, Agreement? to,
        Core.Values.Money amount, CancellationToken ct) =>
        to is not null && (AgreementDecisions.TakesTwo(to, new RecordPayment("", amount, assign.To!.From, Told(assign, known)),
                clock.GetCurrentInstant())
                || !await calls.ReachesBothAsync(to, ct))
            || from is not null && AgreementDecisions.TakenOut(from, $"{assign.Provider} {assign.Id}") is { } fact
                && (Mistakes.TakesTwo(from, fact) || !await calls.ReachesBothAsync(from, ct));

    /// <summary>The transaction, where more than a coordinator's word tells of it.</summary>
    private static string Told(AssignTransaction assign, Transaction? known) =>
        known?.Tellings.Any(t => t.Kind != TellingKind.Coordinator) == true ? $"{assign.Provider} {assign.Id}" : "";

    private static Answer Refused(TransactionRefusal why) => why switch
    {
        TransactionRefusal.NotFound => Answer.NotFound("Nobody has told of this transaction."),
        TransactionRefusal.Reversed => Answer.Conflict("The provider has sent the money of this transaction back."),
        TransactionRefusal.Differs => Answer.Conflict("This transaction is known with another amount or payer."),
        _ => Answer.Conflict("This transaction is not where the request says: look again."),
    };
}
