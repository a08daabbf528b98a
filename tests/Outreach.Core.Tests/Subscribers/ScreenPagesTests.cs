using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>A screen in pages: 98 leads on, and no key binds before its line was shown.</summary>
public sealed class ScreenPagesTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES");
    private static readonly Holder neema = new("neema", "Neema", Role.Farmer, Language.English, "maize", "", [], "KES");

    [Fact]
    public void No_key_binds_before_its_line_was_shown()
    {
        var asked = Typed(Asked(), "9", 1);
        Assert.Equal((0, 2), (asked.Session!.Page, asked.Session.Pages));
        Assert.DoesNotContain("1 Yes", asked.Session.Shown, StringComparison.Ordinal);
        var early = Typed(asked, "1", 2);
        Assert.IsType<NewcomerAsk>(early.Session!.Screen);
        Assert.False(early.Holds(neema.Key));
        var shown = Typed(early, "98", 3);
        Assert.Contains("1 Yes", shown.Session!.Shown, StringComparison.Ordinal);
        Assert.True(Typed(shown, "1", 4).Holds(neema.Key));
    }

    /// <summary>A letter beyond GSM-7 takes 16 bits: of 160 septets 70 are left.</summary>
    [Theory]
    [InlineData(70, 1)]
    [InlineData(71, 2)]
    public void Beyond_GSM7_fewer_letters_fit(int letters, int pages)
    {
        var text = string.Join(' ', Enumerable.Repeat("আ", letters / 2)) + (letters % 2 == 0 ? "আ" : " আ");
        Assert.Equal(letters, text.Length);
        Assert.Equal(pages, Pages.Split(text, 160, "98 আ").Count);
    }

    private static Subscriber Asked() =>
        Subscriber.New(Phone).Joined(new PhoneUser(amina, new Pin("4711", 0, null, 0), Tenure: new(now, now))) with
        {
            Newcomers = [new("r", neema.Key, "Neema", "maize", now + Duration.FromDays(7),
                Registration: new("r", neema, null, "api", Shared: true))],
            Session = new("u", 0, "", false, now, now, 1, [new Home(), new NewcomerAsk(neema.Key, "Neema")], true, Who: amina.Key),
        };

    private static Subscriber Typed(Subscriber subscriber, string key, int n) => SubscriberDecisions.Decide(subscriber, Phone,
        new UssdPath([new UssdTurn("u", key, n, LookupResults.None, Septets: 80)]), now).State!;
}
