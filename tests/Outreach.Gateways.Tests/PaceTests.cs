using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Outreach.App;

namespace Outreach.Gateways.Tests;

/// <summary>The rate limit within one process, by a clock that only a test moves.</summary>
public sealed class PaceTests : IDisposable
{
    private static readonly AfricasTalkingTable Table = new();
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly OutboundSms Sms = new("msg-0001", "+254711000111", "Habari");

    private readonly FakeTimeProvider time = new();
    private readonly StubHttp http = new("api.africastalking.com", Enumerable.Repeat(AfricasTalkingTable.One(101), 100));

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Haste_waits_its_turn_and_nothing_is_refused()
    {
        using var host = Host(perSecond: 2);
        var sending = Send(host, 5);
        await Task.WhenAll(sending[..2]);
        Assert.Equal(2, http.Requests.Count);
        time.Advance(Second);
        await Task.WhenAll(sending[..4]);
        Assert.Equal(4, http.Requests.Count);
        time.Advance(Second);
        Assert.All(await Task.WhenAll(sending), handover => Assert.Equal(HandoverKind.Accepted, handover.Kind));
    }

    [Fact]
    public async Task Within_any_second_no_more_begin_than_the_pace_allows()
    {
        using var host = Host(perSecond: 2);
        var first = Send(host, 1);
        time.Advance(0.9 * Second);
        var others = Send(host, 2);
        Assert.Equal(2, http.Requests.Count);
        time.Advance(0.1 * Second);
        await Task.WhenAll([.. first, .. others]);
        Assert.Equal(3, http.Requests.Count);
        var next = Send(host, 1)[0];
        Assert.False(next.IsCompleted);
        time.Advance(Second);
        await next;
    }

    [Fact]
    public async Task Each_try_waits_its_own_turn()
    {
        using var busy = new StubHttp("api.africastalking.com", [new Stub(HttpStatusCode.TooManyRequests), AfricasTalkingTable.One(101)]);
        using var host = Host(perSecond: 1, with: busy);
        var sending = Send(host, 1)[0];
        Assert.Single(busy.Requests);
        Assert.False(sending.IsCompleted);
        time.Advance(Second);
        Assert.Equal(HandoverKind.Accepted, (await sending).Kind);
    }

    [Fact]
    public async Task Bulk_takes_four_fifths_and_nobody_waits_behind_it()
    {
        using var host = Host(perSecond: 5);
        var bulk = Send(host, 6, bulk: true);
        await Task.WhenAll(bulk[..4]);
        Assert.Equal(4, http.Requests.Count);
        await Task.WhenAll(Send(host, 5));
        Assert.Equal(9, http.Requests.Count);
        time.Advance(Second);
        await Task.WhenAll(bulk);
    }

    [Fact]
    public async Task Of_one_a_second_bulk_may_be_one()
    {
        using var host = Host(perSecond: 1);
        Assert.Equal(HandoverKind.Accepted, (await Send(host, 1, bulk: true)[0]).Kind);
    }

    [Fact]
    public async Task A_sender_that_is_stopped_while_it_waits_has_sent_nothing_and_keeps_nobody_waiting()
    {
        using var host = Host(perSecond: 1);
        using var stop = new CancellationTokenSource();
        await Send(host, 1)[0];
        var stopped = host.Sender!.SendAsync(Sms, stop.Token);
        var next = Send(host, 1)[0];
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        time.Advance(Second);
        await next;
        Assert.Equal(2, http.Requests.Count);
    }

    [Fact]
    public async Task A_request_of_many_messages_takes_a_turn_for_each()
    {
        using var host = Host(perSecond: 2);
        var start = time.GetUtcNow();
        var messages = Enumerable.Range(0, 5).Select(n => Sms with { To = $"+25471100011{n}" }).ToList();
        var sending = host.Sender!.SendManyAsync(messages, CancellationToken.None);
        while (!sending.IsCompleted)
        {
            time.Advance(Second / 10);
            await Task.Yield();
        }
        await sending;
        Assert.Single(http.Requests);
        Assert.True(time.GetUtcNow() - start >= 2 * Second);
    }

    [Fact]
    public async Task Twilio_waits_too_and_a_look_up_does_not_wait_behind_bulk()
    {
        using var twilio = new StubTwilio(StubTwilio.Answer(201, """{"sid":"SM1"}"""), StubTwilio.Answer(200, """{"messages":[]}"""));
        await using var services = twilio.Services(time, ("Twilio:Pace:PerSecond", "1"), ("Twilio:AccountSid", StubTwilio.AccountSid),
            ("Twilio:AuthToken", StubTwilio.AuthToken), ("Twilio:PublicBase", StubTwilio.PublicBase), ("Twilio:From", "+12025550123"));
        var sender = StubTwilio.Sender(services);
        using var stop = new CancellationTokenSource();
        Assert.Equal(Handover.Accepted("SM1"), await sender.SendAsync(Sms with { Bulk = true }, default));
        var waits = sender.SendAsync(Sms with { Bulk = true }, stop.Token);
        Assert.False(waits.IsCompleted);
        Assert.NotNull(await sender.FindAsync(Sms, NodaTime.Instant.FromUtc(2026, 3, 2, 9, 0), default));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        Assert.Equal(2, twilio.Asked.Count);
    }

    [Fact]
    public void A_gateways_pace_is_its_account_s()
    {
        foreach (var gateway in GatewayTable.All.Where(table => table.Outgoing.Count > 0))
        {
            var section = gateway.Settings.Keys.First().Split(':')[0];
            using var host = new GatewayHost(gateway, settings: new Dictionary<string, string?> { [$"{section}:Pace:PerSecond"] = "7" });
            Assert.Equal(7, host.Sender!.PerSecond);
        }
    }

    private GatewayHost Host(int perSecond, StubHttp? with = null) => new(
        Table, with ?? http, new Dictionary<string, string?> { ["AfricasTalking:Pace:PerSecond"] = $"{perSecond}" }, time);

    private static List<Task<Handover>> Send(GatewayHost host, int count, bool bulk = false) =>
        [.. Enumerable.Range(0, count).Select(_ => host.Sender!.SendAsync(Sms with { Bulk = bulk }, CancellationToken.None))];
}
