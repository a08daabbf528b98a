using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

/// <summary>To a mentor's phone: what somebody wrote, with the code that answers it.</summary>
/// <param name="Name">The first name of who wrote; their number goes to no phone.</param>
[StoredAs("MentorAskSms"), Holds(SmsContent.Private)]
public sealed record MentorAskSms(string Name, string Code, string Text) : Sms;

/// <summary>To a mentor's phone: the day has had its messages, and so many people more wait.</summary>
[StoredAs("MentorMoreSms"), Holds(SmsContent.Neutral)]
public sealed record MentorMoreSms(int Count) : Sms;

/// <summary>What a phone is for its mentor.</summary>
public enum MentorPhoneIs
{
    On, Off,
    /// <summary>Several people use it.</summary>
    Shared,
    /// <summary>Another coordinator has the mentor's name, by which people have their mentor.</summary>
    Namesake,
}

/// <summary>Answers MENTOR: whether messages of people come to this phone.</summary>
[StoredAs("MentorPhoneSms"), Holds(SmsContent.Neutral)]
public sealed record MentorPhoneSms(MentorPhoneIs Is) : Sms;

/// <summary>Why nothing was done with what a mentor sent.</summary>
public enum MentorNot
{
    /// <summary>No code of this phone.</summary>
    Unknown,
    /// <summary>A code's days are over.</summary>
    Over,
    /// <summary>Another mentor has it.</summary>
    Taken,
    /// <summary>Another mentor answered.</summary>
    Answered,
    /// <summary>Somebody else closed it.</summary>
    Closed,
    /// <summary>Who asks closed it.</summary>
    ClosedByYou,
    /// <summary>The same words went out.</summary>
    Twice,
    /// <summary>The conversation is as long as one may be.</summary>
    Full,
    /// <summary>More than two SMS.</summary>
    TooLong,
    /// <summary>It has a link, a number, a PIN, a code or another's name, which takes a second owner.</summary>
    Leads,
    /// <summary>It asks for a 1 or 2, which would answer something else.</summary>
    Asks,
    /// <summary>It is nothing but a word that orders us something, such as STOP.</summary>
    Order,
    /// <summary>The person sent STOP.</summary>
    Stopped,
    /// <summary>A figure in it was struck, since it may be a PIN.</summary>
    Figure,
    /// <summary>Nobody has the conversation any more.</summary>
    Gone,
}

/// <summary>To a mentor's phone: nothing was done, and why.</summary>
/// <param name="Who">Who has it, or answered; empty for nobody.</param>
[StoredAs("MentorNotSms"), Holds(SmsContent.Private)]
public sealed record MentorNotSms(string Code, MentorNot Why, string Who = "") : Sms;
