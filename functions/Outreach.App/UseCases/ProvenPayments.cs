using NodaTime;
using Outreach.Core;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Lines;
using Outreach.Core.People;

namespace Outreach.App.UseCases;

/// <summary>A mobile-money provider's notice that money went from one phone to another.</summary>
/// <param name="Transaction">The provider's own id; the same one twice is one payment.</param>
/// <param name="PayeePhone">Null when the notice does not say.</param>
/// <param name="Code">The agreement, where the payer gave it as the reference.</param>
public sealed record PaymentNotice(string Provider, string Transaction, string Programme, Money Amount, string PayerPhone, string? PayeePhone, string? Code);

/// <summary>What became of a notice.</summary>
/// <param name="Code">The agreement it was written down for; null when none was found.</param>
/// <param name="Refusal">Why the agreement did not take it.</param>
public sealed record NoticeResult(string? Code, AgreementRefusal? Refusal);

/// <summary>
/// Payments proven by mobile money. Money that really moved is written down without a yes; when it cannot be told for which agreement, a
/// coordinator gets a task and nothing is guessed.
/// </summary>
public sealed class ProvenPayments(Engine engine, ITables tables, IClock clock)
{
    public async Task<NoticeResult> TakeAsync(PaymentNotice notice, CancellationToken ct)
    {
        var work = new Work(queued: false);
        var payers = await HoldersAsync(work, notice.PayerPhone, ct);
        var found = await FindAsync(work, notice, payers, ct);
        // One transaction belongs to one agreement, whatever a second notice says.
        var key = Keys.Proof(notice.Provider, notice.Transaction);
        if (await tables.GetAsync(key, ct) is { } known) found = known.Data;
        else if (await tables.InsertAsync(key, found ?? "", ct) is null) found = (await tables.GetAsync(key, ct))?.Data;
        if (string.IsNullOrEmpty(found)) return await UnmatchedAsync(notice, null, ct);

        var agreement = await engine.StateAsync<Agreement>(work, AggregateId.Agreement(found), ct);
        if (agreement is null || PayingSide(agreement, payers) is not { } from) return await UnmatchedAsync(notice, AgreementRefusal.NotYours, ct);
        var command = new RecordPayment($"proof|{notice.Provider}|{notice.Transaction}", notice.Amount, from, $"{notice.Provider} {notice.Transaction}", AllowOver: true);
        var refusal = (AgreementRefusal?)await engine.ExecuteAsync(work, AggregateId.Agreement(found), command, command.Id, ct);
        return refusal is null ? new(found, null) : await UnmatchedAsync(notice, refusal, ct);
    }

    /// <summary>The side whose person uses the phone that paid; where both do, the one that pays under the terms.</summary>
    private static Role? PayingSide(Agreement agreement, IReadOnlyList<Holder> payers)
    {
        var sides = payers.Select(p => agreement.SideOf(p.PersonId)).OfType<Role>().Distinct().ToList();
        return sides.Count == 0 ? null : sides.Contains(agreement.Payer) ? agreement.Payer : sides[0];
    }

    /// <summary>The agreement named, if somebody on the payer's phone is in it; otherwise the only one with the payee that has something to pay.</summary>
    private async Task<string?> FindAsync(Work work, PaymentNotice notice, IReadOnlyList<Holder> payers, CancellationToken ct)
    {
        var payees = notice.PayeePhone is { } phone ? (await HoldersAsync(work, phone, ct)).Select(h => h.PersonId).ToList() : null;
        var fitting = new HashSet<string>();
        foreach (var payer in payers.Where(p => p.Programme == notice.Programme))
        {
            var account = await engine.StateAsync<Account>(work, AggregateId.Account(payer.Programme, payer.PersonId), ct);
            fitting.UnionWith(notice.Code is { } code
                ? account?.Find(code) is { } named ? [named.Code] : []
                : (account?.Entries ?? []).Where(e => IsToPay(e) && payees?.Contains(e.OtherId) != false).Select(e => e.Code));
        }
        return fitting.Count == 1 ? fitting.Single() : null;
    }

    private static bool IsToPay(AccountEntry e) => e is { IsPayer: true, Left.Minor: > 0, Status: AgreementStatus.Confirmed or AgreementStatus.Disputed };

    private async Task<IReadOnlyList<Holder>> HoldersAsync(Work work, string phone, CancellationToken ct) =>
        [.. ((await engine.StateAsync<Line>(work, AggregateId.Line(phone), ct))?.Holders ?? []).Select(s => s.Holder)];

    private async Task<NoticeResult> UnmatchedAsync(PaymentNotice notice, AgreementRefusal? refusal, CancellationToken ct)
    {
        var id = SmsSender.MessageId($"notice|{notice.Provider}|{notice.Transaction}");
        var task = new RaiseTask(notice.Programme, "payment without an agreement", $"{notice.Provider} {notice.Transaction}", clock.GetCurrentInstant());
        await tables.UpsertAsync(Keys.Task(notice.Programme, id), Json.Write(task), ct);
        return new(null, refusal);
    }
}
