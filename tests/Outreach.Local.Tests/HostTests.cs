using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Outreach.Core.Mentoring;
using Outreach.Core.Texts;
using Outreach.Core.Values;
using Outreach.Local.Demo;

namespace Outreach.Local.Tests;

public sealed class HostTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Trader = "+254711000001";
    private readonly RunningHost host = fixture.Host;

    [Fact]
    public async Task Health_is_200_while_storage_answers() =>
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/healthz")).StatusCode);

    [Fact]
    public async Task A_monitor_may_ask_for_the_head_alone()
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, "/healthz");
        Assert.Equal(HttpStatusCode.OK, (await host.Http.SendAsync(head)).StatusCode);
        Assert.Equal(["GET", "HEAD"], (await host.Http.DeleteAsync("/healthz")).Content.Headers.Allow);
    }

    [Fact]
    public async Task A_strangers_body_of_31_MB_is_403()
    {
        using var body = new ByteArrayContent(new byte[31_000_000]);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Http.PostAsync("/api/africastalking/wrong/sms", body)).StatusCode);
    }

    [Fact]
    public async Task The_root_leads_to_the_simulator()
    {
        var page = await host.Http.GetAsync("/");
        Assert.Equal("/simulator", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Wanjiru Kamau, trader", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_knows_the_local_key()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/programmes");
        request.Headers.Add("Authorization", "Bearer local-coordinator");
        var answer = await host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(DemoPeople.Kenya, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/africastalking/wrong/ussd")]
    [InlineData("/api/africastalking/wrong/sms")]
    public async Task A_wrong_path_key_is_403(string path) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await PostFormAsync(path)).StatusCode);

    [Fact]
    public async Task A_wrong_signature_is_403() =>
        Assert.Equal(HttpStatusCode.Forbidden, await host.TwilioSmsAsync(Trader, "1", token: "another-token"));

    [Fact]
    public async Task A_balance_takes_a_dial_a_choice_and_a_pin()
    {
        var shown = await host.DialAsync("+254711000002", "balance", "1", DemoPeople.Find("otieno").Pin);
        Assert.Contains("KSh", shown, StringComparison.Ordinal);
        Assert.True(shown.Length <= 160);
    }

    [Fact]
    public async Task A_plus_that_became_a_space_is_still_a_number()
    {
        await host.PostAsync("/simulator/sms", new { from = "+254711000015", text = "HELP" });
        await host.SmsAsync("+254711000015", "STOP");
        Assert.NotEmpty((await host.GetAsync("/simulator/messages?phone=+254711000015")).EnumerateArray());
        Assert.Empty((await host.GetAsync("/simulator/messages?phone=%2B254711000015&since=2999-01-01T00:00:00Z")).EnumerateArray());
    }

    [Fact]
    public async Task The_same_sms_twice_is_answered_once()
    {
        const string Phone = "+8801711000014";
        for (var time = 0; time < 2; time++) await host.PostAsync("/simulator/sms", new { from = Phone, text = "HELP", id = "SMsame" });
        await host.SmsAsync(Phone, sms => sms.GetProperty("status").GetString() == "delivered");
        // The clock moves once the queues are empty.
        await host.PostAsync("/simulator/clock", new { advance = "00:00:01" });
        Assert.Single((await host.GetAsync($"/simulator/messages?phone={Uri.EscapeDataString(Phone)}")).EnumerateArray());
    }

    [Theory]
    [InlineData("/simulator/sms", "{\"from\":\"abc\",\"text\":\"1\"}")]
    [InlineData("/simulator/sms", "{")]
    [InlineData("/simulator/ussd", "{\"phone\":\"+254711000001\"}")]
    [InlineData("/simulator/clock", "{\"advance\":\"-1.00:00:00\"}")]
    [InlineData("/simulator/clock", "{\"advance\":\"61.00:00:00\"}")]
    [InlineData("/simulator/clock", "{\"advance\":\"soon\"}")]
    public async Task What_the_simulator_cannot_read_is_answered_with_a_sentence(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await host.Http.PostAsync(path, content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.EndsWith(".", (await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>())!["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_sites_page_cannot_act_as_a_phone()
    {
        using var content = new StringContent("{\"from\":\"+254711000001\",\"text\":\"1\"}", Encoding.UTF8, "text/plain");
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Http.PostAsync("/simulator/sms", content)).StatusCode);
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/simulator/people") { Headers = { Host = "elsewhere.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Http.SendAsync(rebound)).StatusCode);
    }

    [Fact]
    public void Every_demo_phone_is_a_valid_mobile_number_and_every_pin_its_own()
    {
        Assert.All(DemoPeople.All, p => Assert.Equal(p.Phone, PhoneNumber.Parse(p.Phone, "")?.E164));
        Assert.Equal(DemoPeople.All.Count, DemoPeople.All.Select(p => p.Pin).Distinct().Count());
        Assert.Equal(DemoPeople.All.Count, DemoPeople.All.Select(p => p.Phone).Distinct().Count());
    }

    [Fact]
    public async Task Demo_history_sends_nothing() =>
        Assert.Empty((await host.GetAsync("/simulator/messages?phone=%2B254711000014")).EnumerateArray());

    /// <summary>What the demo has of mentoring is found by the API as what a coordinator made, and says that it is a demo.</summary>
    [Fact]
    public async Task The_demo_has_a_group_a_finished_tip_a_monthly_limit_and_ready_answers()
    {
        var tip = await ApiAsync("broadcasts/demo-drying");
        Assert.Equal(("done", "demo", "settled"), (Text(tip, "status"), Text(tip, "createdBy"), Text(tip, "money")));
        var all = tip.GetProperty("report").GetProperty("groups")[0];
        var (people, delivered) = (all.GetProperty("people").GetInt32(), all.GetProperty("delivered").GetInt32());
        Assert.True(people > 3 && delivered == people - 1, $"{delivered} of {people}");
        Assert.Equal(0, all.GetProperty("noReport").GetInt32());
        var group = (await ApiAsync($"groups?programme={DemoPeople.Kenya}")).GetProperty("groups")[0];
        Assert.Contains("demo", Text(group, "name"), StringComparison.Ordinal);
        Assert.Equal(Text(tip.GetProperty("audience"), "query"), Text(group, "query"));
        var budget = await ApiAsync($"budgets/{DemoPeople.Kenya}");
        Assert.Equal("5000.00", Text(budget.GetProperty("limits")[0].GetProperty("monthly"), "amount"));
        Assert.Contains("demo-drying", budget.GetProperty("months").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Three_ready_answers_in_two_languages_keep_the_rules_of_answers()
    {
        Assert.Equal(3, DemoTips.Answers.Count);
        Assert.All(DemoTips.Answers, a => Assert.Equal(["en", "sw"], a.Texts.Keys.Order()));
        Assert.All(DemoTips.Answers.SelectMany(a => a.Texts), t =>
        {
            Assert.Null(TipText.Read(Languages.FromCode(t.Key)!.Value, t.Value).Fault);
            Assert.Null(FreeText.AsksBy(t.Value));
            Assert.Null(OurWords.Leads(t.Value));
        });
    }

    private async Task<JsonElement> ApiAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{path}");
        request.Headers.Add("Authorization", "Bearer local-coordinator");
        return await (await host.Http.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string Text(JsonElement of, string field) => of.GetProperty(field).GetString()!;

    private async Task<HttpResponseMessage> PostFormAsync(string path)
    {
        using var form =
            new FormUrlEncodedContent(
                [new("sessionId", "s"), new("phoneNumber", Trader), new("serviceCode", "*384*7071#"), new("text", "")]);
        return await host.Http.PostAsync(path, form);
    }
}
