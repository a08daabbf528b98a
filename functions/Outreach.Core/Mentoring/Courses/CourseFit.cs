using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>Whether a course is for somebody, as far as others know the person.</summary>
public static class CourseFit
{
    /// <summary>Null for somebody who can take it.</summary>
    public static NotEnrolled? Why(CourseCard course, Role role, string place, IReadOnlyList<string> crops, Language language,
        bool tipsAllowed) =>
        !course.Audience.Fits(role, place, crops) ? NotEnrolled.NotFor
            : !course.Languages.Contains(language.Code()) ? NotEnrolled.NoText
            : tipsAllowed ? null : NotEnrolled.NoTips;
}
