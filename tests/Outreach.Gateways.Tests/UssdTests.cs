using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Outreach.App;

namespace Outreach.Gateways.Tests;

/// <summary>Tests that the tables cannot express: how screens end, settings for unconfirmed facts, odd JSON.</summary>
public sealed class UssdTests
{
    public static TheoryData<string> Gateways => [.. GatewayTable.All.OfType<UssdTable>().Select(table => table.Gateway)];

    [Theory, MemberData(nameof(Gateways))]
    public async Task A_screen_can_end_the_session(string gateway)
    {
        var table = (UssdTable)Table(gateway);
        using var host = new GatewayHost(table);
        host.Inbound.Screen = UssdTable.LastScreen;
        foreach (var row in table.Required.Keys.Select(table.Usual).Where(row => row.Calls is [UssdRequest]))
            Assert.Equal(table.Ending, (await host.AnswerAsync(row.Route, table.Genuine(row))).Body);
    }

    [Fact]
    public async Task Comviva_is_told_in_a_header_whether_the_session_goes_on()
    {
        using var host = new GatewayHost(Table("comviva"));
        Assert.Contains(new("Freeflow", "FC"), (await AskAsync(host, "comviva", GatewayRoutes.ComvivaUssd)).Headers);
        host.Inbound.Screen = new UssdReply("Asante.", End: true);
        Assert.Contains(new("Freeflow", "FB"), (await AskAsync(host, "comviva", GatewayRoutes.ComvivaUssd)).Headers);
    }

