using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Outreach.App;

/// <summary>A message that could not be handled, with the reason and its queue.</summary>
public sealed record PoisonMessage(string Id, Queue Queue, string Body, string Reason, Instant At);

/// <summary>Moves messages from the poison queues to a table, where they can be listed and sent again.</summary>
/// <remarks>The App's own poison messages carry a reason; the Functions host's carry none.</remarks>
public sealed class Poison(ITables tables, IQueues queues, IClock clock)
{
    public const int MostAtOnce = 1000;

    private sealed record Envelope(string Body, string Reason, Instant At);

    public Task PutAsync(Queue queue, string body, string reason, CancellationToken ct) =>
        queues.SendPoisonAsync(queue, Json.Write(new Envelope(body, reason, clock.GetCurrentInstant())), ct);

    public Task KeepAsync(Queue queue, string body, CancellationToken ct)
    {
        Telemetry.SetAside(queue);
        var envelope = Open(body)
            ?? new Envelope(body, $"The host gave up after {QueueWorker.HostAttempts} tries.", clock.GetCurrentInstant());
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{queue}|{body}")))[..16];
        return tables.UpsertAsync(Keys.Poison(id), Json.Write(new PoisonMessage(id, queue, envelope.Body, envelope.Reason, envelope.At)),
            ct);
    }

    public async Task<IReadOnlyList<PoisonMessage>> ListAsync(string after, int take, CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Poison, "all", after, take, ct)).Select(e => Json.Read<PoisonMessage>(e.Data))];

    /// <summary>
    /// Sends a message to its queue again and removes it from the list; false when the id is unknown. What the message did before counts
    /// as perhaps done.
    /// </summary>
    public async Task<bool> SendAgainAsync(string id, CancellationToken ct)
    {
        if (await tables.GetAsync(Keys.Poison(id), ct) is not { } entity) return false;
        var message = Json.Read<PoisonMessage>(entity.Data);
        await queues.SendAsync(message.Queue, QueueBody.SentAgain(message.Body), Duration.Zero, ct);
        await tables.DeleteAsync(entity.Key, ct);
        return true;
    }

    /// <summary>Sends many again: those of one queue, or whose reason contains some words.</summary>
    /// <param name="queue">Null for every queue.</param>
    /// <param name="reason">Compared without case; null for every reason.</param>
    /// <returns>How many were sent again; at most <see cref="MostAtOnce"/> are looked at from the start of the list.</returns>
    public async Task<int> SendAgainAsync(Queue? queue, string? reason, CancellationToken ct)
    {
        var wanted = (await ListAsync("", MostAtOnce, ct)).Where(m => (queue is null || m.Queue == queue)
            && (reason is null || m.Reason.Contains(reason, StringComparison.OrdinalIgnoreCase))).ToList();
        foreach (var message in wanted) await SendAgainAsync(message.Id, ct);
        return wanted.Count;
    }

    private static Envelope? Open(string body)
    {
        try
        {
            return Json.Read<Envelope>(body) is { Reason: not null, Body: not null } envelope ? envelope : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
