using CsCheck;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Agreements;

/// <summary>
/// Every transfer that a provider told of is in exactly one place: in the books of one agreement, in an open question, or in the list of
/// the unassigned with a task. Random histories of notices, repeats with more data, answers, silence, claims, disputes and assignments.
/// </summary>
public sealed class PlacesTests
{
    private enum Deed { Notice, Answer, Claim, Load, Wait, Assign, Dispute, Close, Wrong, TakeOut, SentBack, Deliver, DeliverAll }

    private sealed record Act(Deed Deed, int Which, int How, bool Flag, bool Other)
    {
        public override string ToString() => $"{Deed} {Which} {How} {Flag} {Other}";
    }

    private static readonly (int Weight, Deed Deed)[] weights =
    [
        (8, Deed.Notice), (9, Deed.Answer), (4, Deed.Claim), (1, Deed.Load), (3, Deed.Wait), (4, Deed.Assign), (1, Deed.Dispute),
        (1, Deed.Close), (2, Deed.Wrong), (1, Deed.TakeOut), (1, Deed.SentBack), (4, Deed.Deliver), (6, Deed.DeliverAll),
    ];

    private static readonly Deed[] deeds = [.. weights.SelectMany(w => Enumerable.Repeat(w.Deed, w.Weight))];

    private static readonly Gen<List<Act>> histories = Gen.Select(Gen.Int[0, deeds.Length - 1], Gen.Int[0, 11], Gen.Int[0, 11], Gen.Bool,
        Gen.Bool, (d, which, how, flag, other) => new Act(deeds[d], which, how, flag, other)).List[4, 40];

    [Fact]
    public void A_transfer_that_a_provider_told_of_is_in_exactly_one_place() =>
        histories.Check(acts => new World().Play(acts), iterations: 4_000, seeds: ["cj-Mvj1NPYO0", "cINi877KHOt0", "8bh73c_w3o_0"]);

    /// <summary>Two agreements of the same two, one with an advance, and what the provider knows.</summary>
    private sealed class World
    {
        private const string Trader = "+254711000001", Farmer = "+254711000002";
        private static readonly string[] codes = [Deal.Code, "K7M4Q"];
        private static readonly long[] amounts = [500, 700, 700, 900];

        private readonly Dictionary<string, Agreement> agreements = new()
        {
            [codes[0]] = Deal.OfGoods(advance: 500).Agreed().Agreement,
            [codes[1]] = Deal.OfGoods().Agreed().Agreement with { Code = codes[1] },
        };

        private readonly Dictionary<string, Transaction> transactions = [];
        private readonly Dictionary<string, LocalDate> days = [];
        private readonly HashSet<string> listed = [], tasks = [];
        private readonly HashSet<(string Code, int Fact)> confirmed = [];
        private readonly List<Tell> untold = [];
        private readonly List<Act> said = [];
        private Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
        private int ids;

        public void Play(IReadOnlyList<Act> acts)
        {
            foreach (var act in acts)
            {
                Do(act);
                if (untold.Count == 0) Check();
            }
            DeliverAll();
            Check();
        }

        private void Do(Act act)
        {
            said.Add(act);
            var code = codes[act.Which % 2];
            var agreement = agreements[code];
            Caller By(Role side) => new($"c{ids++}", agreement.Of(side).PersonId, Pin: true);
            switch (act.Deed)
            {
                case Deed.Notice: Notice($"Q{act.Which % 4}", act); break;
                case Deed.Answer:
                    var side = act.Other ? Role.Trader : Role.Farmer;
                    if (agreement.AskOf(side) is { } question) Answer(code, question, new(By(side), act.How < 7, question.Number));
                    break;
                case Deed.Claim: To(code, new ReportPayment(By(Role.Trader), Deal.Kes(amounts[act.How % 4]), act.Flag)); break;
                case Deed.Load: To(code, new ReportDelivery(By(Role.Farmer), new Delivery(50_000, "A", "", false), true)); break;
                case Deed.Wait:
                    now += Duration.FromDays(act.How < 6 ? 1 : 15);
                    foreach (var each in codes) for (var n = 0; n < 4; n++) To(each, new Wake());
                    break;
                case Deed.Assign when transactions.GetValueOrDefault($"Q{act.How % 4}") is { } known:
                    var to = known.Assigned is not null && act.Flag ? null : code;
                    var assign = new AssignTransaction($"a{ids++}", "p", "mpesa", known.Id, to is null ? null : new(to, Role.Trader),
                        known.Assigned?.Code, "amina", Again: act.Other,
                        Same: act is { Flag: true, Other: false } ? 1 + act.Which % Math.Max(1, agreement.Facts.Count) : null);
                    // As a request does: what the agreement would refuse is not begun.
                    if (Refused(TransactionDecisions.Decide(known, assign, now)) is null) Tell(known.Id, assign);
                    break;
                case Deed.Dispute: To(code, new OpenDispute(By(act.Other ? Role.Trader : Role.Farmer), DisputeAbout.Payment)); break;
                case Deed.Close: To(code, new CloseDispute(By(act.Other ? Role.Trader : Role.Farmer))); break;
                case Deed.Wrong: To(code, new ReportMistake(By(act.Other ? Role.Trader : Role.Farmer))); break;
                case Deed.TakeOut: To(code, new RecordReversal($"r{ids++}", 1 + act.How % 4, Via: "amina and juma")); break;
                case Deed.SentBack when act.How < 3:
                    Tell($"Q{act.Which % 4}", new ReverseTransfer("p", "mpesa", $"Q{act.Which % 4}"));
                    break;
                case Deed.Deliver when untold.Count > 0: Deliver(act.Which % untold.Count, twice: act.Flag); break;
                case Deed.DeliverAll: DeliverAll(); break;
            }
        }

