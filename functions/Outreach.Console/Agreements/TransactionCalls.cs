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
        if (!await TakesTwoAsync(assign, from, to, amount, ct))
        {
            return await transactions.AssignAsync(assign, ct) is { } late
                ? Refused(late)
                : Answer.Changed(await view(null), new(assign.Programme, assign.Id, about));
        }
        var approval = await approvals.StartAsync(assign.CommandId,
            new StartApproval(assign.Programme, ApprovalKinds.Payment, proof, id, assign, call.Who, Will(proof, amount, from, to)), ct);
        return Answer.Waits(await view(approval.Id), new(assign.Programme, assign.Id, $"asked for, {about}"));
    }

    /// <summary>What will happen, for the approver.</summary>
    private static string Will(string proof, Core.Values.Money amount, Agreement? from, Agreement? to)
    {
        var away = from is null ? $"{proof}, {amount}, is assigned"
            : AgreementDecisions.TakenOut(from, proof) is not null ? $"{proof}, {amount}, is taken out of {from.Code}"
            : $"{proof}, {amount}, is no proof for {from.Code} any more, where nothing else changes";
        return to is null ? $"{away} and waits as unassigned." : $"{away} and written down as paid for {to.Code}; {to.Left} is left there.";
    }

    private async Task<bool> TakesTwoAsync(AssignTransaction assign, Agreement? from, Agreement? to, Core.Values.Money amount,
        CancellationToken ct) =>
        to is not null && (AgreementDecisions.TakesTwo(to, new RecordPayment("", amount, assign.To!.From), clock.GetCurrentInstant())
                || !await calls.ReachesBothAsync(to, ct))
            || from is not null && AgreementDecisions.TakenOut(from, $"{assign.Provider} {assign.Id}") is { } fact
                && (Mistakes.TakesTwo(from, fact) || !await calls.ReachesBothAsync(from, ct));

    private static Answer Refused(TransactionRefusal why) => why switch
    {
        TransactionRefusal.NotFound => Answer.NotFound("Nobody has told of this transaction."),
        TransactionRefusal.Reversed => Answer.Conflict("The provider has sent the money of this transaction back."),
        TransactionRefusal.Differs => Answer.Conflict("This transaction is known with another amount or payer."),
        _ => Answer.Conflict("This transaction is not where the request says: look again."),
    };
}
