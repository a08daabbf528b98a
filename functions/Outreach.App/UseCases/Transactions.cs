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
public sealed record PaymentNotice(string Programme, string Provider, string Transaction, Transfer Transfer);

/// <summary>The result of a notice.</summary>
/// <param name="Transaction">The transaction as it stands.</param>
/// <param name="IsAnother">It is known with another amount or payer; this notice changed nothing.</param>
/// <param name="Asked">A side is asked about the payment.</param>
public sealed record NoticeResult(Transaction Transaction, bool IsAnother, bool Asked);

/// <summary>
/// Transactions of mobile-money providers: told, booked in the one agreement that they fit, or assigned by a coordinator.
/// </summary>
/// <remarks>What a commit decides is carried out at once too, so that the caller sees the books as they are then.</remarks>
public sealed partial class Transactions(Engine engine, ITables tables, IClock clock, IEnumerable<IMoneyProvider> providers)
{
    private const int MostCandidates = 10;

    public async Task<NoticeResult> TakeAsync(PaymentNotice notice, CancellationToken ct)
    {
        var work = new Work(Arrival.Request);
        var tell = new TellTransfer(notice.Programme, notice.Provider, notice.Transaction, TellingKind.Notice, notice.Transfer);
        var (id, reply) = await TellAsync(work, tell, ct);
        var known = (await engine.StateAsync<Transaction>(work, id, ct))!;
        return new(known, reply is TransactionRefusal.Differs,
            known.Assigned is { } at && SameFacts.IsAsked(await AgreementAsync(work, at.Code, ct), known.Proof));
    }

    /// <summary>Assigns a transaction, moves it or puts it back.</summary>
    /// <returns>Null when done, otherwise the reason.</returns>
    /// <remarks>A move is left to the queue, which does one agreement after the other: both sides' ledgers hold both.</remarks>
    public async Task<TransactionRefusal?> AssignAsync(AssignTransaction assign, CancellationToken ct)
    {
        var (work, id) = (new Work(Arrival.Request), AggregateId.Transaction(assign.Programme, assign.Provider, assign.Id));
        return (TransactionRefusal?)(assign is { To: not null, Instead: not null }
            ? await engine.ExecuteAsync(work, id, assign, id.ToString(), ct)
            : await DoAsync(work, id, assign, ct));
    }

    /// <summary>The provider has sent the money back.</summary>
    /// <param name="dry">Looks what would follow, and changes nothing.</param>
    /// <returns>The transaction and its agreement as they are, or would be; null for a transaction that nobody has told of.</returns>
    public async Task<(Transaction? Transaction, Agreement? Agreement)> ReverseAsync(ReverseTransfer reverse, bool dry,
        CancellationToken ct)
    {
        var (work, id) = (new Work(Arrival.Request), AggregateId.Transaction(reverse.Programme, reverse.Provider, reverse.Id));
        if (!dry) await DoAsync(work, id, reverse, ct);
        var known = await engine.StateAsync<Transaction>(work, id, ct);
        if (known?.Assigned is not { } at) return (known, null);
        var agreement = await AgreementAsync(work, at.Code, ct);
        if (!dry) return (known, agreement);
        var tried = TransactionDecisions.Decide(known, reverse, clock.GetCurrentInstant());
        foreach (var tell in tried.Effects.OfType<Tell>())
            agreement = AgreementDecisions.Decide(agreement, agreement.Code, tell.Command, clock.GetCurrentInstant()).State!;
        return (tried.State, agreement);
    }

    public Task<Transaction?> FindAsync(AggregateId id, CancellationToken ct) =>
        engine.StateAsync<Transaction>(new Work(Arrival.Request), id, ct);

    /// <summary>What an assignment would be refused for, without a write: by the transaction, or by an agreement.</summary>
    public async Task<(TransactionRefusal? Refusal, AgreementRefusal? ByAgreement)> TryAsync(AssignTransaction assign,
        CancellationToken ct)
    {
        var (work, id) = (new Work(Arrival.Request), AggregateId.Transaction(assign.Programme, assign.Provider, assign.Id));
        var tried = TransactionDecisions.Decide(await engine.StateAsync<Transaction>(work, id, ct), assign, clock.GetCurrentInstant());
        return ((TransactionRefusal?)tried.Reply, tried.Reply is null ? await TriedAsync(work, tried, ct) : null);
    }

