using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Agreements;

/// <summary>Callbacks that nobody signed: the provider is asked, or a person looks, before they count.</summary>
public static partial class TransactionDecisions
{
    /// <summary>Forged reversals of one transfer must not fill its entity.</summary>
    private const int MostInquiries = 5;

    private static Outcome<Transaction> Unproven(Transaction told, string? account, Instant now)
    {
        var waiting = told with { WaitsSince = now };
        return account is null
            ? new(waiting, [.. Listed(waiting, true), Task(told, "payment to confirm", now)])
            : new(waiting.Asking(told.Id, account, now), [.. Listed(waiting, true), new WakeNow(told.Aggregate)]);
    }

    /// <summary>A callback says that the money was sent back: the books stay until the provider or a person has said so.</summary>
    private static Outcome<Transaction> Claimed(Transaction? transaction, ReverseTransfer claim, Instant now)
    {
        var known = transaction ?? New(claim.Programme, claim.Provider, claim.Id, null, TellingKind.Callback, now);
        if (known.ReversedAt is not null) return Outcome<Transaction>.Nothing(known);
        if (claim is not { Account: { } account, By: { } by }) return new(known, [Task(known, "reversal to confirm", now)]);
        var asking = known.Inquiries ?? [];
        return asking.Any(i => i.About == by) || asking.Count >= MostInquiries
            ? Outcome<Transaction>.Nothing(known)
            : new(known.Asking(by, account, now), [new WakeNow(known.Aggregate)]);
    }

    /// <summary>The provider told other figures than the callback did: its own are right, and a person looks at them.</summary>
    private static Outcome<Transaction> OtherFigures(Transaction known, Transfer answer, Instant now) =>
        Waiting(known.Answered(known.Id) with
        {
            Transfer = answer with { Reference = answer.Reference ?? known.Transfer!.Reference }, Doubt = Doubt.OtherFigures,
        }, null, null, now, "payment with other figures at its provider");

    private static Outcome<Transaction> Asked(Transaction known, string about, Instant now)
    {
        if (known.Inquiries?.FirstOrDefault(i => i.About == about && i.At <= now) is not { } inquiry)
            return Outcome<Transaction>.Nothing(known);
        if (inquiry.IsOver)
            return new(known.Answered(about), [Task(known, $"{What(known, about)} that its provider did not answer about", now)]);
        var next = inquiry.Next(now);
        return new(known with { Inquiries = [.. known.Inquiries.Select(i => i == inquiry ? next : i)] },
            [new WakeAt(known.Aggregate, next.At)]);
    }

    private static Outcome<Transaction> NotAtProvider(Transaction known, string about, Instant now)
    {
        if (known.Inquiries?.Any(i => i.About == about) != true) return Outcome<Transaction>.Nothing(known);
        var answered = known.Answered(about);
        if (about == known.Id && known.Doubt is not null) answered = answered with { Doubt = Doubt.NotAtProvider };
        return new(answered, [Task(known, $"{What(known, about)} that its provider does not confirm", now)]);
    }

    private static string What(Transaction known, string about) => about == known.Id ? "payment" : "reversal";

    private static Transaction Asking(this Transaction known, string about, string account, Instant now) =>
        known with { Inquiries = [.. known.Inquiries ?? [], new(about, account, 0, now)] };

    private static Transaction Answered(this Transaction known, string? about) =>
        known.Inquiries?.Any(i => i.About == about) != true ? known
            : known with { Inquiries = known.Inquiries.Count == 1 ? null : [.. known.Inquiries.Where(i => i.About != about)] };
}
