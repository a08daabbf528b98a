using Outreach.Core.Broadcasts;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Measures a tip for each reader; where it has no fields, once.</summary>
public sealed class TipSizes(IReadOnlyDictionary<string, string> texts)
{
    private readonly IReadOnlyDictionary<string, TipText> tips = TipText.Read(texts).Texts
        ?? throw new InvalidOperationException($"The text of a tip cannot be read: {TipText.Read(texts).Fault}");
    private readonly Dictionary<string, ReaderCount> same = new(StringComparer.Ordinal);

    public ReaderCount Of(DirectoryRow row)
    {
        var code = row.Language.Code();
        if (!tips.TryGetValue(code, out var tip)) return new(1);
        if (tip.HasFields) return Measured(tip.For(row));
        return same.TryGetValue(code, out var known) ? known : same[code] = Measured(tip.For(row));
    }

    private static ReaderCount Measured(string text)
    {
        var size = Segments.Of(text);
        return new(1, size.Count, size.Count, size.Encoding == SmsEncoding.Ucs2 ? 1 : 0);
    }
}
