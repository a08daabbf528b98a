namespace Outreach.Core.Notices;

/// <summary>Where an outgoing message stands. The order is the rank: a report never moves a message back.</summary>
public enum DeliveryState
{
    /// <summary>Decided, not yet tried.</summary>
    Queued,
    /// <summary>Handed to a gateway that has not answered: nobody knows yet whether it has it.</summary>
    Sending,
    /// <summary>The gateway has it.</summary>
    Accepted,
    /// <summary>The gateway passed it to the operator.</summary>
    Sent,
    /// <summary>The operator could not deliver it.</summary>
    Undelivered,
    /// <summary>Refused for good, by the gateway or by us after the last try.</summary>
    Failed,
    /// <summary>Too late to be of use; not sent, or given up by the operator.</summary>
    Expired,
    /// <summary>Held back by us: opted out, blocked or not consented.</summary>
    Suppressed,
    /// <summary>On the handset.</summary>
    Delivered,
}
