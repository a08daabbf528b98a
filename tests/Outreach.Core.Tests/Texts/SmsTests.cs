using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

public class SmsTests(Xunit.Abstractions.ITestOutputHelper output)
{
    public static TheoryData<Language> Languages => [.. Enum.GetValues<Language>()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_SMS_has_a_sample(Language language) =>
        Assert.All(SmsSamples.Types.Except(SmsSamples.All(language).Select(s => s.GetType())),
            type =>
                Assert.Fail(
                    $"{type.Name} has no sample: add one at its longest to SmsSamples.All "
                    + "in tests/Outreach.Core.Tests/Texts/SmsSamples.cs."));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_SMS_stays_within_its_price(Language language)
    {
        Assert.All(SmsSamples.All(language), sms =>
        {
            var text = Text(language, sms);
            var size = Segments.Of(text);
            output.WriteLine($"{size.Count} {size.Units,3} {sms.GetType().Name}: {text}");
            if (language != Language.Bangla) Assert.True(size.Encoding == SmsEncoding.Gsm7, text);
            Assert.True(size.Count <= Allowed(language, sms),
                $"{TextFile.Of(language.Code()).Path}: \"{KeyOf(sms)}\" makes {size.Count} segments ({size.Units} "
                    + "letters), "
                + $"at most {Allowed(language, sms)}: shorten it. {text}");
        });
    }

    /// <summary>Or a text could grow by a whole SMS and nobody would see it.</summary>
    [Fact]
    public void Nothing_is_allowed_more_than_its_longest_sample_takes()
    {
        var wide = Enum.GetValues<Language>().SelectMany(l => SmsSamples.All(l).Select(sms => (Language: l, Sms: sms)))
            .GroupBy(s => (Bangla: s.Language == Language.Bangla, s.Sms.GetType().Name, Allowed: Allowed(s.Language, s.Sms)))
            .Select(g => (g.Key, Most: g.Max(s => Segments.Of(Text(s.Language, s.Sms)).Count)))
            .Where(g => g.Most < g.Key.Allowed).Select(g => $"{g.Key}: {g.Most}").ToList();
        Assert.True(wide.Count == 0, string.Join('\n', wide));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_name_in_another_script_does_not_double_the_price(Language language)
    {
        if (language == Language.Bangla) return;
        Assert.True(Gsm7.IsGsm7(Text(language, new YouDeclinedSms(Longest.Code, Longest.BanglaTrader))));
    }

    /// <summary>Providers treat a lone YES as opting in, and a lone CANCEL or END as opting out.</summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public void Nobody_is_told_to_send_what_a_provider_swallows(Language language) =>
        Assert.All(SmsSamples.All(language),
            sms => Assert.Empty(Words(Text(language, sms)).Intersect(["YES", "CANCEL", "END", "QUIT", "INFO"])));

    [Theory]
    [InlineData(Language.English, "STOP", "START", "HELP", "CHECK")]
    [InlineData(Language.Kiswahili, "ACHA", "ANZA", "MSAADA", "ANGALIA")]
    [InlineData(Language.Bangla, "বন্ধ", "শুরু", "সাহায্য", "দেখুন")]
    [InlineData(Language.French, "STOP", "DEBUT", "AIDE", "VOIR")]
    [InlineData(Language.IsiZulu, "YEKA", "QALA", "USIZO", "BHEKA")]
    public void What_people_are_told_to_send_is_understood(Language language, string stop, string start, string help, string check)
    {
        Assert.Contains(stop, Words(Text(language, new HelpSms(Longest.UssdCode))));
        Assert.Contains(stop, Words(Text(language, new StartedSms())));
        Assert.Contains(start, Words(Text(language, new StoppedSms())));
        Assert.Contains(start, Words(Text(language, new TipsStoppedSms())));
        Assert.Contains(help, Words(Text(language, new NotUnderstoodSms(Longest.UssdCode))));
        Assert.Contains($"{check} {Longest.Code}", Text(language, new HowToAnswerSms(Longest.Code, Longest.Trader)),
            StringComparison.Ordinal);
        Assert.Contains($"{check} {Longest.Code}", Text(language, new AlreadyConfirmedSms(Longest.Code, Longest.Hash)),
            StringComparison.Ordinal);
        Assert.IsType<SmsIntent.Stop>(SmsParser.Read(stop));
        Assert.IsType<SmsIntent.Start>(SmsParser.Read(start));
        Assert.IsType<SmsIntent.Help>(SmsParser.Read(help));
        Assert.Equal(new SmsIntent.Check(Longest.Code), SmsParser.Read($"{check} {Longest.Code}"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void An_offer_says_1_and_2_in_digits_that_can_be_typed(Language language) =>
        Assert.All(SmsSamples.All(language).OfType<OfferSms>(), sms =>
        {
            var words = Words(Text(language, sms));
            Assert.Contains("1", words);
            Assert.Contains("2", words);
            Assert.Contains(sms.Reply, words);
        });

    [Theory]
    [MemberData(nameof(Languages))]
    public void Offer_receipt_and_check_hold_the_same_words(Language language) => Assert.All(Longest.Terms("BDT"), terms =>
    {
        var said = Normaliser.ToGsm7(Outreach.Core.Texts.Words.Sms(language).TermsOf(terms));
        Assert.Contains(said, Text(language, new OfferSms(Longest.Code, 1, Longest.Trader, terms)), StringComparison.Ordinal);
        Assert.Contains(said, Text(language, new ReceiptSms(Longest.Code, Longest.Trader, Longest.Farmer, terms, Longest.Hash)),
            StringComparison.Ordinal);
    });

    private static int Allowed(Language language, Sms sms) => (language, sms) switch
    {
        (Language.Bangla, LessonSms or CourseDoneSms) => 5,
        (Language.Bangla, PaidSms { Clerk: not null } or PaidSms { InDispute: not null } or ClerksSms) => 3,
        (Language.Bangla, MentorAskSms or MentorPhoneSms { Is: MentorPhoneIs.On }) => 2,
        (Language.Bangla, ProgrammeEndsSms or ProgrammeGoesOnSms or HandOverAskSms or HandOverSaidSms or AfterTheEndSms) => 2,
        (Language.Bangla, NoSuchClerkSms) or (_, ClerksSms { Names.Count: > 1 }) => 2,
        (Language.Bangla, TransferSms or CourseStepSms or CourseJoinedSms or CoursesSms or LessonReplySms or CourseRefusedSms) => 2,
        (_, LessonSms { For.Length: > 0 } or CourseDoneSms { For.Length: > 0 }) => 3,
        (_, LessonSms or CourseDoneSms or CourseStepSms { Course: "nuts" } and not CourseEndedSms) => 2,
        (_, OfferSms { Terms: { Plan: not null, Advance.IsZero: false } }
            or ReceiptSms { Terms: { Plan: not null, Advance.IsZero: false } }) => language == Language.Bangla ? 6 : 3,
        (Language.Bangla, DeliveryQuestionSms { ToCome: not null } or DeliverySentSms { After: not null }) => 4,
        (_, OfferSms { Beside: not null }) => language == Language.Bangla ? 6 : 3,
        (_, PaidSms { ByCoordinator: true } or SpokenForSms or PinResetReadySms) => language == Language.Bangla ? 3 : 2,
        (_, TermsSentSms { Terms: { Plan: not null, Advance.IsZero: false } }) => language == Language.Bangla ? 6 : 3,
        (Language.Bangla, OfferSms or ReceiptSms or TermsSentSms) => 5,
        (_, DeliveredSms { InDispute: not null }) => language == Language.Bangla ? 4 : 3,
        (_, NotAskedSms { Teller: not null }) => language == Language.Bangla ? 3 : 2,
        (_, ForwardAskSms or ForwardWhichSms) => language == Language.Bangla ? 3 : 2,
        (_, DisputeClosedSms or WhichMistakeSms) => language == Language.Bangla ? 3 : 2,
        (Language.Bangla, StatementSms or ResolutionQuestionSms or UnresolvedSms) => 4,
        (Language.Bangla, ReminderSms or DueToYouSms or GoodsDueSms or QuestionSms or DeliveredSms or ReversedSms
            or NotAskedSms or DisputeOpenedSms or ResolvedSms or MediateSms or MediateAskSms
            or DeliverySentSms) => 3,
        (Language.Bangla,
            ClaimRefusedSms or PulseSms or DialToAnswerSms or LetterSms or CancelledSms or AmountRefusedSms or
            RefusalSms or NotReachedSms or HasStoppedSms or WaitsForConsentSms
            or OfferWaitsSms
                or WhatProblemSms or WhichAgreementSms or LapsedSms or DateRefusedSms or DayRefusedSms or DayUnreadSms
                or UnitRefusedSms or ProposalFellSms or YouRefusedSms
                or SentSms or DisputeClosedSms or NothingSuchSms or HowToAnswerSms or WhichOfferSms or HelpSms or PaidSms or PaidBeforeSms
                or ForwardNobodySms or ReceivedBeforeSms or DeliveredBeforeSms or OfferedBeforeSms or TakenBackSms
                or EndCheckSms or HowToWriteSms or WhichPulseSms or StopOrEndSms or LeaveAskSms
                or HowToEraseSms or PartSms or NotUnderstoodSms) => 2,
        (Language.Bangla,
            PinResetAskedSms or PinChangedSms or PinTriedSms or KeepPinSecretSms or SignInCodeSms
                or JoinedSms or OptInSms or OptedInSms
                or HowToJoinSms or NoSuchProgrammeSms or OptedOutSms or AlreadyJoinedSms) => 2,
        // The text is longer where only some purposes are allowed, since all are named.
        (_, DataSms { Allowed.Count: > 0 and < 4 }) => language == Language.Bangla ? 3 : 2,
        (Language.Bangla,
            DataSms or DiscreetSms or SharedDialSms or ProveItSms or MoveCodeSms or MoveWarnSms or MoveStoppedSms or MovedHereSms
                or MovedAwaySms or WhichToKeepSms or ContactAskSms or ContactThanksSms or ContactEndedSms or SecondContactSms
                or MailWaitsSms or WhoWroteSms or PassItOnSms or IdentityActSms or DetailsChangedSms or NumberTakenSms or NewcomerAskSms
                or KeptSms or StayedSms or ListToldSms or MediatorSms or MediatorGoneSms or MediatorEndedSms) => 2,
        (Language.Bangla, _) => 1,
        (_, OfferSms or ReceiptSms or ReminderSms or DueToYouSms or QuestionSms or DeliveredSms or DisputeOpenedSms or ResolvedSms
            or MediateSms or MediateAskSms or StatementSms or ReversedSms or UnresolvedSms or DeliverySentSms or TermsSentSms
            or EarlyEndSentSms) => 2,
        _ => 1,
    };

    private static string Text(Language language, Sms sms) => Normaliser.ToGsm7(Outreach.Core.Texts.Words.Sms(language).Of(sms));

    private static string[] Words(string text) =>
        text.Split([' ', ',', '.', ':', ';', '(', ')', '।', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A mentor's answer is a person's own words.</summary>
    private static string KeyOf(Sms sms) => sms is OwnWordsSms ? sms.GetType().Name : SmsSentence.Of(sms).KeyOf(sms);
}
