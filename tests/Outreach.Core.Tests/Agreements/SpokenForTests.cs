using System.Reflection;
using System.Runtime.CompilerServices;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Tests.Agreements;

/// <summary>What coordinators say in a side's name takes two owners; a new command cannot be forgotten.</summary>
public sealed class SpokenForTests
{
    /// <summary>The commands that may take one: a no, and a complaint.</summary>
    private static readonly Type[] mayTakeOne = [typeof(AnswerQuestion), typeof(OpenDispute)];

    public static TheoryData<Type> Commands =>
        [.. typeof(AgreementCommand).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(AgreementCommand)) && !t.IsAbstract)];

    /// <summary>Each command of a side, in every state of an agreement: one owner alone changes nothing.</summary>
    [Theory]
    [MemberData(nameof(Commands))]
    public void Each_command_of_a_side_takes_two_owners(Type type)
    {
        Deal[] deals =
        [
            Deal.OfGoods(), Deal.OfGoods().Agreed(), Deal.OfGoods().Agreed().Paid(700), Deal.OfGoods().Agreed().Delivered(10),
            Deal.OfGoods().Agreed().Do(new OpenDispute(new("d", "f"), DisputeAbout.Grade)),
        ];
        foreach (var deal in deals)
        {
            foreach (var side in new[] { "t", "f" })
            {
                var command = Made(type, new Caller($"api-{side}", side, Via: "clerk"));
                Assert.Equal(!mayTakeOne.Contains(type) || command is AnswerQuestion, SpokenFor.TakesTwo(command));
                if (!SpokenFor.TakesTwo(command)) continue;
                var before = deal.Agreement;
                deal.Do(command);
                Assert.Equal(AgreementRefusal.TakesTwo, deal.Reply);
                Assert.Same(before, deal.Agreement);
            }
        }
    }

    /// <summary>What names a coordinator must name the second too.</summary>
    [Fact]
    public void Each_command_that_names_a_coordinator_can_be_approved()
    {
        var named = typeof(AgreementCommand).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Command)) && !t.IsAbstract
            && t.GetProperties().Any(p => p.Name == "Via" || p.PropertyType == typeof(Caller))).ToList();
        Assert.Contains(typeof(OfferTerms), named);
        Assert.All(named, t => Assert.True(typeof(ITakesTwo).IsAssignableFrom(t), $"{t.Name} names a coordinator, and no second owner."));
        Assert.All(named.Where(t => t.IsSubclassOf(typeof(AgreementCommand))),
            t => Assert.Equal("boss", ((AgreementCommand)Made(t, new("x", "f", Via: "clerk")).ApprovedBy("boss")).By.Second));
    }

    [Fact]
    public void An_offer_in_a_traders_name_takes_two_and_the_trader_is_told()
    {
        var there = Deal.OfGoods().Agreement;
        var offer = new OfferTerms("o", "p", there.Trader, there.Farmer, there.Terms, "Officer", Via: "clerk");
        var now = there.OfferedAt;
        Assert.Equal((null, (object)AgreementRefusal.TakesTwo),
            AgreementDecisions.Decide(null, "B2C34", offer, now) is var alone ? (alone.State, alone.Reply) : default);
        var made = AgreementDecisions.Decide(null, "B2C34", offer.ApprovedBy("boss"), now);
        Assert.Equal("t by clerk and boss", made.State!.Events[0].By);
        Assert.Contains(made.Effects.OfType<Send>(),
            s => s.Order.Phone == there.Trader.Phone && s.Order.Sms == new SpokenForSms("B2C34", "clerk, boss", "Officer"));
        var taken = AgreementDecisions.Decide(there, there.Code, offer.ApprovedBy("boss"), now);
        Assert.Equal(AgreementRefusal.CodeTaken, taken.Reply);
        Assert.IsType<RaiseTask>(Assert.Single(taken.Effects));
        Assert.Empty(AgreementDecisions.Decide(taken.State, there.Code, offer.ApprovedBy("boss"), now).Effects);
    }

    private static AgreementCommand Made(Type type, Caller by)
    {
        var command = (AgreementCommand)RuntimeHelpers.GetUninitializedObject(type);
        typeof(AgreementCommand).GetProperty(nameof(AgreementCommand.By))!.SetValue(command, by);
        if (command is AnswerQuestion answer) return answer with { Accept = true };
        return command;
    }
}