    /// <summary>A page of a programme's transactions that wait as unassigned, oldest first.</summary>
    /// <param name="after">The last key of the page before.</param>
    public async Task<IReadOnlyList<(string Key, Transaction? Waiting)>> UnassignedAsync(string programme, string after, int take,
        CancellationToken ct)
    {
        var listed = new List<(string, Transaction?)>();
        foreach (var row in await tables.PageAsync(Table.Unassigned, programme, after, take, ct))
        {
            var known = await FindAsync(new(AggregateKind.Transaction, row.Data), ct);
            // A row that was written late may be of a time of waiting that is over.
            var waits = known?.WaitsSince is { } since && Keys.Unassigned(programme, since, known.Aggregate) == row.Key;
            listed.Add((row.Key.Row, waits ? known : null));
        }
        return listed;
    }

    private async Task<(AggregateId Id, object? Reply)> TellAsync(Work work, TellTransfer tell, CancellationToken ct)
    {
        var id = AggregateId.Transaction(tell.Programme, tell.Provider, tell.Id);
        return (id, await DoAsync(work, id, await PlacedAsync(work, id, tell, ct), ct));
    }

    private async Task<object?> DoAsync(Work work, AggregateId id, Command command, CancellationToken ct)
    {
        var reply = await engine.ExecuteAsync(work, id, command, id.ToString(), ct);
        await engine.CarryOutPendingAsync(work, id, long.MaxValue, fresh: false, ct);
        return reply;
    }

    /// <summary>The telling with the agreement that it fits; or with the reason why that one does not take it.</summary>
    private async Task<TellTransfer> PlacedAsync(Work work, AggregateId id, TellTransfer tell, CancellationToken ct)
    {
        if (tell.Unconfirmed) return tell;
        var known = await engine.StateAsync<Transaction>(work, id, ct);
        var transfer = known?.Transfer?.IsSame(tell.Transfer) == true ? known.Transfer.With(tell.Transfer) : tell.Transfer;
        if (known?.Assigned is { } at)
        {
            var (payee, others) = await ToldPeopleAsync(work, await AgreementAsync(work, at.Code, ct), at.From, transfer, ct);
            return others is not null ? tell with { Why = AgreementRefusal.NotYours } : payee && known.Transfer!.PayeePhone is null
                ? tell with { Fits = new(at.Code, at.From) } : tell;
        }
        if (transfer is { PayerPhone: "", Reference: { } reference })
            return await CodedAsync(work, tell.Programme, transfer, reference, ct) is { } to
                ? await TriedAsync(work, known, tell, to, ct) : tell;
        var payers = await HoldersAsync(work, transfer.PayerPhone, ct);
        if (await FindAsync(work, tell, transfer, payers, ct) is not { } code) return tell;
        var agreement = await AgreementAsync(work, code, ct);
        if (agreement.Programme != tell.Programme || PayingSide(agreement, payers) is not { } from)
            return tell with { Why = AgreementRefusal.NotYours };
        return await TriedAsync(work, known, tell, new(code, from), ct);
    }

    private async Task<TellTransfer> TriedAsync(Work work, Transaction? known, TellTransfer tell, AssignedTo fits, CancellationToken ct)
    {
        var placed = tell with { Fits = fits };
        var tried = TransactionDecisions.Decide(known, placed, clock.GetCurrentInstant());
        return await TriedAsync(work, tried, ct) is { } why ? tell with { Why = why } : placed;
    }

    /// <summary>Whether the agreements take what a transaction's decision tells them.</summary>
    private async Task<AgreementRefusal?> TriedAsync(Work work, Outcome<Transaction> tried, CancellationToken ct)
    {
        foreach (var tell in tried.Effects.OfType<Tell>().Where(t => t.Command is RecordPayment))
        {
            var agreement = await AgreementAsync(work, tell.To.Key, ct);
            var command = await EarlierTellings.AddedAsync(engine, work, agreement, tell.Command, ct);
            if (AgreementDecisions.Decide(agreement, agreement.Code, command, clock.GetCurrentInstant()).Reply is AgreementRefusal why)
                return why;
        }
        return null;
    }

