using System.Collections.Concurrent;
using System.Text;
using Outreach.Gateways;

namespace Outreach.Local.Simulator;

/// <summary>A partner's program for the demo: takes events at <c>/simulator/partner</c> and shows the last ones as they came.</summary>
internal sealed class EventReceiver
{
    private const int Kept = 50;
    private const int LongestBody = 64 * 1024;

    private readonly ConcurrentQueue<string> came = new();

    public static void Map(WebApplication app)
    {
        var receiver = app.Services.GetRequiredService<EventReceiver>();
        app.MapPost("/simulator/partner", receiver.TakeAsync);
        app.MapGet("/simulator/partner", (HttpContext http) =>
        {
            WebhookHttp.Harden(http);
            return Results.Text(string.Join("\n\n", receiver.came.Reverse().DefaultIfEmpty("Nothing has come yet.")));
        });
    }

    private async Task<IResult> TakeAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentLength is not (>= 0 and <= LongestBody)) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = new StringBuilder();
        foreach (var name in new[] { "webhook-id", "webhook-timestamp", "webhook-signature" })
            text.Append(name).Append(": ").Append(http.Request.Headers[name]).Append('\n');
        came.Enqueue(text.Append(await reader.ReadToEndAsync(ct)).ToString());
        while (came.Count > Kept) came.TryDequeue(out _);
        return Results.NoContent();
    }
}
