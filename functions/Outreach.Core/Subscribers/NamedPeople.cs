using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Subscribers;

/// <summary>Says by key whom a message to a phone names, so that an erasure finds it by an id and never by a text.</summary>
internal static class NamedPeople
{
    public static Outcome<Subscriber> Naming(this Outcome<Subscriber> outcome, IReadOnlyList<PhoneUser> users) =>
        outcome.Naming([.. users.Select(u => u.Holder.Key)]);

    public static Outcome<Subscriber> Naming(this Outcome<Subscriber> outcome, params IReadOnlyList<string> keys) =>
        outcome with { Effects = [.. outcome.Effects.Select(e => e is Send send ? send.Naming(keys) : e)] };

    public static Send Naming(this Send send, params IReadOnlyList<string> keys) => send with { Order = send.Order with { Names = keys } };
}
