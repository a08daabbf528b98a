using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>What becomes of a person who asked to use this phone too.</summary>
internal static class NewcomerAnswers
{
    /// <summary>A user's answer.</summary>
    public static Outcome<Subscriber> Answer(Subscriber subscriber, Newcomer newcomer, bool yes, Instant now)
    {
        var answered = subscriber with { Newcomers = subscriber.Newcomers.Without(newcomer.Key) };
        if (!yes) return new(answered, Newcomers.Refused(newcomer, "said no to one more person", now));
        return newcomer.Registration is { } register
            ? Registered(answered, register, now)
            : new(answered, [Newcomers.Allowed(subscriber, newcomer)]);
    }

    /// <summary>Ends the questions whose time is over; and lets the first in when nobody uses the phone any more.</summary>
    public static Outcome<Subscriber> Settled(Subscriber subscriber, Instant now)
    {
        var over = (subscriber.Newcomers ?? []).Where(n => now >= n.Until).ToList();
        var left = over.Aggregate(subscriber, (s, n) => s with { Newcomers = s.Newcomers.Without(n.Key) });
        IReadOnlyList<Effect> refused = [.. over.SelectMany(n => Newcomers.Refused(n, "nobody answered about one more person", now))];
        if (left is not { Holder: null, Newcomers: [var first, ..] }) return new(left, refused);
        var free = left with { Newcomers = left.Newcomers.Without(first.Key) };
        var settled = first.Registration is { } register
            ? SubscriberDecisions.Taken(free, register, now)
            : new(free, [Newcomers.Allowed(subscriber, first)]);
        return settled with { Effects = [.. refused, .. settled.Effects] };
    }

    private static Outcome<Subscriber> Registered(Subscriber subscriber, Register register, Instant now)
    {
        var taken = SubscriberDecisions.Taken(subscriber, register, now);
        var came = Newcomers.Came(taken.State!, register.Id, new PhoneUser(register.Holder), now);
        return came with { Effects = [.. taken.Effects, .. came.Effects] };
    }
}
