using CsCheck;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Agreements;

/// <summary>
/// Stories of one dispute beside loads and payments, worked out from what the two sides said. The history of the agreement is never read.
/// </summary>
public sealed class DisputeStoriesTests
{
    /// <summary>What the dispute is about.</summary>
    private enum About { LoadInBooks, LoadDenied, LoadsDiffer, PaymentDenied, PaymentPending, NotPaid, LoadTakenBack, PaymentNotShown }

    private enum End { Nothing, TakenBack, Resolved, Refused }

    /// <param name="Loads">Kilos that both agree on, before the dispute.</param>
    /// <param name="Paid">Shillings that both agree on, before it.</param>
    /// <param name="Told">Kilos or shillings that one side tells of and the other denies.</param>
    /// <param name="Named">Per cent of what it is about that the opener says is in dispute; 0 names nothing.</param>
    /// <param name="Theirs">Per cent that the other side says; 0 says nothing.</param>
    /// <param name="Later">Kilos that come while it is open.</param>
    /// <param name="PaidLater">Shillings that are paid while it is open.</param>
    private sealed record Story(About About, End End, int[] Loads, int Paid, int Told, int Named, int Theirs, int Later, int PaidLater);

    private static readonly Gen<Story> stories = Gen.Select(
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 3], Gen.Int[1, 60].Array[1, 3], Gen.Int[0, 300]),
        Gen.Select(Gen.Int[2, 90], Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[0, 60], Gen.Int[0, 300]),
        (a, b) => new Story((About)a.Item1, (End)a.Item2, a.Item3, a.Item4, b.Item1, b.Item2, b.Item3, b.Item4, b.Item5));

    [Fact]
    public void Only_the_amount_in_dispute_waits_and_only_what_both_say_counts() => stories.Check(Play, iterations: 3_000);

    /// <summary>10 shillings a kilo, 400 kg agreed.</summary>
    private static void Play(Story s)
    {
        var deal = Deal.OfGoods().Agreed();
        foreach (var kilos in s.Loads) Load(deal, kilos);
        var (came, paid) = (s.Loads.Sum(), 0L);
        if (s.Paid > 0) (_, paid) = (deal.Paid(s.Paid, again: true).Yes("f"), s.Paid);
        Tell(deal, s);

        // Who opens it, what it is worth, and of what.
        var (by, about) = s.About switch
        {
            About.LoadInBooks => ("t", DisputeAbout.Grade),
            About.LoadTakenBack => ("t", DisputeAbout.Weight),
            About.LoadDenied or About.LoadsDiffer => ("f", DisputeAbout.Weight),
            About.PaymentDenied => ("t", DisputeAbout.Payment),
            _ => ("f", DisputeAbout.Payment),
        };
        long worth = s.About switch
        {
            About.LoadInBooks or About.LoadTakenBack => s.Loads[^1] * 1_000L,
            About.PaymentNotShown => 100,
            About.LoadDenied or About.LoadsDiffer => s.Told * 1_000L,
            About.NotPaid => Math.Clamp((10 * came - paid) * 100, 0, long.MaxValue) is > 0 and var debt ? debt : 4_000_00,
            _ => s.Told * 100L,
        };
        var named = worth * s.Named / 100;
        Say(deal, by, about, named);
        Assert.NotNull(deal.Agreement.Dispute);
        var theirs = s.About is About.NotPaid or About.PaymentNotShown ? 0 : worth * s.Theirs / 100;
        if (theirs > 0) Say(deal, by == "t" ? "f" : "t", about, theirs);

        if (s.Later > 0) (_, came) = (Load(deal, s.Later), came + s.Later);
        if (s.PaidLater > 0) (_, paid) = (deal.Do(new RecordPayment("later", Deal.Kes(s.PaidLater), Again: true, AllowOver: true)),
            paid + s.PaidLater);

        var opened = named > 0 ? named : worth;
        var held = s.About switch
        {
            About.LoadInBooks or About.LoadTakenBack => InBooks(s, paid, Math.Max(opened, theirs)),
            // Who says that he paid doubts the debt; who says that he was not paid does not.
            About.PaymentDenied => opened,
            About.PaymentPending => theirs,
            _ => 0,
        };
        Right(deal, came, paid, held);
        if (s.About is About.LoadDenied or About.LoadsDiffer)
            Assert.Equal(Math.Max(0, (400 - came) * 1_000L - Math.Min(s.Told * 1_000L, Math.Max(opened, theirs))),
                deal.Agreement.Undisputed.Where(c => !c.IsMoney).Sum(c => c.Amount));

        switch (s.End)
        {
            case End.TakenBack:
                deal.Do(new CloseDispute(deal.By(by)));
                if (s.About == About.PaymentPending) deal.Do(new AnswerQuestion(deal.By("f"), false));
                Assert.Null(deal.Agreement.Dispute);
                Right(deal, came, paid, 0);
                return;
            case End.Resolved or End.Refused:
                deal.Do(new ProposeResolution("p", new Resolution(Deal.Kes(-7), "seven less")));
                var shown = deal.Agreement.Questions.Where(q => q.Kind == QuestionKind.Resolution).Select(q => q.After!.Value).Distinct();
                Assert.Equal([Owed(came, paid, -7_00)], shown.Select(m => m.Minor));
                deal.Yes("f");
                if (s.End == End.Refused) deal.Do(new AnswerQuestion(deal.By("t"), false));
                else
                {
                    deal.Yes("t");
                    Assert.Null(deal.Agreement.Dispute);
                    Assert.Equal(Owed(came, paid, -7_00), deal.Agreement.Owed.Minor);
                    return;
                }
                Right(deal, came, paid, held);
                break;
        }

        // Nobody agreed. What the other side also says of what one side told counts.
        deal.After(Duration.FromDays(14)).Do(new Wake());
        var counted = s.About switch
        {
            // He said the smaller one, or doubts less than all of hers.
            About.LoadsDiffer => Math.Max(Smaller(s) * 1_000L, theirs > 0 ? s.Told * 1_000L - theirs : 0),
            About.LoadDenied => theirs > 0 ? s.Told * 1_000L - theirs : 0,
            _ => 0,
        };
        if (s.About is About.LoadDenied or About.LoadsDiffer)
        {
            // Goods are written down to the gram, so that nobody is credited more than both say.
            Assert.Equal(came * 1_000L + counted, deal.Agreement.Delivered);
            Assert.Equal(Owed(came, paid, counted), deal.Agreement.Owed.Minor);
        }
        else Right(deal, came, paid, held);
        Assert.NotNull(deal.Agreement.Dispute!.UnresolvedAt);
        Assert.Equal(2, deal.Said.OfType<UnresolvedSms>().Count());
    }

    /// <summary>The newest load's doubtful money that is not paid yet: goods are paid for in the order in which they came.</summary>
    private static long InBooks(Story s, long paid, long disputed)
    {
        var end = s.Loads.Sum() * 1_000L;
        var from = Math.Max(end - disputed, paid * 100);
        return Math.Max(0, end - from);
    }

    private static int Smaller(Story s) => Math.Max(1, s.Told / 2);

    /// <summary>What is owed, without what was paid before goods that are still to come.</summary>
    private static long Owed(int came, long paid, long more) => Math.Max(came < 400 ? 0 : long.MinValue, 1_000L * came - 100 * paid + more);

    private static void Right(Deal deal, int came, long paid, long held)
    {
        var owed = Owed(came, paid, 0);
        Assert.Equal(owed - Math.Min(held, Math.Max(0, owed)), deal.Agreement.Owed.Minor);
        Assert.Equal((1_000L * came - 100 * paid, came * 1_000L), (deal.Agreement.Balance.Minor, deal.Agreement.Delivered));
    }

    private static Deal Load(Deal deal, int kilos) =>
        deal.Do(new ReportDelivery(deal.By("f"), new Delivery(kilos * 1_000L, "A", "", false), Again: true)).Yes("t");

    /// <summary>What one side tells of and the other does not confirm.</summary>
    private static void Tell(Deal deal, Story s)
    {
        switch (s.About)
        {
            case About.LoadDenied or About.LoadsDiffer:
                deal.Do(new ReportDelivery(deal.By("f"), new Delivery(s.Told * 1_000L, "A", "", false), Again: true));
                if (s.About == About.LoadsDiffer)
                    deal.Do(new CorrectDelivery(deal.By("t"), Smaller(s) * 1_000L)).Do(new AnswerQuestion(deal.By("f"), false));
                else deal.Do(new AnswerQuestion(deal.By("t"), false));
                break;
            case About.LoadTakenBack:
                deal.Do(new ReportDelivery(deal.By("f"), new Delivery(s.Told * 1_000L, "A", "", false), Again: true))
                    .Do(new ReportMistake(deal.By("f")));
                break;
            case About.PaymentNotShown:
                deal.Paid(1, again: true).Paid(s.Told, again: true);
                break;
            case About.PaymentDenied or About.PaymentPending:
                deal.Paid(s.Told, again: true);
                if (s.About == About.PaymentDenied) deal.Do(new AnswerQuestion(deal.By("f"), false));
                break;
        }
    }

    private static void Say(Deal deal, string by, DisputeAbout about, long minor) =>
        deal.Do(new OpenDispute(deal.By(by), about, Held: minor > 0 ? deal.Agreement.Money(minor) : null));
}
