using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Mentoring;

/// <summary>What comes to a mentor's phone, and what the phone may do.</summary>
public sealed class MentorDeskTests
{
    private const string Phone = "+254711000050";

    /// <summary>A Monday at ten in Nairobi.</summary>
    private static readonly Instant monday = Instant.FromUtc(2026, 3, 2, 7, 0);

    [Fact]
    public void Only_a_coordinators_own_sms_makes_a_phone_a_mentors()
    {
        Assert.NotNull(Desk().Mentoring);
        Assert.Null(Text(Of(Role.Farmer), "MENTOR", monday).State!.Mentoring);
        Assert.Null(Text(Of(Role.Coordinator) with { Quarantine = new(monday, "silent") }, "MENTOR", monday).State!.Mentoring);
        Assert.Null(Text(Of(Role.Coordinator), "MENTOR of mine", monday).State!.Mentoring);
        var (begun, ended) = (Text(Of(Role.Coordinator), "Mentor", monday), Text(Desk(), "mentor stop", monday));
        Assert.Equal(new MentorPhone("p-asha", "Asha", Phone), Told<MentorPhoneIsAt>(begun).Phone);
        Assert.Equal(Phone, Told<MentorPhoneGone>(ended).Phone);
        Assert.Null(ended.State!.Mentoring);
    }

    [Fact]
    public void A_phone_is_no_mentors_any_more_once_its_mentor_has_left_or_is_no_coordinator()
    {
        var register = new Register("api|1", Asha with { Role = Role.Trader }, null, "api|asha");
        var changed = SubscriberDecisions.Decide(Desk(), Phone, register, monday);
        Assert.Null(changed.State!.Mentoring);
        Assert.Equal(Phone, Told<MentorPhoneGone>(changed).Phone);
        var left = SubscriberDecisions.Decide(Desk(), Phone, new LeaveNumber(Asha.Key), monday);
        Assert.Null(left.State!.Mentoring);
        Assert.Equal(Phone, Told<MentorPhoneGone>(left).Phone);
        var erased = SubscriberDecisions.Decide(Desk(), Phone, new EraseHolder(Asha.Key), monday);
        Assert.Equal(Phone, Told<MentorPhoneGone>(erased).Phone);
    }

    [Fact]
    public void A_lost_phone_answers_nobody_once_its_mentor_began_another()
    {
        var programme = new Programme("maize", "Maize", "KE", "KES", [], "Officer") { MentorPhones = [new("p-asha", "Asha", Phone)] };
        var moved = ProgrammeDecisions.Decide(programme, new MentorPhoneIsAt(new("p-asha", "Asha", "+254711000051")));
        Assert.Equal("+254711000051", moved.State!.PhoneOf("asha"));
        var left = Assert.IsType<MentorPhoneLeft>(Assert.Single(moved.Effects.OfType<Tell>(), t => t.To.Key == Phone).Command);
        Assert.Null(SubscriberDecisions.Decide(Desk(), Phone, left, monday).State!.Mentoring);
        // Another's phone stays, and so does this one through new rules.
        var other = ProgrammeDecisions.Decide(programme, new MentorPhoneIsAt(new("p-njeri", "Njeri", "+254711000052")));
        Assert.Empty(other.Effects);
        Assert.Equal(Phone, other.State!.PhoneOf("Asha"));
        var replaced = ProgrammeDecisions.Decide(programme, new ReplaceProgramme(programme with { MentorPhones = [] }, 1));
        Assert.Equal(Phone, replaced.State!.PhoneOf("Asha"));
        Assert.Null(ProgrammeDecisions.Decide(programme, new MentorPhoneGone(Phone)).State!.PhoneOf("Asha"));
    }

    /// <summary>Whatever a phone has become: its mentor can end what it is, and the programme knows that nothing comes there.</summary>
    [Fact]
    public void MENTOR_STOP_counts_on_a_phone_of_several_people_and_after_STOP()
    {
        var neema = new PhoneUser(Asha with { PersonId = "p-neema", Name = "Neema", Role = Role.Farmer }, Tenure: new(monday, monday));
        var stopped = Text(Desk(), "STOP", monday);
        Assert.Equal(Phone, Told<MentorPhoneGone>(stopped).Phone);
        foreach (var before in new[] { Desk().Joined(neema), stopped.State! })
        {
            var ended = Text(before, "MENTOR STOP", monday);
            Assert.Null(ended.State!.Mentoring);
            Assert.Equal(new MentorPhoneSms(MentorPhoneIs.Off), Assert.Single(ended.Effects.OfType<Send>()).Order.Sms);
        }
        // Once one of the others does anything at all there, too.
        Assert.Equal(Phone, Told<MentorPhoneGone>(Text(Desk().Joined(neema), "DELETE MY DATA", monday)).Phone);
        // It takes her own MENTOR to come back, not a START.
        var again = Text(stopped.State!, "START", monday + Duration.FromHours(1));
        Assert.Empty(Ask(again.State!, 1, monday).Effects);
        Assert.Equal(new MentorPhone("p-asha", "Asha", Phone), Told<MentorPhoneIsAt>(Text(again.State!, "Mentor", monday)).Phone);
    }

