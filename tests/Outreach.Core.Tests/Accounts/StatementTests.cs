using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Tests.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Accounts;

/// <summary>A statement by SMS: both totals, the three largest balances, and how many more people there are.</summary>
public sealed class StatementTests
{
    private static readonly Instant evening = Instant.FromUtc(2026, 3, 2, 21, 30);

    [Fact]
    public void The_largest_balances_are_named_and_the_others_counted()
    {
        var account = AccountOf(("a", "Amina", 100), ("b", "Babu", -400), ("c", "Chege", 300), ("d", "Daudi", -200), ("c", "Chege", 50));
        var order = Asked(account);
        var said = Assert.IsType<StatementSms>(order.Sms);
        Assert.Equal((Deal.Kes(450), Deal.Kes(600), 1, new LocalDate(2026, 3, 3)), (said.Owed, said.Owing, said.More, said.Today));
        Assert.Equal([new("Babu", Deal.Kes(-400)), new("Chege", Deal.Kes(350)), new("Daudi", Deal.Kes(-200))], said.People);
        Assert.Equal(("+254711000001", "x", Purpose.Reply), (order.Phone, order.PersonId, order.Purpose));
    }

    [Fact]
    public void With_one_person_nobody_is_left_out()
    {
        var said = Assert.IsType<StatementSms>(Asked(AccountOf(("a", "Amina", 100))).Sms);
        Assert.Equal((Deal.Kes(100), Deal.Kes(0), 0), (said.Owed, said.Owing, said.More));
    }

    /// <summary>Debts that cancel each other out are nothing owed; so is an account that does not exist yet.</summary>
    [Fact]
    public void Nothing_owed_is_said_so()
    {
        Assert.IsType<NothingOwedSms>(Asked(null).Sms);
        Assert.IsType<NothingOwedSms>(Asked(AccountOf(("a", "Amina", 0))).Sms);
    }

    private static SmsOrder Asked(Account? account) => Assert.IsType<Send>(Assert.Single(AccountDecisions
        .Decide(account, "p.x", new RequestStatement("s", "p", "+254711000001", "KES"), evening).Effects)).Order;

    private static Account AccountOf(params (string Id, string Name, long Shillings)[] balances)
    {
        var entry = AccountEntry.Of(Deal.OfGoods().Agreed().Delivered(1, last: true).Agreement, Role.Farmer, null, evening);
        return Account.Empty("p.x") with
        {
            Entries = [.. balances.Select(
                (b, n) => entry with { Code = Codes.For("s", n), OtherId = b.Id, OtherName = b.Name,
                    Books = entry.Books with { Adjusted = (b.Shillings - 10) * 100 },
                    Balance = Deal.Kes(b.Shillings) })],
        };
    }
}
