using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>
/// What goes wrong in a story, and how it is mended. Providers' transfers are transactions here, shared with another agreement of the same
/// two; what they tell the agreements comes late, twice and in any order.
/// </summary>
internal sealed partial class Telling
{
    private readonly List<(int Hour, Action Do)> planned = [];
    private readonly Dictionary<True, int> sentBack = [];
    private readonly List<True> astray = [];
    private readonly HashSet<True> blind = [];

    /// <summary>What was said yes to without looking, and stands.</summary>
    private readonly Dictionary<(FactKind, Role), long> mistaken = [];

    private readonly Dictionary<AggregateId, Transaction> transactions = [];
    private readonly List<Tell> waiting = [], passed = [];
    private Deal? other;

    private bool HasSlips => story.Slips.Count > 0;

    private Role Payer => A.Payer;

    /// <summary>An equal agreement of the same two, where only transactions are written.</summary>
    private Deal There => other ??= (story.Kind switch
    {
        0 or 1 => Deal.OfGoods().Agreed(),
        2 => Deal.OfLoan().Agreed(),
        _ => Deal.OfSavings().Agreed(),
    }).As("K7M4Q");

    private bool IsAstray(True fact) => astray.Contains(fact);

    private void Plan(int number, Slip slip)
    {
        if (happened.Count == 0) return;
        var about = happened[slip.Which % happened.Count];
        var (begin, end) = (about.Hour + slip.After, about.Hour + slip.After + slip.Lasts);
        switch (slip.What)
        {
            case SlipKind.Figure: PlanFigure(about, slip, number, begin, end); break;
            case SlipKind.SentBack when CanGoBack(about) && sentBack.TryAdd(about, begin):
                planned.Add((end, () => Return(about)));
                if (slip.How % 2 == 0) planned.Add((end + 3, () => Return(about)));
                break;
            case SlipKind.Astray:
                var stray = new True(-1 - number, FactKind.Transfer, Payer, new[] { 100_00, 200_00, 700_00 }[slip.How % 3], int.MaxValue,
                    $"mpesa S{number}");
                astray.Add(stray);
                planned.Add((begin, () => Begin(stray, deal, slip.How)));
                planned.Add((end, () => Move(stray, There)));
                if (slip.How % 5 == 0) planned.AddRange([(end + 1, () => Move(stray, deal)), (end + 2, () => Move(stray, There))]);
                break;
            case SlipKind.Away when about is { Proof.Length: > 0, IsAdvance: false }:
                planned.Add((begin, () => Begin(about, There, slip.How)));
                planned.Add((end, () => Move(about, deal)));
                if (slip.How % 5 == 0) planned.AddRange([(end + 1, () => Move(about, null)), (end + 2, () => Move(about, deal))]);
                break;
        }
    }

    /// <summary>Savings that were paid out do not go back.</summary>
    private bool CanGoBack(True about) => about is { Proof.Length: > 0, IsAdvance: false } && about.From == Payer
        && !(story.Kind == 3 && happened.Any(h => h.From == Role.Trader));

    private void PlanFigure(True about, Slip slip, int number, int begin, int end)
    {
        if (about.From != Payer && about.Kind == FactKind.Transfer) return;
        var by = slip.How % 3 == 0 && about.Amount > 50_00 ? -50_00 : 50_00;
        var wrong = about with { Id = -1 - number, Amount = about.Amount + by, Hour = int.MaxValue, Proof = "", IsAdvance = false };
        if ((slip.How & 4) > 0) blind.Add(wrong);
        var teller = wrong.Kind == FactKind.Load && (slip.How & 8) > 0 ? Teller.Taker : Teller.Giver;
        planned.Add((begin, () => Tell(teller, wrong)));
        planned.Add((end, () => TakeBack(wrong, (slip.How & 16) > 0)));
    }

    /// <summary>A coordinator assigns it, or the provider's notice seems to be for that agreement.</summary>
    private void Begin(True fact, Deal to, int how)
    {
        if ((how & 1) > 0) Move(fact, to);
        else NoticeOf(fact, blind: (how & 2) > 0, to);
    }

