using Outreach.App;
using Outreach.Core.Mentoring;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Code">2 to 12 small letters and digits, such as <c>dry</c>.</param>
/// <param name="Texts">By language: <c>sw</c>. With the fields of a tip, such as <c>{first name}</c>.</param>
internal sealed record CannedAnswerBody(string Code, IReadOnlyDictionary<string, string> Texts)
{
    public static CannedAnswerBody Of(CannedAnswer a) => new(a.Code, a.Texts);

    public CannedAnswer ToAnswer() => new(Code, Texts.ToDictionary(t => t.Key, t => t.Value.Trim(), StringComparer.Ordinal));
}

/// <summary>A ready answer for one reader.</summary>
/// <param name="Text">In the reader's language, filled in; null where it has none in that language.</param>
public sealed record CannedText(string Code, string? Text)
{
    public static IReadOnlyList<CannedText> For(Programme programme, Language language, DirectoryRow? reader) =>
        [.. programme.Answers.Select(a => new CannedText(a.Code, a.Texts.GetValueOrDefault(language.Code()) is { } text
            ? Filled(language, text, reader)
            : null))];

    private static string Filled(Language language, string text, DirectoryRow? reader) =>
        TipText.Read(language, text) is (var read, null) ? reader is null ? read!.WithoutValues : read!.For(reader) : text;
}

/// <summary>What may be wrong with ready answers: they go out as replies do, with one owner's yes.</summary>
internal static class CannedAnswers
{
    private const string Field = "answers";

    /// <summary>Values as long as a tip shows them.</summary>
    private static readonly string longest = new('m', 20);

    public static Answer? Fault(IReadOnlyList<CannedAnswerBody> answers, string signature)
    {
        if (answers.Count > CannedAnswer.Most) return Answer.Bad(Field, $"{Field} are at most {CannedAnswer.Most}.");
        if (answers.FirstOrDefault(a => !CannedAnswer.IsCode(a.Code)) is { } wrong)
            return Answer.Bad(Field, $"{Field}: {wrong.Code} is no code; one is 2 to 12 small letters and digits.");
        if (answers.GroupBy(a => a.Code, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return Answer.Bad(Field, $"{Field}: {twice.Key} is there twice.");
        return answers.Select(a => Fault(a, signature)).FirstOrDefault(f => f is not null);
    }

    private static Answer? Fault(CannedAnswerBody answer, string signature)
    {
        if (answer.Texts.Count == 0) return Answer.Bad(Field, $"{Field}: {answer.Code} has no text.");
        foreach (var (code, text) in answer.Texts)
        {
            var where = $"{Field}: {answer.Code} in {code}";
            if (Languages.FromCode(code) is not { } language)
                return Answer.Bad(Field, $"{where}: a language is one of {string.Join(", ", Languages.All.Select(l => l.Code()))}.");
            if (Inputs.Fault(new TextField(Field, text, 1, 300)) is not null)
                return Answer.Bad(Field, $"{where} is 1 to 300 characters of plain text.");
            if (FreeText.AsksBy(text) is { } asks)
                return Answer.Bad(Field, $"{where} asks for an answer by \"{asks}\"; an open question would take it.");
            if (OurWords.Leads(text) is { } leads)
                return Answer.Bad(Field, $"{where} has {leads}: it would take a second owner each time.");
            var (read, fault) = TipText.Read(language, text);
            if (fault is not null) return Answer.Bad(Field, $"{where}, column {fault.Column}: {fault.Text}");
            var reader = new DirectoryRow("", "", longest, "", Role.Farmer, language, longest, [longest], false, Mentor: longest);
            if (Segments.Of(SmsSender.TextOf(new MentorSms(read!.For(reader), signature), language)) is { Count: > 2 } size)
                return Answer.Bad(Field, $"{where} would be {size.Count} SMS with the longest names; it is at most 2.");
        }
        return null;
    }
}