    /// <summary>Whose people are meant goes by the name: where two have it, nothing goes to either phone without a word.</summary>
    [Fact]
    public void No_phone_is_the_mentors_whose_name_two_people_have()
    {
        var refused = SubscriberDecisions.Decide(Of(Role.Coordinator), Phone,
            new SmsIn("network|m", "MENTOR", null, "*384#", ReceivedAt: monday, MentorHasNamesake: true), monday);
        Assert.Null(refused.State!.Mentoring);
        Assert.Equal(new MentorPhoneSms(MentorPhoneIs.Namesake), Assert.Single(refused.Effects.OfType<Send>()).Order.Sms);
        // In the same moment from two phones: the first has it, and the other hears that it has not.
        var programme = new Programme("maize", "Maize", "KE", "KES", [], "Officer") { MentorPhones = [new("p-asha", "Asha", Phone)] };
        var second = ProgrammeDecisions.Decide(programme, new MentorPhoneIsAt(new("p-other", "ASHA", "+254711000077")));
        Assert.Equal(Phone, second.State!.PhoneOf("Asha"));
        var left = Assert.Single(second.Effects.OfType<Tell>());
        Assert.Equal("+254711000077", left.To.Key);
        var told = SubscriberDecisions.Decide(Desk(), Phone, Assert.IsType<MentorPhoneLeft>(left.Command) with { Key = Asha.Key }, monday);
        Assert.Equal(new MentorPhoneSms(MentorPhoneIs.Namesake), Assert.Single(told.Effects.OfType<Send>()).Order.Sms);
        Assert.Null(told.State!.Mentoring);
        // What is stored from before this rule goes to neither.
        Assert.Null((programme with { MentorPhones = [.. programme.MentorPhones, new("p-other", "Asha", "+254711000077")] }).PhoneOf("Asha"));
    }

    /// <summary>Another name is another mentor, whom MENTOR has to begin; the same name with other letters is not.</summary>
    [Fact]
    public void A_new_name_ends_what_the_phone_was()
    {
        var renamed = SubscriberDecisions.Decide(Desk(), Phone, new Register("api|2", Asha with { Name = "Njeri Mwangi" }, null, "api|asha"), monday);
        Assert.Equal(Phone, Told<MentorPhoneGone>(renamed).Phone);
        Assert.DoesNotContain(renamed.Effects.OfType<Tell>(), t => t.Command is MentorPhoneIsAt);
        Assert.Contains(renamed.Effects.OfType<Send>(), s => s.Order.Sms is MentorPhoneSms { Is: MentorPhoneIs.Off });
        Assert.Empty(Ask(renamed.State!, 1, monday).Effects);
        var spelt = SubscriberDecisions.Decide(Desk(), Phone, new Register("api|3", Asha with { Name = "ASHA" }, null, "api|asha"), monday);
        Assert.Equal("ASHA", Told<MentorPhoneIsAt>(spelt).Phone.Name);
        Assert.Single(Ask(spelt.State!, 1, monday).Effects);
    }

    [Fact]
    public void Nothing_comes_to_a_phone_that_others_use_or_that_said_stop_or_that_may_be_anothers()
    {
        Assert.Single(Ask(Desk(), 1, monday).Effects);
        var neema = new PhoneUser(Asha with { PersonId = "p-neema", Name = "Neema", Role = Role.Farmer }, Tenure: new(monday, monday));
        Assert.Empty(Ask(Desk().Joined(neema), 1, monday).Effects);
        Assert.Empty(Ask(Desk() with { Quarantine = new(monday, "silent") }, 1, monday).Effects);
        Assert.Empty(Ask(Text(Desk(), "STOP", monday).State!, 1, monday).Effects);
        Assert.Empty(Ask(Of(Role.Coordinator), 1, monday).Effects);
        // Nor does another of its users answer in the mentor's name.
        var code = Assert.Single(Ask(Desk(), 1, monday).State!.Mentoring!.Codes).Code;
        var shared = Text(Ask(Desk(), 1, monday).State!.Joined(neema), $"{code} Sell it", monday);
        Assert.Equal(new MentorPhoneSms(MentorPhoneIs.Shared), Assert.Single(shared.Effects.OfType<Send>()).Order.Sms);
    }

