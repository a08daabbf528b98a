using NodaTime;
using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Console;

/// <param name="Url">Over https, at a name that everybody can reach.</param>
/// <param name="Events">The types that the target gets.</param>
/// <param name="Details">Names, figures and masked numbers go along; without it only ids do.</param>
internal sealed record EventTargetBody(string Url, IReadOnlyList<string> Events, bool Details = false);

/// <param name="On">False: nothing is sent from now on.</param>
internal sealed record EventSwitchBody(bool On);

/// <param name="Delivery">The id of one delivery; absent for all that the target did not take.</param>
internal sealed record EventAgainBody(string? Delivery = null);

/// <param name="By">Who asked for it, and who approved it.</param>
/// <param name="HasSecret">False before the first secret was shown; what is sent until then nobody can verify.</param>
/// <param name="OldSecretUntil">Until when the secret before the newest signs too.</param>
/// <param name="FailingSince">The first failure since it last took something.</param>
/// <param name="OffBy">Who switched it off; absent for its failures, and while it is on.</param>
internal sealed record EventTargetView(string Id, string Url, IReadOnlyList<string> Events, bool Details, bool On, string By,
    Instant Since, bool HasSecret, Instant? OldSecretUntil, Instant? FailingSince, Instant? OffAt, string? OffBy)
{
    /// <param name="whole">With the address's query, which may hold a partner's token.</param>
    public static EventTargetView Of(EventTarget t, bool whole) => new(t.Id, whole ? t.Url : EventTarget.Bare(t.Url), t.Events, t.Details,
        t.IsOn, t.Second is null ? t.By : $"{t.By} and {t.Second}", t.Since, t.Secret > 0, t.OldUntil, t.FailingSince, t.OffAt, t.OffBy);
}

/// <param name="Types">The types of events that there are.</param>
/// <param name="Approval">The approval that a second owner has to give before a change takes place.</param>
internal sealed record EventTargetsView(string Programme, IReadOnlyList<EventTargetView> Targets, IReadOnlyList<string> Types,
    string? Approval = null) : Zoned
{
    public static EventTargetsView Of(EventTargets t, bool whole) =>
        new(t.Programme, [.. t.Targets.Select(one => EventTargetView.Of(one, whole))], PartnerEvents.Types);
}

/// <param name="Secret">The new secret, shown this once; absent in a repeat.</param>
internal sealed record EventSecretView(string Id, string? Secret);

/// <param name="Event">The event's id, which the target gets as <c>webhook-id</c>.</param>
/// <param name="Tries">Since it was last sent by an order.</param>
/// <param name="Last">What the last try came to.</param>
internal sealed record EventDeliveryView(string Id, string Event, string Type, Instant At, EventDeliveryState State, int Tries,
    Instant? LastAt, string? Last, Instant? NextAt)
{
    public static EventDeliveryView Of(EventDelivery d) => new(PartnerTargets.NameOf(d), d.Id, d.Event.Type, d.Event.At, d.State, d.Tries,
        d.LastAt, d.Last, d.NextAt);
}

/// <param name="Next">The value of after for the next page; absent at the end.</param>
internal sealed record EventDeliveriesView(IReadOnlyList<EventDeliveryView> Deliveries, string? Next) : Zoned;

internal sealed record EventRemovedView(string Id);

/// <param name="Sent">How many go again.</param>
/// <param name="Left">How many the address did not take besides: order it once more.</param>
internal sealed record EventAgainView(string Id, int Sent, int Left = 0);
