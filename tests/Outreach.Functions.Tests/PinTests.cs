using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;
using Outreach.Gateways;
using Outreach.Testing;

namespace Outreach.Functions.Tests;

/// <summary>
/// PINs arrive by every gateway's USSD, typed, typed ahead, right, wrong, locked, chosen and changed, and by mistake in an SMS. No log
/// line, span, table or queue may hold a PIN, plain, in hex or in base64.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class PinTests : IDisposable
{
    private const string Pin = "738291";
    private const string Wrong = "618204";
    private const string New = "905137";

    private readonly MemoryTables tables = new();
    private readonly ManualClock clock = new();
    private readonly MemoryQueues queues;
    private readonly Recorder recorder;
    private readonly Telemetered.AfricasTalking provider = new();
    private readonly TestApp app;

    public PinTests()
    {
        queues = new MemoryQueues(clock);
        recorder = new Recorder(tables, queues);
        app = new TestApp(services =>
        {
            services.AddSingleton<IClock>(clock).AddSingleton(recorder.Tables).AddSingleton(recorder.Queues);
            services.AddLogging(
                logs => logs.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddFilter(null, LogLevel.Trace).AddProvider(recorder));
            services.AddHttpClient(AfricasTalkingGateway.Name).ConfigurePrimaryHttpMessageHandler(() => provider);
        });
    }

    public void Dispose()
    {
        app.Dispose();
        recorder.Dispose();
        provider.Dispose();
    }

    /// <summary>One key as a gateway brings it.</summary>
    /// <param name="Count">1 for the dial.</param>
    /// <param name="All">Everything typed since dialling, joined by <c>*</c>.</param>
    /// <param name="Newest">The code at the dial, and later the newest text.</param>
    private sealed record KeyPress(string Session, string Phone, int Count, string All, string Newest)
    {
        public bool IsDial => Count == 1;
        public string Bare => Phone[1..];
    }

    private static readonly Dictionary<string, Func<KeyPress, (string Route, string Request)>> gateways = new()
    {
        ["africastalking"] = key =>
            (GatewayRoutes.AfricasTalkingUssd,
                Form(("sessionId", key.Session), ("phoneNumber", key.Phone), ("networkCode", "1"), ("serviceCode", "*384*7071#"),
                    ("text", key.All))),
        ["hubtel"] = key =>
            (GatewayRoutes.HubtelUssd,
                $$"""{"Type":"{{(key.IsDial ? "Initiation" : "Response")}}","Mobile":"{{key.Bare}}","SessionId":"{{key.Session}}","""
                    + $$""" "ServiceCode":"384*7071","Message":"{{key.Newest}}","Sequence":{{key.Count}}}"""),
        ["infobip"] = key =>
            (key.IsDial ? GatewayRoutes.InfobipStart : GatewayRoutes.InfobipResponse,
                $$"""{"msisdn":"{{key.Bare}}","text":"{{key.Newest}}","shortCode":"*384*7071#"}"""),
        ["nalo"] = key =>
            (GatewayRoutes.NaloUssd,
                $$"""{"USERID":"N","MSISDN":"{{key.Bare}}","USERDATA":"{{key.Newest}}","MSGTYPE":{{(key.IsDial ? "true" : "false")}},"""
                    + $$""" "SESSIONID":"{{key.Session}}"}"""),
        ["comviva"] = key =>
            (GatewayRoutes.ComvivaUssd,
                $"/api/comviva/k/ussd?SessionID={key.Session}&MSISDN={key.Bare}&MSC=1"
                    + $"&input={Uri.EscapeDataString(key.Newest.Trim('*', '#'))}"),
        ["ussd all"] = key =>
            (GatewayRoutes.JsonUssd,
                $$"""{"session":"{{key.Session}}","phone":"{{key.Phone}}","event":"all","text":"{{key.All}}"}"""),
        ["ussd input"] = key =>
            (GatewayRoutes.JsonUssd,
                $$"""{"session":"{{key.Session}}","phone":"{{key.Phone}}","event":"{{(key.IsDial ? "dial" : "input")}}","""
                    + $$""" "text":"{{key.Newest}}","sequence":{{key.Count}}}"""),
    };

    public static TheoryData<string> Gateways => [.. gateways.Keys];

    [Fact]
    public void Every_gateway_of_USSD_brings_PINs() =>
        Assert.All(GatewayList.Names.Except(["twilio", "kannel", "mpesa"]).Except(gateways.Keys.Select(name => name.Split(' ')[0])), name =>
            Assert.Fail($"No PIN comes by {name}: write in tests/Outreach.Functions.Tests/PinTests.cs, in gateways, how it brings a key."));

    [Theory]
    [MemberData(nameof(Gateways))]
    public async Task A_PIN_typed_by_USSD_is_nowhere(string gateway)
    {
        const string known = "+254711000321", chooser = "+254711000322", locked = "+254711000323";
        await SettleInAsync((known, Pin), (chooser, null), (locked, Pin));
        Assert.Contains("Owed", await DialAsync(gateway, "s1", known, "", "1", Wrong, Pin), StringComparison.Ordinal);
        Assert.Contains("SMS", await DialAsync(gateway, "s2", known, "", "1", "*", Wrong + "0", Pin, "5"), StringComparison.Ordinal);
        // Typed ahead behind the code and at a screen, with keys queued behind the PIN, and at a wrong place.
        Assert.Contains("SMS", await DialAsync(gateway, "s3", known, $"1*{Pin}*5"), StringComparison.Ordinal);
        await DialAsync(gateway, "s4", known, $"1*{Wrong}*{Pin}", $"{Pin}*5");
        await DialAsync(gateway, "s5", known, "1*2*" + Pin, Pin);
        await DialAsync(gateway, "s6", known, $"{Pin}*1", Pin, $"2*{Wrong}*{Pin}");
        // Changed from the menu, with one mistyped repeat.
        Assert.Contains("new PIN", await DialAsync(gateway, "s7", known, $"1*{Pin}*5*3", Pin, New, Wrong, New, New),
            StringComparison.Ordinal);
        Assert.Contains("Owed", await DialAsync(gateway, "s8", chooser, "", "1", Pin, Wrong, Pin, Pin), StringComparison.Ordinal);
        Assert.Contains("Too many", await DialAsync(gateway, "s9", locked, "", "1", Wrong, Wrong, Wrong), StringComparison.Ordinal);
        Assert.Contains("Too many", await DialAsync(gateway, "s10", locked, $"1*{Pin}"), StringComparison.Ordinal);
        await SettleAsync();
        Assert.NotEmpty(provider.Sent);
        AssertNowhere(Pin, Wrong, New);
    }

    [Fact]
    public async Task A_PIN_in_a_report_of_an_end_or_in_what_is_refused_is_nowhere()
    {
        const string phone = "+254711000321";
        await SettleInAsync((phone, Pin));
        await DialAsync("africastalking", "s1", phone, $"1*{Pin}");
        await AskAsync(GatewayRoutes.AfricasTalkingUssdEvents,
            Form(("sessionId", "s1"), ("phoneNumber", phone), ("status", "Incomplete"), ("durationInMillis", "9000"), ("hopsCount", "3"),
            ("input", $"1*{Pin}"), ("lastAppResponse", $"CON {Pin}"), ("serviceCode", "*384*7071#"), ("networkCode", "1")));
        await AskAsync(GatewayRoutes.AfricasTalkingUssd,
            Form(("sessionId", "s2"), ("phoneNumber", "nobody"), ("serviceCode", "*384*7071#"), ("text", $"1*{Pin}")));
        await AskAsync(GatewayRoutes.JsonUssd, $$"""{"session":"s3","phone":"{{phone}}","event":"{{Pin}}","text":"{{Pin}}"}""");
        await SettleAsync();
        AssertNowhere(Pin);
    }

    [Theory]
    [InlineData("PIN 738291")]
    [InlineData("738291")]
    [InlineData("Habari, PIN yangu ni 738291.")]
    public async Task A_PIN_sent_by_SMS_is_nowhere_and_the_sender_is_warned(string text)
    {
        const string phone = "+254711000321";
        await SettleInAsync((phone, Pin));
        await AskAsync(GatewayRoutes.AfricasTalkingSms,
            Form(("id", "m1"), ("from", phone), ("to", "22384"), ("text", text), ("date", "2026-03-02 09:00:00")));
        await AskAsync(GatewayRoutes.KannelSms,
            $"/api/kannel/k/sms?id=i1&from={Uri.EscapeDataString(phone)}&to=22384&coding=0&charset=UTF-8"
            + $"&text={Uri.EscapeDataString(text)}");
        await SettleAsync();
        Assert.Contains(provider.Sent, sms => sms.Contains("Never+send", StringComparison.Ordinal));
        AssertNowhere(Pin);
    }

    /// <summary>The search finds a PIN in a log line, a tag, a table and a queue, in every encoding.</summary>
    [Theory]
    [InlineData(
        Pin), InlineData(
            $"1*{Pin}*3"), InlineData(
                $"{{\"text\":\"{Pin}\"}}"), InlineData(
                    "373338323931"), InlineData(
                        "NzM4Mjkx"), InlineData($"PIN {Pin}."), InlineData("PTczODI5MQ=="), InlineData("MSo3MzgyOTE=")]
    public async Task What_is_searched_for_is_found(string planted)
    {
        await SettleInAsync(("+254711000321", Pin));
        await DialAsync("africastalking", "s1", "+254711000321", "1");
        await AskAsync(GatewayRoutes.AfricasTalkingSms, Form(("id", "m1"), ("from", "+254711000321"), ("to", "22384"), ("text", "HELP")));
        AssertNowhere(Pin);
        Action plant = (planted.Length % 4) switch
        {
            0 => () => Telemetry.Received("ussd", "test", planted)?.Dispose(),
            1 => () => recorder.Tables.UpsertAsync(new Key(Table.Tasks, "p", planted), "{}", default).GetAwaiter().GetResult(),
            2 => () => Log.Told(Logger, planted),
            _ => () => recorder.Queues.SendAsync(Queue.Work, planted, Duration.Zero, default).GetAwaiter().GetResult(),
        };
        plant();
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertNowhere(Pin));
    }

    private ILogger Logger => app.Services.GetRequiredService<ILogger<PinTests>>();

    private async Task SettleInAsync(params (string Phone, string? Pin)[] people)
    {
        var registering = app.Services.GetRequiredService<People>();
        await registering.CreateProgrammeAsync(new Programme("p", "Programme", "KE", "KES", ["Maize"], "Officer"), default);
        foreach (var (phone, pin) in people)
            await registering.RegisterAsync(new Work(Arrival.Queued), phone,
                new Holder($"id{phone[^3..]}", "Ann", Role.Farmer, Language.English, "p", "Meru", ["Maize"], "KES"), pin, "test", default);
    }

    /// <summary>Returns the last screen. The first text is dialled behind the code; each other text is typed.</summary>
    private async Task<string> DialAsync(string gateway, string session, string phone, string ahead, params string[] typed)
    {
        // Too long after the previous session to resume it.
        clock.Advance(Duration.FromMinutes(11));
        var (code, all, shown) = ("*384*7071" + (ahead.Length == 0 ? "#" : $"*{ahead}#"), ahead, "");
        for (var n = 0; n <= typed.Length; n++)
        {
            var newest = n == 0 ? code : typed[n - 1];
            if (n > 0) all = all.Length == 0 ? newest : $"{all}*{newest}";
            var (route, request) = gateways[gateway](new KeyPress(session, phone, n + 1, all, newest));
            shown = await AskAsync(route, request, session);
        }
        return shown;
    }

    /// <param name="request">An address, a form or a JSON object.</param>
    private async Task<string> AskAsync(string route, string request, string session = "s")
    {
        var webhook = GatewayList.Webhooks(app.Services).First(w => w.Route == route);
        var http = request.StartsWith('/')
            ? TestApp.Request(request, "", ("key", TestApp.PathKey), ("session", session))
            : TestApp.Request("/" + route, request, ("key", TestApp.PathKey), ("session", session));
        await WebhookHttp.AnswerAsync(webhook, http);
        return TestApp.Body(http);
    }

    private static string Form(params (string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));

    private async Task SettleAsync()
    {
        var worker = app.Services.GetRequiredService<QueueWorker>();
        clock.Advance(Duration.FromMinutes(5));
        for (var busy = true; busy;)
        {
            busy = false;
            foreach (var queue in Enum.GetValues<Queue>())
                foreach (var item in await queues.ReceiveAsync(queue, 32, Duration.FromMinutes(1), default))
                {
                    busy = true;
                    await worker.ProcessAsync(queue, item.Body, item.DequeueCount, default);
                    await queues.DeleteAsync(queue, item, default);
                }
        }
    }

    private void AssertNowhere(params string[] pins)
    {
        // If the finest log level were lost, the search would prove nothing.
        Log.Told(Logger, "Looking for PINs.");
        var kept = recorder.All;
        Assert.All(new[] { "table Subscribers", "span", "queue", "Trace of" },
            where => Assert.Contains(kept, k => k.StartsWith(where, StringComparison.Ordinal)));
        Assert.All(pins, pin => Assert.DoesNotContain(kept, what => Shapes(pin).Any(shape => shape.IsMatch(what))));
    }

    /// <summary>A PIN in plain digits, outside an id's hex digits; in hex; and in base64 at each of its three offsets.</summary>
    private static IEnumerable<Regex> Shapes(string pin)
    {
        var bytes = Encoding.ASCII.GetBytes(pin);
        yield return new Regex($"(?<![0-9a-f]){pin}(?![0-9a-f])");
        yield return new Regex(Convert.ToHexString(bytes), RegexOptions.IgnoreCase);
        for (var before = 0; before < 3; before++)
        {
            var whole = Convert.ToBase64String([.. new byte[before], .. bytes]);
            // Leaves out base64 characters that also encode neighbouring bytes.
            yield return new Regex(Regex.Escape(whole[((before * 8 + 5) / 6)..((before + bytes.Length) * 8 / 6)]));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Trace, "A line with {Text}.")]
        public static partial void Told(ILogger logger, string text);
    }
}
