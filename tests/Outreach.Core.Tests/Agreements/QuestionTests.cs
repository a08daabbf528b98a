using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>A question from its message to its end, for who has to answer and for who waits.</summary>
public sealed class QuestionTests
{
    private const string Farmer = "+254711000002";
    private const string Trader = "+254711000001";
    private const string Spare = "+254711000097";

    /// <summary>The side that asked does not wait for what cannot arrive, and somebody calls.</summary>
    [Fact]
    public void Who_asked_hears_once_that_the_question_cannot_arrive()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700);
        deal.Do(new QuestionUndeliverable(2));
        Assert.Equal((Trader, (Sms)new NotReachedSms(Deal.Code, "Wanjiru")), Read(deal));
        Assert.Equal([new RaiseTask("p", "not reached", Deal.Code, deal.Now)], deal.Effects.OfType<RaiseTask>());
        Assert.Empty(deal.Do(new QuestionUndeliverable(2)).Effects);
        Assert.Empty(deal.Do(new QuestionUndeliverable(1)).Effects);
    }

    /// <summary>A yes brings a lost question again, and only the next one answers it. A PIN on the menu needs no SMS.</summary>
    [Fact]
    public void A_lost_question_binds_nobody_and_a_yes_brings_it_again()
    {
        var deal = Deal.OfGoods().Do(new QuestionSeen(1));
        var before = deal.Now;
        deal.After(Duration.FromHours(1)).Do(new QuestionUndeliverable(1));
        Assert.False(Entry(deal, Role.Farmer).Question!.Seen);
        Assert.Single(deal.Effects.OfType<RaiseTask>());
        Assert.Single(deal.Effects.OfType<Tell>());
        deal.After(Duration.FromHours(1)).Do(new AnswerQuestion(deal.Sms("f") with { ReceivedAt = deal.Now }, true));
        Assert.Equal((Farmer, (Sms)Assert.IsType<OfferSms>(Assert.Single(deal.Said))), Read(deal));
        Assert.False(deal.Agreement.IsBound);
        // A late word that the lost SMS had gone out says nothing; the second sending counts.
        deal.Do(new QuestionSeen(1, before)).Do(new AnswerQuestion(deal.Sms("f") with { ReceivedAt = deal.Now }, true));
        Assert.False(deal.Agreement.IsBound);
        deal.Do(new QuestionSeen(1)).Do(new AnswerQuestion(deal.Sms("f") with { ReceivedAt = deal.Now }, true));
        Assert.True(deal.Agreement.IsBound);
        var dialled = Deal.OfGoods().Do(new QuestionSeen(1)).Do(new QuestionUndeliverable(1)).Yes("f");
        Assert.True(dialled.Agreement.IsBound);
    }

    /// <summary>A bare answer from another phone of the payee's, of each kind of question, brings the question there first.</summary>
    [Theory]
    [InlineData(QuestionKind.Terms, true)]
    [InlineData(QuestionKind.Terms, false)]
    [InlineData(QuestionKind.Payment, true)]
    [InlineData(QuestionKind.Payment, false)]
    [InlineData(QuestionKind.Delivery, true)]
    [InlineData(QuestionKind.Cancel, true)]
    [InlineData(QuestionKind.Cancel, false)]
    [InlineData(QuestionKind.Resolution, true)]
    [InlineData(QuestionKind.Reversal, true)]
    public void A_bare_answer_counts_from_a_phone_that_the_question_reached(QuestionKind kind, bool accept)
    {
        var deal = Asking(kind);
        var (ask, who) = (deal.Ask, deal.Ask.Of == Role.Farmer ? "f" : "t");
        deal.Do(new QuestionSeen(ask.Number)).After(Duration.FromHours(1));
        Caller Other(bool bare) => deal.Sms(who) with { Phone = Spare, ReceivedAt = deal.Now, Bare = bare };
        var answer = new AnswerQuestion(Other(bare: true), accept, ask.Number);
        Assert.Equivalent((Spare, Questions.Words(deal.Agreement, ask)), Read(deal.Do(answer)), strict: true);
        Assert.Contains(ask.Number, deal.Agreement.Questions.Select(q => q.Number));
        // Once it is read there, by SMS or on the menu, it is answered there; the code answers from anywhere.
        deal.Do(new QuestionSeen(ask.Number, deal.Now, Spare));
        var there = new AnswerQuestion(Other(bare: true), accept, ask.Number);
        Assert.DoesNotContain(ask.Number, deal.Do(there).Agreement.Questions.Select(q => q.Number));
        Assert.DoesNotContain(ask.Number, Answered(Asking(kind), c => c with { Phone = Spare }).Questions.Select(q => q.Number));
        Assert.DoesNotContain(ask.Number,
            Answered(Asking(kind), c => c with { Phone = Spare, Bare = true, Read = ask.Number }).Questions.Select(q => q.Number));
        Assert.DoesNotContain(ask.Number, Answered(Asking(kind), c => c with { Bare = true }).Questions.Select(q => q.Number));

        Agreement Answered(Deal other, Func<Caller, Caller> from) => other.Do(new QuestionSeen(ask.Number))
            .Do(new AnswerQuestion(from(other.Sms(who) with { ReceivedAt = other.Now }), accept, ask.Number)).Agreement;
    }

    /// <summary>After a loss every phone is asked anew.</summary>
    [Fact]
    public void A_lost_question_that_another_phone_got_is_answered_there_alone()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700);
        deal.Do(new QuestionSeen(2)).Do(new QuestionUndeliverable(2)).After(Duration.FromHours(1));
        deal.Do(new QuestionSeen(2, null, Spare)).After(Duration.FromHours(1));
        deal.Do(new AnswerQuestion(deal.Sms("f") with { ReceivedAt = deal.Now, Bare = true }, true, 2));
        Assert.Equal(Farmer, Read(deal).Phone);
        Assert.Single(deal.Agreement.Questions);
    }

    private static Deal Asking(QuestionKind kind) => kind switch
    {
        QuestionKind.Terms => Deal.OfGoods(),
        QuestionKind.SamePayment => Deal.OfGoods().Agreed().Paid(700).Yes("f").After(Duration.FromDays(2)).Proof("mpesa QX1", 700),
        QuestionKind.Payment => Deal.OfGoods().Agreed().Paid(700),
        QuestionKind.Delivery => Load(Deal.OfGoods().Agreed()),
        QuestionKind.Cancel => With(Deal.OfGoods().Agreed(), d => new AskToCancel(d.By("t"))),
        QuestionKind.Reversal => With(Deal.OfGoods().Agreed().Paid(700).Yes("f"), d => new ReportMistake(d.By("t"))),
        _ => With(With(Deal.OfGoods().Agreed(), d => new OpenDispute(d.By("f"), DisputeAbout.Weight)),
            d => new ProposeResolution("r", new Resolution(Deal.Kes(10), "Agreed", "Officer"))),
    };

    private static Deal Load(Deal deal) => With(deal, d => new ReportDelivery(d.By("f"), new Delivery(100_000, "A", "", false)));

    private static Deal With(Deal deal, Func<Deal, Command> command) => deal.Do(command(deal));

    /// <summary>A yes that came before the loss was known stands, in whichever order the two are handled.</summary>
    [Fact]
    public void A_loss_that_is_known_later_than_the_yes_undoes_nothing()
    {
        var deal = Deal.OfGoods().Do(new QuestionSeen(1)).After(Duration.FromHours(1));
        var yes = new AnswerQuestion(deal.Sms("f") with { ReceivedAt = deal.Now }, true);
        Assert.True(deal.After(Duration.FromMinutes(1)).Do(new QuestionUndeliverable(1)).Do(yes).Agreement.IsBound);
        var late = Deal.OfGoods().Do(new QuestionSeen(1)).After(Duration.FromHours(1));
        late.Do(new QuestionUndeliverable(1)).Do(new AnswerQuestion(late.Sms("f") with { ReceivedAt = late.Now }, true));
        Assert.False(late.Agreement.IsBound);
    }

    /// <summary>Who asked hears of a loss once, also when the SMS that was sent again is lost too.</summary>
    [Fact]
    public void A_question_lost_twice_is_told_once_and_binds_nobody()
    {
        var deal = Deal.OfGoods().Do(new QuestionSeen(1)).Do(new QuestionUndeliverable(1)).After(Duration.FromHours(1));
        deal.Do(new QuestionSeen(1)).After(Duration.FromHours(1)).Do(new QuestionUndeliverable(1));
        Assert.Empty(deal.Said);
        Assert.Empty(deal.Effects.OfType<RaiseTask>());
        Assert.False(Entry(deal, Role.Farmer).Question!.Seen);
        // A wait for a consent is no loss.
        var waits = Deal.OfGoods().Do(new QuestionSeen(1)).Do(new QuestionUndeliverable(1, NotReached.NotAsked));
        Assert.True(waits.Do(new AnswerQuestion(waits.Sms("f"), true)).Agreement.IsBound);
    }

    [Fact]
    public void After_three_days_without_an_answer_somebody_calls()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700);
        var (asked, tasks) = (deal.Now, new List<(Duration, string)>());
        foreach (var time in new[] { Duration.FromDays(3) - Duration.Epsilon, Duration.FromDays(3), Duration.FromDays(5) })
        {
            deal.After(asked + time - deal.Now).Do(new Wake());
            tasks.AddRange(deal.Effects.OfType<RaiseTask>().Select(t => (time, t.Kind)));
        }
        Assert.Equal([(Duration.FromDays(3), "no answer about a payment")], tasks);
    }

    /// <summary>An offer is open for three days; its last moment is a yes, the next is not.</summary>
    [Fact]
    public void An_offer_ends_after_three_days()
    {
        var deal = Deal.OfGoods().Do(new QuestionSeen(1)).After(Duration.FromDays(3) - Duration.Epsilon);
        deal.Do(new AnswerQuestion(deal.Sms("f"), true));
        Assert.True(deal.Agreement.IsBound);
        deal = Deal.OfGoods().Do(new QuestionSeen(1)).After(Duration.FromDays(3));
        deal.Do(new AnswerQuestion(deal.Sms("f"), true));
        Assert.Equal((AgreementStatus.Expired, false, AgreementRefusal.NotOpen),
            (deal.Agreement.Status, deal.Agreement.IsBound, deal.Reply));
        Assert.Contains(new OfferClosedSms(Deal.Code, AgreementStatus.Expired), deal.Said);
        Assert.Contains(new OfferEndedSms(Deal.Code, "Wanjiru", AgreementStatus.Expired), deal.Said);
    }

    /// <summary>Whatever was asked, an answer after its days has words, and so has what the other side is told.</summary>
    [Fact]
    public void An_answer_after_its_days_has_words() => Assert.All(Enum.GetValues<QuestionKind>(), kind =>
    {
        var deal = Asking(kind);
        var (ask, who) = (deal.Ask, deal.Ask.Of == Role.Farmer ? "f" : "t");
        deal.Do(new QuestionSeen(ask.Number)).After(ask.ExpiresAt - deal.Now);
        deal.Do(new AnswerQuestion(deal.Sms(who), true, ask.Number));
        Assert.NotEmpty(deal.Said);
        Assert.All(deal.Said, said => Assert.All(Enum.GetValues<Language>(), l => Assert.Contains(Deal.Code, Words.Sms(l).Of(said),
            StringComparison.Ordinal)));
    });

    /// <summary>A yes without a question is told what has become of the offer.</summary>
    [Fact]
    public void A_late_yes_is_told_what_it_meant()
    {
        Assert.Equal(new AlreadyConfirmedSms(Deal.Code, Deal.OfGoods().Agreement.Hash), LateAnswer(Deal.OfGoods().Agreed(), "f", true));
        Assert.Equal(new QuestionGoneSms(Deal.Code), LateAnswer(Deal.OfGoods().Agreed(), "f", false));
        Assert.Equal(new StandingSms(Deal.Code, AgreementStatus.Offered), LateAnswer(Deal.OfGoods(), "t", true));
        var declined = Deal.OfGoods();
        declined.Do(new AnswerQuestion(declined.By("f"), false));
        Assert.Equal(new OfferClosedSms(Deal.Code, AgreementStatus.Declined), LateAnswer(declined, "f", true));
        // A yes may mean a payment that was asked about before.
        Assert.Equal(new QuestionGoneSms(Deal.Code), LateAnswer(Deal.OfGoods().Agreed().Paid(700).Yes("f"), "f", true));
    }

    /// <summary>The API and a coordinator need no message that was seen; an SMS does, and is sent the question.</summary>
    [Fact]
    public void Only_an_SMS_needs_a_question_that_was_seen()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700);
        deal.Do(new AnswerQuestion(deal.Sms("f"), true));
        Assert.Equal((Farmer, (Sms)new PaymentQuestionSms(Deal.Code, 2, "Juma", Deal.Kes(700)) { Marked = true }), Read(deal));
        Assert.Equal(Deal.Kes(4_000), deal.Agreement.Left);
        deal.Do(new AnswerQuestion(new Caller("api", "f", Via: "clerk", Second: "boss"), true));
        Assert.Equal(Deal.Kes(3_300), deal.Agreement.Left);
        Assert.Equal("f by clerk and boss", deal.Agreement.Events[^1].By);
    }

    /// <summary>Money at stake decides about the PIN: the payment's own amount, and the whole price for anything else.</summary>
    [Theory]
    [InlineData(3_999, true)]
    [InlineData(4_000, false)]
    public void A_yes_above_the_programmes_limit_takes_a_PIN(long limit, bool pin)
    {
        var rules = AgreementRules.Default with { PinAboveMinor = limit * 100 };
        var deal = Deal.OfGoods(rules: rules);
        Assert.Equal(pin, deal.Ask.NeedsPin);
        deal.Agreed();
        Assert.Equal(pin, deal.Do(new ReportDelivery(deal.By("f"), new Delivery(1_000, "A", "", false))).Ask.NeedsPin);
        deal.Yes("t");
        Assert.False(deal.Paid(100).Ask.NeedsPin);
        deal.Yes("f");
        Assert.Equal(pin, deal.Paid(3_900 + 100).Ask.NeedsPin);
    }

    [Fact]
    public void A_question_shows_in_the_account_of_who_has_to_answer()
    {
        var deal = Deal.OfGoods().Agreed().Come().Paid(700);
        var (payer, payee) = (Entry(deal, Role.Trader), Entry(deal, Role.Farmer));
        Assert.Null(payer.Question);
        Assert.True(payee.AwaitsAnswer(payee.Question!.ExpiresAt - Duration.Epsilon));
        Assert.False(payee.AwaitsAnswer(payee.Question.ExpiresAt));
        Assert.Equal((Deal.Kes(-4_000), Deal.Kes(4_000), 700_00L), (payer.Balance, payee.Balance, payee.Claimed.Money));
        Assert.Equal(3_300_00, Assert.Single(payer.Pressing).Amount);
    }

    private static AccountEntry Entry(Deal deal, Role side) => AccountEntry.Of(deal.Agreement, side, null, deal.Now);

    private static Sms LateAnswer(Deal deal, string person, bool accept) =>
        Read(deal.Do(new AnswerQuestion(deal.Sms(person), accept))).Sms;

    private static (string Phone, Sms Sms) Read(Deal deal)
    {
        var order = Assert.Single(deal.Effects.OfType<Send>()).Order;
        return (order.Phone, order.Sms);
    }
}
