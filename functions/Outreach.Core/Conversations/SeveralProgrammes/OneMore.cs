using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// A person's own act on her phone joins one more programme. The two are one person from then on, with one PIN; the new programme knows
/// nothing of the other, and asks for its own consent.
/// </summary>
internal static class OneMore
{
    public static bool MayJoin(Subscriber subscriber, string programme) =>
        subscriber.Mine.All(u => u.Holder.Programme != programme) && subscriber.Mine.Count < Subscriber.MostProgrammes;

    /// <summary>The subscriber with the new programme in front.</summary>
    public static Outcome<Subscriber> Joined(Subscriber subscriber, Register register, Instant now)
    {
        var mark = subscriber.Tenure?.Human ?? Chain.Next(subscriber.Phone, [register.Id])[..16];
        var known = subscriber with { Tenure = (subscriber.Tenure ?? new(now, now)) with { Human = mark }, Joining = null };
        var user = new PhoneUser(register.Holder, known.Pin, Tenure: new(now, now, Human: mark));
        var there = known.Joined(user).As(register.Holder.Key);
        var (state, effects, _) = ConsentDecisions.Registered(there, register, now);
        var same = state!.SameAs(register.Holder.Key).Select(u => u.Holder.Key).ToList();
        return new(state, [.. effects, .. same.Select(key => new Tell(new AggregateId(AggregateKind.Person, key), new SameHuman(same)))]);
    }
}
