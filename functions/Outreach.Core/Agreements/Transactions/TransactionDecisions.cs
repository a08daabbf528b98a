using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Agreements;

/// <summary>
/// The decisions of a transaction. It is in the books of one agreement at most: a move takes it out of the one and books it in the other.
/// </summary>
public static partial class TransactionDecisions
{
    private const int MostHandled = 50;

    public static Outcome<Transaction> Decide(Transaction? transaction, Command command, Instant now) => (transaction, command) switch
    {
        (null, TellTransfer tell) => First(New(tell.Programme, tell.Provider, tell.Id, null, tell.Kind, now), tell, now),
        (_, TellTransfer tell) => Told(transaction, tell, now),
        (null, AssignTransaction { Transfer: { } seen } assign) =>
            Assign(New(assign.Programme, assign.Provider, assign.Id, seen, TellingKind.Coordinator, now), assign, now),
        (_, ReverseTransfer { Unconfirmed: true } reverse) => Claimed(transaction, reverse, now),
        (null, ReverseTransfer reverse) => new(New(reverse.Programme, reverse.Provider, reverse.Id, null, TellingKind.Reversal, now)
            with { ReversedAt = now }, []),
        (null, _) => Outcome<Transaction>.Nothing(null, TransactionRefusal.NotFound),
        (_, ReverseTransfer reverse) => Reversed(transaction, reverse, now),
        (_, ProviderAsked asked) => Asked(transaction, asked.About, now),
        (_, ProviderDenied denied) => NotAtProvider(transaction, denied.About, now),
        (_, AssignTransaction assign) when transaction.Handled.Contains(assign.CommandId) => Outcome<Transaction>.Nothing(transaction),
        (_, AssignTransaction assign) => Assign(transaction, assign, now),
        (_, BookingRefused refused) => Refused(transaction, refused, now),
        (_, ForgetPhone forget) => Forgotten(transaction, forget.Phone),
        _ => Outcome<Transaction>.Nothing(transaction),
    };

    private static Transaction New(string programme, string provider, string id, Transfer? transfer, TellingKind kind, Instant now) =>
        new(programme, provider, id, now, transfer, [new(kind, now)], []);

    private static Outcome<Transaction> First(Transaction told, TellTransfer tell, Instant now)
    {
        var first = told with { Transfer = tell.Transfer, Doubt = tell.Unconfirmed ? Doubt.Unconfirmed : null };
        return tell.Unconfirmed ? Unproven(first, tell.Account, now) : Placed(first, tell, now);
    }

    private static Outcome<Transaction> Told(Transaction known, TellTransfer tell, Instant now)
    {
        if (known is { Transfer: null, ReversedAt: null }) return First(Told(known, tell.Kind, now), tell, now);
        if (known.ReversedAt is not null)
            return known.Transfer is null
                ? new(Told(known, tell.Kind, now) with { Transfer = tell.Transfer }, [])
                : Outcome<Transaction>.Nothing(known, known.Transfer.IsSame(tell.Transfer) ? null : TransactionRefusal.Differs);
        if (!known.Transfer!.IsSame(tell.Transfer)) return Differs(known, tell, now);
        var told = Told(known, tell.Kind, now);
        // What proves nothing adds nothing; and other figures are looked at by a person, however often the provider tells them.
        if (tell.Unconfirmed || known.Doubt == Doubt.OtherFigures && tell.Kind == TellingKind.Answer)
            return told == known ? Outcome<Transaction>.Nothing(known) : new(told, []);
        told = told.Answered(known.Id) with { Transfer = known.Transfer.With(tell.Transfer), Doubt = null };
        if (known.Assigned is { } at)
        {
            // The payee is named now, so the proof stands for the yes that was asked for.
            if (tell.Fits == new AssignedTo(at.Code, at.From) && known.Transfer.PayeePhone is null && told.Transfer.PayeePhone is not null)
                return new(told, [new Tell(AggregateId.Agreement(at.Code), new TransferArrived(known.Proof, at.Number))]);
            return told == known ? Outcome<Transaction>.Nothing(known)
                : new(told, told.Transfer != known.Transfer && tell.Why == AgreementRefusal.NotYours
                    ? [Task(known, "payment of other people than its agreement's", now)] : []);
        }
        // Who said no to it, or did not answer, is asked anew only where the provider tells more.
        return known.Refusal is AgreementRefusal.Denied or AgreementRefusal.NotAnswered && told.Transfer == known.Transfer
            ? told == known ? Outcome<Transaction>.Nothing(known) : new(told, [])
            : Placed(told, tell, now, known);
    }

    private static Outcome<Transaction> Differs(Transaction known, TellTransfer tell, Instant now)
    {
        // The provider knows better than a coordinator what it transferred.
        if (!tell.Unconfirmed && known.Tellings.All(t => t.Kind == TellingKind.Coordinator))
            return Waiting(Told(known, tell.Kind, now) with { Transfer = tell.Transfer }, tell.Why, null, now);
        if (!tell.Unconfirmed && known.Doubt is Doubt.Unconfirmed or Doubt.NotAtProvider)
            return OtherFigures(Told(known, tell.Kind, now), tell.Transfer, now);
        // Nobody reads the answer to a callback.
        return tell.Kind is TellingKind.Callback or TellingKind.Answer
            ? new(known, [Task(known, "payment told again with other figures", now)], TransactionRefusal.Differs)
            : Outcome<Transaction>.Nothing(known, TransactionRefusal.Differs);
    }

    private static Transaction Told(Transaction known, TellingKind kind, Instant now) =>
        known.Tellings.Any(t => t.Kind == kind) ? known : known with { Tellings = [.. known.Tellings, new(kind, now)] };

