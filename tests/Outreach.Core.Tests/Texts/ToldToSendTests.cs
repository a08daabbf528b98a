using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

/// <summary>Every command that an SMS tells people to send is understood, in every language.</summary>
public class ToldToSendTests
{
    private const string Code = Longest.Code;

    public static TheoryData<Language> Languages => [.. Enum.GetValues<Language>()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void How_to_write_an_order_is_how_it_is_read(Language language)
    {
        Says<SmsIntent.Stop>(language, Written(Keyword.Stop));
        Says<SmsIntent.StopPurpose>(language, Written(Keyword.StopTips));
        Says<SmsIntent.Start>(language, Written(Keyword.Start));
        Says(language, Written(Keyword.Paid), new SmsIntent.Paid(Code, "500"));
        Says(language, Written(Keyword.Received), new SmsIntent.Received(new(Code, "500")));
        Says(language, Written(Keyword.Delivered), new SmsIntent.Delivered(Code, "300", null, "", "", false));
        Says(language, Written(Keyword.Correct), new SmsIntent.Correct(Code, "280", null));
        Says(language, Written(Keyword.Change), new SmsIntent.Counter(Code, null, "47", null, null));
        Says(language, Written(Keyword.Close), new SmsIntent.Close(Code));
        Says(language, Written(Keyword.Problem), new SmsIntent.Problem(Code, null));
        Says(language, Written(Keyword.Solved), new SmsIntent.Solved(Code));
        Says(language, Written(Keyword.Check), new SmsIntent.Check(Code));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Words_for_a_problem_and_for_a_change_are_read(Language language)
    {
        var verb = Orders(language, Written(Keyword.Problem)).First(o => SmsParser.Read(o) is SmsIntent.Problem { Code: Code });
        var abouts =
            Orders(language, Written(Keyword.Problem)).Select(o => (SmsParser.Read($"{verb} {o}") as SmsIntent.Problem)?.About)
                .OfType<DisputeAbout>().Distinct();
        Assert.Equal(Enum.GetValues<DisputeAbout>(), abouts.Order());

        var change =
            Orders(language, Written(Keyword.Change))
                .First(o => o.Split(' ').Length == 1 && SmsParser.Read($"{o} {Code} PRICE 47") is SmsIntent.Counter);
        var fields =
            Orders(language, Written(Keyword.Change)).Where(o => !o.Contains(' ', StringComparison.Ordinal))
                .Select(o => SmsParser.Read($"{change} {Code} {o} 0512")).OfType<SmsIntent.Counter>().Distinct();
        Assert.Equal(4, fields.Count());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void What_is_asked_back_says_how_to_go_on(Language language)
    {
        Says(language, new PaidBeforeSms(Code, new Money(50_000, "KES"), Longest.Pay), new SmsIntent.Paid(Code, "500", Again: true));
        Says(language, new WhichMistakeSms(Code, [new(Code, new Money(50_000, "KES"), null, Longest.Pay)]), new SmsIntent.Wrong(Code));
        Says(language, new ReceivedBeforeSms(Code, new Money(50_000, "KES"), Longest.Pay),
            new SmsIntent.Received(new(Code, "500", Again: true)));
        Says(language, new EndCheckSms(Code, "Ann", Money.Zero("KES")), new SmsIntent.Close(Code));
        Says(language, new QuestionGoneSms(Code), new SmsIntent.Check(Code));
        Says(language, new WhichPulseSms(9, [new(Code, "Ann")]), new SmsIntent.Pulse(1, Code));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Joining_and_consent_name_words_that_are_read(Language language)
    {
        Assert.Contains(Orders(language, new HowToJoinSms(Longest.UssdCode)), o => JoinReading.JoinOf($"{o} MAIZE Ann") == "MAIZE Ann");
        // The Bangla text has no room for this hint.
        if (language != Language.Bangla) Says<SmsIntent.Help>(language, new AlreadyJoinedSms("Ann", Longest.UssdCode));
        Says<SmsIntent.Stop>(language, new JoinedSms("Ann", "Nakuru", Consent.Purposes, Longest.UssdCode));
        Says<SmsIntent.Stop>(language, new OptInSms("Nakuru", Consent.Purposes));
        Says<SmsIntent.Stop>(language, new OptedInSms("Nakuru", Consent.Purposes));
        Says<SmsIntent.Start>(language, new OptedOutSms("Nakuru"));
        Says<SmsIntent.Leave>(language, new HowToEraseSms(Longest.UssdCode));
        Assert.Contains(Orders(language, new SharedStoppedSms("Ann")), o => o.EndsWith(" ANN", StringComparison.OrdinalIgnoreCase)
            && SmsParser.Read(o[..^4]) is SmsIntent.Stop);
        Says<SmsIntent.Start>(language, new PurposeStoppedSms(ConsentPurpose.Reminders));
    }

    private static HowToWriteSms Written(Keyword keyword) => new(keyword, Code);

    private static void Says(Language language, Sms sms, SmsIntent intent) =>
        Assert.True(Orders(language, sms).Any(o => SmsParser.Read(o) == intent), $"{intent} is not in: {Words.Sms(language).Of(sms)}");

    private static void Says<T>(Language language, Sms sms) where T : SmsIntent =>
        Assert.True(Orders(language, sms).Any(o => SmsParser.Read(o) is T), $"{typeof(T).Name} is not in: {Words.Sms(language).Of(sms)}");

    /// <summary>One to four consecutive words as written, without the marks behind them.</summary>
    private static IEnumerable<string> Orders(Language language, Sms sms)
    {
        var words =
            Normaliser.ToGsm7(Words.Sms(language).Of(sms)).Split(' ').Select(w => w.Trim('.', ',', ':', ';', '?', '(', ')', '।')).ToList();
        return from length in new[] { 1, 2, 3,
            4 } from at in Enumerable.Range(0, words.Count) where at
                + length <= words.Count select string.Join(' ', words.Skip(at).Take(length));
    }
}
