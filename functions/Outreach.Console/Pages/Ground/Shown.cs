namespace Outreach.Console;

/// <summary>What a page's handler answers.</summary>
internal abstract record Shown
{
    /// <summary>A page of this component. Its title is a text of <see cref="Words"/> or, for a person, their name.</summary>
    public static Shown View<T>(string title, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters) values[name] = value;
        return new Page(typeof(T), title, values);
    }

    /// <summary>A part of a page, for the script to put in its place.</summary>
    public static Shown Part<T>(params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        ((Page)View<T>("", parameters)) with { IsPart = true };

    /// <summary>The next page of who pressed a button: a 303, so that going back and reloading sends nothing again.</summary>
    /// <param name="done">A key of <see cref="Words"/> below <c>Done</c>, for the line that says what happened.</param>
    public static Shown See(string path, string? done = null) =>
        new Elsewhere(done is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done={done}");

    public static Shown File(FileBody file, string name) => new Download(file.Media, name, file.Text);

    /// <summary>The answer is written already.</summary>
    public static Shown Written { get; } = new Done();

    /// <summary>A file of any length, written part by part as it is read.</summary>
    public static Shown Stream(string media, string name, IAsyncEnumerable<string> parts) => new Parts(media, name, parts);

    /// <summary>The same answer for what is not there and for what is another programme's.</summary>
    public static Shown NotFound { get; } = new Fault(404, "NotFound");

    /// <summary>Known, and not allowed to this role.</summary>
    public static Shown Forbidden { get; } = new Fault(403, "Forbidden");

    /// <summary>A form that is not ours, or too old.</summary>
    public static Shown Stale { get; } = new Fault(403, "Stale");

    public static Shown TooLarge { get; } = new Fault(413, "TooLarge");

    public static Shown Busy { get; } = new Fault(503, "Busy");

    public static Shown Unavailable { get; } = new Fault(503, "Unavailable");

    public static Shown Broken { get; } = new Fault(500, "Broken");

    /// <summary>The page again after a fault in what was typed (422), or after a change meanwhile (409).</summary>
    public Shown With(int status) => this is Page page ? page with { Status = status } : this;

    /// <summary>A page that shows many people, whose reading is audited.</summary>
    public Shown Reads(int shown, string? subject = null) => this is Page page ? page with { Shows = (shown, subject) } : this;

    internal sealed record Page(Type Component, string Title, IReadOnlyDictionary<string, object?> Parameters, int Status = 200) : Shown
    {
        public (int Count, string? Subject)? Shows { get; init; }

        public bool IsPart { get; init; }
    }

    internal sealed record Done : Shown;

    internal sealed record Elsewhere(string Path) : Shown;

    internal sealed record Download(string Media, string Name, string Text) : Shown;

    internal sealed record Parts(string Media, string Name, IAsyncEnumerable<string> Texts) : Shown;

    /// <param name="Words">The part of the keys <c>Fault.…Title</c> and <c>Fault.…Text</c>.</param>
    internal sealed record Fault(int Status, string Words) : Shown;
}
