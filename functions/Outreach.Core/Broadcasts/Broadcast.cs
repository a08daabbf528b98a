using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Broadcasts;

/// <summary>The audience of a broadcast: all persons in the programme's directory who match every filter. Null filters none out.</summary>
public sealed record Audience(string Programme, Role? Role = null, string? Place = null, string? Crop = null, Language? Language = null)
{
    public bool Includes(DirectoryRow row) => row.Listed
        && (Role is null || row.Role == Role)
        && (Language is null || row.Language == Language)
        && (Place is null || string.Equals(row.Place, Place, StringComparison.OrdinalIgnoreCase))
        && (Crop is null || row.Crops.Contains(Crop, StringComparer.OrdinalIgnoreCase));
}

public enum BroadcastStatus { Draft, Running, Paused, Cancelled, Done }

/// <summary>A broadcast's recipients by result so far, up to the handover to a gateway.</summary>
public sealed record Counts(int Recipients = 0, int Accepted = 0, int Suppressed = 0, int Failed = 0, int Unsure = 0, int Retrying = 0)
{
    public static Counts operator +(Counts a, Counts b) => new(
        a.Recipients + b.Recipients, a.Accepted + b.Accepted, a.Suppressed + b.Suppressed, a.Failed + b.Failed, a.Unsure + b.Unsure,
        a.Retrying + b.Retrying);

    public static Counts Add(Counts left, Counts right) => left + right;
}

/// <summary>A tip to many people. The launch freezes its audience into batches, each an aggregate of its own.</summary>
/// <param name="Texts">The tip by ISO 639-1 language code.</param>
/// <param name="Cursor">The last directory person assigned to a batch.</param>
/// <param name="Frozen">Whether the whole directory has been read.</param>
/// <param name="Finished">The numbers of the sent batches.</param>
public sealed record Broadcast(
    string Id, Audience Audience, IReadOnlyDictionary<string, string> Texts, BroadcastStatus Status, string CreatedBy, Instant CreatedAt,
    string Cursor, bool Frozen, int Pages, IReadOnlyList<int> Finished, Counts Counts, Instant? LaunchedAt = null)
{
    public string? TextFor(Language language) => Texts.GetValueOrDefault(language.Code());

    public bool AllSent => Frozen && Finished.Count == Pages;
}

[StoredAs("CreateBroadcast")]
public sealed record CreateBroadcast(Audience Audience, IReadOnlyDictionary<string, string> Texts, string By) : Command;
[StoredAs("LaunchBroadcast")] public sealed record LaunchBroadcast : Command;
[StoredAs("PauseBroadcast")] public sealed record PauseBroadcast : Command;
[StoredAs("ResumeBroadcast")] public sealed record ResumeBroadcast : Command;
[StoredAs("CancelBroadcast")] public sealed record CancelBroadcast : Command;

/// <summary>A batch of recipients was written.</summary>
/// <param name="Page">The batch's number; -1 when no recipients were left for one.</param>
[StoredAs("BatchFilled")] public sealed record BatchFilled(int Page, int Recipients, string Cursor, bool Last) : Command;

/// <summary>A batch was sent to its end.</summary>
[StoredAs("BatchSent")] public sealed record BatchSent(int Page, Counts Counts) : Command;

/// <summary>The broadcast's present status does not allow the command.</summary>
public sealed record NotNow(BroadcastStatus Status);

public static class BroadcastDecisions
{
    public static Outcome<Broadcast> Decide(Broadcast? broadcast, string id, Command command, Instant now) => (broadcast, command) switch
    {
        (null, CreateBroadcast create) =>
            new(new Broadcast(id, create.Audience, create.Texts, BroadcastStatus.Draft, create.By, now, "", false, 0, [], new Counts()),
                []),
        (null, _) => Outcome<Broadcast>.Nothing(null),
        (_, LaunchBroadcast) =>
            Move(broadcast, BroadcastStatus.Draft, BroadcastStatus.Running, broadcast with { LaunchedAt = now }, goOn: true),
        (_, PauseBroadcast) => Move(broadcast, BroadcastStatus.Running, BroadcastStatus.Paused, broadcast),
        (_, ResumeBroadcast) => Move(broadcast, BroadcastStatus.Paused, BroadcastStatus.Running, broadcast, goOn: true),
        (_, CancelBroadcast) => broadcast.Status switch
        {
            BroadcastStatus.Cancelled => Outcome<Broadcast>.Nothing(broadcast),
            BroadcastStatus.Done => Outcome<Broadcast>.Nothing(broadcast, new NotNow(broadcast.Status)),
            _ => new(broadcast with { Status = BroadcastStatus.Cancelled }, []),
        },
        (_, BatchFilled filled) => Filled(broadcast, filled),
        (_, BatchSent sent) => Sent(broadcast, sent),
        _ => Outcome<Broadcast>.Nothing(broadcast),
    };

    private static Outcome<Broadcast> Move(Broadcast before, BroadcastStatus from, BroadcastStatus to, Broadcast next, bool goOn = false)
    {
        if (before.Status != from) return Outcome<Broadcast>.Nothing(before, before.Status == to ? null : new NotNow(before.Status));
        return new(Closed(next with { Status = to }), goOn ? [new WakeNow(AggregateId.Broadcast(before.Id))] : []);
    }

    private static Outcome<Broadcast> Filled(Broadcast broadcast, BatchFilled filled)
    {
        if (broadcast.Frozen || filled.Page >= 0 && filled.Page != broadcast.Pages) return Outcome<Broadcast>.Nothing(broadcast);
        var counts = broadcast.Counts with { Recipients = broadcast.Counts.Recipients + filled.Recipients };
        var next =
            broadcast with { Cursor = filled.Cursor, Frozen = filled.Last, Counts = counts,
                Pages = broadcast.Pages + (filled.Page < 0 ? 0 : 1) };
        return new(Closed(next), []);
    }

    private static Outcome<Broadcast> Sent(Broadcast broadcast, BatchSent sent) => broadcast.Finished.Contains(sent.Page)
        ? Outcome<Broadcast>.Nothing(broadcast)
        : new(
            Closed(
                broadcast with { Finished = [.. broadcast.Finished, sent.Page],
                    Counts = broadcast.Counts + sent.Counts with { Recipients = 0 } }), []);

    private static Broadcast Closed(Broadcast broadcast) => broadcast.AllSent && broadcast.Status == BroadcastStatus.Running
        ? broadcast with { Status = BroadcastStatus.Done }
        : broadcast;
}
