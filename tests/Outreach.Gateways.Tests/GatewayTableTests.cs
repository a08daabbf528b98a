using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;
using Outreach.Core.Notices;

namespace Outreach.Gateways.Tests;

/// <summary>Runs every gateway's table, and requires a table of every gateway.</summary>
public sealed class GatewayTableTests
{
    private static readonly OutboundSms Sms = new("msg-0001", "+254711000111", "Terms MZ7: 12 bags at 3,200. Reply 1 to agree.");

    public static TheoryData<string, string> IncomingRows => Rows(table => table.Incoming.Select(row => row.Name));

    public static TheoryData<string, string> OutgoingRows => Rows(table => table.Outgoing.Select(row => row.Name));

    public static TheoryData<string, string> RequiredFields =>
        Rows(table => table.Required.SelectMany(route => route.Value.Select(name => $"{route.Key} {name}")));

    public static TheoryData<string, string> Routes => Rows(table => table.Required.Keys);

    [Fact]
    public void Every_registered_gateway_has_a_table()
    {
        using var services = new ServiceCollection().AddLogging().AddSingleton<IInbound>(new RecordingInbound())
            .AddOutreachGateways(new ConfigurationBuilder().Build()).BuildServiceProvider();
        var senders = services.GetServices<IGateway>().Select(gateway => gateway.Name).ToHashSet();
        foreach (var name in GatewayList.Names.Union(senders))
        {
            var table = GatewayTable.All.SingleOrDefault(table => table.Gateway == name);
            Assert.True(table is not null,
                $"{name} has no GatewayTable: write one in tests/Outreach.Gateways.Tests, that of USSD alone in UssdTables.cs.");
            Assert.True(!senders.Contains(name) || table.Outgoing.Count > 0, $"Write outgoing rows for the gateway '{name}'.");
        }

        var webhooks = GatewayList.Webhooks(services);
        foreach (var route in typeof(GatewayRoutes).GetFields().Select(field => (string)field.GetValue(null)!))
            Assert.True(webhooks.Any(webhook => webhook.Route == route), GatewayHost.NobodyAnswers(route));
        foreach (var webhook in webhooks)
        {
            var table = GatewayTable.All.Single(table => table.Gateway == webhook.Gateway);
            Assert.True(table.Required.ContainsKey(webhook.Route), $"Say in its table which fields {webhook.Route} requires.");
            Assert.True(table.Incoming.Any(row => row.Route == webhook.Route && row.Status == 200), $"Write a row for {webhook.Route}.");
        }
    }

    [Theory, MemberData(nameof(IncomingRows))]
    public async Task A_request_is_answered_and_told_to_the_app_as_its_row_says(string gateway, string name)
    {
        var (table, row) = Row(gateway, table => table.Incoming, row => row.Name == name);
        using var host = new GatewayHost(table);
        var reply = await host.AnswerAsync(row.Route, table.Genuine(row));
        Assert.Equal((row.Status, row.Body), (reply.Status, reply.Body));
        Assert.Equal(row.Calls, host.Inbound.Calls);
        AssertNothingLeaks(table, host);
    }

    [Theory, MemberData(nameof(IncomingRows))]
    public async Task A_replay_says_the_same_again_under_the_same_id(string gateway, string name)
    {
        var (table, row) = Row(gateway, table => table.Incoming, row => row.Name == name);
        using var host = new GatewayHost(table);
        var first = await host.AnswerAsync(row.Route, table.Genuine(row));
        Assert.Equal(first, await host.AnswerAsync(row.Route, table.Genuine(row)));
        Assert.Equal([.. row.Calls, .. row.Calls], host.Inbound.Calls);
    }

    [Theory, MemberData(nameof(IncomingRows))]
    public async Task A_stranger_gets_403_and_nothing_else_whatever_the_fields(string gateway, string name)
    {
        var (table, row) = Row(gateway, table => table.Incoming, row => row.Name == name);
        using var host = new GatewayHost(table);
        foreach (var request in table.Forged(row).Concat(table.Forged(row with { Form = new Form() })))
        {
            Assert.Equal(WebhookReply.Forbidden, await host.AnswerAsync(row.Route, request));
        }

        Assert.Empty(host.Inbound.Calls);
        Assert.NotEmpty(host.Logs.Lines);
        AssertNothingLeaks(table, host);
    }

