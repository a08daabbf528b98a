using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>Whom a trader lets tell lists: named, shown and ended by the trader's word.</summary>
public sealed class ClerksTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Theory]
    [InlineData("CLERK", null, false)]
    [InlineData("clerk Asha Wekesa", "ASHA WEKESA", false)]
    [InlineData("CLERK Asha?", null, false)]
    [InlineData("CLERK STOP", null, true)]
    [InlineData("karani acha", null, true)]
    [InlineData("কেরানি বন্ধ", null, true)]
    [InlineData("Kerani Bondho", null, true)]
    [InlineData("COMMIS STOP", null, true)]
    [InlineData("Umabhalane yeka", null, true)]
    public void The_word_names_shows_and_ends(string text, string? name, bool end) =>
        Assert.Equal(new SmsIntent.Clerk(name, end), SmsParser.Read(text));

    [Theory]
    [InlineData("CLERK 0711000099"), InlineData("clerk came to me yesterday with money")]
    public void Anything_else_names_nobody(string text) => Assert.IsNotType<SmsIntent.Clerk>(SmsParser.Read(text));

    [Fact]
    public void A_repeat_does_nothing_and_six_are_too_many()
    {
        var person = Trader();
        for (var n = 0; n < 7; n++) person = Do(person, Named($"s{n}", $"Clerk {(char)('A' + n)}")).State!;
        Assert.Equal(["Clerk A", "Clerk B", "Clerk C", "Clerk D", "Clerk E"], person.Clerks!.Named.Select(c => c.Name));
        var repeat = Do(person, new NameClerk("s0", Phone, null, true, "x"));
        Assert.Same(person, repeat.State);
        Assert.Empty(repeat.Effects);
        Assert.Empty(Do(person, new NameClerk("end", Phone, null, true, "x")).State!.Clerks!.Named);
    }

    [Fact]
    public void One_name_in_other_letters_is_one_clerk()
    {
        var first = Do(Trader(), Named("1", "Asha Wekesa")).State!;
        var person = Do(first, Named("2", "ASHA  wekesa")).State!;
        Assert.True(Assert.Single(person.Clerks!.Named).Is("asha wekesa"));
        Assert.Empty(Do(person, new ClerkLeft("Asha WEKESA")).State!.Clerks!.Named);
    }

    [Fact]
    public void A_farmer_and_an_erased_trader_have_none()
    {
        Assert.Null(Do(Trader(Role.Farmer), Named("1", "Asha")).State!.Clerks);
        var named = Do(Trader(), Named("1", "Asha")).State!;
        Assert.Null(Do(named, new ErasePerson("office")).State!.Clerks);
    }

    /// <summary>The trader hears once of a list, however often it is told.</summary>
    [Fact]
    public void A_list_is_told_once()
    {
        var told = new ClerkTold("list|monday|loads|2026-03-02", "asha", true, 3, new LocalDate(2026, 3, 2));
        var first = Do(Trader(), told);
        Assert.Equal(new ListToldSms("asha", true, 3, new LocalDate(2026, 3, 2)), Assert.Single(first.Effects.OfType<Send>()).Order.Sms);
        Assert.Empty(Do(first.State!, told).Effects);
    }

    /// <summary>A word for no, wherever it stands beside CLERK, ends and grants nothing.</summary>
    [Theory]
    [InlineData("CLERK STOP ASHA JUMA", "ASHA JUMA")]
    [InlineData("CLERK ASHA JUMA STOP", "ASHA JUMA")]
    [InlineData("CLERK REMOVE ASHA", "ASHA")]
    [InlineData("STOP CLERK", null)]
    [InlineData("stop clerk asha", "ASHA")]
    [InlineData("KARANI ACHA ASHA", "ASHA")]
    [InlineData("karani ondoa", null)]
    [InlineData("কেরানি বাদ আশা", "আশা")]
    [InlineData("commis retirer Awa", "AWA")]
    [InlineData("UMABHALANE SUSA NOMSA", "NOMSA")]
    [InlineData("CLERK WRONG ASHA", "ASHA")]
    public void A_word_for_no_beside_it_ends(string text, string? name) =>
        Assert.Equal(new SmsIntent.Clerk(name, true), SmsParser.Read(text));

    [Theory]
    [InlineData("Asha Juma", "Asha Wekesa")]
    [InlineData("asha", "Asha Juma, Asha Wekesa")]
    [InlineData("wekesa", "Asha Juma")]
    [InlineData("Otieno", "Asha Juma, Asha Wekesa")]
    [InlineData(null, "")]
    public void One_of_several_ends_where_it_is_clear_who(string? name, string left)
    {
        var both = Do(Do(Trader(), Named("1", "Asha Juma")).State!, Named("2", "Asha Wekesa")).State!;
        var ended = Do(both, new NameClerk("3", Phone, name, true, "x"));
        Assert.Equal(left, string.Join(", ", ended.State!.Clerks!.Named.Select(c => c.Name)));
        Assert.Equal(new ClerksSms([.. ended.State.Clerks.Named.Select(c => c.Name)]).Names,
            Assert.IsType<ClerksSms>(Assert.Single(ended.Effects.OfType<Send>()).Order.Sms).Names);
    }

    /// <summary>Free words grant nothing: only who has a key of that name can be named.</summary>
    [Fact]
    public void A_name_that_no_key_has_names_nobody()
    {
        var named = Do(Trader(), new NameClerk("1", Phone, "Amekuja", false, "karani amekuja"));
        Assert.Empty(named.State!.Clerks!.Named);
        Assert.Equal(new NoSuchClerkSms("Amekuja"), Assert.Single(named.Effects.OfType<Send>()).Order.Sms);
        Assert.DoesNotContain(named.Effects, e => e is KeepAudit);
    }

    [Fact]
    public void Every_phone_of_the_trader_hears_who_may_and_who_told()
    {
        var two = Do(Trader(), new SubscriberChanged(Other, 1, now, Details(Role.Trader), now, true, false, false)).State!;
        var named = Do(two, Named("1", "Asha"));
        Assert.Equal([Phone, Other], Heard(named));
        Assert.Equal([Phone, Other], Heard(Do(named.State!, new ClerkTold("list|1", "Asha", true, 3, new LocalDate(2026, 3, 2)))));
        Assert.Equal([Phone, Other], Heard(Do(named.State!, new ClerkLeft("Asha"))));
        Assert.Equal([Phone], Heard(Do(named.State!, new NameClerk("2", Phone, null, false, "clerk"))));
    }

    /// <summary>A name counts in one programme: that behind it, or the one chosen last; a no counts in each.</summary>
    [Theory]
    [InlineData("CLERK Asha", "farmhere", "Asha", "beans")]
    [InlineData("CLERK Asha", "maize", "Asha", "maize")]
    [InlineData("CLERK Asha Wekesa Maize", "beans", "Asha Wekesa", "maize")]
    [InlineData("CLERK STOP", "farmhere", null, "beans maize")]
    public void A_name_counts_in_one_of_the_traders_programmes(string text, string chosen, string? name, string programmes)
    {
        var tenure = new Tenure(now, now, Human: "h");
        PhoneUser In(string programme, Role role) =>
            new(Details(role) with { Programme = programme }, Consent: Consent.Given, Tenure: tenure);
        var number = Subscriber.New(Phone).Joined(In("beans", Role.Trader)).Joined(In("maize", Role.Trader))
            .Joined(In("farmhere", Role.Farmer)).As($"{chosen}.p");
        Assert.Equal(3, number.Mine.Count);
        var said = SubscriberDecisions.Decide(number, Phone, new SmsIn("s", text, null, "*1#", ReceivedAt: now), now);
        var asked = said.Effects.OfType<AskForClerk>().ToList();
        Assert.Equal(programmes.Split(' '), asked.Select(a => a.Programme).Order());
        Assert.All(asked, a => Assert.Equal((name, a.Programme), (a.Name.Name, a.Name.In)));
    }

    private static IEnumerable<string> Heard(Outcome<Person> outcome) => outcome.Effects.OfType<Send>().Select(s => s.Order.Phone).Order();

    private static NameClerk Named(string id, string name) => new(id, Phone, name, false, "x", name);

    private const string Other = "+254711000009";
    private const string Phone = "+254711000001";

    private static Person Trader(Role role = Role.Trader) => PersonDecisions.Decide(null, new SubscriberChanged(Phone, 1, now,
        Details(role), now, true, false, false), now).State!;

    private static Holder Details(Role role) => new("p", "Juma", role, Language.English, "maize", "Kitale", ["Maize"], "KES");

    private static Outcome<Person> Do(Person person, Command command) => PersonDecisions.Decide(person, command, now);
}
