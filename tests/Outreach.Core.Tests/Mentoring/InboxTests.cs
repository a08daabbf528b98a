using NodaTime;
using Outreach.Core.Figures;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Mentoring;

/// <summary>A conversation with mentors, and how long people wait in it.</summary>
public sealed class InboxTests
{
    /// <summary>A Monday at ten in Nairobi.</summary>
    private static readonly Instant monday = Instant.FromUtc(2026, 3, 2, 7, 0);
    private static readonly Country kenya = Country.OfRegion("KE")!;

    [Fact]
    public void A_conversation_waits_opens_again_and_ends()
    {
        var item = Begun();
        Assert.Equal((ConversationState.Open, monday), (item.State, item.WaitingSince));
        item = Do(item, new ReplyToInbox("r1", "Asha", "Since when?", Waits: true), 1);
        Assert.Equal((ConversationState.Waiting, null, At(1)), (item.State, item.WaitingSince, item.FirstReplyAt));
        item = Do(Do(item, Texted("s2", 2), 2), Texted("s3", 3), 3);
        Assert.Equal((ConversationState.Open, At(2)), (item.State, item.WaitingSince));
        Assert.Equal("text s2 / text s3", item.Newest);
        item = Do(item, new ReplyToInbox("r2", "Asha", "I come."), 4);
        Assert.Equal((ConversationState.Closed, At(1)), (item.State, item.FirstReplyAt));
        Assert.Equal([At(0), At(2)], item.Waits.Select(w => w.Since));
    }

    [Fact]
    public void The_same_text_and_the_same_reply_are_taken_once()
    {
        var item = Do(Do(Begun(), Texted("s2", 1), 1), Texted("s2", 1), 1);
        Assert.Equal(2, item.Turns.Count);
        var replied = InboxDecisions.Decide(item, new ReplyToInbox("r1", "Asha", "I come."), At(2));
        Assert.Single(replied.Effects.OfType<Send>());
        var again = InboxDecisions.Decide(replied.State, new ReplyToInbox("r1", "Asha", "I come."), At(3));
        Assert.Equal((0, null), (again.Effects.Count, again.Reply));
        Assert.Same(replied.State, again.State);
    }

    [Fact]
    public void A_full_conversation_takes_one_more_answer_and_the_next_text_begins_another()
    {
        var item = Begun() with { Mentor = "Asha" };
        for (var n = 2; item.Turns.Count < InboxItem.MostTurns - 1; n++) item = Do(item, Texted($"s{n}", n), n);
        var next = InboxDecisions.Decide(item, Texted("more", 30), At(30));
        Assert.Same(item, next.State);
        var told = Assert.IsType<TakeIn>(next.Effects.OfType<Tell>().First().Command);
        Assert.Equal(("text more", "Asha"), (told.Item.Text, told.Item.Mentor));
        item = Do(item, new ReplyToInbox("r1", "Asha", "I come.", Waits: true), 31);
        var full = InboxDecisions.Decide(item, new ReplyToInbox("r2", "Asha", "Soon.", Seen: item.Turns.Count), At(32));
        Assert.Equal(InboxRefusal.Full, full.Reply);
        Assert.Equal(ConversationState.Closed, Do(item, new CloseInbox("c", "Asha", CloseReason.Called), 33).State);
    }

    [Theory]
    [InlineData(48, true)]
    [InlineData(49, false)]
    public void An_answer_within_two_working_days_is_in_time(int hours, bool inTime)
    {
        var item = Do(Begun(), new ReplyToInbox("r1", "Asha", "I come."), hours);
        Assert.Equal(inTime ? ["whole", "part"] : ["whole"], Counts(item, hours + 1));
    }

    [Fact]
    public void Weekends_holidays_and_what_needs_no_answer_are_not_held_against_a_mentor()
    {
        // Friday 1 May is a holiday in Kenya: two working days from Thursday end on Tuesday.
        var thursday = Instant.FromUtc(2026, 4, 30, 7, 0);
        Assert.Equal(thursday + Duration.FromDays(5), kenya.AfterWorkingDays(thursday, 2));
        Assert.Equal(thursday + Duration.FromDays(6), kenya.AfterWorkingDays(thursday, 2, [new LocalDate(2026, 5, 4)]));
        // In Bangladesh Friday and Saturday are free; Friday 1 May is one of them.
        Assert.Equal(thursday + Duration.FromDays(4), Country.OfRegion("BD")!.AfterWorkingDays(thursday, 2));
        Assert.Equal(["leftOutNoAnswer"], Counts(Do(Begun(), new CloseInbox("c", "Asha", CloseReason.Thanks), 1), 99));
        Assert.Equal(["whole", "part"], Counts(Do(Begun(), new CloseInbox("c", "Asha", CloseReason.Called), 1), 99));
        Assert.Equal([], Counts(Begun(), 47));
        Assert.Equal(["whole"], Counts(Begun(), 48));
    }

