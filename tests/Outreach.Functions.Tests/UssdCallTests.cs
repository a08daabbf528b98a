using Microsoft.AspNetCore.Http;
using Outreach.App;

namespace Outreach.Functions.Tests;

/// <summary>Functions of Kannel and of the USSD-only gateways, called as the host calls them.</summary>
public sealed class UssdCallTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task An_SMS_from_Kannel_stands_on_its_queue_and_is_answered_with_nothing()
    {
        var http = Keyed("/api/kannel/k/sms?id=i1&from=%2B254711000111&to=22384&coding=0&charset=UTF-8&text=hello");
        await app.Trigger<KannelTriggers>().KannelSms(http.Request);
        Assert.Equal((200, ""), (http.Response.StatusCode, TestApp.Body(http)));
        Assert.Equal(new InboundSms("kannel", "i1", "+254711000111", "22384", "hello", app.Clock.GetCurrentInstant()),
            Json.Read<InboundSms>(Assert.Single(app.Queues.Bodies(Queue.InboundSms))));
    }

    [Fact]
    public async Task A_report_from_Kannel_stands_on_its_queue_under_our_own_id()
    {
        var http = Keyed("/api/kannel/k/delivery?id=m1&status=1&answer=");
        await app.Trigger<KannelTriggers>().KannelDelivery(http.Request);
        Assert.Equal(200, http.Response.StatusCode);
        Assert.Equal("m1", Json.Read<DeliveryReport>(Assert.Single(app.Queues.Bodies(Queue.DeliveryReports))).MessageId);
    }

    [Fact]
    public async Task Every_shape_of_USSD_is_answered_in_the_request()
    {
        var triggers = app.Trigger<UssdTriggers>();
        await AssertAsync(triggers.HubtelUssd,
            Keyed("/api/hubtel/k/ussd",
                """{"Type":"Initiation","Mobile":"233201000111","SessionId":"h1","ServiceCode":"*713#","Message":"*713#","Sequence":1}"""),
                "\"Type\":\"Response\"");
        await AssertAsync(triggers.InfobipStart, Keyed("/api/infobip/k/ussd/s1/start", """{"msisdn":"254711000111","text":"*384#"}"""),
            "\"shouldClose\":false");
        await AssertAsync(triggers.InfobipResponse, Keyed("/api/infobip/k/ussd/s1/response", """{"msisdn":"254711000111","text":"0"}"""),
            "\"shouldClose\":true");
        var end = Keyed("/api/infobip/k/ussd/s1/end", """{"exitCode":0,"reason":"ok"}""");
        end.Request.Method = "PUT";
        await AssertAsync(triggers.InfobipEnd, end, "\"responseExitCode\":200");
        await AssertAsync(triggers.NaloUssd,
            Keyed("/api/nalo/k/ussd", """{"USERID":"N","MSISDN":"233201000111","USERDATA":"*920#","MSGTYPE":true,"SESSIONID":"n1"}"""),
            "\"MSGTYPE\":true");
        await AssertAsync(triggers.JsonUssd, Keyed("/api/ussd/k", """{"session":"j1","phone":"+254711000111","event":"dial"}"""),
            "\"end\":false");
        var comviva = Keyed("/api/comviva/k/ussd?SessionID=c1&MSISDN=254711000111&MSC=1&input=384");
        await AssertAsync(triggers.ComvivaUssd, comviva, "1 ");
        Assert.Equal("FC", comviva.Response.Headers["Freeflow"]);
    }

    private static async Task AssertAsync(Func<HttpRequest, Task> function, HttpContext http, string part)
    {
        await function(http.Request);
        Assert.Equal(200, http.Response.StatusCode);
        Assert.Contains(part, TestApp.Body(http), StringComparison.Ordinal);
    }

    private static HttpContext Keyed(string pathAndQuery, string body = "") =>
        TestApp.Request(pathAndQuery, body, ("key", TestApp.PathKey), ("session", "s1"));
}
