using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Outreach.Core.Texts;

/// <summary>One embedded language file, <c>Texts/Languages/sw/sw.resx</c>: texts, crops and keywords by key.</summary>
internal sealed class TextFile
{
    private TextFile(string name, FrozenDictionary<string, string> texts) => (Name, Texts) = (name, texts);

    /// <summary>The language files. Bangla has one for SMS and one for screens, because no screen carries a Bangla letter.</summary>
    public static IReadOnlyList<string> Names { get; } = ["en", "sw", "bn-latin", "bn", "fr", "zu"];

    public static IReadOnlyList<TextFile> All { get; } = [.. Names.Select(Read)];

    /// <summary>The name of the folder and the file, without extension.</summary>
    public string Name { get; }

    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>The file's path in the repository, for fault messages.</summary>
    public string Path => $"functions/Outreach.Core/Texts/Languages/{Name}/{Name}.resx";

    public bool HasSms => Name != "bn-latin";
    public bool HasScreens => Name != "bn";

    /// <summary>Whether this file must have a key: SMS keys, screen keys, or both.</summary>
    public bool Needs(string key) =>
        key.StartsWith("Sms.", StringComparison.Ordinal) ? HasSms : !key.StartsWith("Screen.", StringComparison.Ordinal) || HasScreens;

    public static TextFile Of(string name) => All.Single(file => file.Name == name);

    /// <summary>Returns a copy with other texts, for tests of faults.</summary>
    internal TextFile With(IEnumerable<KeyValuePair<string, string>> texts) => new(Name, texts.ToFrozenDictionary(StringComparer.Ordinal));

    private static TextFile Read(string name)
    {
        var resources = new ResourceManager($"Outreach.Texts.{name}", typeof(TextFile).Assembly);
        var set = resources.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        return new(name, set.Cast<DictionaryEntry>().ToFrozenDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal));
    }
}
