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
    [InlineData("STOP CLERK", null, true)]
    [InlineData("CLERK STOP ASHA JUMA", "ASHA JUMA", true)]
    [InlineData("CLERK ASHA JUMA STOP", "ASHA JUMA", true)]
    [InlineData("KARANI ACHA ASHA", "ASHA", true)]
    public void The_word_names_shows_and_ends(string text, string? name, bool end) =>
        Assert.Equal(new SmsIntent.Clerk(name, end), SmsParser.Read(text));

    [Theory]
    [InlineData("CLERK 0711000099"), InlineData("clerk came to me yesterday with money")]
    public void Anything_else_names_nobody(string text) => Assert.IsNotType<SmsIntent.Clerk>(SmsParser.Read(text));

    [Fact]
    public void A_repeat_does_nothing_and_six_are_too_many()
    {
        var person = Trader();
        for (var n = 0; n < 7; n++) person = Do(person, new NameClerk($"s{n}", Phone, $"Clerk {(char)('A' + n)}", false, "x")).State!;
        Assert.Equal(["Clerk A", "Clerk B", "Clerk C", "Clerk D", "Clerk E"], person.Clerks!.Named.Select(c => c.Name));
        var repeat = Do(person, new NameClerk("s0", Phone, null, true, "x"));
        Assert.Same(person, repeat.State);
        Assert.Empty(repeat.Effects);
        Assert.Empty(Do(person, new NameClerk("end", Phone, null, true, "x")).State!.Clerks!.Named);
    }

    /// <summary>A word of the name ends one; a name that nobody has ends nobody.</summary>
    [Theory]
    [InlineData("asha", "Baraka")]
    [InlineData("Asha Juma", "Baraka")]
    [InlineData("Zawadi", "Asha Juma,Baraka")]
    [InlineData(null, "")]
    public void One_is_ended_or_all(string? said, string left)
    {
        var person = Do(Trader(), new NameClerk("1", Phone, "Asha Juma", false, "x")).State!;
        person = Do(person, new NameClerk("2", Phone, "Baraka", false, "x")).State!;
        var after = Do(person, new NameClerk("3", Phone, said, true, "x")).State!;
        Assert.Equal(left, string.Join(',', after.Clerks!.Named.Select(c => c.Name)));
    }

    /// <summary>A name counts where somebody of that name holds a key; an end counts in each of the trader's programmes.</summary>
    [Theory]
    [InlineData("CLERK asha", "maize Asha,beans -")]
    [InlineData("CLERK remove asha", "maize -,beans -")]
    [InlineData("clerk asha is a thief", "maize -,beans -")]
    [InlineData("CLERK STOP", "maize - end,beans - end")]
    [InlineData("STOP CLERK", "maize - end,beans - end")]
    public void Only_the_name_of_a_keys_owner_lets_anybody_in(string text, string told)
    {
        var juma = new Holder("p", "Juma", Role.Trader, Language.English, "maize", "", [], "KES");
        var number = Subscriber.New(Phone).Joined(new(juma, Tenure: new(now, now, Human: "h")))
            .Joined(new(juma with { Programme = "beans", PersonId = "q" }, Tenure: new(now, now, Human: "h")));
        var sms = new SmsIn("open|1", text, null, "*1#", ReceivedAt: now, Shared: [],
            Owners: [new("maize", "Asha"), new("beans", "Baraka")]);
        var commands = SubscriberDecisions.Decide(number, Phone, sms, now).Effects.OfType<Tell>()
            .Select(t => (t.To.Key, Command: Assert.IsType<NameClerk>(t.Command)));
        Assert.Equal(told, string.Join(',',
            commands.Select(c => $"{c.Key.Split('.')[0]} {c.Command.Name ?? "-"}{(c.Command.End ? " end" : "")}")));
    }

    [Fact]
    public void One_name_in_other_letters_is_one_clerk()
    {
        var first = Do(Trader(), new NameClerk("1", Phone, "Asha Wekesa", false, "x")).State!;
        var person = Do(first, new NameClerk("2", Phone, "ASHA  wekesa", false, "x")).State!;
        Assert.True(Assert.Single(person.Clerks!.Named).Is("asha wekesa"));
        Assert.Empty(Do(person, new ClerkLeft("Asha WEKESA")).State!.Clerks!.Named);
    }

    [Fact]
    public void A_farmer_and_an_erased_trader_have_none()
    {
        Assert.Null(Do(Trader(Role.Farmer), new NameClerk("1", Phone, "Asha", false, "x")).State!.Clerks);
        var named = Do(Trader(), new NameClerk("1", Phone, "Asha", false, "x")).State!;
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

    private const string Phone = "+254711000001";

    private static Person Trader(Role role = Role.Trader) => PersonDecisions.Decide(null, new SubscriberChanged(Phone, 1, now,
        new Holder("p", "Juma", role, Language.English, "maize", "Kitale", ["Maize"], "KES"), now, true, false, false), now).State!;

    private static Outcome<Person> Do(Person person, Command command) => PersonDecisions.Decide(person, command, now);
}
