using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A filter that fits nobody is a slip more often than a wish: it is refused with the nearest of what is known.</summary>
internal static class AudienceFault
{
    private const int MostNamed = 10;

    /// <summary>Null where each filter fits somebody, or where the programme has more people than can be read at once.</summary>
    public static async Task<Answer?> OfAsync(Audience audience, Programme programme, AudienceCounting counting, CancellationToken ct)
    {
        if (audience is { Place: null, Crop: null, Language: null }) return null;
        var known = await counting.KnownAsync(programme.Id, ct);
        if (!known.All) return null;
        if (audience.Place is { } place && !known.Places.Any(p => Spelling.Same(p, place)))
            return Unknown("audience.place", "lives in", place, known.Places);
        IReadOnlyList<string> crops = [.. programme.Crops.Concat(known.Crops).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (audience.Crop is { } crop && !crops.Any(c => CropReading.Same(c, crop)))
            return Unknown("audience.crop", "grows", crop, crops);
        return audience.Language is { } language && !known.Languages.Contains(language)
            ? Unknown("audience.language", "reads", language.Code(), known.Languages.Select(l => l.Code()))
            : null;
    }

    private static Answer Unknown(string field, string does, string asked, IEnumerable<string> known)
    {
        var key = Spelling.Key(asked);
        // Nearest first, so that the slip's correction is the first word.
        var named = known.OrderBy(k => EditDistance.Of(key, Spelling.Key(k))).ThenBy(k => k, StringComparer.Ordinal).ToList();
        var list = named.Count == 0 ? "none is known" : $"known, the nearest first: {string.Join(", ", named.Take(MostNamed))}";
        return Answer.Bad(field, $"Nobody in this programme {does} \"{asked}\"; {list}{(named.Count > MostNamed ? " …" : "")}.");
    }
}
