using NodaTime;

namespace Outreach.App;

/// <summary>
/// Delivery reports under a provider's id that never got known: the process died between the gateway's answer and its writing. Such a
/// report settles the unsure send to its phone.
/// </summary>
public sealed class StrayReports(ITables tables, IClock clock)
{
    private const int Most = 10;
    private const int PageSize = 1000;

    /// <summary>The pages that one run drops; the next hour's goes on.</summary>
    private const int PagesAtOnce = 50;

    /// <summary>Longer than any operator keeps a message, and than any send stays unsure.</summary>
    private static readonly Duration kept = Duration.FromDays(10);

    public Task KeepAsync(DeliveryReport report, CancellationToken ct) => report is { Phone: { } phone, ProviderId: { } id }
        ? tables.UpsertAsync(Keys.StrayReport(clock.GetCurrentInstant(), report.Gateway, phone, id), Json.Write(report), ct)
        : Task.CompletedTask;

    /// <summary>Drops the providers' ids of days long past, and what strayed then.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        for (var page = 0; page < PagesAtOnce; page++)
        {
            var rows = await tables.ThroughAsync(Table.ProviderIds, Keys.Day(clock.GetCurrentInstant() - kept), PageSize, ct);
            await tables.DeleteAllAsync(rows.Select(r => r.Key), ct);
            if (rows.Count < PageSize) return;
        }
    }

    /// <summary>Takes the oldest stray report about this phone since then; null for none. A report settles one send.</summary>
    public async Task<DeliveryReport?> TakeAsync(IReadOnlyList<IGateway> gateways, string phone, Instant since, CancellationToken ct)
    {
        foreach (var gateway in gateways.Where(g => !g.ReturnsMessageId))
        {
            for (var day = since; string.CompareOrdinal(Keys.Day(day), Keys.Day(clock.GetCurrentInstant())) <= 0;
                day += Duration.FromDays(1))
            {
                var prefix = Keys.StrayReports(gateway.Name, phone);
                var rows = await tables.PageAsync(Table.ProviderIds, Keys.Day(day), prefix, Most, ct);
                if (rows.FirstOrDefault(r => r.Key.Row.StartsWith(prefix, StringComparison.Ordinal)) is not { } row) continue;
                await tables.DeleteAsync(row.Key, ct);
                return Json.Read<DeliveryReport>(row.Data);
            }
        }
        return null;
    }
}
