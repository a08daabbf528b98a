using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>Plays a story: everybody tells and answers the truth, as far as a question lets them.</summary>
internal sealed partial class Telling
{
    private readonly Story story;
    private readonly int mostHours;
    private readonly Deal deal;
    private readonly Instant start;
    private readonly List<True> happened = [];

    /// <summary>For each fact of the agreement, what its teller meant.</summary>
    private readonly List<True> meant = [];

    /// <summary>What one side told and the other truly said yes to.</summary>
    private readonly HashSet<True> agreed = [];

    private int hour, ids;

    /// <param name="mostHours">The most hours between what happened and a first telling.</param>
    public Telling(Story story, int mostHours)
    {
        (this.story, this.mostHours) = (story, mostHours);
        deal = story.Kind switch
        {
            0 => Deal.OfGoods().Agreed(),
            1 => Deal.OfGoods(advance: 500).Agreed(),
            2 => Deal.OfLoan().Agreed(),
            _ => Deal.OfSavings().Agreed(),
        };
        start = deal.Now;
        if (story.Kind == 1) Note(new(0, FactKind.Transfer, Role.Trader, 500_00, 0, "mpesa A", IsAdvance: true));
        Happen();
        foreach (var (n, slip) in story.Slips.Index()) Plan(n, slip);
    }

    private Agreement A => deal.Agreement;

    private void Note(True one)
    {
        happened.Add(one);
        if (one.IsAdvance) meant.Add(one);
    }

    /// <summary>What is possible: no more goods than agreed, no more money than is to be paid, a loan before its parts.</summary>
    private void Happen()
    {
        var at = 0;
        foreach (var part in story.Parts)
        {
            at += part.Gap;
            var id = happened.Count;
            var (kind, from, amount) = Possible(part);
            if (amount > 0) Note(new(id, kind, from, amount, at, kind == FactKind.Transfer && part.Size % 3 > 0 ? $"mpesa {id}" : ""));
        }
    }

    private (FactKind Kind, Role From, long Amount) Possible(Part part)
    {
        var size = new[] { 100, 100, 200, 250 }[part.Size % 4];
        long Sum(Role from) => happened.Where(h => h.Kind == FactKind.Transfer && h.From == from).Sum(h => h.Amount);
        var (trader, farmer) = (Sum(Role.Trader), Sum(Role.Farmer));
        if (story.Kind < 2 && part.Size % 2 == 0)
            return (FactKind.Load, Role.Farmer,
                Math.Min(size / 2 * 1000L, 400_000 - happened.Where(h => h.Kind == FactKind.Load).Sum(h => h.Amount)));
        return story.Kind switch
        {
            < 2 => (FactKind.Transfer, Role.Trader, Math.Min(size * 200L, 4_000_00 - trader)),
            2 when trader < 1_000_00 => (FactKind.Transfer, Role.Trader, Math.Min(500_00, 1_000_00 - trader)),
            2 => (FactKind.Transfer, Role.Farmer, Math.Min(size * 100L, 1_200_00 - farmer)),
            _ when part.Size % 5 == 0 => (FactKind.Transfer, Role.Trader, Math.Min(100_00, farmer - trader)),
            _ => (FactKind.Transfer, Role.Farmer, Math.Min(100_00, 500_00 - farmer)),
        };
    }

    public void Play()
    {
        var tellings = happened.SelectMany(Tellings).OrderBy(t => t.Hour).ThenBy(t => t.Fact.Id)
            .Select(t => (t.Hour, Do: (Action)(() => Tell(t.Teller, t.Fact))));
        foreach (var (n, (at, act)) in tellings.Concat(planned).OrderBy(t => t.Hour).Index())
        {
            At(Math.Max(hour, at));
            act();
            NotMore();
            PassSome(n);
            if (n % (story.Slow + 1) == 0) AnswerAll();
        }
        // What was refused, or waits for somebody, is told again until all is written.
        if (happened.Count == 0) return;
        for (var round = 0; round < 12; round++)
        {
            At(Math.Max(hour, happened[^1].Hour) + 5);
            PassAll();
            AnswerAll();
            Assign();
            Mend();
            foreach (var h in happened.Where(h => !IsPosted(h)).ToList())
                Tell(round > 5 && h.Kind == FactKind.Transfer ? Teller.Coordinator : Teller.Giver, h);
        }
        AnswerAll();
        Assign();
        PassAll();
        Right();
        RightElsewhere();
    }

