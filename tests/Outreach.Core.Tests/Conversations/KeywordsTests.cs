using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Conversations;

public sealed class KeywordsTests
{
    private const string Code = "K7M4P";

    /// <summary>
    /// All words of all languages in one table: a word under two meanings would mean in one language something else than in another. What
    /// nearly is a word, and is answered with how to write it, may be one elsewhere.
    /// </summary>
    [Fact]
    public void No_keyword_means_two_things()
    {
        Assert.True(Keywords.All.Count > 200, $"Only {Keywords.All.Count} keywords were found.");
        Assert.Empty(Keywords.Collisions);
    }

    [Fact]
    public void Keywords_are_in_capitals_and_no_codes() => Assert.All(Keywords.All, w =>
    {
        var entry = $"{Keywords.Prefix}{w.Meaning} in {w.File.Path}";
        Assert.False(w.Word.Any(char.IsLower), $"{w.Word} of {entry} is not in capitals: write {w.Word.ToUpperInvariant()}.");
        Assert.False(Codes.HasShape(w.Word), $"{w.Word} of {entry} has the shape of an agreement's code: take it out.");
    });

    [Theory]
    [InlineData("oui", "Yebo")]
    [InlineData("D'accord", "ngiyavuma")]
    public void Yes(params string[] texts) =>
        Assert.All(texts, text => Assert.Equal(new SmsIntent.Answer(true, null), SmsParser.Read(text)));

    [Theory]
    [InlineData("Non", "cha")]
    [InlineData("NON.", "Hhayi!")]
    public void No(params string[] texts) =>
        Assert.All(texts, text => Assert.Equal(new SmsIntent.Answer(false, null), SmsParser.Read(text)));

    /// <summary>With accents, without, and with the accent as a mark of its own.</summary>
    [Theory]
    [InlineData("arrêt")]
    [InlineData("Arre\u0302t")]
    [InlineData("ARRET")]
    [InlineData("arrêtez")]
    [InlineData("yeka")]
    [InlineData("Misa.")]
    [InlineData("opt out")]
    [InlineData("STOP ALL")]
    [InlineData("Stop everything!")]
    [InlineData("Sitisha")]
    [InlineData("simama")]
    [InlineData("komesha")]
    [InlineData("arrête")]
    [InlineData("Yekani")]
    [InlineData("bondo")]
    [InlineData("ACHA")]
    [InlineData("stop all messages")]
    [InlineData("STOP!!! I said STOP")]
    [InlineData("Stop sending me messages please")]
    [InlineData("stop it")]
    [InlineData("unsubscribe me")]
    [InlineData("ST0P")]
    [InlineData("S T O P")]
    [InlineData("Do not send me messages any more")]
    [InlineData("don't text me")]
    [InlineData("remove me")]
    [InlineData("Leave me alone!")]
    [InlineData("stop sending me all of this")]
    [InlineData("acha kunitumia ujumbe")]
    [InlineData("Sitaki ujumbe tena")]
    [InlineData("usinitumie tena")]
    [InlineData("ACHENI")]
    [InlineData("ne m'ecrivez plus")]
    [InlineData("Stopper")]
    [InlineData("désabonner")]
    [InlineData("arrêtez de m'envoyer des messages s'il vous plaît")]
    [InlineData("yima")]
    [InlineData("ningathunyelwa")]
    [InlineData("yeka ukungithumela imilayezo")]
    [InlineData("bondho korun")]
    [InlineData("আর মেসেজ দিবেন না")]
    [InlineData("মেসেজ বন্ধ করুন")]
    public void Stop(string text) => Assert.IsType<SmsIntent.Stop>(SmsParser.Read(text));

    /// <summary>What says the opposite, or speaks of something else.</summary>
    [Theory]
    [InlineData("do not stop the messages")]
    [InlineData("why did you stop my messages")]
    [InlineData("stop the truck")]
    [InlineData("STOP K7M4P")]
    [InlineData("চাই না")]
    [InlineData("no more")]
    [InlineData("acha niulize bei")]
    [InlineData("leave")]
    public void No_stop(string text) => Assert.IsNotType<SmsIntent.Stop>(SmsParser.Read(text));

