using NodaTime;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>
/// The people behind the phone's users. Somebody in two programmes has a user for each, and her own act here said that they are one.
/// No programme reads the mark. See docs/decisions/0195.
/// </summary>
public sealed partial record Subscriber
{
    /// <summary>The most programmes of one person on one phone: "Which programme?" gives each one key.</summary>
    public const int MostProgrammes = 5;

    /// <summary>Whether the current user is in several programmes.</summary>
    public bool HasSeveral => Others is { Count: > 0 } && Mine.Count > 1;

    /// <summary>The users who are the same person as the current one, by their arrival.</summary>
    public IReadOnlyList<PhoneUser> Mine => Current is { } current ? SameAs(current) : [];

    /// <summary>One user for each person: the one of the programme that was chosen last, or the first.</summary>
    public IReadOnlyList<PhoneUser> People => Others is null
        ? Holders
        : [.. Holders.GroupBy(u => u.Human, StringComparer.Ordinal)
            .Select(g => g.FirstOrDefault(u => u.Holder.Key == Holder!.Key) ?? g.First())];

    /// <summary>The users who are the same person as this one; none for an unknown key.</summary>
    public IReadOnlyList<PhoneUser> SameAs(string key) => Find(key) is { } user ? SameAs(user) : [];

    private IReadOnlyList<PhoneUser> SameAs(PhoneUser user) => [.. Holders.Where(u => u.Human == user.Human)];

    /// <summary>
    /// One person has one PIN. A try or a new PIN counts for each of her programmes that had the same one, except a PIN that a
    /// programme's owners reset: that opens nothing of another programme.
    /// </summary>
    internal static Subscriber OnePin(Subscriber before, Subscriber after, Instant now)
    {
        if (after.Others is not { Count: > 0 } || ReferenceEquals(before, after)) return after;
        var next = after;
        foreach (var user in after.Holders)
        {
            if (before.Find(user.Holder.Key) is not { } was || was.Pin == user.Pin || was.Reset?.IsGranted(now) == true) continue;
            var same = after.SameAs(user.Holder.Key).Where(u => u.Holder.Key != user.Holder.Key
                && before.Find(u.Holder.Key) is { } other && other.Pin == u.Pin && other.Pin?.Hash == was.Pin?.Hash);
            next = same.Aggregate(next, (state, other) => state.As(other.Holder.Key) with { Pin = user.Pin });
        }
        return next.As(after.Holder?.Key);
    }
}
