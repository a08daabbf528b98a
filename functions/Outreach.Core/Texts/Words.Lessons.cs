using System.Globalization;

namespace Outreach.Core.Texts;

/// <summary>The layout of lessons, whose words are a course's.</summary>
public sealed partial class Words
{
    /// <summary>A course's text in this language; its first one for who reads none of its languages.</summary>
    public string In(IReadOnlyDictionary<string, string> texts)
    {
        var text = texts.GetValueOrDefault(file.Name.Split('-')[0]) ?? texts.GetValueOrDefault("en") ?? texts.Values.FirstOrDefault() ?? "";
        // No screen carries a Bangla letter.
        return file.HasSms ? text : Lettered(text);
    }

    public string CourseShown(IReadOnlyDictionary<string, string> title, int lessons) => Say("Screen.CourseShown", title, lessons);

    public string CourseRow(IReadOnlyDictionary<string, string> title, int done, int lessons) =>
        Say("Screen.CourseRow", title, done, lessons);

    /// <summary>A course's text for a screen, in its letters.</summary>
    public string Screened(IReadOnlyDictionary<string, string> texts) => Outreach.Core.Values.Normaliser.ToGsm7(In(texts));

    /// <summary>The question, an option a line, and how to answer.</summary>
    internal string Asked(AskedText asks, string name)
    {
        var letters = Enumerable.Range('A', asks.Options.Count).Select(c => (char)c).ToList();
        var options = asks.Options.Select((option, n) => $"{letters[n]} {In(option)}");
        return string.Join('\n', [In(asks.Question), .. options,
            name.Length > 0 ? Say("Sms.LessonHint.Shared", null, letters[^1], Name(name)) : Say("Sms.LessonHint.Own", letters, null,
                null)]);
    }

    internal string Before(ToldAnswer? before) => before is null ? "" : Say("Sms.LessonBefore", before.Letter, before.Why) + " ";

    internal string For(string name) => name.Length > 0 ? $"{Name(name)}: " : "";

    private string Letters(IReadOnlyList<char> letters) =>
        Say("Both.LessonOr", string.Join(", ", letters.SkipLast(1)), letters[^1].ToString(CultureInfo.InvariantCulture));
}
