using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>A session of the console, as it is listed. The cookie says the rest, under a seal.</summary>
/// <param name="Id">The session's random mark. Without the seal it opens nothing.</param>
/// <param name="How">How its member of staff signed in: <c>key</c>, <c>sms</c>, <c>account</c>, <c>demo</c>.</param>
public sealed record StaffSession(string Id, Instant Since, string How);

/// <summary>The sessions of one member of staff.</summary>
public sealed record SessionList(IReadOnlyList<StaffSession> Sessions);

/// <summary>
/// The sessions that go on, one row a member of staff, so that a request knows its session by one read and ending one counts on every
/// instance at once.
/// </summary>
public sealed class StaffSessions(ITables tables, IClock clock)
{
    /// <summary>A session's longest life, whatever is done in it.</summary>
    public static readonly Duration Whole = Duration.FromDays(7);

    /// <summary>The sessions that somebody may have; the oldest ends for another.</summary>
    public const int Most = 10;

    private const int Attempts = 10;

    /// <param name="name">The name of the grant.</param>
    public async Task<IReadOnlyList<StaffSession>> ListAsync(string name, CancellationToken ct) =>
        (await ReadAsync(name, ct)).Going;

    /// <summary>Everybody's, by the name of the grant. One read.</summary>
    public async Task<ILookup<string, StaffSession>> AllAsync(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return (await tables.AllAsync(Table.Staff, Keys.StaffSessions("").Partition, ct))
            .SelectMany(row => Going(row, now).Select(session => (row.Key.Row, session))).ToLookup(s => s.Row, s => s.session);
    }

    public async Task<bool> GoesOnAsync(string name, string id, CancellationToken ct) =>
        (await ReadAsync(name, ct)).Going.Any(s => s.Id == id);

    /// <summary>Begins a session, in place of another that it goes on from.</summary>
    public Task BeginAsync(string name, StaffSession session, string? insteadOf, CancellationToken ct) =>
        ChangeAsync(name, all => [.. all.Where(s => s.Id != insteadOf).TakeLast(Most - 1), session], ct);

    public Task EndAsync(string name, string id, CancellationToken ct) => ChangeAsync(name, all => [.. all.Where(s => s.Id != id)], ct);

    /// <summary>Ends all; but one goes on under another id.</summary>
    public Task EndAllAsync(string name, (string Id, string To)? but, CancellationToken ct) =>
        ChangeAsync(name, all => [.. all.Where(s => s.Id == but?.Id).Select(s => s with { Id = but!.Value.To })], ct);

    private async Task ChangeAsync(string name, Func<IReadOnlyList<StaffSession>, IReadOnlyList<StaffSession>> change, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (row, going) = await ReadAsync(name, ct);
            var (key, data) = (Keys.StaffSessions(name), Json.Write(new SessionList(change(going))));
            if ((row is null ? await tables.InsertAsync(key, data, ct) : await tables.ReplaceAsync(key, data, row.ETag, ct)) is not null)
                return;
        }
        throw new ContentionException(new AggregateId(AggregateKind.Person, name));
    }

    private async Task<(Entity? Row, IReadOnlyList<StaffSession> Going)> ReadAsync(string name, CancellationToken ct)
    {
        var row = await tables.GetAsync(Keys.StaffSessions(name), ct);
        return (row, row is null ? [] : Going(row, clock.GetCurrentInstant()));
    }

    /// <summary>The sessions of a row that have not ended by themselves.</summary>
    internal static IReadOnlyList<StaffSession> Going(Entity row, Instant now) =>
        [.. Json.Read<SessionList>(row.Data).Sessions.Where(s => now < s.Since + Whole)];
}
