using Outreach.App;
using Outreach.Core.Mentoring;

namespace Outreach.Console;

/// <summary>Says whose tip it is, for who gives the second yes.</summary>
internal sealed class AudienceWords(People people)
{
    /// <summary>So many people are called by their names.</summary>
    private const int MostNames = 10;

    /// <summary>The words behind "To 12 people".</summary>
    public async Task<string> OfAsync(Audience audience, CancellationToken ct)
    {
        string[] parts =
        [
            audience.Only is { } only ? $"of {only.Count} named ({await NamesAsync(audience.Programme, only, ct)})"
                : audience.Query.Length == 0 ? "of the whole programme" : "",
            audience.Query.Length == 0 ? "" : $"({audience.Query})",
            audience.NotReachedBy is { } earlier ? $"whom {earlier} did not reach" : "",
            audience.Except is { } except ? $"without {await NamesAsync(audience.Programme, except, ct)}" : "",
            audience.HoldOut > 0 ? $"less {audience.HoldOut} % by chance" : "",
        ];
        return string.Join(' ', parts.Where(p => p.Length > 0));
    }

    private async Task<string> NamesAsync(string programme, IReadOnlyList<string> ids, CancellationToken ct)
    {
        var names = new List<string>();
        foreach (var id in ids.Take(MostNames))
            names.Add(await people.FindAsync(programme, id, ct) is { } person ? $"{person.Details.Name}, {person.Primary?.Phone}" : id);
        return string.Join("; ", names) + (ids.Count > MostNames ? $" and {ids.Count - MostNames} more" : "");
    }
}
