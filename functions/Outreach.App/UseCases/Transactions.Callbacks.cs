using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Callbacks of providers that sign nothing, and what the provider answers when it is asked about them.</summary>
public sealed partial class Transactions
{
    public Task TakeAsync(TransferCallback told, CancellationToken ct) =>
        TellAsync(new Work(Arrival.Request), new TellTransfer(told.Programme, told.Provider, told.Transaction, TellingKind.Callback,
            told.Transfer, Unconfirmed: !told.Proof.Counts, Account: told.Proof.Account), ct);

    public Task TakeAsync(ReversalCallback told, CancellationToken ct) => DoAsync(new Work(Arrival.Request),
        AggregateId.Transaction(told.Programme, told.Provider, told.Transaction),
        new ReverseTransfer(told.Programme, told.Provider, told.Transaction, told.By, told.Amount, !told.Proof.Counts, told.Proof.Account),
        ct);

    public Task TakeAsync(ProviderAnswer answer, CancellationToken ct)
    {
        var (work, id) = (new Work(Arrival.Request), AggregateId.Transaction(answer.Programme, answer.Provider, answer.Transaction));
        return answer switch
        {
            { Transfer: null } => DoAsync(work, id, new ProviderDenied(answer.About), ct),
            { Transfer: var transfer } when answer.About == answer.Transaction => TellAsync(work,
                new TellTransfer(answer.Programme, answer.Provider, answer.Transaction, TellingKind.Answer, transfer), ct),
            _ => DoAsync(work, id, new ReverseTransfer(answer.Programme, answer.Provider, answer.Transaction, answer.About,
                answer.Transfer.Amount), ct),
        };
    }

    public async Task<bool> IsAgreementAsync(string programme, string account, CancellationToken ct) =>
        await AgreementOfAsync(new Work(Arrival.Request), programme, account, ct) is not null;

    /// <summary>Asks the provider what is due to be asked. A stop in between asks twice, which changes nothing.</summary>
    public async Task AskAsync(Work work, AggregateId id, CancellationToken ct)
    {
        if (await engine.StateAsync<Transaction>(work, id, ct) is not { Inquiries: { } inquiries } known) return;
        foreach (var due in inquiries.Where(i => i.At <= engine.Now(work)).ToList())
        {
            if (!due.IsOver && providers.FirstOrDefault(p => p.Name == known.Provider) is { } provider)
                await provider.AskAsync(due.Account, known.Id, due.About, ct);
            await engine.ExecuteAsync(work, id, new ProviderAsked(due.About), $"asked|{id}|{due.About}", ct);
        }
    }

    /// <summary>
    /// The agreement that a payer without a number named, and the side that paid: the one that was not paid, else the payer under the
    /// terms.
    /// </summary>
    private async Task<AssignedTo?> CodedAsync(Work work, string programme, Transfer transfer, string reference, CancellationToken ct)
    {
        if (await AgreementOfAsync(work, programme, reference, ct) is not { } agreement) return null;
        if (transfer.PayeePhone is not { } phone) return new(agreement.Code, agreement.Payer);
        var paid = (await HoldersAsync(work, phone, ct)).Select(h => agreement.SideOf(h.PersonId)).OfType<Role>().Distinct().ToList();
        return paid is [var side] ? new(agreement.Code, Agreement.Other(side)) : null;
    }

    private async Task<Agreement?> AgreementOfAsync(Work work, string programme, string reference, CancellationToken ct) =>
        CodeIn(reference) is { } code && await engine.StateAsync<Agreement>(work, AggregateId.Agreement(code), ct) is { } agreement
            && agreement.Programme == programme ? agreement : null;

    /// <summary>The code that a payer typed as the account, in any case and with anything between; null without its shape.</summary>
    private static string? CodeIn(string reference)
    {
        var word = string.Concat(reference.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return Codes.HasShape(word) ? Codes.OfAgreement(word) : null;
    }
}
