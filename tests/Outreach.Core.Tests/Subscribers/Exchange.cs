using CsCheck;
using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>Numbers and persons that tell each other what they decide, in any order and some of it twice, as queues do.</summary>
internal sealed class Exchange(uint order)
{
    private readonly PCG shuffle = new(order, 0);
    private readonly List<(AggregateId From, Tell Tell)> pending = [];
    private readonly List<WakeAt> wakes = [];

    public Dictionary<string, Subscriber> Numbers { get; } = [];
    public Dictionary<string, Person> Persons { get; } = [];
    public List<SmsOrder> Sent { get; } = [];
    /// <summary>Called with a number's state after each decision on it.</summary>
    public Action<Subscriber>? Seen { get; set; }

    /// <summary>What the last decision answered.</summary>
    public object? Reply { get; private set; }

    public Instant Now { get; private set; } = Instant.FromUtc(2026, 3, 2, 9, 0);

    public void Later(Duration by)
    {
        var until = Now + by;
        while (wakes.Where(w => w.At <= until).MinBy(w => w.At) is { } due)
        {
            wakes.Remove(due);
            Now = Instant.Max(Now, due.At);
            Put(due.Who, new Wake());
            Settle();
        }
        Now = until;
    }

    /// <summary>Decides now; what is told to others stays on its way until <see cref="Settle"/>.</summary>
    public void Put(AggregateId id, Command command)
    {
        if (id.Kind == AggregateKind.Subscriber)
            Keep(SubscriberDecisions.Decide(Numbers.GetValueOrDefault(id.Key), id.Key, command, Now), Numbers, id);
        else if (id.Kind == AggregateKind.Person)
            Keep(PersonDecisions.Decide(Persons.GetValueOrDefault(id.Key), command, Now), Persons, id);
    }

    public void Keep(string phone, Outcome<Subscriber> outcome) => Keep(outcome, Numbers, AggregateId.Subscriber(phone));

    /// <summary>Delivers all that is on its way, in any order between different senders; one in four comes twice.</summary>
    public void Settle()
    {
        while (pending.Count > 0)
        {
            var any = pending[(int)shuffle.Next((uint)pending.Count)];
            // What one tells another comes in the order in which it was told.
            var next = pending.First(p => p.From == any.From && p.Tell.To == any.Tell.To);
            if (shuffle.Next(4) > 0) pending.Remove(next);
            Put(next.Tell.To, next.Tell.Command);
        }
    }

    private void Keep<T>(Outcome<T> outcome, Dictionary<string, T> states, AggregateId from) where T : class
    {
        Reply = outcome.Reply;
        if (outcome.State is { } state) states[from.Key] = state;
        if (outcome.State is Subscriber number) Seen?.Invoke(number);
        pending.AddRange(outcome.Effects.OfType<Tell>().Select(t => (from, t)));
        wakes.AddRange(outcome.Effects.OfType<WakeAt>());
        Sent.AddRange(outcome.Effects.OfType<Send>().Select(s => s.Order));
    }
}