    [Theory]
    [InlineData("STOP Amina", true)]
    [InlineData("stop amina hassan please", true)]
    [InlineData("Amina: STOP", true)]
    [InlineData("STOP Neema", false)]
    public void The_senders_own_name_may_stand_beside_STOP(string text, bool stops) =>
        Assert.Equal(stops, SmsParser.Read(text, Language.English, "Amina Hassan") is SmsIntent.Stop);

    /// <summary>All right in Bangla is STOP in Kiswahili.</summary>
    [Theory]
    [InlineData("acha")]
    [InlineData("Accha")]
    [InlineData("achha.")]
    [InlineData("ache")]
    [InlineData("thik ache")]
    [InlineData("আচ্ছা")]
    public void All_right_on_a_Bangla_line_stops_nothing_and_agrees_to_nothing(string text) =>
        Assert.Equal(new SmsIntent.Nearly(Keyword.Answer, null), SmsParser.Read(text, Language.Bangla));

    [Theory]
    [InlineData("+8801711000011", Language.English, false)]
    [InlineData("+254711000011", Language.Bangla, false)]
    [InlineData("+254711000011", Language.Kiswahili, true)]
    [InlineData("+255712345678", Language.English, true)]
    public void Which_line_is_a_Bangla_one(string phone, Language language, bool stops) => Assert.Equal(stops,
        SmsParser.Read(Subscriber.New(phone) with { Language = language }, new SmsIn("s", "ACHA", null, "")) is SmsIntent.Stop);

    [Theory]
    [InlineData("sawa")]
    [InlineData("Poa")]
    [InlineData("kulungile")]
    [InlineData("waaw")]
    public void Politeness_is_told_how_to_answer(string text) =>
        Assert.Equal(new SmsIntent.Nearly(Keyword.Answer, null), SmsParser.Read(text));

    [Theory]
    [InlineData("leave")]
    [InlineData("Jiondoe")]
    [InlineData("Quitter.")]
    [InlineData("Phuma")]
    public void Leaving_is_known(string text) => Assert.IsType<SmsIntent.Leave>(SmsParser.Read(text));

