using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>An act that counts for several users of a phone, each in their own name.</summary>
internal static class EachProgramme
{
    /// <summary>STOP and START are a person's, in each of her programmes.</summary>
    public static Outcome<Subscriber> OfHers(Subscriber subscriber, Func<Subscriber, Outcome<Subscriber>> decide) =>
        subscriber.HasSeveral ? Of(subscriber, subscriber.Mine, decide) : decide(subscriber);

    public static Outcome<Subscriber> Of(Subscriber subscriber, IReadOnlyList<PhoneUser> users,
        Func<Subscriber, Outcome<Subscriber>> decide)
    {
        var (state, effects) = (subscriber, new List<Effect>());
        foreach (var user in users)
        {
            var theirs = state.As(user.Holder.Key);
            var outcome = decide(theirs);
            effects.AddRange(outcome.Effects);
            if (!ReferenceEquals(outcome.State, theirs)) state = outcome.State!;
        }
        return new(state.As(subscriber.Holder!.Key), effects);
    }
}