    [Fact]
    public void The_same_words_are_sent_once_and_a_conversation_keeps_its_code_for_a_week_from_its_last_text()
    {
        var first = Ask(Desk(), 1, monday).State!;
        Assert.Same(first, Ask(first, 1, monday).State);
        var later = Ask(first, 1, monday + Duration.FromDays(5), "more").State!;
        var code = Assert.Single(later.Mentoring!.Codes);
        Assert.Equal(Assert.Single(first.Mentoring!.Codes).Code, code.Code);
        Assert.Equal(monday + Duration.FromDays(12), code.Until);
        Assert.IsType<ReplyToInbox>(Told(Text(later, $"{code.Code} Dry it", code.Until - Duration.FromSeconds(1))));
        var over = Text(later, $"{code.Code} Dry it", code.Until);
        Assert.Equal(new MentorNotSms(code.Code, MentorNot.Over), Assert.Single(over.Effects.OfType<Send>()).Order.Sms);
    }

    [Fact]
    public void Ten_come_in_a_day_then_one_says_how_many_more_and_these_come_the_next_day()
    {
        var desk = Desk();
        for (var n = 1; n <= 10; n++) desk = Ask(desk, n, monday).State!;
        Assert.Equal(10, desk.Mentoring!.Codes.Select(c => c.Code).Distinct().Count());
        var eleventh = Ask(desk, 11, monday);
        var evening = Assert.IsType<WakeAt>(Assert.Single(eleventh.Effects)).At;
        Assert.Equal(Instant.FromUtc(2026, 3, 2, 14, 0), evening);
        desk = Ask(eleventh.State!, 12, monday).State!;
        Assert.Empty(Ask(desk, 12, monday, "more").Effects);
        var told = SubscriberDecisions.Decide(desk, Phone, new Wake(), evening);
        Assert.Equal(new MentorMoreSms(2), Assert.Single(told.Effects.OfType<Send>()).Order.Sms);
        Assert.Empty(SubscriberDecisions.Decide(told.State, Phone, new Wake(), evening).Effects.OfType<Send>());
        var morning = Assert.Single(told.Effects.OfType<WakeAt>()).At;
        var shown = SubscriberDecisions.Decide(told.State, Phone, new Wake(), morning);
        Assert.Equal(["maize.item-11", "maize.item-12"], shown.Effects.OfType<Tell>().Select(t => t.To.Key));
        Assert.All(shown.Effects.OfType<Tell>(), t => Assert.Equal("Asha", Assert.IsType<ShowToMentor>(t.Command).Mentor));
        Assert.Single(Ask(shown.State!, 11, morning, "again").Effects.OfType<Send>());
    }

    [Theory]
    [InlineData("DONE", typeof(CloseInbox))]
    [InlineData("done.", typeof(CloseInbox))]
    [InlineData("done thanks", typeof(CloseInbox))]
    [InlineData("PASS ON, thank you", typeof(PassInbox))]
    [InlineData("Pass by, please", typeof(ReplyToInbox))]
    [InlineData("Stop spraying now", typeof(ReplyToInbox))]
    [InlineData("yes", typeof(ReplyToInbox))]
    [InlineData("PASS", typeof(PassInbox))]
    [InlineData("", typeof(ShowToMentor))]
    [InlineData("Done with the weeding? Then dry it", typeof(ReplyToInbox))]
    [InlineData("Finished?", typeof(ReplyToInbox))]
    public void A_code_answers_closes_passes_on_or_shows(string words, Type command)
    {
        var desk = Ask(Desk(), 1, monday).State!;
        var code = desk.Mentoring!.Codes[0].Code;
        string[] ways = [$"{code} {words}", $" {code.ToLowerInvariant()}: {words}", $"({code}) {words}", $"{code}? {words}", $"[{code}] - {words}"];
        foreach (var typed in ways)
        {
            var outcome = Text(desk, typed, monday);
            if (Told(outcome) is ReplyToInbox { Text: var sent }) Assert.Equal(words, sent);
            Assert.Same(desk, outcome.State);
            Assert.Equal(command, Told(outcome).GetType());
            Assert.Equal(new MentorCall("maize", Phone, code, "Asha", "p-asha"), Told(outcome) switch
            {
                ReplyToInbox reply => reply.From,
                CloseInbox close => close.From,
                PassInbox pass => pass.From,
                ShowToMentor show => show.From,
                _ => null,
            });
        }
    }

