using Outreach.App;

namespace Outreach.Console;

/// <summary>Some of the console's pages.</summary>
internal interface IPages
{
    IEnumerable<PageEndpoint> All { get; }
}

/// <summary>One page, or one form's target.</summary>
/// <param name="Path">Below <c>/</c>, as a route template. One segment below the console belongs to no programme.</param>
/// <param name="Name">The name in logs and tests: <c>page.inbox</c>.</param>
internal sealed record PageEndpoint(string Method, string Path, string Name, Func<PageCall, CancellationToken, Task<Shown>> ShowAsync)
{
    public const string Root = "console/";

    /// <summary>Who may use the page; null refuses everybody.</summary>
    public Access? Access { get; private init; }

    /// <summary>True for a page that needs no sign-in.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>How sure the page must be of who it is; for a form, by what is in it.</summary>
    public Func<PageCall, Sureness> Needs { get; private init; } = _ => Sureness.Session;

    /// <summary>The most bytes of a form.</summary>
    public int MostBytes { get; init; } = 64 * 1024;

    public static PageEndpoint Get(string path, string name, Func<PageCall, CancellationToken, Task<Shown>> show) =>
        new("GET", Root + path, name, show);

    /// <summary>A file. It may hold numbers, so it is for who signed in just now.</summary>
    public static PageEndpoint GetFile(string path, string name, Func<PageCall, CancellationToken, Task<Shown>> show) =>
        Get(path, name, show).Anew(Sureness.Fresh);

    public static PageEndpoint Post(string path, string name, Func<PageCall, CancellationToken, Task<Shown>> act) =>
        new("POST", Root + path, name, act);

    /// <summary>For staff with any of these roles; with an id in the path, the thing must be the path's programme's.</summary>
    /// <remarks>A form for managers alone changes who may do what, so it takes a strong sign-in.</remarks>
    public PageEndpoint For(ApiRoles roles, NamedBy by = NamedBy.Route, string field = "programme") => this with
    {
        Access = new(roles, by, field),
        Needs = Method == "POST" && roles == Outreach.Console.Access.Admins ? _ => Sureness.Strong : Needs,
    };

    /// <summary>Only for who signed in within the last minutes; others sign in anew and go on.</summary>
    /// <param name="when">Which of the forms that come here need it; null for all.</param>
    public PageEndpoint Anew(Sureness needed, Func<PageCall, bool>? when = null) =>
        this with { Needs = call => when?.Invoke(call) == false ? Sureness.Session : needed };

    /// <summary>True for a form that decides on what stands on its page: who had to sign in first reads the page once more.</summary>
    public bool IsReadOnceMore { get; private init; }

    public PageEndpoint ReadOnceMore => this with { IsReadOnceMore = true };

    /// <summary>A file of sums, with nobody's number in it: any sign-in is enough.</summary>
    public PageEndpoint OfSums => this with { Needs = _ => Sureness.Session };

    /// <summary>For everybody, signed in or not.</summary>
    public PageEndpoint Open => this with { IsOpen = true };
}