    private void NoticeOf(True fact, bool blind, Deal to) => Decide(fact, new TellTransfer("p", "mpesa", IdOf(fact), TellingKind.Notice,
        Transferred(fact, to) with { PayeePhone = blind ? null : A.Of(Agreement.Other(fact.From)).Phone },
        new(to.Agreement.Code, fact.From)));

    private Transfer Transferred(True fact, Deal to) =>
        new(A.Money(fact.Amount), A.Of(fact.From).Phone, Reference: to.Agreement.Code);

    private void Return(True fact) => Decide(fact, new ReverseTransfer("p", "mpesa", IdOf(fact)));

    private static string IdOf(True fact) => fact.Proof.Split(' ')[1];

    private static AggregateId KeyOf(True fact) => AggregateId.Transaction("p", "mpesa", IdOf(fact));

    private string? PlaceOf(True fact) => transactions.GetValueOrDefault(KeyOf(fact))?.Assigned?.Code;

    private void Move(True fact, Deal? to, int? same = null, bool again = false)
    {
        var place = PlaceOf(fact);
        if (place == to?.Agreement.Code) return;
        Decide(fact, new AssignTransaction($"a{ids++}", "p", "mpesa", IdOf(fact),
            to is null ? null : new(to.Agreement.Code, fact.From), place, "amina", Transferred(fact, to ?? deal), Same: same,
            Again: again));
    }

    /// <summary>A coordinator says which payment a transaction is.</summary>
    private void Settle(True fact, string proof, int? same)
    {
        Assert.Equal(fact.Proof, proof);
        Move(fact, null);
        PassAll();
        Move(fact, deal, same, again: same is null);
        PassAll();
    }

    private void Decide(True fact, Command command)
    {
        var outcome = TransactionDecisions.Decide(transactions.GetValueOrDefault(KeyOf(fact)), command, deal.Now);
        if (outcome.State is { } known) transactions[KeyOf(fact)] = known;
        waiting.AddRange(outcome.Effects.OfType<Tell>());
    }

    /// <summary>An agreement tells a transaction that it does not take it.</summary>
    private void Hear(Deal told)
    {
        foreach (var tell in told.Effects.OfType<Tell>().Where(t => t.To.Kind == AggregateKind.Transaction).ToList())
        {
            var outcome = TransactionDecisions.Decide(transactions[tell.To], tell.Command, deal.Now);
            transactions[tell.To] = outcome.State!;
            waiting.AddRange(outcome.Effects.OfType<Tell>());
        }
    }

    private void PassSome(int n)
    {
        if (!HasSlips) return;
        if (n % 3 > 0 && waiting.Count > 0) Pass(waiting[^1]);
        if (n % 3 == 2) PassAll();
        if (n % 4 == 0 && passed.Count > 0) Pass(passed[n % passed.Count]);
    }

    private void PassAll()
    {
        while (waiting.Count > 0) Pass(waiting[waiting.Count / 2]);
    }

    private void Pass(Tell tell)
    {
        waiting.Remove(tell);
        passed.Add(tell);
        if (tell.To.Key == A.Code)
        {
            var proof = tell.Command is RecordPayment booking ? booking.Proof : "";
            Do(happened.Concat(astray).FirstOrDefault(f => f.Proof == proof), tell.Command);
            NotMore();
            return;
        }
        There.Now = deal.Now;
        There.Do(tell.Command);
        Hear(There);
        while (There.Agreement.Questions.FirstOrDefault(q => q.AskedAt is not null) is { } question)
        {
            var proof = There.Agreement.Facts[question.Fact!.Value - 1].Proof;
            There.Do(new AnswerQuestion(There.By(There.Agreement.Of(question.Of).PersonId), astray.Any(s => s.Proof == proof),
                question.Number));
            Hear(There);
        }
    }

