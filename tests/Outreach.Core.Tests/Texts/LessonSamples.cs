using NodaTime;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

/// <summary>The messages of courses at their longest: the words of a course have limits of their own, which its checker holds.</summary>
internal static class LessonSamples
{
    private static IReadOnlyDictionary<string, string> In(Language language, int letters) => new Dictionary<string, string>
    {
        [language.Code()] = language == Language.Bangla ? new('ক', letters) : new('w', letters),
    };

    public static IEnumerable<Sms> Sms(Language language, string name)
    {
        var bangla = language == Language.Bangla;
        var (title, why, text) = (In(language, bangla ? 20 : 30), In(language, bangla ? 30 : 45), In(language, bangla ? 60 : 100));
        var asks = new AskedText(In(language, bangla ? 20 : 30), [.. Enumerable.Repeat(In(language, bangla ? 10 : 15), 3)]);
        foreach (var who in new[] { "", name })
        {
            yield return new LessonSms("nuts", 1, new('B', why), text, asks, who);
            yield return new LessonSms("nuts", 1, null, text, null, who);
            yield return new LessonAgainSms("nuts", 1, asks, who);
            yield return new CourseInviteSms("nuts", 0, title, 30, who);
            yield return new CourseNudgeSms("nuts", 3, title, who);
            foreach (var code in new[] { null, "MWQMWQMWQM" }) yield return new CourseDoneSms("nuts", 10, new('B', why), why, title, 30,
                30, code, who);
            yield return new CourseDoneSms("nuts", 10, new('B', why), null, title, 30, 30, null, who);
        }
        yield return new CourseEndedSms("nuts", 3, title);
        foreach (var reply in Enum.GetValues<LessonReply>())
            yield return new LessonReplySms(reply, 'D', reply is LessonReply.Right or LessonReply.Again ? why : null, ['A', 'B', 'C', 'D']);
        yield return new LessonByLetterSms(['A', 'B', 'C', 'D']);
        yield return new WhoAnswersSms('D', name);
        yield return new CourseJoinedSms(title, 30, Longest.Pay);
        foreach (var why2 in Enum.GetValues<NotEnrolled>()) yield return new CourseRefusedSms(why2, Longest.UssdCode);
        yield return new CoursesSms(["groundnut-drying", "shop-records", "maize-storage", "savings"]);
        yield return new CoursesSms([]);
        yield return new CourseLeftSms(title, null);
        yield return new CourseLeftSms(title, Longest.Pay);
    }
}
