using NodaTime;
using Outreach.App;
using Outreach.App.UseCases;
using Outreach.Core;
using Outreach.Core.Agreements;
using Outreach.Core.People;

namespace Outreach.Scenarios;

/// <summary>After an erasure no table and no queue holds the name or the number, and everything that stays still verifies.</summary>
public sealed class ErasureTests
{
    /// <summary>Entities that hold the person's name or number. The number's own line is the entry that says not to write to it, and beside it stands the row that says why.</summary>
    internal static IReadOnlyList<Key> Found(World world, Villager who) =>
    [
        .. Enum.GetValues<Table>().SelectMany(world.Tables.All).Where(e => Holds(e.Data.Replace(Entry(who), "", StringComparison.Ordinal), who) || Holds($"{e.Key.Partition} {e.Key.Row}", who) && e.Key.Table is not (Table.Lines or Table.Consents)).Select(e => e.Key),
    ];

    private static string Entry(Villager who) => $"\"phone\":\"{who.Phone}\"";

    private static bool Holds(string text, Villager who) =>
        text.Replace(who.PersonId, "", StringComparison.Ordinal).Contains(who.Name, StringComparison.OrdinalIgnoreCase) || text.Contains(who.Phone, StringComparison.Ordinal);
}
