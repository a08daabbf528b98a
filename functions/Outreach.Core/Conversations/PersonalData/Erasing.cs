using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>Erases a person from a subscriber; only the refusal of messages to the number stays.</summary>
internal static class Erasing
{
    public static Outcome<Subscriber> Holder(Subscriber subscriber, EraseHolder erase, Instant now)
    {
        if (!subscriber.Holds(erase.Key)) return Outcome<Subscriber>.Nothing(subscriber);
        var left = subscriber.Without(erase.Key);
        if (left.Keeps is { } keeps) left = left with { Keeps = [.. keeps.Where(k => k.Key != erase.Key)] };
        // Others on the phone stay as they are.
        if (left.Holder is not null) return new(FormerUsers.Silent(left, now), []);
        var anew = Subscriber.New(subscriber.Phone) with
        {
            Suppressions = subscriber.Suppressions, Handled = subscriber.Handled, UpdateNumber = subscriber.UpdateNumber,
            Today = subscriber.Today,
        };
        return new(anew.Suppressed(Suppression.Stop, now), []);
    }

    /// <summary>Deletes another subscriber's notes of the person: a draft offer, a screen with the name, a contact request.</summary>
    public static Outcome<Subscriber> Somebody(Subscriber subscriber, ForgetSomebody forget)
    {
        var next = subscriber with
        {
            Draft = Kept(subscriber.Draft, forget),
            Others = subscriber.Others?.Any(o => Kept(o.Draft, forget) != o.Draft) == true
                ? [.. subscriber.Others.Select(o => o with { Draft = Kept(o.Draft, forget) })]
                : subscriber.Others,
            Session =
                subscriber.Session is { } s
                    && (forget.DealtWith && s.Trail.Any(t => t.IsPersonal)
                        || s.Trail.OfType<PickFarmer>().Any(p => p.Farmers.Any(f => f.PersonId == forget.PersonId)))
                        ? null
                        : subscriber.Session,
            Keeps = subscriber.Keeps?.Any(k => k.Key == forget.Key || k.Of == forget.Key) == true
                ? [.. subscriber.Keeps.Where(k => k.Key != forget.Key && k.Of != forget.Key)]
                : subscriber.Keeps,
            Leaving = subscriber.Leaving.Without(forget.Key), Arriving = subscriber.Arriving.Without(forget.Key),
            Newcomers = subscriber.Newcomers?.Any(n => n.Key == forget.Key) == true
                ? [.. subscriber.Newcomers.Where(n => n.Key != forget.Key)]
                : subscriber.Newcomers,
        };
        next = ContactDecisions.Without(next, forget.Key);
        return next == subscriber ? Outcome<Subscriber>.Nothing(subscriber) : new(next, []);
    }

    private static OfferDraft? Kept(OfferDraft? draft, ForgetSomebody forget) => draft?.Farmer?.PersonId == forget.PersonId ? null : draft;
}
