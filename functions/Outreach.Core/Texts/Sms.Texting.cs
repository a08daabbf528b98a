using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

/// <summary>A near miss of something that changes nothing.</summary>
/// <param name="Order">As it would be written.</param>
/// <param name="ByOne">A 1 will do; not while another question is open.</param>
[StoredAs("DidYouMeanSms")] public sealed record DidYouMeanSms(string Order, bool ByOne) : Sms;

/// <summary>A near miss of something that is never guessed: how to write it. <paramref name="Code"/> as the text had it, or null.</summary>
[StoredAs("HowToWriteSms")] public sealed record HowToWriteSms(Keyword Keyword, string? Code) : Sms;

/// <summary>Only one piece of a message came.</summary>
[StoredAs("PartSms")] public sealed record PartSms : Sms;

/// <summary>A coordinator's answer to what the reader wrote, in their own words, with their name.</summary>
[StoredAs("MentorSms")] public sealed record MentorSms(string Text, string Name) : Sms;