    [Theory]
    [InlineData("Sell at #### today", MentorNot.Figure)]
    [InlineData("My PIN is ****", MentorNot.Figure)]
    public void A_struck_figure_goes_to_nobody(string words, MentorNot why) => AssertNot(words, null, why);

    /// <summary>We print the code and STOP in one SMS: what is an order to us is nothing to tell a person.</summary>
    [Theory]
    [InlineData("STOP")]
    [InlineData("help")]
    [InlineData("1")]
    [InlineData("2.")]
    [InlineData("STOP/HELP/1")]
    [InlineData("acha")]
    public void An_order_alone_goes_to_nobody(string words) => AssertNot(words, null, MentorNot.Order);

    /// <summary>An amount at the beginning is no code: the words are read as anybody's.</summary>
    [Theory]
    [InlineData("50K for maize please, who pays that much here?")]
    [InlineData("2kg fertilizer please, where can I buy some?")]
    [InlineData("R50 is too little for a bag of maize")]
    public void An_amount_in_front_is_no_code(string words)
    {
        var desk = Ask(Desk(), 1, monday).State!;
        Assert.Single(Text(desk, words, monday).Effects.OfType<Tell>(), t => t.Command is TakeIn);
        var neema = new PhoneUser(Asha with { PersonId = "p-neema", Name = "Neema", Role = Role.Farmer }, Tenure: new(monday, monday));
        Assert.Single(Text(desk.Joined(neema), words, monday).Effects.OfType<Tell>(), t => t.Command is TakeIn);
        // Nor does a text that begins as another's code does, on a phone of several people.
        Assert.Single(Text(desk.Joined(neema), "B4D rain again, what can we plant?", monday).Effects.OfType<Tell>(), t => t.Command is TakeIn);
    }

    [Fact]
    public void No_code_of_a_conversation_is_an_amount()
    {
        var desk = Desk();
        for (var n = 1; n <= 100; n++)
            desk = Ask(desk, n, monday + Duration.FromDays(n / 10)).State!;
        Assert.All(desk.Mentoring!.Codes, c => Assert.Matches("^[A-Z][2-9][A-Z]$", c.Code));
        Assert.True(desk.Mentoring!.Codes.Count > 90);
    }

    [Fact]
    public void More_than_two_sms_or_what_leads_elsewhere_is_not_sent()
    {
        AssertNot(new string('a', 300), null, MentorNot.TooLong);
        AssertNot("Dry it", MentorNot.Leads, MentorNot.Leads);
        AssertNot("Dry it", MentorNot.Stopped, MentorNot.Stopped);
    }

    [Theory]
    [InlineData("Call 0711 000 002 now", "Call #### now")]
    [InlineData("+254-711-000-002", "####")]
    [InlineData("০১৭১১০০০০০২ এ ফোন", "#### এ ফোন")]
    [InlineData("zero seven one one zero zero zero zero zero two", "####")]
    [InlineData("Call O711OOOO13", "Call ####")]
    [InlineData("Call O711 OOO O13 today", "Call #### today")]
    [InlineData("07ll 000 0l3", "####")]
    [InlineData("0711-----000-----013", "####")]
    [InlineData("I need 20l of oil, 15l of fuel", "I need 20l of oil, 15l of fuel")]
    [InlineData("120 bags for 4,500 each", "120 bags for 4,500 each")]
    public void No_number_that_can_be_called_goes_to_the_mentors_phone(string text, string shown) =>
        Assert.Equal(shown, Asked(Begun(text)).Text);

    /// <summary>A number in two texts is a number.</summary>
    [Theory]
    [InlineData("my number is 0711 00", "2060 is the rest", "my number is #### / #### is the rest")]
    [InlineData("call O711", "OOO 2O6", "call #### / ####")]
    [InlineData("zero seven one one", "zero zero two zero six", "#### / ####")]
    [InlineData("120", "4500 each", "120 / 4500 each")]
    [InlineData("I have 40 bags", "1200 for one", "I have 40 bags / 1200 for one")]
    public void No_number_goes_to_the_mentors_phone_in_parts(string first, string second, string shown)
    {
        var item = Begun(first);
        var next = InboxDecisions.Decide(item, new AttachToInbox(item.Id, Begun(second) with { Id = "maize.2" }), monday).State!;
        Assert.Equal(shown, Asked(next, "Njeri").Text);
    }

