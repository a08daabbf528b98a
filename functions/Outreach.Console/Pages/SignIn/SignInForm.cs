using Microsoft.AspNetCore.WebUtilities;
using Outreach.App;

namespace Outreach.Console;

/// <summary>The page with the ways to sign in, which every failed sign-in comes back to.</summary>
internal sealed class SignInForm(Sessions sessions, OpenId provider, KeyHolders holders)
{
    /// <summary>The ways to sign in; for who is signed in, the ways to do so anew that are theirs.</summary>
    public Shown Show(PageCall call, string? to, FormFault? fault, string? trouble = null) =>
        Shown.View<SignInPage>(call.Words[call.Session is null ? "SignIn.Title" : "Again.Title"],
            ("Demo", (IReadOnlyList<KeyHolder>)[.. sessions.Demo(call.Http).Where(d => IsTheirs(call, d))]),
            ("Target", OwnPath(to) ?? ""), ("Lost", call.Query("lost") is not null), ("Fault", fault), ("Trouble", trouble),
            ("Provider", provider.Name), ("HasCodes", holders.All.Any(k => k.Holder.Phones.Count > 0)),
            ("HasKey", holders.All.Any(k => k.Hash.Length > 0 && IsTheirs(call, k.Holder))),
            ("Strong", call.Query("need") == "strong" || call.Field("need") == "strong"));

    /// <summary>True for everybody's ways where nobody is signed in.</summary>
    private static bool IsTheirs(PageCall call, KeyHolder holder) => call.Session is null || holder.Name == call.Staff.Name;

    /// <summary>An address of the console's own, so that no link leads somebody elsewhere after they signed in.</summary>
    public static string? OwnPath(string? path) => path is not null
        && (path == "/console" || path.StartsWith("/console/", StringComparison.Ordinal))
        && path.All(c => c is > ' ' and <= '~' and not '\\')
        && !path.Contains("//", StringComparison.Ordinal) ? path : null;

    public static string With(string path, string? to) =>
        OwnPath(to) is { } own ? QueryHelpers.AddQueryString(path, "to", own) : path;
}
