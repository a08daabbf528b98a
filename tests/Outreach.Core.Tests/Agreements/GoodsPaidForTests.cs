using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>An agreement with paid but undelivered goods stays open.</summary>
public sealed class GoodsPaidForTests
{
    [Fact]
    public void Paid_in_advance_they_can_still_be_delivered_and_disputed()
    {
        var deal = Deal.OfGoods(advance: 4_000).Agreed();
        Assert.Equal((AgreementStatus.Confirmed, null), (deal.Agreement.Status, deal.Agreement.Pulse));
        Assert.True(AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now).IsOpen);
        deal.Delivered(400);
        Assert.Equal(AgreementStatus.Settled, deal.Agreement.Status);
        Assert.NotNull(deal.Agreement.Pulse);
    }

    /// <summary>Without a recorded delivery, an agreement ends a month after the delivery date.</summary>
    [Fact]
    public void What_nobody_writes_down_is_taken_as_delivered_after_a_month()
    {
        // The planned wake-up at the offer's expiry comes first and plans the next one.
        var deal = Deal.OfGoods().Agreed().Do(new RecordPayment("r", Deal.Kes(4_000))).After(Duration.FromDays(3)).Do(new Wake());
        var wake = Assert.Single(deal.Effects.OfType<WakeAt>()).At;
        Assert.Equal(Instant.FromUtc(2026, 4, 8, 9, 0), wake);
        deal.After(wake - deal.Now).Do(new Wake());
        Assert.Equal((AgreementStatus.Settled, EventKind.TakenAsDelivered), (deal.Agreement.Status, deal.Agreement.Events[^1].Kind));
        // A dispute and a late delivery are still possible.
        Assert.Equal(AgreementStatus.Disputed, deal.Do(new OpenDispute(deal.By("t"), DisputeAbout.Weight)).Agreement.Status);
    }
}