    [Theory]
    [InlineData("airtel", "planted-text", 200)]
    [InlineData("airtel", "wrong", 403)]
    [InlineData("other", "planted-text", 403)]
    public async Task With_a_user_set_Comviva_must_bring_it(string user, string password, int status)
    {
        var settings = new Dictionary<string, string?> { ["Comviva:UserId"] = user, ["Comviva:Password"] = password };
        using var host = new GatewayHost(Table("comviva"), settings: settings);
        Assert.Equal(status, (await AskAsync(host, "comviva", GatewayRoutes.ComvivaUssd)).Status);
        Assert.Equal(status == 200 ? 1 : 0, host.Inbound.Calls.Count);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("planted-text", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_user_set_Comviva_must_bring_both()
    {
        using var host =
            new GatewayHost(Table("comviva"),
                settings: new Dictionary<string, string?> { ["Comviva:UserId"] = "airtel", ["Comviva:Password"] = "planted-text" });
        var usual = Table("comviva").Usual(GatewayRoutes.ComvivaUssd);
        foreach (var name in new[] { "userid", "password" })
            Assert.Equal(WebhookReply.Forbidden,
                await host.AnswerAsync(usual.Route, Table("comviva").Genuine(usual with { Form = usual.Form.Without(name) })));
    }

    [Fact]
    public async Task Hubtel_gets_hints_when_they_are_switched_on()
    {
        using var host = new GatewayHost(Table("hubtel"), settings: new Dictionary<string, string?> { ["Hubtel:InputHints"] = "true" });
        Assert.Equal("""{"Type":"Response","Message":"1 Balances\n2 Terms","Label":"Outreach","DataType":"input","FieldType":"text"}""",
            (await AskAsync(host, "hubtel", GatewayRoutes.HubtelUssd)).Body);
        host.Inbound.Screen = new UssdReply("Asante.", End: true);
        Assert.Equal("""{"Type":"Release","Message":"Asante.","Label":"Outreach","DataType":"display","FieldType":"text"}""",
            (await AskAsync(host, "hubtel", GatewayRoutes.HubtelUssd)).Body);
    }

    [Fact]
    public async Task What_Nalo_means_by_its_type_can_be_turned_round()
    {
        using var host =
            new GatewayHost(Table("nalo"),
                settings: new Dictionary<string, string?> { ["Nalo:DialIs"] = "false", ["Nalo:GoOnIs"] = "false" });
        var reply = await AskAsync(host, "nalo", GatewayRoutes.NaloUssd);
        Assert.Equal(UssdKind.Dial, Assert.IsType<UssdRequest>(Assert.Single(host.Inbound.Calls)).Kind);
        Assert.EndsWith("\"MSGTYPE\":false}", reply.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("""{"session":"\ud800"}""")]
    public async Task What_is_no_JSON_object_is_a_bad_body(string body)
    {
        using var host = new GatewayHost(Table("ussd"));
        var usual = Table("ussd").Usual(GatewayRoutes.JsonUssd);
        Assert.Equal(WebhookReply.BadField("body"), await host.AnswerAsync(usual.Route, Table("ussd").Genuine(usual) with { Body = body }));
        Assert.Empty(host.Inbound.Calls);
    }

    [Fact]
    public async Task A_member_that_is_no_value_is_missing_and_names_compare_without_case()
    {
        using var host = new GatewayHost(Table("ussd"));
        var usual = Table("ussd").Genuine(Table("ussd").Usual(GatewayRoutes.JsonUssd));
        Assert.Equal(WebhookReply.BadField("text"),
            await host.AnswerAsync(GatewayRoutes.JsonUssd,
                usual with { Body = """{"session":"s","phone":"+254711000222","event":"input","text":{"a":1}}""" }));
        Assert.Equal(200,
            (await host.AnswerAsync(GatewayRoutes.JsonUssd,
                usual with { Body = """{"Session":7,"PHONE":254711000222,"event":"input","text":1}""" })).Status);
        Assert.Equal(new UssdRequest("ussd", "7", "+254711000222", "", "1", UssdKind.Newest), Assert.Single(host.Inbound.Calls));
    }

    /// <summary>Nalo's 120 is from a third party.</summary>
    [Fact]
    public void A_screen_has_the_septets_of_the_setting() =>
        Assert.Equal((120, 160), (new NaloOptions().ScreenSeptets, new HubtelOptions().ScreenSeptets));

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    [InlineData(182, true)]
    [InlineData(183, false)]
    public void A_limit_of_screens_is_from_80_to_182(int septets, bool isValid)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Hubtel:PathKeys:0"] = "a-key-of-sixteen-letters", ["Hubtel:ScreenSeptets"] = $"{septets}",
        };
        var services = new ServiceCollection().AddOutreachGateways(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        using var provider = services.BuildServiceProvider();
        var fault = Record.Exception(() => provider.GetRequiredService<IOptions<HubtelOptions>>().Value);
        Assert.Equal(isValid, fault is null);
        Assert.Equal(!isValid, fault?.Message.Contains("Hubtel:ScreenSeptets", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public async Task A_session_in_the_path_must_be_an_id(string session)
    {
        using var host = new GatewayHost(Table("infobip"));
        var usual = Table("infobip").Genuine(Table("infobip").Usual(GatewayRoutes.InfobipStart));
        var request = usual with { RouteValues = new Dictionary<string, string>(usual.RouteValues) { ["session"] = session } };
        Assert.Equal(WebhookReply.BadField("session"), await host.AnswerAsync(GatewayRoutes.InfobipStart, request));
    }

    [Theory, MemberData(nameof(Gateways))]
    public async Task Both_live_keys_open_every_route(string gateway)
    {
        var table = (UssdTable)Table(gateway);
        using var host = new GatewayHost(table);
        foreach (var route in table.Required.Keys)
            Assert.Equal(200, (await host.AnswerAsync(route, table.Asked(table.Usual(route), Keyed.NewKey))).Status);
    }

    [Theory, MemberData(nameof(Gateways))]
    public void The_operations_page_has_the_gateways_settings_and_routes(string gateway)
    {
        var table = (UssdTable)Table(gateway);
        var page = RepositoryRoot.Read("docs/operations.md");
        var row = page.Split('\n').SingleOrDefault(line => line.StartsWith($"| `{table.Section}` |", StringComparison.Ordinal));
        Assert.True(row is not null, $"docs/operations.md has no row | `{table.Section}` |: write it under \"USSD gateways\".");
        var options = typeof(GatewayList).Assembly.GetExportedTypes()
            .Single(type => table.Section.Equals(type.GetField("Section")?.GetValue(null)));
        foreach (var setting in options.GetProperties().Where(p => p.CanWrite && p.DeclaringType == options))
            Assert.True(row.Contains($"`{setting.Name}`", StringComparison.Ordinal),
                $"docs/operations.md does not say what `{setting.Name}` is: write it in the row | `{table.Section}` |.");
        using var host = new GatewayHost(table);
        foreach (var webhook in host.Webhooks.Where(webhook => webhook.Gateway == gateway))
            Assert.True(page.Contains($"`{webhook.Method} /{webhook.Route}`", StringComparison.Ordinal),
                $"docs/operations.md has no `{webhook.Method} /{webhook.Route}`: write its row under \"USSD by other gateways\".");
    }

    private static GatewayTable Table(string gateway) => GatewayTable.All.Single(table => table.Gateway == gateway);

    private static Task<WebhookReply> AskAsync(GatewayHost host, string gateway, string route) =>
        host.AnswerAsync(route, Table(gateway).Genuine(Table(gateway).Usual(route)));
}
