using System.Text.Json;
using Outreach.App;

namespace Outreach.Gateways.Tests;

/// <summary>The answer to a send was lost, and Twilio's list shows whether Twilio has the message. It was asked at 09:00.</summary>
public sealed class TwilioListingTests
{
    private const string Text = "Habari & karibu";
    private const string Now = "Mon, 02 Mar 2026 09:00:05 +0000";
    private const string Before = "Mon, 02 Mar 2026 08:00:00 +0000";

    private static readonly (string, string)[] Account =
    [
        ("Twilio:AccountSid", StubTwilio.AccountSid), ("Twilio:AuthToken", StubTwilio.AuthToken),
        ("Twilio:PublicBase", StubTwilio.PublicBase), ("Twilio:From", "+12025550123"),
    ];

    [Theory]
    [InlineData(Text, "outbound-api", Now, HandoverKind.Accepted)]
    [InlineData("Sent from your Twilio trial account - " + Text, "outbound-api", Now, HandoverKind.Accepted)]
    [InlineData(Text, "outbound-api", "Mon, 02 Mar 2026 08:59:45 +0000", HandoverKind.Accepted)]
    [InlineData(Text, "inbound", Now, HandoverKind.Refused)]
    [InlineData(Text, "outbound-api", Before, HandoverKind.Refused)]
    [InlineData("Something else", "outbound-api", Now, HandoverKind.Refused)]
    public async Task What_is_listed_was_taken(string body, string direction, string created, HandoverKind expected)
    {
        using var twilio = new StubTwilio(Page(null, Listed(body, created, direction)));
        Assert.Equal(expected, (await FindAsync(twilio))!.Kind);
    }

    [Fact]
    public async Task All_messages_to_the_number_are_asked_for_the_queued_ones_too()
    {
        using var twilio = new StubTwilio(Page(null, Listed(Text, Now) with { Sent = null }));
        Assert.Equal(Handover.Accepted("SM7"), await FindAsync(twilio));
        Assert.Equal("?To=%2B254711000111&PageSize=20", Assert.Single(twilio.Asked).Url.Query);
    }

    /// <summary>Without a pool nobody knows which of our numbers sent it.</summary>
    [Fact]
    public async Task Only_a_sender_of_a_pool_narrows_the_search()
    {
        using var twilio = new StubTwilio(Page(null));
        await FindAsync(twilio, Sms with { From = "+12025550199" });
        Assert.Contains("From=%2B12025550199", Assert.Single(twilio.Asked).Url.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Don\u2019t \u2013 \u201Cnow\u201D\u2026", "Don't - \"now\"...")]
    [InlineData("a\u00A0b\u200Bc", "a bc")]
    [InlineData("\u0986\u09AE\u09BF \u2018\u09B0\u09BE\u099C\u09BF\u2019", "\u0986\u09AE\u09BF '\u09B0\u09BE\u099C\u09BF'")]
    [InlineData("\u0995\u200D\u09B7", "\u0995\u09B7")]
    [InlineData(" two  blanks\n", "two blanks")]
    public async Task A_text_is_the_same_as_Twilio_has_changed_it(string ours, string theirs)
    {
        using var twilio = new StubTwilio(Page(null, Listed(theirs, Now)));
        Assert.Equal(Handover.Accepted("SM7"), await FindAsync(twilio, Sms with { Text = ours }));
    }

    [Fact]
    public async Task The_list_is_read_back_to_before_the_send()
    {
        using var twilio = new StubTwilio(Page("/next?Page=1", Listed("another", Now)), Page(null, Listed(Text, Now)));
        Assert.Equal(Handover.Accepted("SM7"), await FindAsync(twilio));
        Assert.Equal("https://api.twilio.com/next?Page=1", twilio.Asked[1].Url.AbsoluteUri);
        Assert.NotNull(twilio.Asked[1].Authorization);

        using var back = new StubTwilio(Page("/next", Listed("another", Before) with { Sent = Before }), Page(null, Listed(Text, Now)));
        Assert.Equal(HandoverKind.Refused, (await FindAsync(back))!.Kind);
        Assert.Single(back.Asked);
    }

    /// <summary>The list is sorted by the time of sending, so an old message sent late says nothing about what comes after it.</summary>
    [Fact]
    public async Task An_old_message_that_was_sent_late_does_not_end_the_search()
    {
        using var twilio = new StubTwilio(Page("/next", Listed("another", Before) with { Sent = Now }), Page(null, Listed(Text, Now)));
        Assert.Equal(Handover.Accepted("SM7"), await FindAsync(twilio));
    }

    [Fact]
    public async Task A_list_that_does_not_end_proves_nothing()
    {
        using var twilio = new StubTwilio(Page("/next", Listed("another", Now)));
        Assert.Equal(Handover.Ambiguous, await FindAsync(twilio));
        Assert.Equal(10, twilio.Asked.Count);
    }

    [Fact]
    public async Task A_page_of_the_longest_texts_is_read()
    {
        var long20 = Enumerable.Range(0, 20).Select(n => Listed(new string('\u09AE', 1600), Now)).ToList();
        using var twilio = new StubTwilio(Page(null, [.. long20, Listed(Text, Now)]));
        Assert.Equal(Handover.Accepted("SM7"), await FindAsync(twilio));
    }

    [Theory]
    [InlineData(500, """{"code":20500,"message":"Internal","status":500}""")]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    public async Task A_look_up_that_fails_is_made_again_later(int status, string body)
    {
        using var twilio = new StubTwilio(StubTwilio.Answer(status, body));
        Assert.Null(await FindAsync(twilio));
    }

    private static OutboundSms Sms => new("m1", "+254711000111", Text);

    private static async Task<Handover?> FindAsync(StubTwilio twilio, OutboundSms? sms = null)
    {
        await using var services = twilio.Services(Account);
        return await StubTwilio.Sender(services).FindAsync(sms ?? Sms, NodaTime.Instant.FromUtc(2026, 3, 2, 9, 0), default);
    }

    private static Message Listed(string body, string created, string direction = "outbound-api") => new(body, direction, created, created);

    private static Func<HttpResponseMessage> Page(string? next, params Message[] messages)
    {
        var listed = messages.Select(
            m => new { sid = "SM7", body = m.Body, direction = m.Direction, date_created = m.Created, date_sent = m.Sent, to = Sms.To });
        return StubTwilio.Answer(200, JsonSerializer.Serialize(new { messages = listed, page_size = 20, next_page_uri = next }));
    }

    private sealed record Message(string Body, string Direction, string Created, string? Sent);
}
