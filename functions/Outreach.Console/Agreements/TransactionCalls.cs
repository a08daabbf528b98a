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
        var amount = (known?.Transfer ?? assign.Transfer!).Amount;
        var about = $"{amount}: {assign.To?.Code ?? "unassigned"}{(assign.Instead is { } old ? $" instead of {old}" : "")}";
        if (known?.Handled.Contains(assign.CommandId) == true)
            return Answer.Changed(await view(null), new(assign.Programme, assign.Id, about));
        var (refusal, byAgreement) = await transactions.TryAsync(assign, ct);
        if (refusal is { } why) return Refused(why);
        var to = assign.To is { } target ? await calls.FindAsync(target.Code, ct) : null;
        if (byAgreement is { } no)
            return Refusals.Of(no, new RecordPayment(assign.CommandId, amount), to!, calls.Today(to!));
        if (!await TakesTwoAsync(assign, to, amount, ct))
        {
            return await transactions.AssignAsync(assign, ct) is { } late
                ? Refused(late)
                : Answer.Changed(await view(null), new(assign.Programme, assign.Id, about));
        }
        var approval = await approvals.StartAsync(assign.CommandId,
            new StartApproval(assign.Programme, ApprovalKinds.Payment, proof, id, assign, call.Who, Will(proof, amount, assign, to)), ct);
        return Answer.Waits(await view(approval.Id), new(assign.Programme, assign.Id, $"asked for, {about}"));
    }

    /// <summary>What will happen, for the approver.</summary>
    private static string Will(string proof, Core.Values.Money amount, AssignTransaction assign, Agreement? to)
    {
        var out_ = assign.Instead is { } old ? $"{proof}, {amount}, is taken out of {old}" : $"{proof}, {amount}, is assigned";
        return to is null ? $"{out_} and waits as unassigned." : $"{out_} and written down as paid for {to.Code}; {to.Left} is left there.";
    }

    private async Task<bool> TakesTwoAsync(AssignTransaction assign, Agreement? to, Core.Values.Money amount, CancellationToken ct)
    {
        var old = assign.Instead is { } code ? await calls.FindAsync(code, ct) : null;
        return to is not null && (AgreementDecisions.TakesTwo(to, new RecordPayment("", amount, assign.To!.From),
                clock.GetCurrentInstant()) || !await calls.ReachesBothAsync(to, ct))
            || old is not null && (AgreementDecisions.TakesTwo(old, amount) || !await calls.ReachesBothAsync(old, ct));
    }

    private static Answer Refused(TransactionRefusal why) => why switch
    {
        TransactionRefusal.NotFound => Answer.NotFound("Nobody has told of this transaction."),
        TransactionRefusal.Differs => Answer.Conflict("This transaction is known with another amount or payer."),
        _ => Answer.Conflict("This transaction is not where the request says: look again."),
    };
}
