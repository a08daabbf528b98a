using NodaTime;
using Outreach.App;

namespace Outreach.Console.Api.Http;

/// <summary>Who changed what, to whom or which, and when.</summary>
public sealed record AuditRow(string Who, string What, string Subject, Instant At, string? About = null);

/// <summary>Writes down every change that comes through the API. A repeat under the same key is written again: it was asked for again.</summary>
internal sealed class AuditLog(ITables tables, IClock clock)
{
    public async Task WriteAsync(string who, string what, Change change, CancellationToken ct)
    {
        var at = clock.GetCurrentInstant();
        var row = new AuditRow(who, what, change.Subject, at, change.About);
        await tables.InsertAsync(Keys.Audit(change.Programme, at, Guid.NewGuid().ToString("N")[..12]), Json.Write(row), ct);
    }
}
