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
        var deal = Deal.OfLoan().Agreed().After(Duration.FromDays(30)).Do(new RecordPayment("r", Deal.Kes(200)));
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
        var deal = Deal.OfLoan().Agreed().Do(new OpenDispute(new("d", "f"), DisputeAbout.Payment));
        var (letter, _) = LetterOf(deal, Role.Farmer, new LocalDate(2026, 5, 3));
        Assert.Equal((1, 0, 1), (letter.Open, letter.Missed, letter.InDispute));
    }

    /// <summary>The lender is owed the money; the record is the borrower's.</summary>
    [Fact]
    public void A_letter_counts_what_its_person_pays()
    {
        var (letter, _) = LetterOf(Deal.OfLoan().Agreed(), Role.Trader, new LocalDate(2026, 5, 3));
        Assert.Equal((0, 0, Deal.Kes(0), Deal.Kes(1_200)), (letter.Open, letter.Missed, letter.Owing, letter.Owed));
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
