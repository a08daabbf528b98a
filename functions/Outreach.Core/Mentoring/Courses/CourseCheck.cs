using System.Text.RegularExpressions;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>What is wrong with a course, at a place in its file.</summary>
/// <param name="Path">As <c>lessons[2].question.options.B.sw</c>.</param>
/// <param name="Text">A sentence that says what to write instead.</param>
/// <param name="Line">From 1; 0 where no file was read.</param>
/// <param name="IsWarning">Whether the course can be published nonetheless.</param>
public sealed record CourseFault(string Path, string Text, int Line = 0, bool IsWarning = false);

/// <summary>Checks a course as its readers would get it, in every language, before it is published.</summary>
public static partial class CourseCheck
{
    private const int OptionLength = 25;
    private const int TitleLength = 30;
    private const int WordsASentence = 12;
    private const int EarliestMinute = 8 * 60;
    private const int LatestMinute = 19 * 60 + 30;

    /// <summary>One word that means something to us on its own; a letter alone answers a lesson.</summary>
    private static readonly HashSet<string> orders =
        [.. Keywords.All.Where(w => w.Meaning is not ("Greeting" or "Thanks" or "Doubtful") && !Keywords.IsAround(w.Meaning)
            && !w.Meaning.StartsWith("Slip", StringComparison.Ordinal) && !w.Meaning.StartsWith("Unit.", StringComparison.Ordinal)
            && !w.Meaning.StartsWith("Field.", StringComparison.Ordinal) && !w.Meaning.StartsWith("About.", StringComparison.Ordinal))
            .Select(w => w.Word), "A", "B", "C", "D"];

    /// <returns>Faults, then warnings; empty for a course without any.</returns>
    public static IReadOnlyList<CourseFault> Of(Course course) =>
        [.. Shape(course).Concat(Texts(course)).Concat(course.Languages.SelectMany(l => Sizes(course, l))).Concat(Warnings(course))];

    /// <summary>Every text of a course with its path.</summary>
    public static IEnumerable<(string Path, IReadOnlyDictionary<string, string> Texts)> TextsOf(Course course)
    {
        yield return ("title", course.Title);
        yield return ("finish.text", course.Finish.Text);
        for (var n = 0; n < course.Lessons.Count; n++)
        {
            var (at, lesson) = ($"lessons[{n}]", course.Lessons[n]);
            yield return ($"{at}.text", lesson.Text);
            if (lesson.Question is not { } question) continue;
            yield return ($"{at}.question.text", question.Text);
            for (var o = 0; o < question.Options.Count; o++)
                yield return ($"{at}.question.options.{(char)('A' + o)}", question.Options[o]);
            yield return ($"{at}.question.feedback", question.Feedback);
            if (question.Remedy is { } remedy) yield return ($"{at}.question.remedy", remedy);
        }
    }

