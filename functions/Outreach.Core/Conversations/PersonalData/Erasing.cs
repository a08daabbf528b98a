using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>What a line keeps of somebody who was erased: nothing but that their number is not to be written to.</summary>
internal static class Erasing
{
    private const string Source = "erased";

    public static Outcome<Subscriber> Holder(Subscriber subscriber, EraseHolder erase, Instant now)
    {
        if (!subscriber.Holds(erase.Key)) return Outcome<Subscriber>.Nothing(subscriber);
        var left = subscriber.Without(erase.Key);
        // Consent is the phone's, and others are on it.
        if (left.Holder is not null) return new(left, []);
        var anew = Subscriber.New(subscriber.Phone) with
        {
            Consent = Consent.None with { Blocked = subscriber.Consent.Blocked, Stopped = true, StoppedAt = now },
            Handled = subscriber.Handled, UpdateNumber = subscriber.UpdateNumber, UsersEver = subscriber.UsersEver,
            Today = subscriber.Today, ErasedAt = now,
        };
        return ConsentDecisions.Noted(anew, [new(ConsentAct.Stopped, Consent.Purposes, Source, "")], now);
    }

    /// <summary>An offer to them that was begun, a screen with their name on it, their wish to be told through this phone.</summary>
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
                    && (s.Shown.Contains(forget.Name, StringComparison.Ordinal)
                        || s.Trail.OfType<PickFarmer>().Any(p => p.Farmers.Any(f => f.PersonId == forget.PersonId)))
                        ? null
                        : subscriber.Session,
            ContactAsks = subscriber.ContactAsks?.Any(a => a.Key == forget.Key) == true
                ? [.. subscriber.ContactAsks.Where(a => a.Key != forget.Key)]
                : subscriber.ContactAsks,
            Leaving = subscriber.Leaving?.Key == forget.Key ? null : subscriber.Leaving,
            Arriving = subscriber.Arriving?.Key == forget.Key ? null : subscriber.Arriving,
        };
        return next == subscriber ? Outcome<Subscriber>.Nothing(subscriber) : new(next, []);
    }

    private static OfferDraft? Kept(OfferDraft? draft, ForgetSomebody forget) => draft?.Farmer?.PersonId == forget.PersonId ? null : draft;
}
