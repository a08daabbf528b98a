using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

/// <summary>Suggests the order that a near miss resembles; only for orders that change nothing.</summary>
/// <param name="Order">The order as the sender would write it.</param>
/// <param name="ByOne">Whether a reply of 1 confirms; false while another question is open.</param>
[StoredAs("DidYouMeanSms"), Holds(SmsContent.Private)]
public sealed record DidYouMeanSms(string Order, bool ByOne) : Sms;

/// <summary>Asks whether the words stop all messages: 1 yes, 2 no.</summary>
[StoredAs("MayStopSms"), Holds(SmsContent.Neutral)]
public sealed record MayStopSms : Sms;

/// <summary>Explains how to write an order that is never guessed. <paramref name="Code"/> is as the text had it, or null.</summary>
[StoredAs("HowToWriteSms"), Holds(SmsContent.Neutral)]
public sealed record HowToWriteSms(Keyword Keyword, string? Code) : Sms;

/// <summary>Tells the sender that only one piece of a long message arrived.</summary>
[StoredAs("PartSms"), Holds(SmsContent.Neutral)]
public sealed record PartSms : Sms;

/// <summary>Words of a coordinator's own; there is no sentence for them.</summary>
public abstract record OwnWordsSms(string Text) : Sms;

/// <summary>A coordinator's own reply to the reader's message, signed with a name.</summary>
[StoredAs("MentorSms"), Holds(SmsContent.FreeWords)]
public sealed record MentorSms(string Text, string Name) : OwnWordsSms(Text);

/// <summary>A tip in one language as its readers will see it, to the coordinator who tries it first.</summary>
[StoredAs("TipTrialSms"), Holds(SmsContent.FreeWords)]
public sealed record TipTrialSms(string Text) : OwnWordsSms(Text);
