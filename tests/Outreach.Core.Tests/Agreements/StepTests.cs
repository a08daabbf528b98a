using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>What every step keeps: so many movements in a posting, so many letters of a note, so many ids.</summary>
public sealed class StepTests
{
    /// <summary>An account that missed up to eight postings has every movement from the next.</summary>
    [Fact]
    public void A_posting_carries_the_newest_eight_movements()
    {
        var deal = Deal.OfGoods().Agreed();
        for (var n = 1; n <= 9; n++) deal.Proof($"T{n}", 100 + n);
        var movements = deal.Effects.OfType<Tell>().Select(t => t.Command).OfType<PostEntry>().Select(p => p.Movements).ToList();
        Assert.Equal(2, movements.Count);
        var newest = deal.Agreement.Events.Count(e => e.MovesMoney);
        Assert.All(movements, side => Assert.Equal(Enumerable.Range(newest - 7, 8), side.Select(m => m.Number)));
        Assert.Equal(movements[0].Select(m => -m.Amount), movements[1].Select(m => m.Amount));
    }

    /// <summary>By the person it finds the phone that they have when it is sent, and a shared phone knows whose it is.</summary>
    [Fact]
    public void Each_SMS_of_a_step_names_whose_it_is()
    {
        var deal = Deal.OfGoods();
        var sent = deal.Effects.OfType<Send>().ToList();
        sent.AddRange(deal.Agreed().Effects.OfType<Send>());
        sent.AddRange(deal.Do(new ReportPayment(deal.Sms("t") with { Ack = true }, Deal.Kes(700))).Effects.OfType<Send>());
        sent.AddRange(deal.Do(new ReportPayment(deal.Sms("t"), Deal.Kes(1), On: new LocalDate(2020, 1, 1))).Effects.OfType<Send>());
        var texts = sent.Select(s => s.Order.Sms.GetType()).ToHashSet();
        Assert.All(new[] { typeof(OfferSms), typeof(ReceiptSms), typeof(PaymentQuestionSms), typeof(DayRefusedSms) },
            type => Assert.Contains(type, texts));
        Assert.Contains(texts, t => t.IsSubclassOf(typeof(SentSms)));
        Assert.All(sent, s => Assert.Equal(s.Order.Phone == "+254711000002" ? "f" : "t", s.Order.PersonId));
    }

    [Theory]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    public void A_note_keeps_two_hundred_letters(int written, int kept)
    {
        var deal = Deal.OfGoods();
        var note = new string('x', written);
        Assert.Equal(kept, deal.Agreement.Write(deal.Now, EventKind.Disputed, "f", note).Events[^1].Note.Length);
    }

    /// <summary>The offer's id stays first, for its repeats; of the others the newest two hundred.</summary>
    [Fact]
    public void The_offers_id_and_the_newest_two_hundred_are_known()
    {
        var agreement = Enumerable.Range(0, 250).Aggregate(Deal.OfGoods().Agreement, (a, n) => a.WithHandled($"id{n}"));
        Assert.Equal(["offer", .. Enumerable.Range(50, 200).Select(n => $"id{n}")], agreement.Handled);
    }
}
