using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>To another partner by own act alone: told once, left only by joining there, and KEEP stops it.</summary>
public sealed class TransferTests
{
    private const string Phone = "+254711000002";
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "union-maize", "Kitale", ["Maize"], "KES");
    private static readonly SameHuman joined = new(["union-maize.amina", "coop-maize.new"]);

    [Fact]
    public void She_is_told_once_a_month_and_nothing_else_happens()
    {
        var world = Registered();
        Assert.Null(Offer(world, "1"));
        var sms = Assert.IsType<TransferSms>(world.Sent[^1].Sms);
        Assert.Equal(("Amina", "Coop maize", "COOP"), (sms.Name, sms.To, sms.Code));
        var sent = world.Sent.Count;
        Assert.Null(Offer(world, "1"));
        Assert.Equal(TransferRefusal.Told, Offer(world, "2"));
        world.Later(TransferOffer.OpenFor);
        Assert.Equal(sent, world.Sent.Count);
        Assert.Null(Person(world).LeftAt);
        Assert.Null(Offer(world, "3"));
        Assert.Equal(sent + 1, world.Sent.Count);
    }

    [Fact]
    public void Joining_there_is_leaving_here_a_day_later()
    {
        var world = Registered();
        Offer(world, "1");
        Put(world, joined);
        Assert.Equal(IdentityActKind.Left, Assert.IsType<IdentityActSms>(world.Sent[^1].Sms).Act);
        Assert.True(Person(world).Consent.Stopped);
        world.Later(Duration.FromHours(23));
        Assert.Null(Person(world).LeftAt);
        world.Later(Duration.FromHours(2));
        Assert.NotNull(Person(world).LeftAt);
        Assert.DoesNotContain(Person(world).Phones, p => p.Held);
    }

    [Fact]
    public void KEEP_within_the_day_keeps_her()
    {
        var world = Registered();
        Offer(world, "1");
        Put(world, joined);
        Put(world, new KeepAsIs(Person(world).Acts!.Single().Id));
        world.Later(Duration.FromDays(3));
        Assert.Null(Person(world).LeftAt);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 31)]
    public void Joining_unasked_or_late_leaves_nothing(bool told, int days)
    {
        var world = Registered();
        if (told) Offer(world, "1");
        world.Later(Duration.FromDays(days));
        Put(world, joined);
        world.Later(Duration.FromDays(2));
        Assert.Null(Person(world).LeftAt);
        Assert.Equal(["coop-maize.new"], Person(world).Same);
    }

    [Fact]
    public void Joining_a_third_programme_is_something_else()
    {
        var world = Registered();
        Offer(world, "1");
        Put(world, new SameHuman(["union-maize.amina", "coop-maize-2.new"]));
        world.Later(Duration.FromDays(2));
        Assert.Null(Person(world).LeftAt);
    }

    [Fact]
    public void Who_left_or_cannot_be_written_to_is_not_told()
    {
        var world = Registered([]);
        Assert.Equal(TransferRefusal.NotReached, Offer(world, "1"));
        var left = Registered();
        Put(left, ProgrammeLeaving.Act("x"));
        left.Later(Duration.FromHours(25));
        Assert.Equal(TransferRefusal.Left, Offer(left, "1"));
    }

    private static Exchange Registered(IReadOnlyList<ConsentGrant>? consents = null)
    {
        var world = new Exchange(1);
        world.Put(AggregateId.Subscriber(Phone), new Register("r", amina, null, "api",
            consents ?? [.. Consent.Purposes.Select(p => new ConsentGrant(p, true, "api", "", Own: true))]));
        world.Settle();
        return world;
    }

    private static object? Offer(Exchange world, string id)
    {
        world.Put(AggregateId.Person("union-maize", "amina"), new OfferTransfer(id, "coop-maize", "Coop maize", "COOP", "Asha"));
        var reply = world.Reply;
        world.Settle();
        return reply;
    }

    private static void Put(Exchange world, Command command)
    {
        world.Put(AggregateId.Person("union-maize", "amina"), command);
        world.Settle();
    }

    private static Person Person(Exchange world) => world.Persons["union-maize.amina"];
}
