using System.Reflection;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Core.Wording;

namespace Outreach.Core.Tests.Wording;

public class LanguageTests
{
    /// <summary>What may read as in English: proper names, the numbers of a row, kg.</summary>
    private static readonly Dictionary<Words, string[]> same = new()
    {
        [Kiswahili.Words] = ["Title"],
        [Bangla.Words] = ["Title"],
        [BanglaLatin.Words] = ["Title", "ChangeItem(Quantity)", "Unit(Kg)", "AgeRow(Days30)", "AgeRow(Days60)", "AgeRow(Days90)", "AgeRow(Older)"],
        [French.Words] = ["Title", "Unit(Kg)", "Unit(Tonne)", "PurposeName(Surveys)"],
        [IsiZulu.Words] = ["Title", "Unit(Kg)", "Unit(Maund)"],
    };

    public static TheoryData<string> Names => [nameof(Kiswahili), nameof(Bangla), nameof(BanglaLatin), nameof(French), nameof(IsiZulu)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_language_has_every_sentence(string name)
    {
        var words = same.Keys.Single(w => w.GetType().Name == name);
        var said = Sentences(words).DistinctBy(s => s.Key).ToDictionary();
        Assert.True(said.Count > 150, $"Only {said.Count} sentences were found.");
        var english = Sentences(English.Words).DistinctBy(s => s.Key).ToDictionary();
        string[] numbersOnly = ["AgeRow(Days30)", "AgeRow(Days60)", "AgeRow(Days90)", "AgeRow(Older)"];
        Assert.All(said, sentence =>
        {
            Assert.False(string.IsNullOrWhiteSpace(sentence.Value), sentence.Key);
            var mayBeSame = same[words].Contains(sentence.Key) || same[words].Contains(sentence.Key.Split('(')[0]) || numbersOnly.Contains(sentence.Key);
            Assert.True(mayBeSame || sentence.Value != english[sentence.Key], $"{sentence.Key} is in English: {sentence.Value}");
        });
    }

    [Fact]
    public void English_words_do_not_stay_in_other_languages()
    {
        string[] english = ["the", "you", "your", "offer", "agree", "refuse", "reply", "paid", "owed", "nothing", "again", "choose", "enter"];
        Assert.All(same.Keys, words => Assert.All(Sentences(words), s =>
            Assert.Empty(s.Value.ToLowerInvariant().Split([' ', ',', '.', ':', '?', '\n']).Intersect(english))));
    }

    [Fact]
    public void Months_are_twelve_and_short() => Assert.All(same.Keys.Append(English.Words), words =>
    {
        var months = Enumerable.Range(1, 12).Select(m => words.Date(new LocalDate(2026, m, 1))).ToList();
        Assert.Equal(12, months.Distinct().Count());
        Assert.All(months, m => Assert.True(m.Length <= 13, m));
    });

    /// <summary>Every abstract member, called with every value of its enums and with agreements on each side.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Sentences(Words words)
    {
        var members = typeof(Words).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(m => m.IsAbstract && m.ReturnType == typeof(string));
        foreach (var member in members)
        {
            var calls = member.GetParameters().Aggregate<ParameterInfo, IEnumerable<object[]>>([[]],
                (sets, p) => sets.SelectMany(set => Values(p).Select(value => (object[])[.. set, value])));
            foreach (var arguments in calls)
            {
                var varying = arguments.Where(a => a is Enum).Concat(arguments.OfType<Sms>().Select(s => (object)s));
                var label = string.Join(", ", varying.Select(v => v is Sms sms ? Said(sms) : $"{v}"));
                var name = member.Name.Replace("get_", "", StringComparison.Ordinal);
                var key = label.Length == 0 ? $"{name}{(arguments.Length == 0 ? "" : "(" + string.Join(", ", arguments) + ")")}" : $"{name}({label})";
                yield return KeyValuePair.Create(key, (string)member.Invoke(words, arguments)!);
            }
        }
    }

    /// <summary>An SMS with the items of its lists.</summary>
    private static string Said(Sms sms) => sms switch
    {
        ReminderSms s => $"{s} {string.Join(';', s.Items)}",
        DueToYouSms s => $"{s} {string.Join(';', s.Items)}",
        _ => sms.ToString(),
    };

    private static Terms TermsFor(string sentence) => sentence switch
    {
        "LoanTerms" => Templates.Loan(new Money(600_000, "KES"), new Money(110_000, "KES"), Longest.Deliver),
        "SavingsTerms" => Templates.Savings(new Money(50_000, "KES"), Longest.Deliver),
        _ => Longest.Terms("KES").First(),
    };

    private static IEnumerable<object> Values(ParameterInfo parameter) => parameter.ParameterType switch
    {
        { IsEnum: true } type => Enum.GetValues(type).Cast<object>(),
        var type when type.IsSubclassOf(typeof(Sms)) => SmsSamples.All(Language.English).Where(s => s.GetType() == type),
        var type when type == typeof(string) => [parameter.Name == "crop" ? "Maize" : parameter.Name == "code" ? Longest.Code : "Ann"],
        var type when type == typeof(int) => [1, 15],
        var type when type == typeof(Money) => parameter.Name == "net" ? [new Money(500, "KES"), new Money(-500, "KES")] : [new Money(500, "KES")],
        var type when type == typeof(LocalDate) => [Longest.Pay],
        var type when type == typeof(Terms) => [TermsFor(parameter.Member.Name)],
        var type when type == typeof(bool) => [true, false],
        var type when type == typeof(IReadOnlyList<ConsentPurpose>) => [Consent.Purposes],
        var type when type == typeof(Money?) => [new Money(400, "KES")],
        var type when type == typeof(DueState) => [new DueState(new Instalment(Longest.Pay, new Money(500, "KES")), new Money(300, "KES"), 2)],
        var type when type == typeof(AccountEntry) => Enum.GetValues<Side>().Select(side => Longest.Entry(1, Longest.Terms("KES").First(), side, AgreementStatus.Confirmed, "Ann")),
        var type => throw new InvalidOperationException($"No sample for {type.Name}."),
    };
}
