namespace Outreach.Core.Mentoring;

/// <summary>What a correction of a course changes, for who approves it.</summary>
public static class CourseWords
{
    /// <summary>The most changed texts that are written out.</summary>
    public const int MostShown = 40;

    /// <summary>Each changed text with its path, as in the file: <c>lessons[0].text.sw: "before" is now "after"</c>.</summary>
    public static IReadOnlyList<string> Changes(Course before, Course after)
    {
        var (old, now) = (Of(before).ToDictionary(StringComparer.Ordinal), Of(after).ToDictionary(StringComparer.Ordinal));
        return [.. now.Keys.Union(old.Keys).Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Was: old.GetValueOrDefault(path, ""), Is: now.GetValueOrDefault(path, "")))
            .Where(c => c.Was != c.Is).Select(c => $"{c.Path}: \"{c.Was}\" is now \"{c.Is}\"")];
    }

    private static IEnumerable<KeyValuePair<string, string>> Of(Course course) =>
    [
        .. Texts("title", course.Title), .. Texts("finish.text", course.Finish.Text),
        .. course.Lessons.SelectMany((lesson, n) => Of(lesson, $"lessons[{n}]")),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Of(Lesson lesson, string path) => lesson.Question is not { } question
        ? Texts($"{path}.text", lesson.Text)
        :
        [
            .. Texts($"{path}.text", lesson.Text), .. Texts($"{path}.question.text", question.Text),
            .. question.Options.SelectMany((o, n) => Texts($"{path}.question.options.{(char)('A' + n)}", o)),
            .. Texts($"{path}.question.feedback", question.Feedback),
            .. Texts($"{path}.question.remedy", question.Remedy ?? new Dictionary<string, string>()),
        ];

    private static IEnumerable<KeyValuePair<string, string>> Texts(string path, IReadOnlyDictionary<string, string> texts) =>
        texts.Select(t => KeyValuePair.Create($"{path}.{t.Key}", t.Value));
}
