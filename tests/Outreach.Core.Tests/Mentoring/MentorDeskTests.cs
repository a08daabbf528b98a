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
public sealed partial class MentorDeskTests
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
        string[] ways = [$"{code} {words}", $" {code.ToLowerInvariant()}: {words}", $"({code}) {words}", $"{code}? {words}",
            $"[{code}] - {words}"];
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
