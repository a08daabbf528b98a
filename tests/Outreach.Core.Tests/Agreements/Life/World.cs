using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements.Life;

/// <summary>
/// Some people, their agreements and accounts, and the effects between them. Effects run as in the App, but late, twice and out of order.
/// </summary>
internal sealed class World(History history)
{
    public const string Programme = "p";
    private const int MostAgreements = 3;

    private static readonly Duration[] waits =
    [
        Duration.FromMinutes(3), Duration.FromMinutes(-2), Duration.FromHours(1), Duration.FromHours(7), Duration.FromHours(20),
        Duration.FromDays(1), Duration.FromDays(1),
        Duration.FromDays(2), Duration.FromDays(3), Duration.FromDays(4), Duration.FromDays(7), Duration.FromDays(14),
        Duration.FromDays(31), Duration.FromDays(70),
    ];

    private readonly List<Tell> waiting = [];
    private readonly List<Tell> told = [];
    private readonly HashSet<(AggregateId Who, Instant At)> wakes = [];
    private readonly List<(string Code, Command Command)> asked = [];
    private readonly Watch watch = new();
    private Instant latest;
    private int ids;

    public Instant Now { get; private set; } = Instant.FromUtc(2026, 3, 2, 9, 0);
    public Dictionary<string, Agreement> Agreements { get; } = [];
    public Dictionary<string, Account> Accounts { get; } = [];
    public Dictionary<string, Oracle> Oracles { get; } = [];

    /// <summary>Ledger rows that were moved out of their account.</summary>
    public Dictionary<string, List<LedgerRow>> Kept { get; } = [];

    public bool AllTold => waiting.Count == 0;

    public string NewId() => $"c{ids++}";

    public World PlayAll()
    {
        foreach (var step in history.Steps) Play(step);
        PostAll();
        Watch.Settled(this);
        return this;
    }

    private void Play(Step step)
    {
        switch (step.Deed)
        {
            case Deed.Offer: Offer(step); break;
            case Deed.Wait: Wait(step); break;
            case Deed.Post: PostOne(step.Which); break;
            case Deed.PostAgain: if (told.Count > 0) Post(told[step.Which % told.Count]); break;
            case Deed.PostAll: PostAll(); Watch.Settled(this); break;
            case Deed.Wake: RunWakes(); break;
            case Deed.Repeat: Repeat(step); break;
            default: Ask(step); break;
        }
    }

    private void Offer(Step step)
    {
        if (Agreements.Count >= MostAgreements) return;
        Execute(Codes.For("life", Agreements.Count),
            Deeds.Offer(NewId(), step.Which, step.Size, history, Country.OfRegion("KE")!.Today(Now)));
    }

    private void Wait(Step step)
    {
        var next = wakes.Count == 0 ? Now : wakes.Min(w => w.At);
        // Half of the steps advance only to the next due time.
        Now = step.Which % 2 == 0 && next > Now ? next + Duration.FromMinutes(step.Size) : Now + waits[step.Size % waits.Length];
        latest = Instant.Max(latest, Now);
        if (step.Who % 3 != 0) RunWakes();
    }

    private void Ask(Step step)
    {
        if (Agreements.Count == 0) return;
        var agreement = Agreements.Values.ElementAt(step.Which % 7 % Agreements.Count);
        // Rarely, a used id returns with another command.
        var id = step is { Size: 99, Which: > 50 } ? "c1" : NewId();
        Execute(agreement.Code, Deeds.Of(agreement, step, id));
    }

    private void Repeat(Step step)
    {
        if (asked.Count == 0) return;
        var (code, command) = asked[step.Which % asked.Count];
        Execute(code, command);
    }

    private void Execute(string code, Command command)
    {
        var before = Agreements.GetValueOrDefault(code);
        var outcome = AgreementDecisions.Decide(before, code, command, Now);
        watch.Decided(before, code, command, outcome, Now, asked.Contains((code, command)));
        asked.Add((code, command));
        if (!Oracles.TryGetValue(code, out var oracle)) Oracles[code] = oracle = new Oracle();
        oracle.Take(before, command, outcome.State!);
        Agreements[code] = outcome.State!;
        Watch.Money(outcome.State!, oracle);
        Carry(outcome.Effects);
    }

    private void Carry(IEnumerable<Effect> effects)
    {
        foreach (var effect in effects)
        {
            // A mediator's number is not played here; its yes and its end are deeds.
            if (effect is Tell { To.Kind: AggregateKind.Account or AggregateKind.Agreement } tell) waiting.Add(tell);
            if (effect is WakeAt wake) wakes.Add((wake.Who, wake.At));
            if (effect is KeepRows rows) Kept[rows.Account] = [.. Kept.GetValueOrDefault(rows.Account) ?? [], .. rows.Rows];
        }
    }

    private void PostOne(int which)
    {
        if (waiting.Count == 0) return;
        var tell = waiting[which % waiting.Count];
        waiting.Remove(tell);
        told.Add(tell);
        Post(tell);
    }

    private void PostAll()
    {
        while (waiting.Count > 0) PostOne(waiting.Count / 2);
    }

    private void Post(Tell tell)
    {
        if (tell.To.Kind == AggregateKind.Agreement)
        {
            Execute(tell.To.Key, tell.Command);
            return;
        }
        var outcome = AccountDecisions.Decide(Accounts.GetValueOrDefault(tell.To.Key), tell.To.Key, tell.Command, Now);
        Accounts[tell.To.Key] = outcome.State!;
        Carry(outcome.Effects);
        Watch.Ledger(this, outcome.State!);
        var again = AccountDecisions.Decide(outcome.State, tell.To.Key, tell.Command, Now);
        Assert.Same(outcome.State, again.State);
        // What an account refuses it does not keep, so it refuses it again.
        Assert.Equal(outcome.Effects.Where(e => e is Tell { Command: OfferedTwice }), again.Effects);
    }

    /// <summary>Runs all due wake-ups; a wake-up that always plans itself again would never end.</summary>
    private void RunWakes()
    {
        for (var round = 0; wakes.Where(w => w.At <= Now).ToList() is { Count: > 0 } due; round++)
        {
            Assert.True(round < 20, "Woken again and again.");
            foreach (var (who, at) in due)
            {
                wakes.Remove((who, at));
                if (who.Kind == AggregateKind.Agreement) Execute(who.Key, new Wake());
                else WakeAccount(who.Key);
            }
        }
        // After the clock was set back, a wake-up may lie in the future.
        if (Now < latest) return;
        foreach (var agreement in Agreements.Values) Watch.NothingOverdue(agreement, Now);
    }

    private void WakeAccount(string id)
    {
        var before = Accounts[id];
        var outcome = AccountDecisions.Decide(before, id, new Wake(), Now);
        Watch.Reminded(this, before, outcome);
        Accounts[id] = outcome.State!;
        Carry(outcome.Effects);
    }
}
