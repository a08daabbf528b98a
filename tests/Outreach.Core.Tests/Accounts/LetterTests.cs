using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Tests.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Accounts;

/// <summary>The figures that a bank reads, and what the person is told about the letter.</summary>
public sealed class LetterTests
{
    /// <summary>The first of six parts of 200 is paid in time; the second falls due on 2 May.</summary>
    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public void An_instalment_is_missed_on_the_day_after_its_date(int day, int missed)
    {
        var deal = Deal.OfLoan().Agreed().Come().After(Duration.FromDays(30)).Do(new RecordPayment("r", Deal.Kes(200)));
        var (letter, said) = LetterOf(deal, Role.Farmer, new LocalDate(2026, 5, day));
        Assert.Equal((0, 0, 1, 1, 0, missed, 0),
            (letter.Finished, letter.EndedEarly, letter.Open, letter.OnTime, letter.Late, letter.Missed, letter.InDispute));
        Assert.Equal((Deal.Kes(1_000), Deal.Kes(0)), (letter.Owing, letter.Owed));
        Assert.Equal(letter.MadeAt + Duration.FromDays(30), letter.ValidUntil);
        Assert.Equal(new LetterSms("L", new LocalDate(2026, 5, day).PlusDays(30)), said);
    }

    [Fact]
    public void Instalments_in_dispute_are_not_missed()
    {
        var deal = Deal.OfLoan().Agreed().Come().Do(new OpenDispute(new("d", "f"), DisputeAbout.Payment));
        var (letter, _) = LetterOf(deal, Role.Farmer, new LocalDate(2026, 5, 3));
        Assert.Equal((1, 0, 1), (letter.Open, letter.Missed, letter.InDispute));
    }

    /// <summary>A deposit is planned and no debt: none is missed or late, and one in time is to the saver's credit.</summary>
    [Fact]
    public void Planned_savings_are_no_missed_payments()
    {
        var deal = Deal.OfSavings().Agreed().Do(new RecordPayment("in", Deal.Kes(100))).After(Duration.FromDays(30))
            .Do(new RecordPayment("late", Deal.Kes(150)));
        var (letter, _) = LetterOf(deal, Role.Farmer, new LocalDate(2026, 5, 3));
        Assert.Equal((1, 1, 0, 0), (letter.Open, letter.OnTime, letter.Late, letter.Missed));
        Assert.Equal((Deal.Kes(0), Deal.Kes(250)), (letter.Owing, letter.Owed));
    }

    /// <summary>The lender is owed the money; the record is the borrower's.</summary>
    [Fact]
    public void A_letter_counts_what_its_person_pays()
    {
        var (letter, _) = LetterOf(Deal.OfLoan().Agreed().Come(), Role.Trader, new LocalDate(2026, 5, 3));
        Assert.Equal((0, 0, Deal.Kes(0), Deal.Kes(1_200)), (letter.Open, letter.Missed, letter.Owing, letter.Owed));
    }

    /// <summary>Agreements that the account no longer lists count the same, even when one comes back.</summary>
    [Fact]
    public void The_record_is_of_all_agreements_from_the_first_on()
    {
        var deal = Deal.OfGoods().Agreed();
        var ended = AccountEntry.Of(deal.Agreement, Role.Trader, null, deal.Now) with
        {
            Balance = Deal.Kes(0), Status = AgreementStatus.Settled, OnTime = 3, Late = 2,
        };
        var account = (Account?)null;
        for (var n = 0; n < Account.ClosedKept + 10; n++)
            Post(ended with { Code = Codes.For("r", n), Status = n % 2 == 0 ? ended.Status : AgreementStatus.Cancelled }, n);
        Check();
        Post(ended with { Code = Codes.For("r", 0), Changes = ended.Changes + 1 }, 99);
        Check();

        void Post(AccountEntry entry, int days) =>
            account = AccountDecisions.Decide(account, "p.x", new PostEntry(entry, []), deal.Now + Duration.FromDays(days)).State;

        void Check()
        {
            Assert.True(account!.Entries.Count < Account.ClosedKept + 10);
            var letter = Assert.IsType<KeepLetter>(AccountDecisions
                .Decide(account, "p.x", new RequestLetter("L", "p", "x", "Juma", "+254711000001", "KES"), deal.Now).Effects[0]).Letter;
            Assert.Equal((35, 35, 0, 210, 140), (letter.Finished, letter.EndedEarly, letter.Open, letter.OnTime, letter.Late));
            Assert.Equal(deal.Now, letter.Since);
        }
    }

    /// <summary>A farmer who sells has kept no promise to pay.</summary>
    [Fact]
    public void Only_the_payer_has_a_record()
    {
        var deal = Deal.OfGoods().Agreed().Do(new RecordPayment("r", Deal.Kes(4_000))).Delivered(400);
        var (seller, _) = LetterOf(deal, Role.Farmer, new LocalDate(2026, 5, 3));
        var (buyer, _) = LetterOf(deal, Role.Trader, new LocalDate(2026, 5, 3));
        Assert.Equal((0, 0, 1, 1), (seller.Finished, seller.OnTime, buyer.Finished, buyer.OnTime));
    }

    private static (Letter Letter, Sms Said) LetterOf(Deal deal, Role side, LocalDate today)
    {
        var now = Country.All[0].At(today, new LocalTime(10, 0));
        var account =
            AccountDecisions.Decide(null, "p.x", new PostEntry(AccountEntry.Of(deal.Agreement, side, null, deal.Now), []), deal.Now).State;
        var effects =
            AccountDecisions.Decide(account, "p.x", new RequestLetter("L", "p", "x", "Wanjiru", "+254711000002", "KES"), now).Effects;
        return (Assert.Single(effects.OfType<KeepLetter>()).Letter, Assert.Single(effects.OfType<Send>()).Order.Sms);
    }
}