    private IEnumerable<(int Hour, Teller Teller, True Fact)> Tellings(True fact)
    {
        var part = fact.IsAdvance ? story.Parts[0] : story.Parts[Math.Min(fact.Id, story.Parts.Count - 1)];
        foreach (var teller in Enum.GetValues<Teller>())
        {
            var bit = 1 << (int)teller;
            if ((part.Tellers & bit) == 0 || !Knows(teller, fact)) continue;
            var at = fact.Hour + part.Late * (1 + (int)teller * 3 % 5) % mostHours;
            yield return (at, teller, fact);
            if ((part.Twice & bit) != 0) yield return (at + part.Late * mostHours / 250, teller, fact);
        }
    }

    private static bool Knows(Teller teller, True fact) => teller switch
    {
        Teller.Giver => !fact.IsAdvance,
        Teller.Taker => fact.Kind == FactKind.Load,
        Teller.Provider => fact.Proof.Length > 0,
        Teller.Blind => fact.Proof.Length > 0 && !fact.IsAdvance,
        _ => fact.Kind == FactKind.Transfer && !fact.IsAdvance,
    };

    private void At(int hours)
    {
        hour = hours;
        deal.After(start + Duration.FromHours(hours) - deal.Now);
        Do(null, new Wake());
    }

    private void Tell(Teller teller, True fact)
    {
        if (fact.IsAdvance && teller == Teller.Giver) return;
        var other = teller == Teller.Taker ? Agreement.Other(fact.From) : fact.From;
        if (teller == Teller.Coordinator) Coordinate(fact);
        else if (teller is Teller.Provider or Teller.Blind) Notice(fact, blind: teller == Teller.Blind);
        else if (!Report(fact, other, again: false) && Unwritten(fact)) Report(fact, other, again: true);
    }

    /// <returns>False if it was asked about.</returns>
    private bool Report(True fact, Role by, bool again)
    {
        var who = deal.By(A.Of(by).PersonId);
        Do(fact, fact.Kind == FactKind.Load
            ? new ReportDelivery(who, new Delivery(fact.Amount, "A", "", false), again)
            : new ReportPayment(who, A.Money(fact.Amount), again));
        if (deal.Reply is AgreementRefusal.PaidBefore) Assert.Contains(A.Facts, f => IsOpen(f) && fact.IsLike(f));
        return deal.Reply is not (AgreementRefusal.PaidBefore or AgreementRefusal.DeliveredBefore);
    }

    /// <summary>A repeat has the same id, or a new one when ids are forgotten.</summary>
    private void Notice(True fact, bool blind)
    {
        if (HasSlips) NoticeOf(fact, blind, deal);
        else Do(fact, new RecordPayment(ids++ % 2 == 0 ? $"n{ids}" : $"proof {fact.Proof}", A.Money(fact.Amount), fact.From, fact.Proof,
            AllowOver: true, AskPayee: blind));
    }

    /// <summary>Writes down what is not there, with its transaction; leaves alone what waits for an answer.</summary>
    private void Coordinate(True fact)
    {
        // What a slip put into the books with this very figure is there already.
        if (fact.Kind == FactKind.Load || !Unwritten(fact) || HasSlips && Count(fact) <= InBooks(fact)) return;
        if (HasSlips && fact.Proof.Length > 0)
        {
            Move(fact, deal);
            return;
        }
        var on = A.Today(start + Duration.FromHours(fact.Hour));
        var record = new RecordPayment($"r{ids++}", A.Money(fact.Amount), fact.From, fact.Proof, Via: "amina", On: on);
        Do(fact, record);
        if (deal.Reply is AgreementRefusal.PaidBefore && Unwritten(fact)) Do(fact, record with { Id = $"r{ids++}", Again = true });
    }

    /// <summary>A coordinator says what a proof is of that may be of several, or that nobody answered about.</summary>
    private void Assign()
    {
        foreach (var f in A.Facts.Where(f => f.State == FactState.Pending && A.Questions.All(q => q.Fact != f.Number)).ToList())
        {
            var of = meant[f.Number - 1];
            var known = A.Facts.FirstOrDefault(o => o.Number != f.Number && IsOpen(o) && o.Proof.Length == 0
                && meant[o.Number - 1] == of);
            if (HasSlips)
            {
                if (!IsAstray(of)) Settle(of, f.Proof, known?.Number);
            }
            else Do(of, new RecordPayment($"s{ids++}", A.Money(f.Amount), f.From, f.Proof, AllowOver: true, Again: known is null,
                Via: "amina", Same: known?.Number));
            NotMore();
        }
    }

    private void Do(True? fact, Command command)
    {
        deal.Do(command);
        while (meant.Count < A.Facts.Count)
            meant.Add(A.Facts[meant.Count].Corrects is { } corrected ? meant[corrected - 1] : fact!);
        Hear(deal);
    }

    /// <summary>What counts: neither taken out, nor what takes it out.</summary>
    private bool Stands(Fact fact) => fact.IsPosted && IsOpen(fact);

