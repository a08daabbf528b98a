using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Testing;

namespace Outreach.App.Tests;

public sealed class GatewayChoiceTests
{
    private const string Kenya = "+254711000001";
    private const string Bangladesh = "+8801711000001";

    private readonly Answering first = new("first");
    private readonly Answering second = new("second");
    private readonly Answering third = new("third");

    [Theory]
    // No route fits, so the only gateway is used.
    [InlineData("other", "+255711000001", Purpose.Offer, "first")]
    [InlineData("other", Kenya, Purpose.Offer, "second")]
    [InlineData("other", "+255711000001", Purpose.Tip, "third")]
    [InlineData("kenya-maize", "+255711000001", Purpose.Offer, "third,first")]
    // A programme outranks a country, and a country outranks a purpose.
    [InlineData("kenya-maize", Kenya, Purpose.Offer, "third,first")]
    [InlineData("other", Bangladesh, Purpose.Tip, "second")]
    // A route with two conditions outranks a route with one.
    [InlineData("kenya-maize", Kenya, Purpose.Tip, "first,third")]
    public void The_route_that_names_most_counts(string programme, string phone, Purpose purpose, string expected)
    {
        var options = Some.Options("first",
            Some.Route(["second"], country: "KE"), Some.Route(["second"], country: "BD"), Some.Route(["third"], purpose: Purpose.Tip),
            Some.Route(["third", "first"], programme: "kenya-maize"), Some.Route(["first", "third"], country: "KE", purpose: Purpose.Tip));
        Assert.Equal(expected, string.Join(',', Choice(options).For(programme, phone, purpose).Select(gateway => gateway.Name)));
    }

    [Fact]
    public void A_country_that_is_not_served_has_no_gateway() =>
        Assert.Throws<InvalidOperationException>(() => Choice(Some.Options("first")).For("kenya-maize", "+12025550123", Purpose.Reply));

    [Theory]
    [InlineData(SendFailure.GatewayError, "second")]
    [InlineData(SendFailure.GatewayBusy, "second")]
    [InlineData(SendFailure.InsufficientCredit, "second")]
    [InlineData(SendFailure.Unauthorized, "second")]
    [InlineData(SendFailure.Suspended, "second")]
    [InlineData(SendFailure.RateLimited, "first")]
    [InlineData(SendFailure.InvalidNumber, "first")]
    [InlineData(SendFailure.OptedOut, "first")]
    [InlineData(SendFailure.Unknown, "first")]
    public async Task The_next_steps_in_only_for_what_is_the_gateways_own_trouble(SendFailure failure, string by)
    {
        first.Answer = Handover.Refused(failure);
        var attempt = await SendAsync(Both());
        Assert.Equal(by, attempt.Gateway.Name);
        Assert.Equal(by == "second" ? 1 : 0, second.Asked.Count);
        Assert.Single(first.Asked);
    }

    [Fact]
    public async Task Nobody_steps_in_after_an_answer_that_leaves_it_open()
    {
        first.Answer = Handover.Ambiguous;
        var attempt = await SendAsync(Both());
        Assert.Equal((first.Name, Handover.Ambiguous), (attempt.Gateway.Name, attempt.Handover));
        Assert.Empty(second.Asked);
    }

    [Theory]
    [InlineData(SendFailure.GatewayError, SendFailure.Unauthorized, "first")]
    [InlineData(SendFailure.Unauthorized, SendFailure.GatewayBusy, "first")]
    [InlineData(SendFailure.InvalidSender, SendFailure.GatewayBusy, "second")]
    [InlineData(SendFailure.GatewayBusy, SendFailure.InvalidSender, "first")]
    [InlineData(SendFailure.GatewayError, SendFailure.GatewayBusy, "first")]
    [InlineData(SendFailure.GatewayError, SendFailure.InvalidNumber, "second")]
    public async Task When_all_refuse_the_first_trouble_counts_unless_the_message_itself_is_at_fault(SendFailure one,
        SendFailure two, string counts)
    {
        (first.Answer, second.Answer) = (Handover.Refused(one), Handover.Refused(two));
        Assert.Equal(counts, (await SendAsync(Both())).Gateway.Name);
    }

    [Fact]
    public async Task A_phone_always_sees_the_same_sender_and_all_senders_are_used()
    {
        var options = Both();
        options.Senders["first"] = new() { ["KE"] = ["22384", "22385", "22386"], ["any"] = ["OUTREACH"] };
        var seen = await SendersAsync(options);
        Assert.Equal(seen, await SendersAsync(options));
        Assert.Equal(["22384", "22385", "22386"], seen.Values.Distinct().Order(StringComparer.Ordinal));

        // A new sender takes phones from the other senders and moves none between those.
        options.Senders["first"]["KE"] = ["22387", "22384", "22385", "22386"];
        Assert.All(await SendersAsync(options), now => Assert.True(now.Value == seen[now.Key] || now.Value == "22387"));

        await SendAsync(options, Bangladesh);
        Assert.Equal("OUTREACH", first.Asked[^1].From);
    }

