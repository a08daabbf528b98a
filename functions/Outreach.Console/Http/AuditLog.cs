using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;

namespace Outreach.Console;

/// <summary>Who changed what, to whom or which, and when.</summary>
public sealed record AuditRow(string Who, string What, string Subject, Instant At, string? About = null);

/// <summary>Writes down what was changed through the API: once for each change, however often it is asked for.</summary>
internal sealed class AuditLog(ITables tables)
{
    /// <param name="mark">The same for every try of the same change; with the row's time it is the row's key.</param>
    public Task WriteAsync(AuditRow row, string programme, string mark)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mark)))[..12];
        // One that is there already is this one.
        return tables.InsertAsync(Keys.Audit(programme, row.At, id), Json.Write(row), CancellationToken.None);
    }
}
