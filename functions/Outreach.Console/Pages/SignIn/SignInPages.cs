using Microsoft.AspNetCore.Http;
using NodaTime;
using Outreach.App;
using Outreach.Core.Programmes;

namespace Outreach.Console;

/// <summary>Signing in and out, the language, and the choice of a programme.</summary>
internal sealed class SignInPages(Sessions sessions, ApiKeys keys, ApiRefusals refusals, People people, IClock clock)
    : IPages
{
    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("", "page.programmes", ProgrammesAsync).For(Access.Anyone, NamedBy.Nothing),
        PageEndpoint.Get("sign-in", "page.sign-in", (call, _) => Task.FromResult(Form(call, null))).Open,
        PageEndpoint.Post("sign-in", "page.sign-in.do", SignInAsync).Open,
        PageEndpoint.Post("sign-out", "page.sign-out", SignOutAsync).For(Access.Anyone, NamedBy.Nothing),
        PageEndpoint.Post("language", "page.language", LanguageAsync).Open,
    ];

    private async Task<Shown> ProgrammesAsync(PageCall call, CancellationToken ct)
    {
        var reached = (await people.ProgrammesAsync(ct)).Where(p => call.Staff.Reaches(p.Id)).ToList();
        return reached is [var only] && call.Staff.HasAny(Access.Readers) ? Shown.See($"/console/{only.Id}/today")
            : Shown.View<ProgrammesPage>(call.Words["Programmes.Title"],
                ("Programmes", (IReadOnlyList<Programme>)(call.Staff.HasAny(Access.Readers) ? reached : [])));
    }

    private Shown Form(PageCall call, FormFault? fault)
    {
        var to = call.Http.Request.Method == "GET" ? call.Query("to") : call.Optional("to");
        return Shown.View<SignInPage>(call.Words["SignIn.Title"], ("Demo", sessions.Demo(call.Http)), ("Target", OwnPath(to) ?? ""),
            ("Lost", call.Query("lost") is not null), ("Fault", fault));
    }

    private async Task<Shown> SignInAsync(PageCall call, CancellationToken ct)
    {
        var holder = call.Optional("demo") is { } name
            ? sessions.Demo(call.Http).FirstOrDefault(d => d.Name == name)
            : keys.HolderOf($"Bearer {call.Field("key")}");
        if (holder is not null && clock.GetCurrentInstant() < holder.EndsAt)
        {
            sessions.Begin(call.Http, holder);
            return Shown.See(OwnPath(call.Optional("to")) ?? "/console");
        }
        var wait = await refusals.CountAsync(StatusCodes.Status401Unauthorized, Pipeline.AddressOf(call.Http), ct);
        var text = wait is not null ? "SignIn.Slow" : holder is null ? "SignIn.Wrong" : "SignIn.Ended";
        return Form(call, FormFault.Of("key", call.Words[text])).With(StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<Shown> SignOutAsync(PageCall call, CancellationToken ct)
    {
        await sessions.EndAsync(call.Http, call.Session, ct);
        return Shown.See("/console/sign-in");
    }

    private static Task<Shown> LanguageAsync(PageCall call, CancellationToken ct)
    {
        if (Words.Of(call.Field("code")) is { } words)
            call.Http.Response.Cookies.Append(Words.Cookie, words.Code,
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), Path = "/console", SameSite = SameSiteMode.Lax, HttpOnly = true });
        return Task.FromResult(Shown.See(OwnPath(call.Optional("to")) ?? "/console"));
    }

    /// <summary>An address of the console's own, so that no link leads somebody elsewhere after they signed in.</summary>
    private static string? OwnPath(string? path) => path is not null
        && (path == "/console" || path.StartsWith("/console/", StringComparison.Ordinal))
        && path.All(c => c is > ' ' and <= '~' and not '\\')
        && !path.Contains("//", StringComparison.Ordinal) ? path : null;
}
