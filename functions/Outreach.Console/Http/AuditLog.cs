using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <summary>One audited change: its author, subject and time.</summary>
/// <param name="Key">The name of the key; null for an act on a phone.</param>
public sealed record AuditRow(string Who, string What, string Subject, Instant At, string? About = null, string? Key = null);

/// <summary>Records each change through the API once, however often the request repeats.</summary>
internal sealed class AuditLog(ITables tables)
{
    /// <param name="mark">The same for every try of one change; the row's key is its time and this mark.</param>
    public Task WriteAsync(AuditRow row, string programme, string mark)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mark)))[..12];
        // An existing row is this same row, so a failed insert is ignored.
        return tables.InsertAsync(Keys.Audit(programme, row.At, id), Json.Write(row), CancellationToken.None);
    }

    /// <summary>A page of a programme's rows, each with its key.</summary>
    public async Task<IReadOnlyList<(string Key, AuditRow Row)>> ListAsync(string programme, string after, int take,
        CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Audit, programme, after, take, ct)).Select(e => (e.Key.Row, Json.Read<AuditRow>(e.Data)))];
}