    private async Task<Agreement> AgreementAsync(Work work, string code, CancellationToken ct) =>
        await engine.StateAsync<Agreement>(work, AggregateId.Agreement(code), ct)
            ?? throw new InvalidOperationException("A transaction is assigned to no agreement.");

    /// <summary>The side whose person uses the paying phone. Where both do, the payer under the terms.</summary>
    private static Role? PayingSide(Agreement agreement, IReadOnlyList<Holder> payers)
    {
        var sides = payers.Select(p => agreement.SideOf(p.PersonId)).OfType<Role>().Distinct().ToList();
        return sides.Count == 0 ? null : sides.Contains(agreement.Payer) ? agreement.Payer : sides[0];
    }

    /// <summary>The agreements of payer and payee that a transaction may be for, and the side that paid, the newest first.</summary>
    public async Task<IReadOnlyList<(Agreement Agreement, Role From)>> CandidatesAsync(Transaction known, CancellationToken ct)
    {
        var work = new Work(Arrival.Request);
        if (known.Transfer is not { PayerPhone.Length: > 0 } transfer) return [];
        var payers = await HoldersAsync(work, transfer.PayerPhone, ct);
        var payees = transfer.PayeePhone is { Length: > 0 } phone ? await HoldersAsync(work, phone, ct) : [];
        var found = new List<(Agreement, Role)>();
        foreach (var payer in payers.Where(p => p.Programme == known.Programme))
        {
            var account = await engine.AccountAsync(work, AggregateId.Account(payer.Programme, payer.PersonId), ct);
            foreach (var entry in (account?.Entries ?? []).Where(e => e.IsBound && e.Balance.Currency == transfer.Amount.Currency
                && (payees.Count == 0 || payees.Any(p => p.PersonId == e.OtherId))).Reverse().Take(MostCandidates))
                found.Add((await AgreementAsync(work, entry.Code, ct), entry.Role));
        }
        return found;
    }

    /// <summary>The side of an agreement whose person uses the paying phone; without one the payer under the terms.</summary>
    public async Task<Role> PayingSideAsync(Agreement agreement, string phone, CancellationToken ct) =>
        PayingSide(agreement, phone.Length == 0 ? [] : await HoldersAsync(new Work(Arrival.Request), phone, ct)) ?? agreement.Payer;

    /// <summary>
    /// The named agreement; that of the two under which somebody named this transaction; or the only one under which the payer has
    /// anything to pay. Both phones must belong to its sides.
    /// </summary>
    /// <remarks>A friend who was sent money with a code in the reference clears no debt.</remarks>
    private async Task<string?> FindAsync(Work work, TellTransfer tell, Transfer transfer, IReadOnlyList<Holder> payers,
        CancellationToken ct)
    {
        var payees = transfer.PayeePhone is { } phone ? (await HoldersAsync(work, phone, ct)).Select(h => h.PersonId).ToList() : null;
        var fitting = new HashSet<string>();
        foreach (var payer in payers.Where(p => p.Programme == tell.Programme))
        {
            var account = await engine.AccountAsync(work, AggregateId.Account(payer.Programme, payer.PersonId), ct);
            var between = (account?.Entries ?? []).Where(e => payees?.Contains(e.OtherId) != false).ToList();
            if (transfer.Reference is null && payees is not null && between.Count > 1)
            {
                foreach (var entry in between.Where(e => e.IsBound).TakeLast(MostCandidates))
                {
                    if (SameFacts.OfTransaction(await AgreementAsync(work, entry.Code, ct), tell.Id) is not null) return entry.Code;
                }
            }
            fitting.UnionWith(between
                .Where(e => transfer.Reference is { } code ? e.Code == CodeIn(code) : MayBe(e, transfer.Amount))
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

    private async Task<IReadOnlyList<Holder>> HoldersAsync(Work work, string phone, CancellationToken ct) => phone.Length == 0 ? [] :
        [.. ((await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(phone), ct))?.Holders ?? []).Select(s => s.Holder)];
}
