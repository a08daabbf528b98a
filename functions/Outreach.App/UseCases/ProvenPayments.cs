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
/// <param name="At">When it was first written down, or the coordinator first had a task.</param>
/// <param name="IsAnother">The transaction is written down with another amount or payer; this notice changed nothing.</param>
public sealed record NoticeResult(string? Code, AgreementRefusal? Refusal, Instant At, bool IsAnother = false);

/// <summary>
/// Payments proven by mobile money. Money that really moved is written down without a yes; when it cannot be told for which agreement, a
/// coordinator gets a task and nothing is guessed.
/// </summary>
public sealed class ProvenPayments(Engine engine, ITables tables, IClock clock)
{
    public async Task<NoticeResult> TakeAsync(PaymentNotice notice, CancellationToken ct)
    {
        var work = new Work(queued: false);
        var payer = (await engine.StateAsync<Line>(work, AggregateId.Line(notice.PayerPhone), ct))?.Holder;
        var found = await FindAsync(work, notice, payer, ct);
        // One transaction belongs to one agreement, whatever a second notice says.
        var key = Keys.Proof(notice.Provider, notice.Transaction);
        if (await tables.GetAsync(key, ct) is { } known) found = known.Data;
        else if (await tables.InsertAsync(key, found ?? "", ct) is null) found = (await tables.GetAsync(key, ct))?.Data;
        if (string.IsNullOrEmpty(found)) return await UnmatchedAsync(notice, null, ct);

        var agreement = await engine.StateAsync<Agreement>(work, AggregateId.Agreement(found), ct);
        if (payer is null || agreement?.Programme != notice.Programme || agreement.SideOf(payer.PersonId) is not { } from) return await UnmatchedAsync(notice, AgreementRefusal.NotYours, ct);
        var command = new RecordPayment($"proof|{notice.Provider}|{notice.Transaction}", notice.Amount, from, $"{notice.Provider} {notice.Transaction}", AllowOver: true);
        var refusal = (AgreementRefusal?)await engine.ExecuteAsync(work, AggregateId.Agreement(found), command, command.Id, ct);
        if (refusal is not null) return await UnmatchedAsync(notice, refusal, ct);
        // A transaction that was written down before answers as it was then, whatever this notice says.
        var after = (await engine.StateAsync<Agreement>(work, AggregateId.Agreement(found), ct))!;
        var paid = after.Events.First(e => e.Kind == EventKind.Paid && e.Note == command.Proof);
        return new(found, null, paid.At, IsAnother: paid.Amount != (from == Role.Trader ? -notice.Amount.Minor : notice.Amount.Minor));
    }

    /// <summary>The agreement named, if the payer is in it; otherwise the only one between the two that has something to pay.</summary>
    private async Task<string?> FindAsync(Work work, PaymentNotice notice, Holder? payer, CancellationToken ct)
    {
        if (payer is null || payer.Programme != notice.Programme) return null;
        var account = await engine.StateAsync<Account>(work, AggregateId.Account(payer.Programme, payer.PersonId), ct);
        if (notice.Code is { } code) return account?.Find(code)?.Code;
        var payee = notice.PayeePhone is { } phone ? (await engine.StateAsync<Line>(work, AggregateId.Line(phone), ct))?.Holder?.PersonId : null;
        if (notice.PayeePhone is not null && payee is null) return null;
        var open = account?.Entries.Where(e => e.IsPayer && e.Left.Minor > 0 && e.Status is AgreementStatus.Confirmed or AgreementStatus.Disputed && (payee is null || e.OtherId == payee)).ToList() ?? [];
        return open is [var one] ? one.Code : null;
    }

    private async Task<NoticeResult> UnmatchedAsync(PaymentNotice notice, AgreementRefusal? refusal, CancellationToken ct)
    {
        var id = SmsSender.MessageId($"notice|{notice.Provider}|{notice.Transaction}");
        var task = new RaiseTask(notice.Programme, "payment without an agreement", $"{notice.Provider} {notice.Transaction}", clock.GetCurrentInstant());
        var key = Keys.Task(notice.Programme, id);
        if (await tables.InsertAsync(key, Json.Write(task), ct) is null && await tables.GetAsync(key, ct) is { } first) task = Json.Read<RaiseTask>(first.Data);
        return new(null, refusal, task.At);
    }
}
