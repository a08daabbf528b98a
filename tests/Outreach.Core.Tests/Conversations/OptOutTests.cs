using CsCheck;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Conversations;

/// <summary>Opting out in other words: what is clear stops, what is doubtful is asked back, and nothing else is taken for it.</summary>
public sealed partial class OptOutTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Theory]
    [InlineData("please stop sending me these messages")]
    [InlineData("Can you please stop texting me, you idiots")]
    [InlineData("I do not want any more of your messages")]
    [InlineData("i dont want your sms")]
    [InlineData("dont sent me mesages again")]
    [InlineData("unsubcribe me pls")]
    [InlineData("remove my number from your list")]
    [InlineData("STOOOP")]
    [InlineData("stop stop stop!!!")]
    [InlineData("Stop sending me messages?")]
    [InlineData("sitaki ujumbe wenu tena")]
    [InlineData("Jamani acheni kunitumia meseji")]
    [InlineData("msinitumiye tena")]
    [InlineData("tafadhali acha kunitumia SMS, wajinga")]
    [InlineData("please msinitumie messages")]
    [InlineData("sitaki messages zenu")]
    [InlineData("ne m'envoyez plus de messages")]
    [InlineData("Je ne veux plus de vos messages")]
    [InlineData("je ne veux plus recevoir de SMS")]
    [InlineData("désabonnez-moi svp")]
    [InlineData("arretez de m'envoyer vos SMS bande d'idiots")]
    [InlineData("ne m'envoyez plus jamais de messages")]
    [InlineData("ne m'envoyez plus aucun message")]
    [InlineData("plus jamais de messages svp")]
    [InlineData("Je n'en veux plus de vos SMS")]
    [InlineData("never send me messages again")]
    [InlineData("Do not ever send me SMS again")]
    [InlineData("please cancel my subscription")]
    [InlineData("remove me from this group")]
    [InlineData("naomba msitume tena ujumbe")]
    [InlineData("nitoe kwenye orodha tafadhali")]
    [InlineData("আর পাঠাবেন না")]
    [InlineData("আমাকে আর মেসেজ পাঠাবেন না ভাই")]
    [InlineData("দয়া করে এই মেসেজ বন্ধ করুন")]
    [InlineData("এসএমএস চাই না")]
    [InlineData("bhai ar message diben na")]
    [InlineData("sms chai na")]
    [InlineData("ningathumeli")]
    [InlineData("Ngicela ningangithumeli imilayezo futhi")]
    [InlineData("angisafuni imilayezo yenu")]
    public void What_is_clear_stops_all(string text) => Assert.Equal(new SmsIntent.Stop(), SmsParser.Read(text));

    [Theory]
    [InlineData("please stop sending me tips", ConsentPurpose.Tips)]
    [InlineData("I don't want tips", ConsentPurpose.Tips)]
    [InlineData("sitaki vidokezo tena", ConsentPurpose.Tips)]
    [InlineData("acheni kunitumia vidokezo", ConsentPurpose.Tips)]
    [InlineData("je ne veux plus de conseils", ConsentPurpose.Tips)]
    [InlineData("পরামর্শ চাই না", ConsentPurpose.Tips)]
    [InlineData("angifuni izeluleko", ConsentPurpose.Tips)]
    [InlineData("no more reminders please", ConsentPurpose.Reminders)]
    [InlineData("sitaki maswali", ConsentPurpose.Surveys)]
    public void Only_what_was_said_stops(string text, ConsentPurpose purpose) =>
        Assert.Equal(new SmsIntent.StopPurpose(purpose), SmsParser.Read(text));

    [Theory]
    [InlineData("I am tired of your messages")]
    [InlineData("why do you keep sending, stop these messages about maize")]
    [InlineData("too many messages")]
    [InlineData("don't send me messages at night")]
    [InlineData("nimechoka na ujumbe wenu")]
    [InlineData("mnanisumbua na meseji zenu kila siku")]
    [InlineData("acha ujumbe wa mvua")]
    [InlineData("j'en ai marre de vos messages")]
    [InlineData("je veux plus de messages")]
    [InlineData("plus de messages")]
    [InlineData("Plus de messages svp")]
    [InlineData("plus de SMS s'il vous plaît")]
    [InlineData("encore plus de messages")]
    [InlineData("তোমাদের মেসেজ বিরক্ত লাগে")]
    [InlineData("ngikhathele imilayezo yenu")]
    [InlineData("ngiyakhathala imilayezo yeka izolo")]
    public void What_is_doubtful_is_asked_back(string text) => Assert.Equal(new SmsIntent.MayStop(null), SmsParser.Read(text));

    [Theory]
    [InlineData("the rain did not stop")]
    [InlineData("don't stop")]
    [InlineData("please dont stop sending me messages")]
    [InlineData("I don't want to stop the messages")]
    [InlineData("never stop your messages")]
    [InlineData("non-stop")]
    [InlineData("It rained non stop")]
    [InlineData("when will the rain stop")]
    [InlineData("don't send the truck today")]
    [InlineData("I don't want that price")]
    [InlineData("no more maize")]
    [InlineData("usiache")]
    [InlineData("usiache kunitumia ujumbe")]
    [InlineData("msiache kutuma meseji")]
    [InlineData("msinitumie gari leo")]
    [InlineData("acha nikulipe kesho")]
    [InlineData("sitaki bei hiyo")]
    [InlineData("nitumie ujumbe")]
    [InlineData("mnitumie ujumbe")]
    [InlineData("n'arrêtez pas")]
    [InlineData("il pleut sans arrêt")]
    [InlineData("il ne faut pas arrêter les messages")]
    [InlineData("j'ai besoin de vos messages")]
    [InlineData("মেসেজ বন্ধ করবেন না")]
    [InlineData("message bondho korben na")]
    [InlineData("মেসেজ চাই")]
    [InlineData("trak pathaben na")]
    [InlineData("ungayeki ukungithumela imilayezo")]
    [InlineData("ningathumeli iloli")]
    [InlineData("STOP K7M4P")]
    public void What_means_something_else_stops_nothing(string text)
    {
        Assert.False(IsOptOut(SmsParser.Read(text)), $"{SmsParser.Read(text)}");
        // Nor on a phone of several people, where one word beside STOP may be a name.
        var shared = Decide(Amina().Joined(new PhoneUser(Of("neema"), Consent: Consent.Given, Tenure: new(now, now))), text);
        Assert.All(shared.State!.Holders, u => Assert.False(shared.State.StopsFor(u)));
    }

    private static readonly Gen<string> word = Gen.OneOf(
        [.. Keywords.Of("Delivered"), .. Keywords.Of("Paid"), .. Keywords.Of("Problem"),
        "the", "rain", "maize", "truck", "tomorrow", "yesterday", "how much", "when", "I", "brought", "bags", "kesho", "gari", "mahindi",
        "bei", "gani",
        "na", "wa", "le camion", "demain", "combien", "du maïs", "গাড়ি", "কাল", "ভুট্টা", "দাম কত", "iloli", "kusasa", "ummbila",
        "malini", "not", "don't", "acha", "yima", "send", "Juma", "K7M4P", "500", "40 kg"]);

    /// <summary>Deliveries, payments and questions, with words in them that stop elsewhere.</summary>
    [Fact]
    public void No_report_and_no_question_is_taken_for_an_opt_out() =>
        Gen.Select(word.List[1, 7], Gen.OneOf("500", "40 kg", "kesho", "demain", "maize", "গাড়ি", "iloli"))
            .Check((words, told) => Assert.False(IsOptOut(SmsParser.Read($"{string.Join(' ', words)} {told}"))), iterations: 5_000);

    [Fact]
    public void A_1_to_the_question_stops_and_a_2_changes_nothing()
    {
        var asked = Decide(Amina(), "I am tired of your messages");
        Assert.IsType<MayStopSms>(Assert.Single(asked.Effects.OfType<Send>()).Order.Sms);
        // A mentor reads it too.
        Assert.Contains(asked.Effects, e => e is Tell { Command: TakeIn });
        Assert.False(asked.State!.IsStopped);
        Assert.True(Decide(asked.State, "1", 5).State!.IsStopped);
        var no = Decide(asked.State, "2", 5);
        Assert.False(no.State!.IsStopped);
        Assert.IsType<KeptSms>(Assert.Single(no.Effects.OfType<Send>()).Order.Sms);
        Assert.False(Decide(no.State, "1", 6).State!.IsStopped);
        // Half an hour later a 1 is for something else.
        Assert.False(Decide(asked.State, "1", 31).State!.IsStopped);
    }

    [Fact]
    public void A_doubtful_word_about_tips_asks_about_tips_alone()
    {
        var asked = Decide(Amina(), "too many tips about beans");
        Assert.Equal(new DidYouMeanSms("STOP TIPS", true), Assert.Single(asked.Effects.OfType<Send>()).Order.Sms);
        // In the reader's own words, which are read too.
        foreach (var language in Enum.GetValues<Language>())
        {
            var told = Decide(Amina() with { Language = language }, "too many tips about beans").Effects.OfType<Send>().Single().Order.Sms;
            Assert.Equal(new SmsIntent.StopPurpose(ConsentPurpose.Tips), SmsParser.Read(Assert.IsType<DidYouMeanSms>(told).Order));
            if (language == Language.French) Assert.Contains("CONSEIL", ((DidYouMeanSms)told).Order, StringComparison.Ordinal);
        }
        var stopped = Decide(asked.State!, "1", 5).State!;
        Assert.Equal((false, false, true),
            (stopped.IsStopped, stopped.Consent.TipsAllowed, stopped.Consent.Allows(ConsentPurpose.Reminders)));
    }

    /// <summary>With another question open a 1 would be its yes, so that the word is asked for.</summary>
    [Fact]
    public void Beside_another_question_no_1_is_offered()
    {
        var question = new ConsentQuestion("Maize", Consent.Purposes, 1, now - Duration.FromHours(1), SeenAt: now - Duration.FromHours(1));
        var asked = Decide(Amina() with { Question = question }, "I am tired of your messages");
        Assert.Equal(new HowToWriteSms(Keyword.Stop, null), Assert.Single(asked.Effects.OfType<Send>()).Order.Sms);
        Assert.Null(asked.State!.Suggested);
        var stranger = Decide(Subscriber.New(Phone), "I am tired of your messages");
        Assert.Equal(new HowToWriteSms(Keyword.Stop, null), Assert.Single(stranger.Effects.OfType<Send>()).Order.Sms);
    }

    /// <summary>"More" or "no more": a farmer who asks for more tips keeps them.</summary>
    [Theory]
    [InlineData("plus de conseils svp")]
    [InlineData("je veux plus de conseils sur le maïs")]
    public void Plus_de_is_asked_about(string text) => Assert.Equal(new SmsIntent.MayStop(ConsentPurpose.Tips), SmsParser.Read(text));

    /// <summary>What is no person is no name: nobody stops, and the word for STOP is told.</summary>
    [Theory]
    [InlineData("stop armyworm")]
    [InlineData("Stop fall armyworm in maize")]
    [InlineData("stop the cattle buyer")]
    [InlineData("STOP maize")]
    [InlineData("stop the flooding")]
    [InlineData("stop this nonsensical Kilimo thing")]
    [InlineData("stop payment")]
    [InlineData("acha mvua")]
    [InlineData("stop mvua")]
    [InlineData("stop viwavijeshi")]
    [InlineData("arret pluie")]
    [InlineData("stop le camion")]
    [InlineData("stop la vache")]
    [InlineData("yeka imvula")]
    [InlineData("stop tips about maize")]
    public void A_thing_behind_STOP_is_nobody_on_a_phone_of_several_people(string text)
    {
        var after = Decide(Both(), text);
        Assert.All(after.State!.Holders, u => Assert.True(!after.State.StopsFor(u) && u.Consent!.TipsAllowed, text));
        Assert.IsType<HowToWriteSms>(Assert.Single(after.Effects.OfType<Send>()).Order.Sms);
    }

    /// <summary>Whoever is not known may be called so elsewhere: the phone is silent until a name that is known frees the others.</summary>
    [Theory]
    [InlineData("stop")]
    [InlineData("STOP Wambui")]
    [InlineData("stop mama Brian")]
    [InlineData("STOP Mary Wanjiku Kamau")]
    [InlineData("Wambui stop")]
    [InlineData("acha Wambui")]
    [InlineData("please stop the messages")]
    public void An_unknown_name_behind_STOP_silences_the_phone(string text)
    {
        var after = Decide(Both(), text);
        Assert.All(after.State!.Holders, u => Assert.True(after.State.StopsFor(u), text));
    }

    /// <summary>Where the menu erases is told on every phone, and a phone of several people is one.</summary>
    [Theory]
    [InlineData("DELETE MY DATA")]
    [InlineData("effacez mes données")]
    public void Who_wants_to_be_erased_is_told_where_on_a_phone_of_several_people(string text) =>
        Assert.Equal(new HowToEraseSms("*1#"), Assert.Single(Decide(Both(), text).Effects.OfType<Send>()).Order.Sms);

    /// <summary>A known name counts whatever it means elsewhere.</summary>
    [Fact]
    public void Somebody_called_as_a_crop_can_stop()
    {
        var maize = Both().Joined(new PhoneUser(Of("maize"), Consent: Consent.Given, Tenure: new(now, now)));
        var after = Decide(maize, "STOP Maize");
        Assert.Equal(["maize"], after.State!.Holders.Where(after.State.StopsFor).Select(u => u.Holder.PersonId));
    }

    [Fact]
    public void On_a_phone_of_several_people_doubt_is_answered_with_the_word()
    {
        var shared = Both();
        var asked = Decide(shared, "nimechoka na ujumbe wenu");
        Assert.Equal(new HowToWriteSms(Keyword.Stop, null), Assert.Single(asked.Effects.OfType<Send>()).Order.Sms);
        Assert.All(asked.State!.Holders, u => Assert.False(asked.State.StopsFor(u)));
        Assert.All(Decide(shared, "unsubcribe me").State!.Holders, u => Assert.True(u.Consent!.Stopped));
    }

    private static bool IsOptOut(SmsIntent intent) => intent is SmsIntent.Stop or SmsIntent.StopPurpose or SmsIntent.MayStop;

    private static Subscriber Both() => Amina().Joined(new PhoneUser(Of("neema"), Consent: Consent.Given, Tenure: new(now, now)));

    private static Subscriber Amina() => Subscriber.New(Phone).Joined(new PhoneUser(Of("amina"), Consent: Consent.Given,
        Tenure: new(now - Duration.FromDays(9), now)));

    private static Holder Of(string id) =>
        new(id, char.ToUpperInvariant(id[0]) + id[1..], Role.Farmer, Language.English, "maize", "", [], "KES", "Otieno");

    private static Outcome<Subscriber> Decide(Subscriber subscriber, string text, int minutes = 0)
    {
        var at = now + Duration.FromMinutes(minutes);
        return SubscriberDecisions.Decide(subscriber, Phone, new SmsIn($"s{minutes}{text}", text, null, "*1#", ReceivedAt: at), at);
    }
}
