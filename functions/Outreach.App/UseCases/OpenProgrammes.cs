using Outreach.Core.Programmes;

namespace Outreach.App;

/// <summary>Which programmes of a country people may register themselves with. One read: programmes are few.</summary>
public sealed class OpenProgrammes(ITables tables)
{
    public async Task<IReadOnlyList<OpenProgramme>> InAsync(string region, CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Programmes, "all", "", 1000, ct)).Select(Stored.State<Programme>)
            .Where(p => p.Region == region && p.SelfRegistration.Open).Select(OpenProgramme.Of)];
}
