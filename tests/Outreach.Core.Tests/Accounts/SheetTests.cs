using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Tests.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Accounts;

/// <summary>A large account is kept on sheets, and read as one.</summary>
public sealed class SheetTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Theory]
    [InlineData(new int[0], 0)]
    [InlineData(new[] { Sheets.Room - 1 }, 0)]
    [InlineData(new[] { Sheets.Room }, 1)]
    [InlineData(new[] { Sheets.Room, 3 }, 1)]
    [InlineData(new[] { 5_000, Sheets.Room }, 2)]
    // What was closed makes room on the first sheet again.
    [InlineData(new[] { 10, Sheets.Room }, 0)]
    public void A_new_agreement_goes_to_the_first_sheet_with_room(int[] open, int sheet) =>
        Assert.Equal(sheet, Sheets.ForNew([.. open.Select((count, n) => Sheet(n, count))]));

    /// <summary>What is closed takes no room.</summary>
    [Fact]
    public void Closed_agreements_take_no_room()
    {
        var open = Sheet(0, Sheets.Room);
        Assert.Equal(0, Sheets.ForNew([open with
        {
            Entries = [.. open.Entries.Select(e => e with { Status = AgreementStatus.Declined, Question = null })],
        }]));
    }

    /// <summary>The parts of a whole that only sums tell: totals, seasons, the record, since when, and all codes.</summary>
    [Fact]
    public void All_sheets_are_read_as_one_account()
    {
        var season = new SeasonTally("2026-1", "Maize", Unit.Kg, Role.Farmer, 100, 40);
        var first = Sheet(0, 2) with
        {
            Seasons = [season], Past = new(1, 2, 3, 4), Since = now, Unlisted = [new Unlisted("Z9Z99", 1, 1, 0, 0, PastRecord.None)],
        };
        var second = Sheet(1, 3) with
        {
            Seasons = [season with { Committed = 10, Delivered = 5 }, season with { Crop = "Beans" }], Past = new(1, 1, 1, 1),
            Since = now - Duration.FromDays(1),
        };
        var whole = Sheets.Joined([first, second])!;
        Assert.Equal(("p.f", 0, "p", "f", 5), (whole.Id, whole.Sheet, whole.Programme, whole.PersonId, whole.Entries.Count));
        Assert.Equal(first.Total(Side.IsOwed)!.Value.Minor * 5 / 2, whole.Total(Side.IsOwed)!.Value.Minor);
        Assert.Equal([season with { Committed = 110, Delivered = 45 }, season with { Crop = "Beans" }], whole.Seasons);
        Assert.Equal((new PastRecord(2, 3, 4, 5), now - Duration.FromDays(1)), (whole.Past, whole.Since));
        Assert.Equal(6, whole.AgreementCodes.Count());
        Assert.Equal(("p.f", 1, "f"), (second.WholeId, second.Sheet, second.PersonId));
        Assert.Null(Sheets.Joined([]));
        Assert.Same(first, Sheets.Joined([first]));
    }

    /// <summary>A statement, a letter, an erasure and its check are about all sheets, and write none of them.</summary>
    [Fact]
    public void What_is_about_an_account_is_about_all_sheets()
    {
        var (first, second) = (Sheet(0, 1), Sheet(1, 2));
        var whole = Sheets.Joined([first, second]);
        IReadOnlyList<Effect> Effects(Command command)
        {
            var outcome = AccountDecisions.Decide(first, first.Id, ((IAboutWholeAccount)command).With(whole), now);
            Assert.Same(first, outcome.State);
            return outcome.Effects;
        }
        Sms Said(Command command) => Assert.Single(Effects(command).OfType<Send>()).Order.Sms;
        var statement = Assert.IsType<StatementSms>(Said(new RequestStatement("s", "p", "+254711000002", "KES")));
        Assert.Equal(whole!.Total(Side.IsOwed), statement.Owed);
        Assert.Equal(whole.Total(Side.IsOwed), Assert.Single(Effects(new RequestLetter("L", "p", "f", "Wanjiru", "+254711000002", "KES"))
            .OfType<KeepLetter>()).Letter.Owed);
        Assert.Equal(3, Effects(new OwnerErased("f", "Erased")).Count);
        var asked = (Tell)Assert.Single(Effects(new CheckErasure("e", AggregateId.Person("p", "f"))));
        Assert.Single(((ErasureChecked)asked.Command).Open);
    }

    /// <summary>The nightly walk notes each sheet; an audience asks of the person.</summary>
    [Fact]
    public void Where_a_person_stands_is_on_all_sheets()
    {
        var day = new LocalDate(2026, 3, 2);
        var (one, two) = (new Standing(day, new MoneyStanding(Owes: true, Agreements: 2)),
            new Standing(day, new MoneyStanding(Owed: true, OwedLate: true, Agreements: 3, Disputes: 1)));
        Assert.Equal(new MoneyStanding(true, true, false, true, 5, 1), one.With(two).Money);
        Assert.Equal(one.Money, one.With(new Standing(day)).Money);
        Assert.Equal(one.Money, new Standing(day).With(one).Money);
    }

    /// <summary>The agreement posts to its sheet for good, each side to its own.</summary>
    [Fact]
    public void An_agreement_posts_to_its_sheet()
    {
        var agreed = Deal.OfGoods().Agreed();
        var a = agreed.Agreement with { Trader = agreed.Agreement.Trader with { Sheet = 3 } };
        Assert.Equal(new[] { AggregateId.Account(a.Programme, a.Farmer.PersonId), AggregateId.Account(a.Programme, a.Trader.PersonId, 3) },
            Step.Post(a, null, now).Cast<Tell>().Select(t => t.To));
        Assert.Equal(a.Hash, agreed.Agreement.Hash);
    }

    /// <summary>A reminder of a sheet goes to the person, under their own id.</summary>
    [Fact]
    public void A_sheet_reminds_its_person()
    {
        var deal = Deal.OfGoods().Agreed();
        var entry = AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now);
        var sheet = Account.Empty("p.f~4") with { Entries = [entry] };
        var at = Country.OfPhone(entry.Phone)!.At(entry.Terms.DeliverBy.PlusDays(-1), new(9, 0));
        var outcome = AccountDecisions.Decide(sheet, sheet.Id, new Wake(), at);
        var sent = Assert.Single(outcome.Effects.OfType<Send>()).Order;
        Assert.Equal(("p", "f"), (sent.Programme, sent.PersonId));
        Assert.All(outcome.Effects.OfType<WakeAt>(), w => Assert.Equal(AggregateId.Account("p", "f", 4), w.Who));
    }

    private static Account Sheet(int number, int open)
    {
        var deal = Deal.OfGoods().Agreed().Do(new ReportDelivery(new("d", "f"), new Delivery(1_000, "A", "", false)))
            .Do(new AnswerQuestion(new("a", "t"), true, 2));
        var entry = AccountEntry.Of(deal.Agreement, Role.Farmer, null, deal.Now);
        return Account.Empty(AggregateId.Account("p", "f", number).Key) with
        {
            Entries = [.. Enumerable.Range(0, open).Select(n => entry with { Code = Codes.For($"sheet{number}", n) })],
        };
    }
}
