using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Outreach.Gateways;
using Outreach.Testing;

namespace Outreach.Local.Tests;

/// <summary>The real host on a free port with its own data folder, reached over HTTP.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("outreach-local-");
    private LocalRun? run;

    private RunningHost() => Arguments = new LocalArguments { Port = FreePorts.Next(), DataFolder = Path.Combine(folder.FullName, "data") };

    public LocalArguments Arguments { get; }

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => run!.Services;

    /// <summary>Everything logged, at every level, while a test has switched it on.</summary>
    public CapturedLog Log { get; } = new();

    public string Address => Arguments.Address.ToString().TrimEnd('/');

    public static async Task<RunningHost> StartAsync()
    {
        var host = new RunningHost();
        await host.GoOnAsync();
        return host;
    }

    /// <summary>Starts again on the same data.</summary>
    public async Task GoOnAsync()
    {
        run = await LocalRun.StartAsync(Arguments, _ => { }, default, builder =>
        {
            // The demo's PINs stand in the README; thirty of them at their full price take longer than the rest of a start.
            builder.Configuration["Outreach:PinMemoryKib"] = "64";
            builder.Configuration["Outreach:PinPasses"] = "1";
            builder.Logging.ClearProviders().AddProvider(Log);
            foreach (var section in new[] { "Default", "Microsoft", "System", "Azure", "Polly" })
                builder.Configuration[$"Logging:LogLevel:{section}"] = "Trace";
        });
        Http = new HttpClient { BaseAddress = Arguments.Address, Timeout = TimeSpan.FromMinutes(10) };
    }

    public async Task StopAsync()
    {
        if (run is null) return;
        Http.Dispose();
        await run.DisposeAsync();
        run = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Delete(recursive: true);
    }

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync(path, body);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Types one answer after the other, as a handset does, and returns the last screen.</summary>
    public async Task<string> DialAsync(string phone, string session, params string[] answers)
    {
        for (var typed = 0; ; typed++)
        {
            var shown =
                await PostAsync("/simulator/ussd", new { phone, sessionId = session, text = string.Join('*', answers.Take(typed)) });
            if (typed == answers.Length || shown.GetProperty("end").GetBoolean()) return shown.GetProperty("text").GetString()!;
        }
    }

    /// <summary>Posts an SMS as Twilio does.</summary>
    public async Task<HttpStatusCode> TwilioSmsAsync(string from, string text, string token = "local-token")
    {
        KeyValuePair<string, string>[] form =
        [
            new("MessageSid", SimulatedTwilio.NewSid()), new("AccountSid", "AC00000000000000000000000000000000"),
            new("From", from), new("To", "+15005550006"), new("Body", text),
        ];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/twilio/sms") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Compute(token, $"{Address}/api/twilio/sms", form));
        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Waits until the phone gets a matching SMS, and returns the SMS.</summary>
    public async Task<JsonElement> SmsAsync(string phone, Func<JsonElement, bool> wanted)
    {
        for (var tries = 0; tries < 6000; tries++)
        {
            var messages = await GetAsync($"/simulator/messages?phone={Uri.EscapeDataString(phone)}");
            foreach (var message in messages.EnumerateArray().Where(wanted)) return message.Clone();
            await Task.Delay(50);
        }
        throw new TimeoutException($"No such SMS came to …{phone[^4..].ToString(CultureInfo.InvariantCulture)} within five minutes.");
    }

    public Task<JsonElement> SmsAsync(string phone, string part) =>
        SmsAsync(phone, sms => TextOf(sms).Contains(part, StringComparison.Ordinal));

    public static string TextOf(JsonElement sms) => sms.GetProperty("text").GetString()!;
}