    /// <summary>A yes without looking, once.</summary>
    private bool IsBlind(Question question)
    {
        if (question.Kind is not (QuestionKind.Payment or QuestionKind.Delivery)) return false;
        var of = meant[question.Fact!.Value - 1];
        if (!blind.Remove(of)) return false;
        mistaken[(of.Kind, of.From)] = mistaken.GetValueOrDefault((of.Kind, of.From)) + of.Amount;
        return true;
    }

    /// <summary>Who is asked about a load that never came, and knows of one that did, says how much it was.</summary>
    private bool IsCorrected(Question question)
    {
        if (!HasSlips || question.Kind != QuestionKind.Delivery || IsTrue(question) || blind.Contains(meant[question.Fact!.Value - 1])
            || happened.FirstOrDefault(h => h.Kind == FactKind.Load && IsSo(h) && Unwritten(h) && Count(h) > InBooks(h)) is not { } right)
            return false;
        Do(right, new CorrectDelivery(deal.By(A.Of(question.Of).PersonId), right.Amount, question.Number));
        return true;
    }

    /// <summary>The books have more of this figure than happened.</summary>
    private bool IsTooMuch(Fact fact) => happened.Count(h => h.IsLike(fact) && IsSo(h)) < A.Facts.Count(f =>
        Stands(f) && (f.Kind, f.From, f.Amount) == (fact.Kind, fact.From, fact.Amount));

    /// <summary>What waits is taken back by who said it; about what is in the books, either side asks the other.</summary>
    private void TakeBack(True wrong, bool byOther)
    {
        foreach (var fact in A.Facts.Where(f => IsOpen(f) && meant[f.Number - 1] == wrong).ToList())
        {
            if (fact.IsPosted && !IsTooMuch(fact)) continue;
            var by = fact.IsPosted ? A.Of(byOther ? fact.From : Agreement.Other(fact.From)).PersonId : fact.Teller;
            Do(null, new ReportMistake(deal.By(by), fact.Number));
        }
    }

    /// <summary>What is in the books and did not happen is taken out, one after the other.</summary>
    private void Mend()
    {
        foreach (var fact in A.Facts.Where(f => Stands(f) && f.Proof.Length == 0 && IsTooMuch(f)).Take(1).ToList())
        {
            Do(null, fact.IsAdvance ? new RecordReversal($"w{ids++}", Fact: fact.Number, Via: "amina and juma")
                : new ReportMistake(deal.By(A.Of(fact.From).PersonId), fact.Number));
            AnswerAll();
        }
    }

    /// <summary>What may stand in the books beside what happened: a blind yes, money sent back, another agreement's transaction.</summary>
    private long Mistaken(FactKind kind, Role from) => mistaken.GetValueOrDefault((kind, from))
        + sentBack.Where(s => (s.Key.Kind, s.Key.From) == (kind, from) && s.Value <= hour).Sum(s => s.Key.Amount)
        + astray.Where(s => (s.Kind, s.From) == (kind, from)
            && (PlaceOf(s) == A.Code || waiting.Any(t => t.Command is RecordReversal r && r.Proof == s.Proof))).Sum(s => s.Amount);

    /// <summary>The other agreement has its own transactions, and no other.</summary>
    private void RightElsewhere()
    {
        if (!HasSlips) return;
        Assert.Empty(There.Agreement.Questions);
        Assert.Equal(astray.Where(s => PlaceOf(s) == There.Agreement.Code).Sum(s => s.Amount),
            There.Agreement.Facts.Where(f => f is { IsPosted: true, Corrects: null }
                && !There.Agreement.Facts.Any(c => c.IsPosted && c.Corrects == f.Number)).Sum(f => f.Amount));
        Assert.All(astray, s => Assert.DoesNotContain(A.Facts, f => Stands(f) && f.HasProof(s.Proof)));
        Assert.All(sentBack.Keys, s => Assert.DoesNotContain(A.Facts, f => Stands(f) && f.HasProof(s.Proof)));
    }
}
