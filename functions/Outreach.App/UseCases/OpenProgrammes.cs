using NodaTime;
using Outreach.Core.Programmes;

namespace Outreach.App;

/// <summary>The programmes of a country that allow self-registration. One read, because programmes are few.</summary>
public sealed class OpenProgrammes(ITables tables, IClock clock)
{
    public async Task<IReadOnlyList<OpenProgramme>> InAsync(string region, CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Programmes, "all", "", 1000, ct)).Select(Stored.State<Programme>)
            .Where(p => p.Region == region && p.SelfRegistration.Open && !p.IsOverAt(clock.GetCurrentInstant())).Select(OpenProgramme.Of)];
}
