using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>A mobile-money provider's notice of a payment from one phone to another.</summary>
/// <param name="Transaction">The provider's own id; a repeated id is one payment.</param>
/// <param name="PayeePhone">Null when the notice names no payee.</param>
/// <param name="Code">The agreement, where the payer gave its code as the reference.</param>
public sealed record PaymentNotice(string Provider, string Transaction, string Programme, Money Amount, string PayerPhone,
    string? PayeePhone, string? Code);

/// <summary>The result of a notice.</summary>
/// <param name="Code">The agreement that has the payment; null when none was found.</param>
/// <param name="Refusal">The agreement's reason for refusing.</param>
/// <param name="At">The time of the first record, or of the coordinator's first task.</param>
/// <param name="Asked">The other side is asked whether the payment arrived.</param>
/// <param name="IsAnother">The transaction is recorded with another amount or payer; this notice changed nothing.</param>
public sealed record NoticeResult(string? Code, AgreementRefusal? Refusal, Instant At, bool Asked = false, bool IsAnother = false);

/// <summary>Records payments that mobile money reports. A payment from one side to the other needs no yes.</summary>
/// <remarks>Without a payee the other side is asked. Without a clear agreement a coordinator gets a task.</remarks>
public sealed class ProvenPayments(Engine engine, ITables tables, IClock clock)
{
    public async Task<NoticeResult> TakeAsync(PaymentNotice notice, CancellationToken ct)
    {
        var work = new Work(Arrival.Request);
        var payers = await HoldersAsync(work, notice.PayerPhone, ct);
        var found = await FindAsync(work, notice, payers, ct);
        found = await KeptAsync(Keys.Proof(notice.Programme, notice.Provider, notice.Transaction), found ?? "", ct);
        if (found.Length == 0) return await UnmatchedAsync(notice, null, ct);

        var agreement = await engine.StateAsync<Agreement>(work, AggregateId.Agreement(found), ct);
        if (agreement?.Programme != notice.Programme || PayingSide(agreement, payers) is not { } from)
            return await UnmatchedAsync(notice, AgreementRefusal.NotYours, ct);
        var command =
            new RecordPayment($"proof|{notice.Provider}|{notice.Transaction}", notice.Amount, from,
                $"{notice.Provider} {notice.Transaction}", AllowOver: notice.Code is not null, AskPayee: notice.PayeePhone is null);
        var refusal = (AgreementRefusal?)await engine.ExecuteAsync(work, AggregateId.Agreement(found), command, command.Id, ct);
        if (refusal is not null) return await UnmatchedAsync(notice, refusal, ct);
        // A known transaction returns its first result, whatever this notice says.
        var told = SameFacts.Told((await engine.StateAsync<Agreement>(work, AggregateId.Agreement(found), ct))!, command.Proof)!;
        return new(found, null, told.At, told.Asked,
            IsAnother: told.Payment is { } other && other != new Payment(notice.Amount, from, command.Proof));
    }

    /// <summary>
    /// One transaction belongs to one agreement, whatever a later notice says. A transaction without an agreement may still find one.
    /// </summary>
    /// <returns>The agreement's code; empty while there is none.</returns>
    private async Task<string> KeptAsync(Key key, string found, CancellationToken ct)
    {
        while (true)
        {
            var there = await tables.GetAsync(key, ct);
            if (there is { Data: { } data } && (data.Length > 0 || found.Length == 0)) return data;
            var written = there is null ? await tables.InsertAsync(key, found, ct) : await tables.ReplaceAsync(key, found, there.ETag, ct);
            if (written is not null) return found;
        }
    }

    /// <summary>The side whose person uses the paying phone. Where both do, the payer under the terms.</summary>
    private static Role? PayingSide(Agreement agreement, IReadOnlyList<Holder> payers)
    {
        var sides = payers.Select(p => agreement.SideOf(p.PersonId)).OfType<Role>().Distinct().ToList();
        return sides.Count == 0 ? null : sides.Contains(agreement.Payer) ? agreement.Payer : sides[0];
    }

    /// <summary>
    /// The named agreement, or the only one under which the payer has anything to pay. Both phones must belong to its sides.
    /// </summary>
    /// <remarks>A friend who was sent money with a code in the reference clears no debt.</remarks>
    private async Task<string?> FindAsync(Work work, PaymentNotice notice, IReadOnlyList<Holder> payers, CancellationToken ct)
    {
        var payees = notice.PayeePhone is { } phone ? (await HoldersAsync(work, phone, ct)).Select(h => h.PersonId).ToList() : null;
        var fitting = new HashSet<string>();
        foreach (var payer in payers.Where(p => p.Programme == notice.Programme))
        {
            var account = await engine.StateAsync<Account>(work, AggregateId.Account(payer.Programme, payer.PersonId), ct);
            var between = (account?.Entries ?? []).Where(e => payees?.Contains(e.OtherId) != false);
            fitting.UnionWith(between.Where(e => notice.Code is { } code ? e.Code == Codes.OfAgreement(code) : MayBe(e, notice.Amount))
                .Select(e => e.Code));
        }
        return fitting.Count == 1 ? fitting.Single() : null;
    }

    /// <summary>
    /// The payer can pay this much under it; or it is offered with this advance or principal, and then it is nobody's guess which is meant.
    /// </summary>
    private static bool MayBe(AccountEntry e, Money amount) => e.Status switch
    {
        AgreementStatus.Confirmed => e.CanPayUpTo >= amount.Minor && e.Balance.Currency == amount.Currency,
        AgreementStatus.Offered => e.Role == Role.Trader && (e.Terms.Advance == amount || e.Terms.Principal == amount),
        _ => false,
    };

    /// <summary>Keeps a transaction that a coordinator wrote down for one agreement, so that its notice finds it there.</summary>
    /// <returns>False where it belongs to another agreement.</returns>
    public async Task<bool> KeepAsync(string programme, string proof, string code, CancellationToken ct) =>
        proof.Split(' ', 2) is not [var provider, var transaction]
            || await KeptAsync(Keys.Proof(programme, provider, transaction), code, ct) == code;

    private async Task<IReadOnlyList<Holder>> HoldersAsync(Work work, string phone, CancellationToken ct) =>
        [.. ((await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(phone), ct))?.Holders ?? []).Select(s => s.Holder)];

    private async Task<NoticeResult> UnmatchedAsync(PaymentNotice notice, AgreementRefusal? refusal, CancellationToken ct)
    {
        var id = SmsSender.MessageId($"notice|{notice.Programme}|{notice.Provider}|{notice.Transaction}");
        var task =
            new RaiseTask(notice.Programme, "payment without an agreement", $"{notice.Provider} {notice.Transaction}",
                clock.GetCurrentInstant());
        var key = Keys.Task(notice.Programme, id);
        if (await tables.InsertAsync(key, Json.Write(task), ct) is null && await tables.GetAsync(key, ct) is { } first)
            task = Json.Read<RaiseTask>(first.Data);
        return new(null, refusal, task.At);
    }
}