    /// <summary>Each wait of a conversation counts: a quick first answer does not hide a slow second one.</summary>
    [Fact]
    public void Every_wait_of_a_conversation_counts()
    {
        var item = Do(Begun(), new ReplyToInbox("r1", "Asha", "Since when?", Waits: true), 1);
        item = Do(Do(item, Texted("s2", 2), 2), new ReplyToInbox("r2", "Asha", "I come."), 90);
        Assert.Equal(["whole", "part", "whole"], Counts(item, 91));
    }

    [Fact]
    public void Who_has_it_has_it_for_two_working_days_of_waiting_and_then_anybody_takes_it()
    {
        var item = Do(Begun(), new TakeInbox("Asha"), 1);
        Assert.Equal(("Asha", ""), (item.MentorAt(At(48)), item.MentorAt(At(49))));
        Assert.Equal(InboxRefusal.Taken, InboxDecisions.Decide(item, new TakeInbox("Njeri"), At(48)).Reply);
        Assert.Equal("Njeri", Do(item, new TakeInbox("Njeri"), 49).Mentor);
        Assert.Equal("Njeri", Do(item, new PassInbox("Njeri"), 2).Mentor);
        // While nobody waits for an answer it stays with who gave one.
        Assert.Equal("Asha", Do(item, new ReplyToInbox("r1", "Asha", "I come."), 2).MentorAt(At(900)));
    }

    /// <summary>Whoever takes what has waited long has it, for two working days from then on, and so does who had it before.</summary>
    [Theory]
    [InlineData("Njeri")]
    [InlineData("Asha")]
    public void What_has_waited_long_is_taken_for_two_working_days_more(string by)
    {
        var item = Do(Begun(), new TakeInbox("Asha"), 1);
        var taken = Do(item, new TakeInbox(by), 200);
        Assert.Equal((by, by, ""), (taken.MentorAt(At(200)), taken.MentorAt(At(247)), taken.MentorAt(At(272))));
        Assert.Equal(by, Do(item, new PassInbox(by), 200).MentorAt(At(200)));
        Assert.Equal(InboxRefusal.Taken, InboxDecisions.Decide(taken, new TakeInbox("Third"), At(201)).Reply);
        // What is everybody's is given to nobody without a change.
        Assert.Same(item, InboxDecisions.Decide(item, new PassInbox(""), At(200)).State);
    }

    [Fact]
    public void A_mentors_phone_is_told_why_nothing_was_done_and_what_was_done_is_written_down()
    {
        var from = new MentorCall("maize", "+254711000050", "K4T", "Asha", "p-asha");
        var item = Begun().With("Asha", At(0));
        var replied = InboxDecisions.Decide(item, new ReplyToInbox("s1", "Asha", "Dry it", true, From: from), At(1));
        Assert.Equal(("Asha", "inbox.reply", item.Id), Audited(replied));
        Assert.Equal(MentorNot.Twice, Not(replied.State, new ReplyToInbox("s2", "Asha", "Dry it", true, From: from)));
        Assert.Empty(InboxDecisions.Decide(replied.State, new ReplyToInbox("s1", "Asha", "Dry it", true, From: from), At(1)).Effects);
        Assert.Equal(MentorNot.Taken, Not(item.With("Njeri", At(0)), new ReplyToInbox("s2", "Asha", "Dry it", true, From: from)));
        Assert.Equal(MentorNot.Taken, Not(item.With("Njeri", At(0)), new CloseInbox("s2", "Asha", CloseReason.Called, From: from)));
        Assert.Equal(MentorNot.Taken, Not(item.With("Njeri", At(0)), new PassInbox("", From: from)));
        var others = Do(item, new ReplyToInbox("c1", "Njeri", "Wait", Waits: true), 1);
        Assert.Equal(MentorNot.Answered, Not(others, new ReplyToInbox("s2", "Asha", "Dry it", true, From: from)));
        Assert.Equal(MentorNot.Closed, Not(Do(item, new CloseInbox("c2", "Njeri", CloseReason.Called), 1),
            new ReplyToInbox("s2", "Asha", "Dry it", true, From: from)));
        Assert.Equal(MentorNot.ClosedByYou, Not(Do(item, new CloseInbox("c2", "Asha", CloseReason.Called), 1),
            new ReplyToInbox("s2", "Asha", "Dry it", true, From: from)));
        Assert.Equal(MentorNot.Asks, Not(item, new ReplyToInbox("s2", "Asha", "Reply 1", true, From: from)));
        Assert.Equal(MentorNot.Gone, Not(null, new ReplyToInbox("s2", "Asha", "Dry it", true, From: from)));
        var closed = InboxDecisions.Decide(item, new CloseInbox("s3", "Asha", CloseReason.Called, From: from), At(1));
        Assert.Equal("inbox.close", Audited(closed).What);
        var passed = InboxDecisions.Decide(item, new PassInbox("", From: from), At(1));
        Assert.Equal(("inbox.pass", ""), (Audited(passed).What, passed.State!.MentorAt(At(1))));
        // What was everybody's, and is answered, is who answered's.
        Assert.Equal("Asha", Do(Begun(), new ReplyToInbox("s4", "Asha", "Dry it", true, From: from), 100).MentorAt(At(100)));

        MentorNot Not(InboxItem? there, Command command)
        {
            var outcome = InboxDecisions.Decide(there, command, At(2));
            Assert.Same(there, outcome.State);
            var order = Assert.Single(outcome.Effects.OfType<Send>()).Order;
            Assert.Equal((from.Phone, Purpose.Reply), (order.Phone, order.Purpose));
            return Assert.IsType<MentorNotSms>(order.Sms).Why;
        }
    }