    /// <summary>Books it where it fits; else it waits for a coordinator.</summary>
    private static Outcome<Transaction> Placed(Transaction told, TellTransfer tell, Instant now, Transaction? known = null)
    {
        if (tell.Fits is { } fits)
            return Booked(told, fits, now, booking => booking with
            {
                AllowOver = told.Transfer!.Reference is not null, AskPayee = told.Transfer.PayeePhone is null,
            });
        if (known is null or { Doubt: not null }) return Waiting(told, tell.Why, null, now);
        var next = told with { Refusal = tell.Why };
        return next == known ? Outcome<Transaction>.Nothing(known) : new(next, []);
    }

    private static Outcome<Transaction> Assign(Transaction known, AssignTransaction assign, Instant now)
    {
        var refusal = known.ReversedAt is not null ? TransactionRefusal.Reversed
            : known.Transfer is null && assign.Transfer is null ? TransactionRefusal.NotFound
            : known.Assigned?.Code != assign.Instead || assign.To?.Code == assign.Instead ? TransactionRefusal.Changed
            : assign.Transfer is { } seen && known.Transfer?.IsSame(seen) == false ? TransactionRefusal.Differs : (TransactionRefusal?)null;
        if (refusal is { } why)
        {
            // Nobody waits for the answer to what a second owner approved.
            return !assign.Approved ? Outcome<Transaction>.Nothing(known, why) : new(With(known, assign),
                [new RaiseTask(known.Programme, TaskKinds.ApprovedNotDone.With(why), known.Proof, now)], why);
        }
        var told = With(known, assign);
        if (assign.To is not { } to) return Waiting(told, null, assign.Via, now);
        return Booked(told, to, now, booking => booking with
        {
            AllowOver = true, Again = assign.Again, Same = assign.Same, Via = assign.Via, Approved = assign.Approved,
        }, assign.Via);
    }

    private static Transaction With(Transaction known, AssignTransaction assign) =>
        known with { Handled = known.Handled.With(assign.CommandId, MostHandled), Transfer = known.Transfer ?? assign.Transfer };

    private static Outcome<Transaction> Booked(Transaction known, AssignedTo to, Instant now, Func<RecordPayment, RecordPayment> as_,
        string? via = null)
    {
        var number = known.Assignments + 1;
        var at = new Assignment(number, to.Code, to.From);
        var booked = known with { Assigned = at, Assignments = number, WaitsSince = null, Refusal = null };
        var payment = new RecordPayment(Transaction.Booking(known.Proof, number), known.Transfer!.Amount, to.From, known.Proof,
            On: known.Transfer.On, Assignment: number, ToldAt: known.At);
        return new(booked,
            [.. TakenOut(known, via), .. Listed(known, false), new Tell(AggregateId.Agreement(to.Code), as_(payment))]);
    }

    /// <summary>In nobody's books: it waits as unassigned.</summary>
    private static Outcome<Transaction> Waiting(Transaction known, AgreementRefusal? why, string? via, Instant now,
        string task = TaskKinds.PaymentWithoutAgreement)
    {
        var waiting = known with { Assigned = null, WaitsSince = known.WaitsSince ?? now, Refusal = why };
        return new(waiting, [.. TakenOut(known, via), .. Listed(waiting, true), Task(known, task, now)]);
    }

    private static RaiseTask Task(Transaction known, string what, Instant now) => new(known.Programme, what, known.Proof, now);

    private static IEnumerable<Effect> TakenOut(Transaction known, string? via, ReversalReason why = ReversalReason.Moved) =>
        known.Assigned is { } at
            ? [new Tell(AggregateId.Agreement(at.Code), Transaction.TakenOut(known.Proof, at.Number, via, why))]
            : [];

    /// <summary>It stays where it was assigned, and counts there no more.</summary>
    private static Outcome<Transaction> Reversed(Transaction known, ReverseTransfer reverse, Instant now)
    {
        if (known.ReversedAt is not null) return Outcome<Transaction>.Nothing(known);
        // Books have a payment whole, or not at all.
        if (reverse.Amount is { } back && known.Transfer is { } transfer && transfer.Amount != back)
            return new(known.Answered(reverse.By), [Task(known, "part of a payment was sent back", now)], TransactionRefusal.Differs);
        return new(Told(known, TellingKind.Reversal, now) with { ReversedAt = now, WaitsSince = null, Inquiries = null },
            [.. Listed(known, false), .. TakenOut(known, null, ReversalReason.Returned)]);
    }

    private static IEnumerable<Effect> Listed(Transaction transaction, bool waits) => transaction.WaitsSince is { } since
        ? [new ListUnassigned(transaction.Aggregate, transaction.Programme, since, waits)]
        : [];

    private static Outcome<Transaction> Refused(Transaction known, BookingRefused refused, Instant now) =>
        known.Assigned?.Number != refused.Number
            ? Outcome<Transaction>.Nothing(known)
            : known.ReversedAt is not null ? new(known with { Assigned = null, Refusal = refused.Why }, [])
            // The agreement has booked nothing, so nothing is taken out there.
            : Waiting(known with { Assigned = null }, refused.Why, null, now);

    private static Outcome<Transaction> Forgotten(Transaction known, string phone)
    {
        if (known.Transfer is not { } transfer) return Outcome<Transaction>.Nothing(known);
        // A reference is free text of the payer's.
        if (transfer.PayerPhone == phone) transfer = transfer with { PayerPhone = "", Reference = null };
        if (transfer.PayeePhone == phone) transfer = transfer with { PayeePhone = "" };
        return transfer == known.Transfer ? Outcome<Transaction>.Nothing(known) : new(known with { Transfer = transfer }, []);
    }
}
