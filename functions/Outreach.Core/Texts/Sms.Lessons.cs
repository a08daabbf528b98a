using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

/// <summary>A lesson's question as an SMS puts it. Texts are by language code.</summary>
public sealed record AskedText(IReadOnlyDictionary<string, string> Question, IReadOnlyList<IReadOnlyDictionary<string, string>> Options);

/// <summary>The right answer to the question before.</summary>
public sealed record ToldAnswer(char Letter, IReadOnlyDictionary<string, string> Why);

/// <summary>A message of a course that is a step of it: its loss is told to the learner, who gets it again.</summary>
/// <param name="Course">The course's id.</param>
/// <param name="Place">The lesson's place, from 0; behind the last one for the end.</param>
public abstract record CourseStepSms(string Course, int Place) : Sms;

/// <summary>One lesson: the answer to the last question, the text, and a question that may be answered.</summary>
/// <param name="For">The first name, on a phone that several people use.</param>
[StoredAs("LessonSms"), Holds(SmsContent.Neutral)]
public sealed record LessonSms(string Course, int Place, ToldAnswer? Before, IReadOnlyDictionary<string, string> Text, AskedText? Asks,
    string For = "") : CourseStepSms(Course, Place);

/// <summary>The question once more, after a wrong answer.</summary>
[StoredAs("LessonAgainSms"), Holds(SmsContent.Neutral)]
public sealed record LessonAgainSms(string Course, int Place, AskedText Asks, string For = "") : CourseStepSms(Course, Place);

/// <summary>Asks a person whom others put on the list whether they want the course.</summary>
[StoredAs("CourseInviteSms"), Holds(SmsContent.Neutral)]
public sealed record CourseInviteSms(string Course, int Place, IReadOnlyDictionary<string, string> Title, int Lessons, string For = "")
    : CourseStepSms(Course, Place);

/// <summary>Asks who answered nothing for a while.</summary>
[StoredAs("CourseNudgeSms"), Holds(SmsContent.Neutral)]
public sealed record CourseNudgeSms(string Course, int Place, IReadOnlyDictionary<string, string> Title, string For = "")
    : CourseStepSms(Course, Place);

/// <summary>The end of a course.</summary>
/// <param name="Text">The course's own last words; null for who has not passed.</param>
/// <param name="Certificate">The code that anyone can check; null for none.</param>
[StoredAs("CourseDoneSms"), Holds(SmsContent.Neutral)]
public sealed record CourseDoneSms(string Course, int Place, ToldAnswer? Before, IReadOnlyDictionary<string, string>? Text,
    IReadOnlyDictionary<string, string> Title, int Right, int Questions, string? Certificate, string For = "")
    : CourseStepSms(Course, Place);

/// <summary>The course was taken back by those who teach it.</summary>
[StoredAs("CourseEndedSms"), Holds(SmsContent.Neutral)]
public sealed record CourseEndedSms(string Course, int Place, IReadOnlyDictionary<string, string> Title) : CourseStepSms(Course, Place);

/// <summary>What became of a letter to a lesson.</summary>
public enum LessonReply
{
    Right,
    /// <summary>Wrong, and the question comes once more.</summary>
    Again,
    /// <summary>Wrong; the answer comes with the next lesson.</summary>
    Wrong,
    /// <summary>The first answer counts.</summary>
    Second,
    /// <summary>Nothing is asked any more.</summary>
    Closed,
    /// <summary>No such letter stands below the question.</summary>
    NoSuchLetter,
}

/// <summary>Answers a letter to a lesson.</summary>
/// <param name="Letter">The right one where it is closed; the one that counts where there was one before.</param>
/// <param name="Why">Why it is right, or what helps with the second try.</param>
[StoredAs("LessonReplySms"), Holds(SmsContent.Neutral)]
public sealed record LessonReplySms(LessonReply Reply, char Letter, IReadOnlyDictionary<string, string>? Why, IReadOnlyList<char> Letters)
    : Sms;

/// <summary>A digit came while a lesson asks, which digits never answer.</summary>
[StoredAs("LessonByLetterSms"), Holds(SmsContent.Neutral)]
public sealed record LessonByLetterSms(IReadOnlyList<char> Letters) : Sms;

/// <summary>Several people of the phone have a question: asks who answers.</summary>
/// <param name="Answer">The letter that came.</param>
/// <param name="Name">One user's first name, for the example.</param>
[StoredAs("WhoAnswersSms"), Holds(SmsContent.Neutral)]
public sealed record WhoAnswersSms(char Answer, string Name) : Sms;

/// <summary>The person is in the course.</summary>
[StoredAs("CourseJoinedSms"), Holds(SmsContent.Neutral)]
public sealed record CourseJoinedSms(IReadOnlyDictionary<string, string> Title, int Lessons, LocalDate First) : Sms;

/// <summary>Why somebody is not in a course.</summary>
public enum NotEnrolled
{
    /// <summary>In it already.</summary>
    Already,
    /// <summary>In as many courses as one may take at once.</summary>
    Full,
    /// <summary>Has finished it.</summary>
    Finished,
    /// <summary>Takes no tips.</summary>
    NoTips,
    /// <summary>Has said no to it, or left it.</summary>
    Declined,
    /// <summary>The course is not for people like this one.</summary>
    NotFor,
    /// <summary>The course has no text in this language.</summary>
    NoText,
    /// <summary>The day of planting is not known.</summary>
    NoDate,
    /// <summary>Nobody of that id, or no phone.</summary>
    Unknown,
    /// <summary>The programme ends before the course would.</summary>
    EndsFirst,
}

/// <summary>The person cannot join the course.</summary>
[StoredAs("CourseRefusedSms"), Holds(SmsContent.Neutral)]
public sealed record CourseRefusedSms(NotEnrolled Why, string UssdCode) : Sms;

/// <summary>Names the courses that a person can join.</summary>
/// <param name="Ids">As they are typed behind LEARN.</param>
[StoredAs("CoursesSms"), Holds(SmsContent.Neutral)]
public sealed record CoursesSms(IReadOnlyList<string> Ids) : Sms;

/// <summary>The person has left a course, or rests it.</summary>
/// <param name="Until">Null for good.</param>
[StoredAs("CourseLeftSms"), Holds(SmsContent.Neutral)]
public sealed record CourseLeftSms(IReadOnlyDictionary<string, string> Title, LocalDate? Until) : Sms;