    private bool IsOpen(Fact fact) => fact is { State: not FactState.Voided, Corrects: null }
        && !A.Facts.Any(c => c.IsPosted && c.Corrects == fact.Number);

    /// <summary>Nothing that is written means this fact: who is asked says that it is another.</summary>
    private bool Unwritten(True fact) => !A.Facts.Any(f => IsOpen(f) && meant[f.Number - 1] == fact);

    private int Count(True fact) => happened.Count(h => h.IsLike(fact) && IsSo(h));

    /// <summary>It has happened, and the money was not sent back.</summary>
    private bool IsSo(True fact) => fact.Hour <= hour && !(sentBack.TryGetValue(fact, out var at) && at <= hour);

    private int InBooks(True fact) => A.Facts.Count(f => Stands(f) && fact.IsLike(f));

    private bool IsPosted(True fact) =>
        fact.IsAdvance || InBooks(fact) >= happened.Count(h => fact.IsLike(h) && !sentBack.ContainsKey(h));

    private void AnswerAll()
    {
        for (var n = 0; n < 30 && A.Questions.FirstOrDefault(q => q.AskedAt is not null) is { } question; n++)
        {
            if (!IsCorrected(question)) Answer(question);
            NotMore();
        }
        Assert.Empty(A.Questions);
    }

    private void Answer(Question question)
    {
        var (of, yes) = (meant[question.Fact!.Value - 1], IsTrue(question));
        if (yes && A.Facts[question.Fact.Value - 1].Teller != "-" && question.Kind is QuestionKind.Payment or QuestionKind.Delivery)
            agreed.Add(of);
        Do(null, new AnswerQuestion(deal.By(A.Of(question.Of).PersonId), yes || IsBlind(question), question.Number));
    }

    /// <summary>Who is asked counts: yes, if more of this figure came than they have said yes to.</summary>
    private bool IsTrue(Question question)
    {
        var of = meant[question.Fact!.Value - 1];
        if (question.Kind == QuestionKind.Reversal) return IsTooMuch(A.Facts[question.Same!.Fact - 1]);
        // The question names a day, so it is about any payment that was told on that day.
        return question.Same is { } same
            ? A.Facts.Any(f => f.Number != question.Fact && IsOpen(f) && f.On == same.On && f.IsAdvance == same.IsAdvance
                && meant[f.Number - 1] == of)
            : Count(of) > InBooks(of);
    }

    private long Written(FactKind kind, Role from) => A.Facts.Where(f => Stands(f) && (f.Kind, f.From) == (kind, from)).Sum(f => f.Amount);

    private long Truth(FactKind kind, Role from) =>
        happened.Where(h => (h.Kind, h.From) == (kind, from) && IsSo(h)).Sum(h => h.Amount);

    private void NotMore()
    {
        // What both said stays, whatever becomes of a proof.
        foreach (var one in agreed.Where(IsSo)) Assert.True(InBooks(one) >= agreed.Count(a => a.IsLike(one) && IsSo(a)), $"{one} is gone.");
        foreach (var (kind, from) in Sums) Assert.InRange(Written(kind, from), 0, Truth(kind, from) + Mistaken(kind, from));
    }

    private static (FactKind, Role)[] Sums { get; } =
        [(FactKind.Load, Role.Farmer), (FactKind.Transfer, Role.Trader), (FactKind.Transfer, Role.Farmer)];

    private void Right()
    {
        foreach (var (kind, from) in Sums) Assert.Equal(Truth(kind, from), Written(kind, from));
        Assert.DoesNotContain(A.Facts, f => f.State == FactState.Pending);
        var (loads, trader, farmer) =
            (Truth(FactKind.Load, Role.Farmer), Truth(FactKind.Transfer, Role.Trader), Truth(FactKind.Transfer, Role.Farmer));
        var (owed, left) = story.Kind switch
        {
            // Money that came before the goods is no debt while goods are awaited.
            < 2 => (Math.Max(loads - trader, loads < 400_000 ? 0 : long.MinValue), 4_000_00 - trader),
            2 => (Math.Min(farmer - trader * 12 / 10, trader < 1_000_00 ? 0 : long.MaxValue), 1_200_00 - farmer),
            _ => (farmer - trader, 500_00 - farmer),
        };
        Assert.Equal((owed, left), (A.Owed.Minor, A.Left.Minor));
        Assert.Equal(story.Kind < 2 ? 400_000 - loads : 0, A.Unmet.Where(c => !c.IsMoney).Sum(c => c.Amount));
        foreach (var proof in happened.Where(h => h.Proof.Length > 0))
            Assert.InRange(A.Facts.Count(f => Stands(f) && f.HasProof(proof.Proof)), 0, 1);
    }
}