    /// <summary>Who leaves stays on record; who wants their data erased is told where the menu does that.</summary>
    [Theory]
    [InlineData("Delete my data!")]
    [InlineData("futa taarifa zangu tafadhali")]
    [InlineData("Supprimez mes données svp")]
    [InlineData("আমার তথ্য মুছে দিন")]
    [InlineData("ngicela sula imininingwane yami")]
    public void Erasing_is_known_and_is_no_leaving(string text)
    {
        Assert.IsType<SmsIntent.Erase>(SmsParser.Read(text));
        var holder = new Holder("p1", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES", "Otieno");
        var now = Instant.FromUtc(2026, 3, 2, 9, 0);
        var subscriber = Subscriber.New("+254711000002").Joined(new PhoneUser(holder, Tenure: new(now, now)));
        var outcome = SubscriberDecisions.Decide(subscriber, subscriber.Phone, new SmsIn("s", text, null, "*1#", ReceivedAt: now), now);
        Assert.Equal(new HowToEraseSms("*1#"), Assert.Single(outcome.Effects.OfType<Send>()).Order.Sms);
        Assert.Null(outcome.State!.LeaveAsked);
    }

    [Theory]
    [InlineData("HELLO", Language.English)]
    [InlineData("Help", Language.English)]
    [InlineData("Good morning, I want to sell maize. Please call me", Language.English)]
    [InlineData("Habari, naomba msaada", Language.Kiswahili)]
    [InlineData("Bonjour", Language.French)]
    [InlineData("Sawubona", Language.IsiZulu)]
    [InlineData("সালাম", Language.Bangla)]
    [InlineData("salam, sahajjo", Language.Bangla)]
    [InlineData("STOP", null)]
    [InlineData("JOIN MAIZE Neema", null)]
    [InlineData("Neema", null)]
    [InlineData("Hello habari", null)]
    public void The_language_of_a_text_is_told_by_its_words(string text, Language? language) =>
        Assert.Equal(language, Keywords.LanguageOf(SmsTokens.All(text)));

    [Theory]
    [InlineData("stop conseils", typeof(SmsIntent.StopPurpose))]
    [InlineData("Yeka izeluleko", typeof(SmsIntent.StopPurpose))]
    [InlineData("début", typeof(SmsIntent.Start))]
    [InlineData("Qala", typeof(SmsIntent.Start))]
    [InlineData("aide?", typeof(SmsIntent.Help))]
    [InlineData("ngicela usizo", typeof(SmsIntent.Help))]
    [InlineData("solde", typeof(SmsIntent.Statement))]
    [InlineData("ibhalansi", typeof(SmsIntent.Statement))]
    public void What_concerns_no_agreement(string text, Type meaning) => Assert.IsType(meaning, SmsParser.Read(text));

    public static TheoryData<string, SmsIntent> Acts => new()
    {
        { "voir k7m4p", new SmsIntent.Check(Code) },
        { "bheka k7m4p", new SmsIntent.Check(Code) },
        { "oui k7m4p", new SmsIntent.Answer(true, Code) },
        { "cha k7m4p", new SmsIntent.Answer(false, Code) },
        { "Payé k7m4p 5 000 F", new SmsIntent.Paid(Code, "5 000 F") },
        { "paye 5000", new SmsIntent.Paid(null, "5000") },
        { "ngikhokhile k7m4p R5 000,50", new SmsIntent.Paid(Code, "R5 000,50") },
        { "Livré k7m4p 300 kg A Kaolack", new SmsIntent.Delivered(Code, "300", Unit.Kg, "A", "KAOLACK", false) },
        { "livre 1 200 kg dernière", new SmsIntent.Delivered(null, "1 200", Unit.Kg, "", "", true) },
        { "livre 12 sacs", new SmsIntent.Delivered(null, "12", Unit.Bag, "", "", false) },
        { "livre 12 livre", new SmsIntent.Delivered(null, "12 LIVRE", null, "", "", false) },
        { "ngilethile 1 200,5 amakhilo eyokugcina", new SmsIntent.Delivered(null, "1 200,5", Unit.Kg, "", "", true) },
        { "ngilethile k7m4p 50 amasaka B", new SmsIntent.Delivered(Code, "50", Unit.Bag, "B", "", false) },
        { "delivered 1200 kg", new SmsIntent.Delivered(null, "1200", Unit.Kg, "", "", false) },
        { "corriger k7m4p 290", new SmsIntent.Correct(Code, "290", null) },
        { "lungisa 1 290 kg", new SmsIntent.Correct(null, "1 290", Unit.Kg) },
        { "changer k7m4p prix 50 payer 0512", new SmsIntent.Counter(Code, null, "50", null, "0512") },
        { "shintsha k7m4p ubuningi 1 500 letha 0512", new SmsIntent.Counter(Code, "1 500", null, "0512", null) },
        { "fermer k7m4p", new SmsIntent.Close(Code) },
        { "vala k7m4p", new SmsIntent.Close(Code) },
        { "problème k7m4p poids", new SmsIntent.Problem(Code, DisputeAbout.Weight) },
        { "probleme qualité", new SmsIntent.Problem(null, DisputeAbout.Grade) },
        { "inkinga k7m4p inkokhelo", new SmsIntent.Problem(Code, DisputeAbout.Payment) },
        { "inkinga imibandela", new SmsIntent.Problem(null, DisputeAbout.Terms) },
        { "résolu k7m4p", new SmsIntent.Solved(Code) },
        { "ixazululiwe k7m4p", new SmsIntent.Solved(Code) },
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public void What_is_done_with_an_agreement(string text, SmsIntent intent) => Assert.Equal(intent, SmsParser.Read(text));
}
