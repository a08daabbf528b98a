using NodaTime;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

public class LanguageTests
{
    /// <summary>Keys whose text may equal the English: proper names, abbreviations, numbers. In the order of the files.</summary>
    private static readonly Dictionary<string, string[]> same = new()
    {
        ["sw"] = ["Both.Months", "Sms.Lesson", "Screen.PinItem"],
        ["bn-latin"] = ["Both.Months", "Both.Unit.Kg", "Screen.ChangeItem.Quantity", "Screen.Detail.Purchase",
            "Screen.PinItem"],
        ["bn"] = ["Sms.Lesson"],
        ["fr"] = ["Sms.CodeWord", "Both.Unit.Kg", "Both.Unit.Tonne", "Both.Purpose.Surveys", "Sms.Lesson", "Screen.PinItem"],
        ["zu"] = ["Both.Unit.Kg", "Both.Unit.Maund", "Sms.Lesson"],
    };

    /// <summary>Signs and numbers that belong to no language.</summary>
    private static readonly string[] signs =
        ["Both.Money.", "Both.Amount.", "Sms.Currency.", "Sms.Per.", "Sms.Parts.", "Screen.AgeRow.", "Screen.Title",
            "Screen.ChangeItem.Quantity", "Screen.Detail.Purchase", "Sms.WhichPulseRow", "Screen.CourseRow"];

    public static TheoryData<string> Names => [.. TextFile.Names];

    /// <summary>
    /// Language files have all keys, no others, and known placeholders: each fault names the file, the key and the remedy.
    /// </summary>
    [Fact]
    public void Language_files_have_no_fault() => Assert.True(TextFaults.All.Count == 0, string.Join('\n', TextFaults.All));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_missing_key_is_named_with_its_file_and_its_english(string name)
    {
        var file = TextFile.Of(name);
        var key = file.HasSms ? "Sms.NoOffer" : "Screen.Goodbye";
        // A fault of the file itself is told by the test above.
        var fault = Assert.Single(TextFaults.Of(file.With(file.Texts.Where(t => t.Key != key))).Except(TextFaults.Of(file)));
        Assert.Contains($"Texts/Languages/{name}/{name}.resx lacks the key \"{key}\": write <data name=\"{key}\">", fault,
            StringComparison.Ordinal);
        if (name != "en") Assert.Contains(TextFile.Of("en").Texts[key], fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sms.Sent", "{Cod} is sent", "\"Sms.Sent\" names {Cod}, which is no value of it: use {Code}, {Other}, {Waits}.")]
    [InlineData("Sms.Sent", "{Code:day2} is sent",
        "\"Sms.Sent\" names {Code:day2}, a form that there is none of: use one of bare, typed, day, short, lower, unended.")]
    [InlineData("Sms.Sent", "{Code is sent", "in \"Sms.Sent\" a brace has no partner")]
    [InlineData("Sms.Sent", " ", "\"Sms.Sent\" is empty: write its words.")]
    [InlineData("Screen.Yes", "{Name}", "\"Screen.Yes\" names {Name}, which is no value of it: it has none.")]
    [InlineData("Screen.Yess", "Yes",
        "has the key \"Screen.Yess\", which nothing says: take it out, or write its row in functions/Outreach.Core/Texts/Catalogue.cs.")]
    [InlineData("Sms.Moved.One", "Yes",
        "has the key \"Sms.Moved.One\", which nothing says: take it out, or write the record MovedSms in functions/Outreach.Core.")]
    [InlineData("Keyword.Sell", "SELL", "take it out, or write its meaning in functions/Outreach.Core/Texts/Keywords.cs.")]
    public void A_wrong_text_is_named_with_what_to_write(string key, string text, string fault)
    {
        var file = TextFile.Of("en");
        Assert.Contains(fault,
            string.Join('\n', TextFaults.Of(file.With(file.Texts.Where(t => t.Key != key).Append(KeyValuePair.Create(key, text))))),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_is_left_in_english(string name)
    {
        if (name == "en") return;
        var english = TextFile.Of("en").Texts;
        Assert.All(Sentences(TextFile.Of(name)), t => Assert.True(
            t.Value != english.GetValueOrDefault(t.Key) || same[name].Contains(t.Key)
                || signs.Any(s => t.Key.StartsWith(s, StringComparison.Ordinal)),
            $"{TextFile.Of(name).Path}: \"{t.Key}\" is in English: write it in the language, or name it in LanguageTests.same. {t.Value}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void English_words_do_not_stay_in_other_languages(string name)
    {
        string[] english =
            ["the", "you", "your", "offer", "agree", "refuse", "reply", "paid", "owed", "nothing", "again", "choose", "enter"];
        if (name == "en") return;
        Assert.All(Sentences(TextFile.Of(name)),
            t => Assert.Empty(t.Value.ToLowerInvariant().Split([' ', ',', '.', ':', '?', '\n']).Intersect(english)));
    }

    [Fact]
    public void Months_are_twelve_and_short() =>
        Assert.All(Enum.GetValues<Language>().SelectMany(l => new[] { Words.Sms(l), Words.Ussd(l) }), words =>
    {
        var months = Enumerable.Range(1, 12).Select(m => words.Date(new LocalDate(2026, m, 1))).ToList();
        Assert.Equal(12, months.Distinct().Count());
        Assert.All(months, m => Assert.True(m.Length <= 13, m));
    });

    private static IEnumerable<KeyValuePair<string, string>> Sentences(TextFile file) =>
        file.Texts.Where(
            t => t.Key != TextFaults.Reviewed && !t.Key.StartsWith(Crops.Prefix, StringComparison.Ordinal)
                && !t.Key.StartsWith(Keywords.Prefix, StringComparison.Ordinal));
}
