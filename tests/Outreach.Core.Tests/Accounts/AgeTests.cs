using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Tests.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Accounts;

/// <summary>How old a debt is, by the dates of its instalments.</summary>
public sealed class AgeTests
{
    private static readonly LocalDate due = new(2026, 3, 16);

    [Theory]
    [InlineData(-1, Age.NotDue)]
    [InlineData(0, Age.NotDue)]
    [InlineData(1, Age.Days30)]
    [InlineData(30, Age.Days30)]
    [InlineData(31, Age.Days60)]
    [InlineData(60, Age.Days60)]
    [InlineData(61, Age.Days90)]
    [InlineData(90, Age.Days90)]
    [InlineData(91, Age.Older)]
    public void A_debt_ages_from_the_day_after_its_date(int days, Age age) => Assert.Equal(age, Ages.Of(due, due.PlusDays(days)));

    /// <summary>Parts fall due on 2 April and each month after; 200 of 1,200 is paid.</summary>
    [Fact]
    public void Each_instalment_has_its_own_age()
    {
        var deal = Deal.OfLoan().Agreed().Come().Do(new RecordPayment("r", Deal.Kes(200)));
        var parts = Ages.Parts(AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now), new LocalDate(2026, 6, 3));
        Assert.Equal(
            [(Age.Days60, Deal.Kes(200)), (Age.Days30, Deal.Kes(200)), (Age.NotDue, Deal.Kes(200)), (Age.NotDue, Deal.Kes(200)),
                (Age.NotDue, Deal.Kes(200))], parts);
    }

    /// <summary>Who got too much in advance owes it back within two weeks of the last load.</summary>
    [Fact]
    public void Money_to_be_paid_back_has_a_day()
    {
        var deal = Deal.OfGoods(advance: 2_000).Agreed().Delivered(50, last: true);
        var entry = AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now);
        Assert.Equal([(Age.NotDue, Deal.Kes(1_500))], Ages.Parts(entry, new LocalDate(2026, 3, 16)));
        Assert.Equal([(Age.Days30, Deal.Kes(1_500))], Ages.Parts(entry, new LocalDate(2026, 3, 17)));
    }
}
