namespace Outreach.Core.Texts;

/// <summary>What can be ordered by SMS.</summary>
public enum Keyword { Answer, Stop, StopTips, Start, Help, Check, Paid, Delivered, Correct, Change, Close, Problem, Solved, Statement }

/// <summary>A near miss of something that changes nothing.</summary>
/// <param name="Order">As it would be written.</param>
/// <param name="ByOne">A 1 will do; not while another question is open.</param>
public sealed record DidYouMeanSms(string Order, bool ByOne) : Sms;

/// <summary>A near miss of something that is never guessed: how to write it. <paramref name="Code"/> as the text had it, or null.</summary>
public sealed record HowToWriteSms(Keyword Keyword, string? Code) : Sms;

/// <summary>Only one piece of a message came.</summary>
public sealed record PartSms : Sms;

/// <summary>Asked for by STATEMENT: there is nothing between this person and anybody.</summary>
public sealed record NothingOwedSms : Sms;

/// <summary>Asked for a letter: there is nothing yet that it could say.</summary>
public sealed record NoLetterSms : Sms;

/// <summary>An answer to how it went that came late, twice or unasked.</summary>
public sealed record PulseClosedSms : Sms;

/// <summary>Several agreements asked how it went: which is meant? At most three of them.</summary>
/// <param name="Said">The digit that was sent: 7, 8 or 9.</param>
public sealed record WhichPulseSms(int Said, IReadOnlyList<PulseSms> Open) : Sms;

/// <summary>A coordinator's answer to what the reader wrote, in their own words, with their name.</summary>
public sealed record MentorSms(string Text, string Name) : Sms;
