using System.Globalization;
using System.Xml.Linq;
using Outreach.Testing;

namespace Outreach.Kannel.Tests;

/// <summary>A separate Kannel on free local ports: bearerbox and smsbox, one link to a fake SMSC, and a lasting queue.</summary>
public sealed class KannelGate : IAsyncDisposable
{
    public const string PathKey = "a-path-key-of-32-characters-0000";
    public const string ShortCode = "22384";
    private const string Password = "only-for-this-test";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("outreach-kannel-");
    private readonly HttpClient http = new();
    private readonly string address;
    private readonly int admin = FreePorts.Next();
    private readonly int boxes = FreePorts.Next();
    private RunningProgram? bearerbox;
    private RunningProgram? smsbox;

    /// <param name="address">The address of the App, without a path.</param>
    public KannelGate(string address) => this.address = address;

    /// <summary>The port for the fake SMSC.</summary>
    public int LinkPort { get; } = FreePorts.Next();

    public int SendPort { get; } = FreePorts.Next();

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Kannel:PathKeys:0"] = PathKey, ["Kannel:SendUrl"] = $"http://127.0.0.1:{SendPort}/cgi-bin/sendsms",
        ["Kannel:Username"] = "outreach",
        ["Kannel:Password"] = Password, ["Kannel:From"] = ShortCode, ["Kannel:PublicBase"] = address,
        ["Kannel:Pace:PerSecond"] = "1000", ["Kannel:Pace:RetryDelay"] = "00:00:00",
    };

    /// <summary>Starts both programs, or restarts them on the same queue, and returns once they answer.</summary>
    public async Task StartAsync()
    {
        var file = Path.Combine(folder.FullName, "kannel.conf");
        foreach (var name in new[] { "store", "reports" }) folder.CreateSubdirectory(name);
        await File.WriteAllTextAsync(file, Configuration());
        bearerbox = new RunningProgram(Installed.Bearerbox, "-v", "2", file);
        await Machine.UntilAsync("bearerbox answers", async () => await StatusAsync() is not null);
        smsbox = new RunningProgram(Installed.Smsbox, "-v", "2", file);
        await Machine.UntilAsync("smsbox is connected", async () => (await StatusAsync())?.Descendants("box").Any() == true);
    }

    /// <summary>Stops both programs as an operator's restart does, even with messages in progress.</summary>
    public async Task StopAsync()
    {
        if (bearerbox is not null && smsbox is not null) await Task.WhenAll(smsbox.StopAsync(), bearerbox.StopAsync());
    }

    /// <summary>The number of SMS that bearerbox took from the link since its start.</summary>
    public async Task<int> ReceivedAsync() =>
        Number((await StatusAsync())?.Descendants("sms").First().Element("received")?.Element("total"));

    /// <summary>True when no message waits in Kannel, in either direction.</summary>
    public async Task<bool> IsIdleAsync()
    {
        var sms = (await StatusAsync())?.Descendants("sms").First();
        return sms is not null && Number(sms.Element("storesize")) <= 0
            && Number(sms.Element("received")?.Element("queued")) + Number(sms.Element("sent")?.Element("queued")) == 0;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        http.Dispose();
        folder.Delete(recursive: true);
    }

    private static int Number(XElement? element) => int.Parse(element?.Value ?? "0", CultureInfo.InvariantCulture);

    private async Task<XDocument?> StatusAsync()
    {
        try
        {
            return XDocument.Parse(await http.GetStringAsync(new Uri($"http://127.0.0.1:{admin}/status.xml?password={Password}")));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The configuration of docs/operations.md, with this test's ports.</summary>
    private string Configuration() => $"""
        group = core
        admin-port = {admin}
        admin-interface = 127.0.0.1
        admin-password = {Password}
        smsbox-port = {boxes}
        smsbox-interface = 127.0.0.1
        store-type = spool
        store-location = {folder.FullName}/store
        dlr-storage = spool
        dlr-spool = {folder.FullName}/reports

        group = smsc
        smsc = fake
        smsc-id = operator
        port = {LinkPort}
        connect-allow-ip = 127.0.0.1

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = {SendPort}
        sendsms-interface = 127.0.0.1
        http-request-retry = 100
        http-queue-delay = 1

        group = sendsms-user
        username = outreach
        password = {Password}
        concatenation = true
        max-messages = 10

        group = sms-service
        keyword = default
        catch-all = true
        max-messages = 0
        get-url = "{address}/api/kannel/{PathKey}/sms?id=%I&from=%p&to=%P&coding=%c&charset=%C&text=%b"

        """;
}
