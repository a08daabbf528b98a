using NodaTime;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>One version of a course, as its file says. Texts are by ISO 639-1 language code. A version never changes.</summary>
/// <param name="Languages">The languages of every text; the first is for who reads none of them.</param>
/// <param name="Pass">Null for a course that everybody passes.</param>
public sealed record Course(
    string Id, int Version, IReadOnlyDictionary<string, string> Title, IReadOnlyList<string> Languages, CourseAudience Audience,
    CourseStart Start, PassRule? Pass, IReadOnlyList<Lesson> Lessons, CourseFinish Finish)
{
    public const int MostLessons = 30;

    public int Questions => Lessons.Count(l => l.Question is not null);

    public CourseCard Card => new(Id, Version, Title, Languages, Lessons.Count, Audience, Start,
        [.. Lessons.Select(l => l.Wait)]);

    /// <summary>Whether a running course may go on with the other version: only words differ.</summary>
    public bool HasSamePlan(Course other) => Id == other.Id && Lessons.Count == other.Lessons.Count
        && Lessons.Zip(other.Lessons).All(l => l.First.Key == l.Second.Key && l.First.Question?.Key == l.Second.Question?.Key
            && l.First.Question?.Right == l.Second.Question?.Right
            && l.First.Question?.Options.Count == l.Second.Question?.Options.Count);
}

/// <summary>What one has to know of a course to join it.</summary>
/// <param name="Waits">Days before each lesson.</param>
/// <param name="ProgrammeEnds">The last day of the programme; null for no end.</param>
public sealed record CourseCard(string Id, int Version, IReadOnlyDictionary<string, string> Title, IReadOnlyList<string> Languages,
    int Lessons, CourseAudience Audience, CourseStart Start, IReadOnlyList<int>? Waits = null, LocalDate? ProgrammeEnds = null);

/// <summary>Who a course is for. Null filters nobody out.</summary>
public sealed record CourseAudience(Role? Role = null, string? Place = null, string? Crop = null)
{
    public bool Fits(Role role, string place, IReadOnlyList<string> crops) => (Role is null || role == Role)
        && (Place is null || Spelling.Same(place, Place)) && (Crop is null || crops.Any(c => CropReading.Same(c, Crop)));
}

/// <summary>From when the days of a course count.</summary>
public enum StartFrom
{
    /// <summary>From the day of joining.</summary>
    Join,
    /// <summary>From one date for all.</summary>
    Date,
    /// <summary>From the person's day of planting, which is given at enrolment.</summary>
    Planting,
}

/// <summary>When lessons come: on these days, at this time where the reader is.</summary>
/// <param name="PlantingDays">Days from planting to the first lesson.</param>
/// <param name="Minute">Minutes since midnight.</param>
public sealed record CourseStart(StartFrom From, LocalDate? Date, int PlantingDays, int Minute, IReadOnlyList<IsoDayOfWeek> Days)
{
    public LocalTime At => LocalTime.FromMinutesSinceMidnight(Minute);
}

/// <param name="Right">Right answers, of the course's last <paramref name="Of"/> questions or of all.</param>
public sealed record PassRule(int Right, int Of);

/// <param name="Wait">Days after the lesson before, at least.</param>
public sealed record Lesson(string Key, int Wait, IReadOnlyDictionary<string, string> Text, LessonQuestion? Question);

/// <param name="Options">From A on.</param>
/// <param name="Right">The letter of the right option.</param>
/// <param name="Feedback">Why it is right; told to everybody with the next lesson.</param>
/// <param name="Remedy">Said to who was wrong, before the question comes once more; null for no second try.</param>
public sealed record LessonQuestion(string Key, IReadOnlyDictionary<string, string> Text,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Options, char Right, IReadOnlyDictionary<string, string> Feedback,
    IReadOnlyDictionary<string, string>? Remedy)
{
    public const int MostOptions = 4;

    /// <summary>The letters that answer: <c>A, B</c>.</summary>
    public IReadOnlyList<char> Letters => [.. Enumerable.Range('A', Options.Count).Select(c => (char)c)];
}

/// <param name="Certificate">Whether who passes gets a code that anyone can check.</param>
public sealed record CourseFinish(bool Certificate, IReadOnlyDictionary<string, string> Text);