    private static IEnumerable<CourseFault> Shape(Course course)
    {
        if (!Key().IsMatch(course.Id)) yield return new("id", "id is small letters, digits and dashes, 2 to 31, and begins with a letter.");
        if (course.Version < 1) yield return new("version", "version is a number from 1 on.");
        if (course.Languages.Count == 0) yield return new("languages", $"languages are some of {Languages.Codes}.");
        foreach (var code in course.Languages.Where(c => Languages.FromCode(c) is null))
            yield return new("languages", $"{code} is no language of ours; they are {Languages.Codes}.");
        foreach (var code in course.Languages.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key))
            yield return new("languages", $"{code} stands twice.");
        if (course.Lessons.Count is < 1 or > Course.MostLessons)
            yield return new("lessons", $"lessons are 1 to {Course.MostLessons}.");
        if (course.Start.Minute is < EarliestMinute or > LatestMinute)
            yield return new("start.at", "start.at is from 08:00 to 19:30, where the reader is.");
        if (course.Start.Days.Count == 0) yield return new("start.days", "start.days are some of mon, tue, wed, thu, fri, sat, sun.");
        if (course.Start.From == StartFrom.Date && course.Start.Date is null)
            yield return new("start.date", "start.from: date needs start.date, such as 2026-09-01.");
        if (course.Pass is { } pass && !(pass.Right >= 1 && pass.Right <= pass.Of && pass.Of <= course.Questions))
            yield return new("pass", $"pass.right is at most pass.of, which is at most the {course.Questions} questions.");
        foreach (var fault in Keys(course).Concat(course.Lessons.SelectMany(Question))) yield return fault;
    }

    private static IEnumerable<CourseFault> Keys(Course course)
    {
        var keys = course.Lessons.SelectMany((lesson, n) => new[] { ($"lessons[{n}].key", lesson.Key) }
            .Concat(lesson.Question is { } q ? [($"lessons[{n}].question.key", q.Key)] : Array.Empty<(string, string)>())).ToList();
        foreach (var (path, key) in keys.Where(k => !Key().IsMatch(k.Item2)))
            yield return new(path, $"{key} is no key: small letters, digits and dashes, 2 to 31, beginning with a letter.");
        foreach (var (path, key) in keys.Where((k, n) => keys.FindIndex(o => o.Item2 == k.Item2) < n))
            yield return new(path, $"{key} stands twice; a key has one meaning for ever.");
    }

    private static IEnumerable<CourseFault> Question(Lesson lesson, int place)
    {
        var at = $"lessons[{place}]";
        if (lesson.Wait is < 0 or > 60) yield return new($"{at}.wait", "wait is 0 to 60 days.");
        if (lesson.Question is not { } question) yield break;
        if (question.Options.Count is < 2 or > LessonQuestion.MostOptions)
            yield return new($"{at}.question.options", "options are 2 to 4, under A, B, C and D in this order.");
        if (!question.Letters.Contains(question.Right))
            yield return new($"{at}.question.right", $"right is one of {string.Join(", ", question.Letters)}.");
    }

    private static IEnumerable<CourseFault> Texts(Course course)
    {
        foreach (var (path, texts) in TextsOf(course))
        {
            foreach (var code in course.Languages.Except(texts.Keys)) yield return new($"{path}.{code}", $"The text in {code} is missing.");
            foreach (var code in texts.Keys.Except(course.Languages))
                yield return new($"{path}.{code}", $"{code} is no language of this course; put it under languages or take it out.");
            foreach (var (code, text) in texts.Where(t => course.Languages.Contains(t.Key)))
            {
                foreach (var fault in Words(path, code, text)) yield return fault;
            }
        }
        foreach (var fault in course.Lessons.SelectMany((lesson, n) => Options(course, lesson, n))) yield return fault;
    }

    private static IEnumerable<CourseFault> Words(string path, string code, string text)
    {
        var at = $"{path}.{code}";
        var sent = Normaliser.ToGsm7(text);
        if (string.IsNullOrWhiteSpace(text)) yield return new(at, "The text is empty.");
        if (code != Language.Bangla.Code() && !Gsm7.IsGsm7(sent))
            yield return new(at, string.Join(" ", Segments.Offenders(sent))
                + " makes each SMS cost more than twice as much: write it plain.");
        if (TextRisk.LeadsAway(text)) yield return new(at, "A course has no link, no number to call or dial, and no word of a PIN.");
        if (FreeText.AsksBy(text) is { } asks)
            yield return new(at, $"\"{asks}\" asks for an answer that could bind money; a course is answered by letters alone.");
        foreach (var line in text.Split('\n').Where(l => orders.Contains(Plain(l))))
            yield return new(at, $"\"{line.Trim()}\" alone is an order to us; say more.");
        if (path == "title" && text.Length > TitleLength) yield return new(at, $"A title is at most {TitleLength} letters.");
    }

    private static IEnumerable<CourseFault> Options(Course course, Lesson lesson, int place)
    {
        if (lesson.Question is not { } question) yield break;
        foreach (var code in course.Languages)
        {
            var said = question.Options.Select(o => Plain(o.GetValueOrDefault(code, ""))).ToList();
            for (var n = 0; n < said.Count; n++)
            {
                var path = $"lessons[{place}].question.options.{(char)('A' + n)}.{code}";
                if (question.Options[n].GetValueOrDefault(code, "").Length > OptionLength)
                    yield return new(path, $"An option is at most {OptionLength} letters.");
                if (said[n].Length > 0 && said.IndexOf(said[n]) < n) yield return new(path, "Two options have the same words.");
            }
        }
    }

    /// <summary>The words of a typed answer, to compare.</summary>
    internal static string Plain(string text) => Normaliser.ForInput(text).Trim(' ', '.', '!', ',', ';', ':', '।').ToUpperInvariant();

    private static IEnumerable<CourseFault> Sizes(Course course, string code)
    {
        if (Languages.FromCode(code) is not { } language) yield break;
        var bangla = language == Language.Bangla;
        var (two, one) = bangla ? (4, 2) : (2, 1);
        for (var n = 0; n < course.Lessons.Count; n++)
        {
            var (at, lesson) = ($"lessons[{n}]", course.Lessons[n]);
            var told = n > 0 && course.Lessons[n - 1].Question is { } before ? new ToldAnswer(before.Right, before.Feedback) : null;
            var asks = lesson.Question is { } q ? new AskedText(q.Text, q.Options) : null;
            if (Over($"{at}.text.{code}", language, new LessonSms(course.Id, n, told, lesson.Text, asks), two,
                "with the answer before it and its question") is { } whole) yield return whole;
            if (lesson.Question is not { } question) continue;
            if (Over($"{at}.question.feedback.{code}", language, new LessonReplySms(LessonReply.Right, question.Right, question.Feedback,
                question.Letters), one, "as a reply") is { } reply) yield return reply;
            if (question.Remedy is { } remedy && Over($"{at}.question.remedy.{code}", language,
                new LessonReplySms(LessonReply.Again, question.Right, remedy, question.Letters), bangla ? 3 : 1, "as a reply") is { } help)
                yield return help;
        }
        var last = course.Lessons.Count > 0 && course.Lessons[^1].Question is { } asked ? new ToldAnswer(asked.Right,
            asked.Feedback) : null;
        var done = new CourseDoneSms(course.Id, course.Lessons.Count, last, course.Finish.Text, course.Title, course.Questions,
            course.Questions, course.Finish.Certificate ? new('X', CodeAlphabet.SecretLength) : null);
        if (Over($"finish.text.{code}", language, done, two, "with the answer before it") is { } end) yield return end;
    }

    private static CourseFault? Over(string path, Language language, Sms sms, int most, string how)
    {
        var size = Segments.Of(Normaliser.ToGsm7(Outreach.Core.Texts.Words.Sms(language).Of(sms)));
        return size.Count <= most ? null
            : new(path, $"The text {how} makes {size.Count} SMS ({size.Units} letters); it is at most {most}. Shorten it.");
    }

    private static IEnumerable<CourseFault> Warnings(Course course)
    {
        var right = course.Lessons.Where(l => l.Question is not null).Select(l => l.Question!.Right).ToList();
        if (right.Count > 2 && right.Distinct().Count() == 1)
            yield return new("lessons", $"The right answer is {right[0]} every time; people notice.", IsWarning: true);
        for (var n = 0; n < course.Lessons.Count; n++)
        {
            foreach (var (code, text) in course.Lessons[n].Text)
            {
                var sentences = text.Split(['.', '!', '?', '।'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                var words = sentences.Sum(s => s.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
                if (sentences.Length > 0 && words > WordsASentence * sentences.Length)
                    yield return new($"lessons[{n}].text.{code}", $"Over {WordsASentence} words a sentence; shorter ones are read by more.",
                        IsWarning: true);
            }
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{1,30}\z")]
    private static partial Regex Key();
}
