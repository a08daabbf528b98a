using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>What was begun on a number goes when its time is over, and not while anybody may go on with it.</summary>
public sealed class TidyingTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES");
    private static readonly NumberChange change =
        new(amina.Key, Phone, "+254711000098", "1234567", start + NumberChange.CodeGoodFor);

    /// <summary>Each is there until these days are over, and gone a day later.</summary>
    public static TheoryData<string, int> Kinds => new()
    {
        { "joining", 6 }, { "arriving", 0 }, { "leaving", 2 }, { "keep", 2 }, { "unsigned", 0 }, { "leave", 6 }, { "reset", 0 },
        { "contact", 13 }, { "draft", 6 }, { "session", 6 },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void It_stays_for_its_time_and_goes_after_it(string kind, int days)
    {
        var with = With(kind);
        var during = Tidied(with, start + Duration.FromDays(days) + Duration.FromMinutes(5));
        Assert.Same(with, during);
        var after = Tidied(with, start + Duration.FromDays(days + 1) + Duration.FromHours(1));
        Assert.Equal(Amina() with { HeardAt = after.HeardAt, EndedSessions = after.EndedSessions }, after);
        Assert.Same(after, Tidied(after, start + Duration.FromDays(300)));
    }

    /// <summary>A change whose code was shown waits for the old number's day, and for the new number's yes.</summary>
    [Fact]
    public void A_change_that_waits_for_somebody_stays()
    {
        foreach (var waits in new[] { change with { DueAt = start + Duration.FromDays(1) }, change with { Asked = true } })
        {
            var with = Amina() with { Leaving = [waits] };
            Assert.Same(with, Tidied(with, start + Duration.FromDays(30)));
        }
    }

    /// <summary>The last dial is what says that a number is in use.</summary>
    [Fact]
    public void The_last_dial_stays_as_a_sign_of_life()
    {
        var dialled = With("session");
        Assert.Equal(dialled.LastHeard, Tidied(dialled, start + Duration.FromDays(9)).LastHeard);
    }

    /// <summary>One user's things go, and another's stay.</summary>
    [Fact]
    public void On_a_shared_phone_each_user_is_tidied_alone()
    {
        var neema = new PhoneUser(amina with { PersonId = "neema", Name = "Neema" }, Consent: Consent.Given, Tenure: new(start, start),
            Reset: new("office", start + Duration.FromDays(1)));
        var both = (Amina() with { Reset = new("office", start + Duration.FromDays(9)) }).Joined(neema);
        var tidied = Tidied(both, start + Duration.FromDays(2));
        Assert.Null(tidied.Find(neema.Holder.Key)!.Reset);
        Assert.NotNull(tidied.Reset);
        Assert.Equal(both.Holder, tidied.Holder);
    }

    private static Subscriber With(string kind) => kind switch
    {
        "joining" => Amina() with { Joining = new(start, Name: "Nafula") },
        "arriving" => Amina() with { Arriving = [change with { To = Phone }] },
        "leaving" => Amina() with { Leaving = [change] },
        "keep" => Amina() with { Keeps = [new("k", amina.Key, start, start + Duration.FromDays(1), Number: "98")] },
        "unsigned" => Amina() with { Unsigned = new("s", start, null, "my goat") },
        "leave" => Amina() with { LeaveAsked = new(amina.Key, start) },
        "reset" => Amina() with { Reset = new("office", start + PinReset.ValidFor) },
        "contact" => Amina() with { ContactAsks = [new("maize.neema", "Neema", start)] },
        "draft" => Dialled() with { Draft = new(new Party("p", "Wanjiru", "+254711000003"), At: start), NewPin = "hash" },
        _ => Dialled(),
    };

    private static Subscriber Amina() =>
        Subscriber.New(Phone).Joined(new PhoneUser(amina, Consent: Consent.Given, Tenure: new(start, start)));

    private static Subscriber Dialled() =>
        SubscriberDecisions.Decide(Amina(), Phone, new UssdPath([new("s", null, 0, LookupResults.None)]), start).State!;

    private static Subscriber Tidied(Subscriber subscriber, Instant now) =>
        SubscriberDecisions.Decide(subscriber, Phone, new DropOver(), now).State!;
}