    /// <summary>What a mentor writes in parts is read as one, until the person writes again; what two owners let go is said.</summary>
    [Fact]
    public void Words_in_parts_are_read_together()
    {
        var item = Begun("Who buys?");
        static string? Why(string text) => OurWords.Leads(text);
        InboxItem Said(InboxItem to, string text) => to with { Later = [.. to.Later ?? [], new Turn(text, monday, text, "Asha")] };
        InboxItem Heard(InboxItem to, string text) => to with { Later = [.. to.Later ?? [], new Turn(text, monday, text)] };
        Assert.Null(item.WhyNot("0711 00", Why));
        Assert.NotNull(Said(item, "0711 00").WhyNot("0009", Why));
        Assert.NotNull(Said(Said(item, "0711"), "00").WhyNot("0009", Why));
        Assert.NotNull(Said(item, "Look at bit.").WhyNot("ly / x1", Why));
        Assert.Null(Heard(Said(item, "How many? 0711 00"), "two").WhyNot("0009", Why));
        Assert.Null(Said(item, "Spray 20 ml in 20 l").WhyNot("Then wait 10 days", Why));
        Assert.Null(Said(item, "Call 0711 000 009").WhyNot("He buys on Tuesday", Why));
        Assert.NotNull(Said(Said(item, "Call 0711 000 009"), "Or 0722 00").WhyNot("0010", Why));
    }

    [Fact]
    public void First_names_and_first_words_go_to_the_mentors_phone()
    {
        var asked = Asked(Begun(string.Join(' ', Enumerable.Repeat("mould", 60))) with { Name = "Wanjiru Kamau" });
        Assert.Equal(("Wanjiru", $"{string.Join(' ', Enumerable.Repeat("mould", 13))}.."), (asked.Name, asked.Text));
    }

    [Fact]
    public void Of_several_texts_the_newest_comes_first_of_all()
    {
        var item = Begun(new string('a', 60));
        var next = InboxDecisions.Decide(item, new AttachToInbox(item.Id, Begun("short") with { Id = "maize.2" }), monday).State!;
        Assert.Equal($"{new string('a', 60)} / short", Asked(next, "Njeri").Text);
        next = InboxDecisions.Decide(next, new AttachToInbox(item.Id, Begun(new string('b', 70)) with { Id = "maize.3" }), monday).State!;
        Assert.Equal($"short / {new string('b', 70)}", Asked(next, "Njeri").Text);
    }

    private static void AssertNot(string words, MentorNot? known, MentorNot why)
    {
        var desk = Ask(Desk(), 1, monday).State!;
        var code = desk.Mentoring!.Codes[0].Code;
        var outcome = SubscriberDecisions.Decide(desk, Phone,
            new SmsIn("network|9", $"{code} {words}", null, "*384#", ReceivedAt: monday, MentorNot: known), monday);
        Assert.Equal(new MentorNotSms(code, why), Assert.Single(outcome.Effects.OfType<Send>()).Order.Sms);
        Assert.Empty(outcome.Effects.OfType<Tell>());
    }

    private static Holder Asha => new("p-asha", "Asha", Role.Coordinator, Language.English, "maize", "Kitale", [], "KES");

    private static Subscriber Of(Role role) => Subscriber.New(Phone).Joined(new PhoneUser(Asha with { Role = role },
        Tenure: new(monday, monday))) with { Language = Language.English };

    private static Subscriber Desk() => Text(Of(Role.Coordinator), "MENTOR", monday).State!;

    private static Outcome<Subscriber> Text(Subscriber subscriber, string text, Instant at) => SubscriberDecisions.Decide(subscriber, Phone,
        new SmsIn($"network|{text}", text, null, "*384#", ReceivedAt: at), at);

    private static Outcome<Subscriber> Ask(Subscriber subscriber, int n, Instant at, string what = "first") => SubscriberDecisions.Decide(
        subscriber, Phone, new MentorAsked($"{what}-{n}", $"maize.item-{n}", $"maize.p-{n}", "Chebet", "mould inside?"), at);

    private static Command Told(Outcome<Subscriber> outcome) => Assert.Single(outcome.Effects.OfType<Tell>()).Command;

    private static T Told<T>(Outcome<Subscriber> outcome) where T : Command =>
        Assert.Single(outcome.Effects.OfType<Tell>().Select(t => t.Command).OfType<T>());

    private static InboxItem Begun(string text) => new InboxItem("maize.1", "maize", "p-wanjiru", "Wanjiru", "+254711000002", text, monday)
        .With("Asha", monday);

    private static MentorAsked Asked(InboxItem item, string to) =>
        Assert.Single(InboxDecisions.Decide(item, new PassInbox(to), monday).Effects.OfType<TellMentor>()).Command;

    private static MentorAsked Asked(InboxItem item) =>
        Assert.Single(InboxDecisions.Decide(null, new TakeIn(item), monday).Effects.OfType<TellMentor>()).Command;
}