    [Theory, MemberData(nameof(RequiredFields))]
    public async Task A_missing_field_is_named_and_nothing_is_told_to_the_app(string gateway, string routeAndField)
    {
        var table = GatewayTable.All.Single(table => table.Gateway == gateway);
        var (route, field) = (routeAndField.Split(' ')[0], routeAndField.Split(' ')[1]);
        using var host = new GatewayHost(table);
        var usual = table.Usual(route);
        Assert.Contains(field, usual.Form.Names);
        var reply = await host.AnswerAsync(route, table.Genuine(usual with { Form = usual.Form.Without(field) }));
        Assert.Equal(WebhookReply.BadField(field), reply);
        Assert.Empty(host.Inbound.Calls);
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task A_field_that_is_not_required_may_be_missing(string gateway, string route)
    {
        var table = GatewayTable.All.Single(table => table.Gateway == gateway);
        var usual = table.Usual(route);
        foreach (var field in usual.Form.Names.Except(table.Required[route]))
        {
            using var host = new GatewayHost(table);
            Assert.Equal(200, (await host.AnswerAsync(route, table.Genuine(usual with { Form = usual.Form.Without(field) }))).Status);
        }
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task An_unknown_field_does_no_harm(string gateway, string route)
    {
        var table = GatewayTable.All.Single(table => table.Gateway == gateway);
        var usual = table.Usual(route);
        using var host = new GatewayHost(table);
        var reply = await host.AnswerAsync(route, table.Genuine(usual with { Form = usual.Form.With("BrandNew", "1") }));
        Assert.Equal(200, reply.Status);
        Assert.Equal(usual.Calls, host.Inbound.Calls);
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task Too_many_fields_or_too_long_a_body_are_refused(string gateway, string route)
    {
        var table = GatewayTable.All.Single(table => table.Gateway == gateway);
        var usual = table.Usual(route);
        using var host = new GatewayHost(table);
        var many = Enumerable.Range(0, Limits.Fields).Aggregate(usual.Form, (form, n) => form.With($"Field{n}", ""));
        Assert.Equal(WebhookReply.BadField("body"), await host.AnswerAsync(route, table.Genuine(usual with { Form = many })));
        var large = table.Genuine(usual) with { Body = new string('x', Limits.BodyBytes + 1) };
        Assert.Equal(WebhookReply.BadField("body"), await host.AnswerAsync(route, large));
        Assert.Empty(host.Inbound.Calls);
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task A_gateway_without_settings_is_off(string gateway, string route)
    {
        var table = GatewayTable.All.Single(table => table.Gateway == gateway);
        foreach (var none in new[] { null, "" })
        {
            var off =
                table.Settings.Keys.Where(name => !name.Contains("Pace", StringComparison.Ordinal)).ToDictionary(name => name, _ => none);
            using var host = new GatewayHost(table, settings: off);
            Assert.Equal(WebhookReply.Forbidden, await host.AnswerAsync(route, table.Genuine(table.Usual(route))));
            if (host.Sender is { } sender)
                Assert.Equal(Handover.Refused(SendFailure.Unauthorized), await sender.SendAsync(Sms, CancellationToken.None));
        }
    }

    [Theory, MemberData(nameof(OutgoingRows))]
    public async Task A_message_is_handed_over_as_its_row_says(string gateway, string name)
    {
        var (table, row) = Row(gateway, table => table.Outgoing, row => row.Name == name);
        using var http = new StubHttp(table.Host, row.Stubs);
        using var host = new GatewayHost(table, http);
        Assert.Equal(row.Expected, await host.Sender!.SendAsync(Sms, CancellationToken.None));
        http.AssertAllUsed();
        Assert.NotEmpty(host.Logs.Lines);
        AssertNothingLeaks(table, host);
        Assert.DoesNotContain(host.Logs.Lines,
            line => line.Contains(Sms.Text, StringComparison.Ordinal) || line.Contains(Sms.To[1..], StringComparison.Ordinal));
    }

    private static void AssertNothingLeaks(GatewayTable table, GatewayHost host)
    {
        foreach (var secret in table.Secrets)
        {
            Assert.DoesNotContain(host.Logs.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static (GatewayTable Table, T Row) Row<T>(string gateway, Func<GatewayTable, IEnumerable<T>> rows, Func<T, bool> isIt)
    {
        var table = GatewayTable.All.Single(table => table.Gateway == gateway);
        return (table, rows(table).Single(isIt));
    }

    private static TheoryData<string, string> Rows(Func<GatewayTable, IEnumerable<string>> names)
    {
        var data = new TheoryData<string, string>();
        foreach (var table in GatewayTable.All)
        {
            foreach (var name in names(table)) data.Add(table.Gateway, name);
        }

        return data;
    }
}
