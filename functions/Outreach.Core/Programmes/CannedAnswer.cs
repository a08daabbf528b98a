namespace Outreach.Core.Programmes;

/// <summary>A ready answer that a mentor puts into the box, reads and sends.</summary>
/// <param name="Code">What mentors call it, such as <c>dry</c>.</param>
/// <param name="Texts">By language, as ISO 639-1; with the fields of a tip.</param>
public sealed record CannedAnswer(string Code, IReadOnlyDictionary<string, string> Texts)
{
    public const int Most = 30;

    public static bool IsCode(string code) => code.Length is >= 2 and <= 12 && code.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9');
}
