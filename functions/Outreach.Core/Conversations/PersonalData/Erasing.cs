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

    public static Outcome<Line> Holder(Line line, EraseHolder erase, Instant now)
    {
        if (!line.Holds(erase.Key)) return Outcome<Line>.Nothing(line);
        var left = line.Without(erase.Key);
        // Consent is the phone's, and others are on it.
        if (left.Holder is not null) return new(left, []);
        var anew = Line.New(line.Phone) with
        {
            Consent = Consent.None with { Blocked = line.Consent.Blocked, Stopped = true, StoppedAt = now }, Handled = line.Handled, Told = line.Told, Came = line.Came, Today = line.Today, ErasedAt = now,
        };
        return ConsentDecisions.Noted(anew, [new(ConsentAct.Stopped, Consent.Purposes, Source, "")], now);
    }

    /// <summary>An offer to them that was begun, a screen with their name on it, their wish to be told through this phone.</summary>
    public static Outcome<Line> Somebody(Line line, ForgetSomebody forget)
    {
        var next = line with
        {
            Draft = Kept(line.Draft, forget),
            Others = line.Others?.Any(o => Kept(o.Draft, forget) != o.Draft) == true ? [.. line.Others.Select(o => o with { Draft = Kept(o.Draft, forget) })] : line.Others,
            Session = line.Session is { } s && (s.Shown.Contains(forget.Name, StringComparison.Ordinal) || s.Trail.OfType<PickFarmer>().Any(p => p.Farmers.Any(f => f.PersonId == forget.PersonId))) ? null : line.Session,
            ContactAsks = line.ContactAsks?.Any(a => a.Key == forget.Key) == true ? [.. line.ContactAsks.Where(a => a.Key != forget.Key)] : line.ContactAsks,
            Leaving = line.Leaving?.Key == forget.Key ? null : line.Leaving,
            Arriving = line.Arriving?.Key == forget.Key ? null : line.Arriving,
        };
        return next == line ? Outcome<Line>.Nothing(line) : new(next, []);
    }

    private static OfferDraft? Kept(OfferDraft? draft, ForgetSomebody forget) => draft?.Farmer?.PersonId == forget.PersonId ? null : draft;
}
