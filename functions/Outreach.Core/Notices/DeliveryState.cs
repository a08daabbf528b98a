namespace Outreach.Core.Notices;

/// <summary>The state of an outgoing message. The order is the rank: a report never moves a message back.</summary>
public enum DeliveryState
{
    /// <summary>Decided, not yet tried.</summary>
    Queued,
    /// <summary>Handed to a gateway that has not answered, so the outcome is unknown.</summary>
    Sending,
    /// <summary>The gateway accepted the message.</summary>
    Accepted,
    /// <summary>The gateway passed the message to the operator.</summary>
    Sent,
    /// <summary>The operator could not deliver the message.</summary>
    Undelivered,
    /// <summary>Refused for good, by the gateway or by us after the last try.</summary>
    Failed,
    /// <summary>Too late to be useful: not sent, or given up by the operator.</summary>
    Expired,
    /// <summary>Held back by us: opted out, blocked or without consent.</summary>
    Suppressed,
    /// <summary>Delivered to the handset.</summary>
    Delivered,
}

public static class DeliveryStates
{
    /// <summary>Whether the message went out and will not come.</summary>
    public static bool IsLost(this DeliveryState state) =>
        state is DeliveryState.Undelivered or DeliveryState.Failed or DeliveryState.Expired;
}
