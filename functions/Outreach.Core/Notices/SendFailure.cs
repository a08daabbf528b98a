namespace Outreach.Core.Notices;

/// <summary>Why a message was not sent or did not arrive. Each gateway's status table maps its codes to these.</summary>
public enum SendFailure
{
    InvalidNumber, NotMobile, UnknownSubscriber, Unreachable, OptedOut, Blocked, Filtered,
    InvalidSender, RegionNotEnabled, TooLong, Unauthorized, InsufficientCredit, Suspended,
    RateLimited, GatewayBusy, GatewayError, Expired, Unknown,
}

/// <summary>Whether a failed message may be tried again, and the sentence for people.</summary>
public static class SendFailures
{
    /// <summary>True when a refusal of this one message may pass, so that it is tried again a few times.</summary>
    public static bool IsRetryable(this SendFailure failure) => failure
        is SendFailure.Unreachable or SendFailure.Unknown or SendFailure.InvalidSender or SendFailure.RegionNotEnabled;

    /// <summary>
    /// True for trouble of the gateway or of our account there, which is no recipient's: the message waits, and another gateway may accept.
    /// </summary>
    public static bool IsTrouble(this SendFailure failure) => failure
        is SendFailure.GatewayError or SendFailure.GatewayBusy or SendFailure.InsufficientCredit or SendFailure.RateLimited
        or SendFailure.Unauthorized or SendFailure.Suspended;

    /// <summary>True for trouble that ends only when somebody pays in, or mends our account.</summary>
    public static bool NeedsSomebody(this SendFailure failure) => failure
        is SendFailure.InsufficientCredit or SendFailure.Unauthorized or SendFailure.Suspended;

    public static string Sentence(this SendFailure failure) => failure switch
    {
        SendFailure.InvalidNumber => "The number is not a valid phone number.",
        SendFailure.NotMobile => "The number is a landline and cannot get SMS.",
        SendFailure.UnknownSubscriber => "No subscriber has this number any more.",
        SendFailure.Unreachable => "The phone was off or out of reach.",
        SendFailure.OptedOut => "The person asked for no messages.",
        SendFailure.Blocked => "The operator or the gateway blocks this number.",
        SendFailure.Filtered => "The operator filtered the message as unwanted.",
        SendFailure.InvalidSender => "The sender name or number is not allowed there.",
        SendFailure.RegionNotEnabled => "Sending to this country is not enabled at the gateway.",
        SendFailure.TooLong => "The message is too long.",
        SendFailure.Unauthorized => "The gateway did not accept our key.",
        SendFailure.InsufficientCredit => "The gateway account has no credit left, or has reached its limit for the day.",
        SendFailure.Suspended => "The gateway account is suspended.",
        SendFailure.RateLimited => "Too many messages at once; the gateway asks us to slow down.",
        SendFailure.GatewayBusy => "The gateway's queue is full.",
        SendFailure.GatewayError => "The gateway had an error of its own.",
        SendFailure.Expired => "The message could not be delivered in time.",
        _ => "The gateway gave no reason that we know.",
    };
}
