using NodaTime;
using Outreach.Core.Agreements;

namespace Outreach.Local.Tests;

/// <summary>Effects of the simulated clock, and data kept over a restart.</summary>
[Collection(ClockCollection.Name)]
public sealed class TimeTests(ClockFixture fixture)
{
    private const string Trader = "+254711000001";
    private readonly RunningHost host = fixture.Host;

    [Fact]
    public async Task Moved_days_bring_reminders_in_order_and_a_restart_keeps_everything()
    {
        var before = Now(await host.GetAsync("/simulator/clock"));
        var moved = await host.PostAsync("/simulator/clock", new { advance = "5.00:00:00" });
        Assert.True(Now(moved) - before >= Duration.FromDays(5));
        await RemindedAsync();
        Assert.True(await FiguresAsOfAsync() > before + Duration.FromDays(3));

        await host.StopAsync();
        await host.GoOnAsync();

        Assert.True(Now(await host.GetAsync("/simulator/clock")) - before >= Duration.FromDays(5));
        await RemindedAsync();
        await CheckedAsync();
    }

    /// <summary>The demo has payments of this trader due today and in three days; both fall due within the five.</summary>
    private async Task RemindedAsync()
    {
        var due = await host.SmsAsync(Trader, sms => IsReminder(sms) && Has(sms, "Barasa"));
        Assert.Contains("Njeri Mwangi", RunningHost.TextOf(due), StringComparison.Ordinal);
        var reminders =
            (await host.GetAsync($"/simulator/messages?phone={Uri.EscapeDataString(Trader)}")).EnumerateArray().Where(IsReminder).ToList();
        Assert.Equal(
            reminders.Order(Comparer<System.Text.Json.JsonElement>.Create((a, b) => string.CompareOrdinal(At(a), At(b)))).Select(At),
            reminders.Select(At));
        Assert.Contains(reminders, sms => Has(sms, "Chebet"));
        Assert.DoesNotContain(reminders, sms => Has(sms, "Kiprono"));
    }

    /// <summary>The nightly walk counts the figures.</summary>
    private async Task<Instant> FiguresAsOfAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/figures?programme=kenya-maize");
        request.Headers.Authorization = new("Bearer", "local-coordinator");
        using var answer = await host.Http.SendAsync(request);
        using var figures = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return NodaTime.Text.InstantPattern.ExtendedIso.Parse(figures.RootElement.GetProperty("asOf").GetString()!).Value;
    }

    private async Task CheckedAsync()
    {
        var code = Codes.For("demo-k2", 0);
        await host.TwilioSmsAsync(Trader, $"CHECK {code}");
        await host.SmsAsync(Trader, $"AGREED {code}");
    }

    private static bool IsReminder(System.Text.Json.JsonElement sms) =>
        sms.TryGetProperty("purpose", out var purpose) && purpose.GetString() == "reminder";

    private static bool Has(System.Text.Json.JsonElement sms, string part) =>
        RunningHost.TextOf(sms).Contains(part, StringComparison.Ordinal);

    private static string At(System.Text.Json.JsonElement sms) => sms.GetProperty("at").GetString()!;

    private static Instant Now(System.Text.Json.JsonElement clock) =>
        NodaTime.Text.InstantPattern.ExtendedIso.Parse(clock.GetProperty("now").GetString()!).Value;
}
