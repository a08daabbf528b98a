using NodaTime;

namespace Outreach.Core.Notices;

/// <summary>What an SMS says, before it is put in words of the reader's language. One record a sentence.</summary>
public abstract record Sms;

/// <summary>What can be ordered by SMS.</summary>
public enum Keyword { Answer, Stop, StopTips, Start, Help, Check, Paid, Delivered, Correct, Change, Close, Problem, Solved, Statement }
