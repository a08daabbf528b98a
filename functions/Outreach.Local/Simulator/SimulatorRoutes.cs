using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Local.Demo;

namespace Outreach.Local.Simulator;

/// <summary>
/// The simulator's page and its calls, on this host only. Bodies must be declared as JSON, which another site's page cannot send without
/// permission.
/// </summary>
public static class SimulatorRoutes
{
    private const string Page = "/simulator";

    /// <param name="Ahead">The offset from this machine's own time, as a time span.</param>
    /// <param name="Woken">The number of wake-ups on the way.</param>
    private sealed record SimulatedTime(Instant Now, string Ahead, int Woken);

    private sealed record Clock(string? Advance);
    private sealed record Sms(string? From, string? Text, string? Id);
    private sealed record Ussd(string? Phone, string? SessionId, string? Text);

    public static void Map(WebApplication app)
    {
        app.MapGet("/", () => Results.Redirect(Page));
        app.UseSwaggerUI(api =>
        {
            api.RoutePrefix = Page.TrimStart('/') + "/api";
            api.SwaggerEndpoint("/" + Routes.OpenApi, "Outreach");
            api.DocumentTitle = "Outreach REST API";
            // All operations and schemas at once keep a browser busy for minutes: subjects open one by one.
            api.DocExpansion(Swashbuckle.AspNetCore.SwaggerUI.DocExpansion.None);
            api.DefaultModelsExpandDepth(-1);
        });
        var simulator = app.MapGroup(Page);
        simulator.MapGet("", (HttpContext http, ClockMover clock) => SimulatorPage.Show(http, clock.Now));
        simulator.MapGet("/assets/{name}", SimulatorPage.Asset);
        simulator.MapGet("/people", () => Json(DemoPeople.All));
        simulator.MapGet("/messages", MessagesAsync);
        simulator.MapGet("/conversation", ConversationAsync);
        simulator.MapGet("/phone", PhoneAsync);
        simulator.MapPost("/sms", SmsAsync);
        simulator.MapPost("/ussd", UssdAsync);
        simulator.MapPost("/ussd/drop", DropAsync);
        simulator.MapGet("/clock", (ClockMover clock) => Json(Time(clock, 0)));
        simulator.MapPost("/clock", MoveAsync);
    }

    private static async Task<IResult> MessagesAsync(string? phone, string? since, Phones phones, CancellationToken ct)
    {
        if (Phones.Normalised(phone) is not { } number) return Bad("phone must be a number such as +254711000011.");
        if (!TryInstant(since, out var from)) return Bad("since must be a time such as 2026-03-02T12:00:00Z.");
        return Json(await phones.MessagesAsync(number, from, ct));
    }

    private static async Task<IResult> ConversationAsync(string? phone, Phones phones, CancellationToken ct) =>
        Phones.Normalised(phone) is { } number
            ? Json(await phones.ConversationAsync(number, ct))
            : Bad("phone must be a number such as +254711000011.");

    private static async Task<IResult> PhoneAsync(string? number, Phones phones, CancellationToken ct) =>
        Phones.Normalised(number) is { } phone ? Json(await phones.UseAsync(phone, ct))
        : Bad("Write a phone number, such as +254711000099, or 0711000099 as it is dialled at home.");

    private static async Task<IResult> SmsAsync(HttpContext http, Phones phones)
    {
        if (await ReadAsync<Sms>(http) is not { Text: { Length: > 0 } text } sms)
            return Bad("Send JSON such as {\"from\": \"+254711000011\", \"text\": \"1\"}.");
        if (Phones.Normalised(sms.From) is not { } from) return Bad("from must be a number such as +254711000011.");
        var reply = await phones.SendSmsAsync(from, text, sms.Id, CancellationToken.None);
        return reply.Value is { } sent ? Json(sent) : Bad(reply.Error!, reply.Status);
    }

    private static async Task<IResult> UssdAsync(HttpContext http, Phones phones)
    {
        if (await ReadAsync<Ussd>(http) is not { SessionId: { Length: > 0 } session } ussd)
            return Bad("Send JSON such as {\"phone\": \"+254711000001\", \"sessionId\": \"s1\", \"text\": \"\"}.");
        if (Phones.Normalised(ussd.Phone) is not { } phone) return Bad("phone must be a number such as +254711000001.");
        var reply = await phones.UssdAsync(phone, session, ussd.Text ?? "", CancellationToken.None);
        return reply.Value is { } shown ? Json(shown) : Bad(reply.Error!, reply.Status);
    }

    private static async Task<IResult> DropAsync(HttpContext http, Phones phones)
    {
        if (await ReadAsync<Ussd>(http) is not { SessionId: { Length: > 0 } session } ussd
            || Phones.Normalised(ussd.Phone) is not { } phone)
            return Bad("Send JSON such as {\"phone\": \"+254711000001\", \"sessionId\": \"s1\"}.");
        var status = await phones.DropAsync(phone, session, CancellationToken.None);
        return status == StatusCodes.Status200OK ? Results.Json(new { dropped = true }) : Bad($"The webhook answered {status}.", status);
    }

    private static async Task<IResult> MoveAsync(HttpContext http, ClockMover clock)
    {
        var body = await ReadAsync<Clock>(http);
        if (!TimeSpan.TryParse(body?.Advance, CultureInfo.InvariantCulture, out var span) || span <= TimeSpan.Zero
            || Duration.FromTimeSpan(span) > ClockMover.Most)
            return Bad("advance must be a time span above zero and up to 60 days, such as \"1.00:00:00\" for a day.");
        var woken = await clock.AdvanceAsync(Duration.FromTimeSpan(span), CancellationToken.None);
        return Json(Time(clock, woken));
    }

    private static SimulatedTime Time(ClockMover clock, int woken) =>
        new(clock.Now, clock.Ahead.ToTimeSpan().ToString("c", CultureInfo.InvariantCulture), woken);

    private static bool TryInstant(string? typed, out Instant instant)
    {
        instant = Instant.FromUnixTimeTicks(0);
        if (string.IsNullOrWhiteSpace(typed)) return true;
        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(typed.Trim().Replace(' ', '+'));
        if (!parsed.TryGetValue(default, out var time)) return false;
        instant = time.ToInstant();
        return true;
    }

    private static async Task<T?> ReadAsync<T>(HttpContext http) where T : class
    {
        if (!http.Request.HasJsonContentType()) return null;
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(http.Request.Body, JsonSerializerOptions.Web, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Json<T>(T value) => Results.Text(App.Json.Write(value), "application/json");

    private static IResult Bad(string sentence, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new { error = sentence }, statusCode: status);
}