        /// <summary>The provider tells of a transfer, at times without the payee, the code or the day.</summary>
        private void Notice(string id, Act act)
        {
            var (n, known) = (id[1] - '0', transactions.GetValueOrDefault(id));
            var mine = act.How % 3 == 0 ? null : codes[n % 2];
            var seen = new Transfer(Deal.Kes(amounts[n]), Trader, act.Flag ? Farmer : null, mine, act.Other ? Today() : null);
            if (known?.Transfer is not null) seen = seen with { On = known.Transfer.On };
            var tell = new TellTransfer("p", "mpesa", id, TellingKind.Notice, seen);
            if (known?.Assigned is { } at) tell = tell with { Fits = act.Flag ? new(at.Code, at.From) : null };
            else if ((known?.Transfer?.Reference ?? mine) is { } code)
            {
                var placed = tell with { Fits = new(code, Role.Trader) };
                tell = Refused(TransactionDecisions.Decide(known, placed, now)) is { } why ? tell with { Why = why } : placed;
            }
            days.TryAdd(id, Today());
            Tell(id, tell);
        }

        private AgreementRefusal? Refused(Outcome<Transaction> tried) => tried.Effects.OfType<Tell>()
            .Where(t => t.Command is RecordPayment)
            .Select(t => AgreementDecisions.Decide(agreements[t.To.Key], t.To.Key, t.Command, now).Reply as AgreementRefusal?)
            .FirstOrDefault(why => why is not null);

        private void Answer(string code, Question question, AnswerQuestion answer)
        {
            var before = agreements[code];
            To(code, answer);
            if (question is { Kind: QuestionKind.Payment, Fact: { } fact } && answer.Accept && before.Facts[fact - 1].Teller == "t"
                && agreements[code].Facts[fact - 1].IsPosted) confirmed.Add((code, fact));
        }

        private void Tell(string id, Command command)
        {
            var outcome = TransactionDecisions.Decide(transactions.GetValueOrDefault(id), command, now);
            if (outcome.State is { } state) transactions[id] = state;
            foreach (var effect in outcome.Effects)
            {
                if (effect is Tell tell) untold.Add(tell);
                if (effect is RaiseTask { Kind: "payment without an agreement" }) tasks.Add(id);
                if (effect is ListUnassigned { Waits: true }) listed.Add(id);
                else if (effect is ListUnassigned) listed.Remove(id);
            }
        }

        private void To(string code, Command command)
        {
            var outcome = AgreementDecisions.Decide(agreements[code], code, command, now);
            agreements[code] = outcome.State!;
            untold.AddRange(outcome.Effects.OfType<Tell>().Where(t => t.To.Kind == AggregateKind.Transaction));
        }

        private void Deliver(int n, bool twice = false)
        {
            var tell = untold[n];
            if (!twice) untold.RemoveAt(n);
            if (tell.To.Kind == AggregateKind.Transaction) Tell(transactions.Values.Single(t => t.Aggregate == tell.To).Id, tell.Command);
            else To(tell.To.Key, tell.Command);
        }

        private void DeliverAll()
        {
            for (var n = 0; untold.Count > 0; n++)
            {
                Assert.True(n < 200, "They tell each other for ever.");
                Deliver(0);
            }
        }

        private void Check()
        {
            foreach (var (id, known) in transactions)
            {
                var facts = codes.SelectMany(c => agreements[c].Facts.Where(f => f is { IsOpen: true, Corrects: null }
                    && f.HasProof(known.Proof) && !agreements[c].Facts.IsCorrected(f)).Select(f => (Code: c, Fact: f))).ToList();
                Assert.All(facts.Where(f => !f.Fact.IsPosted),
                    f => Assert.Contains(agreements[f.Code].Questions, q => q.Fact == f.Fact.Number));
                if (known.ReversedAt is not null || known.Transfer is null)
                {
                    Assert.Empty(facts);
                    continue;
                }
                Assert.True(facts.Count + (known.WaitsSince is null ? 0 : 1) == 1, $"{known}\n{string.Join('\n', facts.Select(f =>
                    $"{f.Code} {f.Fact} {string.Join(", ", f.Fact.Evidence)}"))}\n{string.Join('\n', said)}");
                Assert.Equal((known.WaitsSince is not null, true), (listed.Contains(id), known.WaitsSince is null || tasks.Contains(id)));
                if (facts is not [var (code, fact)]) continue;
                Assert.Equal((code, known.Assigned!.Number), (known.Assigned.Code, fact.AssignmentOf(known.Proof)!.Value));
                // Whenever it was assigned: it happened when it was told.
                if (fact.Teller == "-") Assert.Equal(known.Transfer.On ?? days[id], fact.On);
            }
            // No assignment takes out what both said.
            foreach (var (code, number) in confirmed)
                Assert.DoesNotContain(agreements[code].Facts, f => f.Corrects == number
                    && f.Evidence.Any(e => e.Proof.EndsWith(" moved", StringComparison.Ordinal)));
        }

        private LocalDate Today() => Country.OfRegion("KE")!.Today(now);
    }
}
