namespace Outreach.Core.Notices;

/// <summary>An SMS before it is written in the reader's language. Each sentence has one record.</summary>
public abstract record Sms;

/// <summary>The actions that an SMS can request.</summary>
public enum Keyword { Answer, Stop, StopTips, Start, Help, Check, Paid, Delivered, Correct, Change, Close, Problem, Solved, Statement }
