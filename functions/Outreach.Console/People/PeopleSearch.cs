using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Finds people by the beginnings of the words of their name and place, or by a number.</summary>
internal sealed class PeopleSearch(People people)
{
    /// <summary>Each word that was typed begins a word of the name or the place.</summary>
    public static Func<DirectoryRow, bool> Named(string q)
    {
        var sought = Words(q);
        return p => Words($"{p.Name} {p.Place}") is var words
            && sought.All(s => words.Any(w => w.StartsWith(s, StringComparison.Ordinal)));
    }

    /// <summary>Those who use the number, whichever of their numbers it is. A read, and one for each of them.</summary>
    public async Task<IReadOnlyList<DirectoryRow>> OnPhoneAsync(string programme, string phone, CancellationToken ct)
    {
        var found = new List<DirectoryRow>();
        foreach (var h in ((await people.SubscriberAsync(phone, ct))?.Holders ?? []).Select(u => u.Holder)
            .Where(h => h.Programme == programme))
        {
            // The phone knows them at once, the directory a moment later.
            found.Add(await people.RowAsync(programme, h.PersonId, ct)
                ?? new DirectoryRow(programme, h.PersonId, h.Name, phone, h.Role, h.Language, h.Place, h.Crops, false));
        }
        return found;
    }

    private static List<string> Words(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Spelling.Key).Where(w => w.Length > 0)];
}
