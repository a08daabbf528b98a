namespace Outreach.Core.Texts;

/// <summary>Faults of the language files; each names the file, the key and the correction.</summary>
public static class TextFaults
{
    /// <summary>The key that names the reviewer and date; the text may be empty.</summary>
    internal const string Reviewed = "Reviewed";

    private static readonly Lazy<IReadOnlyList<string>> found = new(() =>
        [.. TextFile.All.SelectMany(Of), .. Keywords.Collisions, .. Crops.Collisions]);

    /// <summary>Empty in a build that may run.</summary>
    public static IReadOnlyList<string> All => found.Value;

    internal static IEnumerable<string> Of(TextFile file)
    {
        var expected = Catalogue.All.Where(e => file.Needs(e.Key)).ToList();
        string[] lists = [.. Crops.Keys, .. Keywords.Meanings.Select(m => Keywords.Prefix + m), Reviewed];
        foreach (var key in expected.Select(e => e.Key).Concat(lists).Where(key => !file.Texts.ContainsKey(key)))
            yield return Missing(file, key);
        foreach (var key in file.Texts.Keys.Except(expected.Select(e => e.Key)).Except(lists).Order(StringComparer.Ordinal))
            yield return $"{file.Path} has the key \"{key}\", which nothing says: take it out, or write {WhatSays(key)}.";
        foreach (var fault in expected.SelectMany(e => Text(file, e.Key, e.Values))) yield return fault;
    }

    internal static string Missing(TextFile file, string key)
    {
        var english = file.Name == "en" ? null : TextFile.Of("en").Texts.GetValueOrDefault(key);
        return $"{file.Path} lacks the key \"{key}\": write <data name=\"{key}\"> there, "
            + (english is not null ? $"which in English is \"{english}\"."
                : key.StartsWith(Crops.Prefix, StringComparison.Ordinal) ? "with the names that programmes write, commas between."
                : "with its words.");
    }

    private static string WhatSays(string key) => key.Split('.') switch
    {
        ["Sms", var name, ..] => $"the record {name}Sms in functions/Outreach.Core",
        ["Keyword", ..] => "its meaning in functions/Outreach.Core/Texts/Keywords.cs",
        _ => "its row in functions/Outreach.Core/Texts/Catalogue.cs",
    };

    private static IEnumerable<string> Text(TextFile file, string key, string[] values)
    {
        if (!file.Texts.TryGetValue(key, out var text)) yield break;
        if (string.IsNullOrWhiteSpace(text)) yield return $"{file.Path}: \"{key}\" is empty: write its words.";
        var template = Template.Parse(text, values);
        if (template.IsBroken) yield return $"{file.Path}: in \"{key}\" a brace has no partner: write {{Name}}.";
        var known = values.Length == 0 ? "it has none" : "use " + string.Join(", ", values.Select(v => $"{{{v}}}"));
        foreach (var name in template.Unknown) yield return $"{file.Path}: \"{key}\" names {{{name}}}, which is no value of it: {known}.";
        string[] forms = ["", .. Words.Forms, .. Grammar.Of(file.Name).Forms];
        foreach (var segment in template.Segments.Where(s => !forms.Contains(s.Form)))
            yield return $"{file.Path}: \"{key}\" names {{{segment.Text}:{segment.Form}}}, a form that there is none of: "
                + $"use one of {string.Join(", ", forms[1..])}.";
    }
}
