using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>What a provider says of a number that takes none of our messages.</summary>
internal static class ProviderBlocks
{
    /// <summary>Silences the number. What somebody told the provider just now is their STOP too, as if they had sent it to us.</summary>
    public static Outcome<Subscriber> Decide(Subscriber subscriber, ProviderBlocked blocked, Instant now)
    {
        var silent = subscriber.Suppressed(blocked.Source, now);
        var outcome = ReferenceEquals(silent, subscriber) ? Outcome<Subscriber>.Nothing(subscriber) : new(silent, []);
        // In quarantine the writer may be anybody, and a repeat says nothing new.
        if (!blocked.Said || silent.Holder is null || silent.Quarantine is not null) return outcome;
        if (silent.IsShared) return silent.SaysStop ? outcome : SharedPhone.StopAll(silent, blocked.Source, "", now);
        return silent.Mine.All(u => u.Consent is { StoppedByName: true }) ? outcome
            : EachProgramme.OfHers(silent, s => ConsentDecisions.Stop(s, blocked.Source, "", now));
    }
}
