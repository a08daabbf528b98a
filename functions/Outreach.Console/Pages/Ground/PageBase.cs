using Microsoft.AspNetCore.Components;

namespace Outreach.Console;

/// <summary>A part of a page, which knows the request and its words.</summary>
public abstract class PageBase : ComponentBase
{
    [CascadingParameter]
    public PageCall Call { get; set; } = null!;

    protected Words W => Call.Words;

    /// <summary>The first letters of a name's first and last word.</summary>
    protected static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "?" : string.Concat(words.Length == 1 ? First(words[0]) : First(words[0]) + First(words[^1]));
    }

    private static string First(string word) => System.Globalization.StringInfo.GetNextTextElement(word).ToUpperInvariant();
}