    /// <summary>The stored message names the gateway that accepted it, with the price and the provider's id.</summary>
    [Fact]
    public async Task A_message_is_written_down_under_the_gateway_that_took_it()
    {
        first.Answer = Handover.Refused(SendFailure.GatewayError);
        var own = new Answering("own") { ReturnsMessageId = false };
        var options = Some.Options("first", Some.Route(["first", "own"]));
        (options.MinorPerSegment["KE"], options.MinorPerSegmentVia["own"]) = (80, new() { ["KE"] = 45 });
        var tables = new MemoryTables();
        var clock = new ManualClock();
        await using var app =
            new ServiceCollection().AddLogging().AddSingleton<ITables>(tables).AddSingleton<IQueues>(new MemoryQueues(clock))
                .AddSingleton<IClock>(clock)
            .AddSingleton<IGateway>(first).AddSingleton<IGateway>(own).AddSingleton(Options.Create(options)).AddOutreachApp()
            .BuildServiceProvider();

        await app.GetRequiredService<HandleInboundSms>()
            .HandleAsync(new InboundSms("first", "i1", Kenya, "22384", "HELP"), Arrival.Queued, default);
        var message = Stored.State<Message>(Assert.Single(tables.All(Table.Messages)));
        Assert.Equal(("own", DeliveryState.Accepted, "own"), (message.Gateway, message.State, message.ProviderId));
        Assert.Equal(message.Segments * 45, message.PriceMinor);
        Assert.Equal(Keys.ProviderId(clock.GetCurrentInstant(), "own", "own"), Assert.Single(tables.All(Table.ProviderIds)).Key);
    }

    [Fact]
    public async Task Without_a_pool_the_sender_is_the_gateways_own()
    {
        await SendAsync(Both());
        Assert.Null(Assert.Single(first.Asked).From);
    }

    [Fact]
    public void A_gateways_own_price_goes_before_the_countrys()
    {
        var options = Some.Options("first");
        (options.MinorPerSegment["KE"], options.MinorPerSegmentVia["second"]) = (80, new() { ["KE"] = 0 });
        var rates = new Rates(options);
        Assert.Equal((80, 0, 0),
            (rates.MinorPerSegment(Kenya, "first"), rates.MinorPerSegment(Kenya, "second"), rates.MinorPerSegment(Bangladesh, "first")));
    }

    public static TheoryData<string, Action<OutreachOptions>> Mistakes => new()
    {
        { "Set Outreach__Gateway to a gateway that is set up here; 'none' is not.", o => o.Gateway = "none" },
        { "Set Outreach__Routes__0__Gateways__0 to", o => o.Routes.Add(Some.Route([])) },
        { "Set Outreach__Routes__0__Gateways to gateways that are set up here; 'none' is not.",
            o => o.Routes.Add(Some.Route(["first", "none"])) },
        { "Set Outreach__Routes__0__Gateways to each gateway once.", o => o.Routes.Add(Some.Route(["first", "first"])) },
        { "Set Outreach__Routes__0__Country to one of KE, TZ", o => o.Routes.Add(Some.Route(["first"], country: "Kenya")) },
        { "Set Outreach__Routes__0__Programme to", o => o.Routes.Add(Some.Route(["first"], programme: "")) },
        { "Set Outreach__Routes__1 to another",
            o => o.Routes.AddRange([Some.Route(["first"], country: "KE"), Some.Route(["second"], country: "KE")]) },
        { "Set Outreach__Senders for gateways that are set up here; 'none' is not.", o => o.Senders["none"] = new() { ["any"] = ["1"] } },
        { "Set Outreach__Senders__first for one of KE, TZ", o => o.Senders["first"] = new() { ["XX"] = ["1"] } },
        { "Set Outreach__Senders__first__KE to one or more", o => o.Senders["first"] = new() { ["KE"] = [] } },
        { "Set Outreach__MinorPerSegmentVia__first for one of KE, TZ", o => o.MinorPerSegmentVia["first"] = new() { ["any"] = 1 } },
        { "Set Outreach__MinorPerSegmentVia__first__KE to the price", o => o.MinorPerSegmentVia["first"] = new() { ["KE"] = -1 } },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_setting_that_cannot_be_is_refused_with_what_to_set(string sentence, Action<OutreachOptions> mistake)
    {
        var options = Some.Options("first");
        mistake(options);
        var result = new RoutesValidation([first, second, third]).Validate(null, options);
        Assert.StartsWith(sentence, result.FailureMessage, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Choice(options));
    }

    [Fact]
    public void Without_mistakes_it_is_fine() =>
        Assert.Equal(ValidateOptionsResult.Success, new RoutesValidation([first, second]).Validate(null, Both()));

    private GatewayChoice Choice(OutreachOptions options) => new([first, second, third], options, NullLogger<GatewayChoice>.Instance);

    private Task<Attempt> SendAsync(OutreachOptions options, string phone = Kenya) =>
        Choice(options).SendAsync(new OutboundSms("m1", phone, "text"), "kenya-maize", Purpose.Receipt, default);

    private async Task<Dictionary<string, string?>> SendersAsync(OutreachOptions options)
    {
        Dictionary<string, string?> seen = [];
        for (var n = 0; n < 60; n++)
        {
            var phone = $"+2547110000{n:D2}";
            await SendAsync(options, phone);
            seen[phone] = first.Asked[^1].From;
        }
        return seen;
    }

    private static OutreachOptions Both() => Some.Options("first", Some.Route(["first", "second"]));
}
