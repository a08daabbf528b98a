using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Outreach.Core.Texts;

/// <summary>One language's file, <c>Texts/Languages/sw/sw.resx</c>, as it is embedded: texts, crops and keywords by key.</summary>
internal sealed class TextFile
{
    private TextFile(string name, FrozenDictionary<string, string> texts) => (Name, Texts) = (name, texts);

    /// <summary>Each language's SMS and screens; Bangla has a file for each, since a screen carries no Bangla letter.</summary>
    public static IReadOnlyList<string> Names { get; } = ["en", "sw", "bn-latin", "bn", "fr", "zu"];

    public static IReadOnlyList<TextFile> All { get; } = [.. Names.Select(Read)];

    /// <summary>The folder's and the file's name, without its ending.</summary>
    public string Name { get; }

    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>Where a person finds it.</summary>
    public string Path => $"functions/Outreach.Core/Texts/Languages/{Name}/{Name}.resx";

    public bool HasSms => Name != "bn-latin";
    public bool HasScreens => Name != "bn";

    /// <summary>True for a key that this file must have: those of SMS, of screens, or of both.</summary>
    public bool Needs(string key) =>
        key.StartsWith("Sms.", StringComparison.Ordinal) ? HasSms : !key.StartsWith("Screen.", StringComparison.Ordinal) || HasScreens;

    public static TextFile Of(string name) => All.Single(file => file.Name == name);

    /// <summary>The same file with other texts, to see what a fault in it is answered with.</summary>
    internal TextFile With(IEnumerable<KeyValuePair<string, string>> texts) => new(Name, texts.ToFrozenDictionary(StringComparer.Ordinal));

    private static TextFile Read(string name)
    {
        var resources = new ResourceManager($"Outreach.Texts.{name}", typeof(TextFile).Assembly);
        var set = resources.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        return new(name, set.Cast<DictionaryEntry>().ToFrozenDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal));
    }
}
