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

public sealed partial class MentorDeskTests
{
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
        Assert.Single(Text(desk.Joined(neema), "B4D rain again, what can we plant?", monday).Effects.OfType<Tell>(),
            t => t.Command is TakeIn);
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
        List<MentorPhone> both = [.. programme.MentorPhones, new("p-other", "Asha", "+254711000077")];
        Assert.Null((programme with { MentorPhones = both }).PhoneOf("Asha"));
    }

    /// <summary>Another name is another mentor, whom MENTOR has to begin; the same name with other letters is not.</summary>
    [Fact]
    public void A_new_name_ends_what_the_phone_was()
    {
        var renamed = SubscriberDecisions.Decide(Desk(), Phone,
            new Register("api|2", Asha with { Name = "Njeri Mwangi" }, null, "api|asha"), monday);
        Assert.Equal(Phone, Told<MentorPhoneGone>(renamed).Phone);
        Assert.DoesNotContain(renamed.Effects.OfType<Tell>(), t => t.Command is MentorPhoneIsAt);
        Assert.Contains(renamed.Effects.OfType<Send>(), s => s.Order.Sms is MentorPhoneSms { Is: MentorPhoneIs.Off });
        Assert.Empty(Ask(renamed.State!, 1, monday).Effects);
        var spelt = SubscriberDecisions.Decide(Desk(), Phone, new Register("api|3", Asha with { Name = "ASHA" }, null, "api|asha"), monday);
        Assert.Equal("ASHA", Told<MentorPhoneIsAt>(spelt).Phone.Name);
        Assert.Single(Ask(spelt.State!, 1, monday).Effects);
    }
}