    [Fact]
    public void A_mentors_phone_hears_of_what_waits_for_them_and_of_nothing_else()
    {
        Assert.Empty(InboxDecisions.Decide(null, new TakeIn(Begun()), At(0)).Effects);
        var item = Begun().With("Asha", At(0));
        Assert.Equal("Asha", Tells(InboxDecisions.Decide(null, new TakeIn(item), At(0)))!.Mentor);
        Assert.Equal("text s1 / text s2", Tells(InboxDecisions.Decide(item, Texted("s2", 1), At(1)))!.Command.Text);
        Assert.Equal("Njeri", Tells(InboxDecisions.Decide(item, new PassInbox("Njeri"), At(1)))!.Mentor);
        Assert.Null(Tells(InboxDecisions.Decide(item, new PassInbox(""), At(1))));
        Assert.Null(Tells(InboxDecisions.Decide(Begun(), new TakeInbox("Asha"), At(1))));
        // Nobody knows yet who wrote: nobody's mentor is told.
        Writer[] writers = [new("p-wanjiru", "Wanjiru"), new("p-amina", "Amina")];
        var shared = Begun() with { PersonId = "", Name = "Wanjiru / Amina", Writers = writers };
        Assert.Null(Tells(InboxDecisions.Decide(null, new TakeIn(shared), At(0))));
        var signed = InboxDecisions.Decide(shared, new SignInbox("p-amina", "Amina", "Asha"), At(1));
        Assert.Equal(("Asha", "Amina"), (Tells(signed)!.Mentor, Tells(signed)!.Command.Name));
        // After two working days it is everybody's.
        Assert.Null(Tells(InboxDecisions.Decide(item, Texted("s3", 90), At(90))));

        static TellMentor? Tells(Outcome<InboxItem> outcome) => outcome.Effects.OfType<TellMentor>().SingleOrDefault();
    }

    private static (string Who, string What, string Subject) Audited(Outcome<InboxItem> outcome) =>
        Assert.Single(outcome.Effects.OfType<KeepAudit>()) is var row ? (row.Who, row.What, row.Subject) : default;

    private static IEnumerable<string> Counts(InboxItem item, int hours) =>
        MentoringFigures.Of(item, At(hours), kenya, []).Select(c => c.What);

    private static InboxItem Begun() => Item("s1", 0);

    private static InboxItem Item(string sms, int hours) =>
        new($"maize.{InboxItem.IdOf(sms, At(hours))}", "maize", "p-wanjiru", "Wanjiru", "+254711000001", $"text {sms}", At(hours));

    private static AttachToInbox Texted(string sms, int hours) => new(Begun().Id, Item(sms, hours));

    private static InboxItem Do(InboxItem item, Command command, int hours)
    {
        var outcome = InboxDecisions.Decide(item, command, At(hours));
        Assert.Null(outcome.Reply);
        return outcome.State!;
    }

    private static Instant At(int hours) => monday + Duration.FromHours(hours);
}
