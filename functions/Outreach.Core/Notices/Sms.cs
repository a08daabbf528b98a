namespace Outreach.Core.Notices;

/// <summary>What an SMS holds, which decides what of it may stand on a phone that others read.</summary>
public enum SmsContent
{
    /// <summary>Names no amount and nobody else, or has to be read by whoever holds the phone.</summary>
    Neutral,
    /// <summary>Names an amount, a deal, or another person.</summary>
    Private,
    /// <summary>A code that opens somebody's data to its bearer.</summary>
    Credential,
    /// <summary>What a person wrote in free words.</summary>
    FreeWords,
}

/// <summary>Marks what a type of SMS holds. Each type says it itself: there is no default that could be too lenient.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class HoldsAttribute(SmsContent content) : Attribute
{
    public SmsContent Content { get; } = content;
}

/// <summary>An SMS before it is written in the reader's language. Each sentence has one record.</summary>
public abstract record Sms;

/// <summary>The actions that an SMS can request.</summary>
public enum Keyword { Answer, Stop, StopTips, Start, Help, Check, Paid, Delivered, Correct, Change, Close, Problem, Wrong, Solved,
    Statement, Received, Last }
