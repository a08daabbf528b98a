using Microsoft.AspNetCore.Http;
using Outreach.App;
using Outreach.Core.Programmes;

namespace Outreach.Console;

/// <summary>Signing in with a key, signing in anew, signing out, the language, and the choice of a programme.</summary>
internal sealed class SignInPages(Sessions sessions, SignInForm form, KeptForms kept, OpenId provider, ApiKeys keys,
    ApiRefusals refusals, People people) : IPages
{
    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("", "page.programmes", ProgrammesAsync).For(Access.Anyone, NamedBy.Nothing),
        PageEndpoint.Get("sign-in", "page.sign-in", (call, _) =>
            Task.FromResult(form.Show(call with { Session = null }, call.Query("to"), null))).Open,
        PageEndpoint.Post("sign-in", "page.sign-in.do", SignInAsync).Open,
        PageEndpoint.Get("again", "page.again", (call, _) => Task.FromResult(form.Show(call, call.Query("to"), null)))
            .For(Access.Anyone, NamedBy.Nothing),
        PageEndpoint.Post("again", "page.again.do", SignInAsync).For(Access.Anyone, NamedBy.Nothing),
        PageEndpoint.Get("kept-{id}", "page.kept", KeptAsync).For(Access.Anyone, NamedBy.Nothing),
        PageEndpoint.Post("sign-out", "page.sign-out", SignOutAsync).For(Access.Anyone, NamedBy.Nothing),
        PageEndpoint.Get("signed-out", "page.signed-out", SignedOutAsync).Open,
        PageEndpoint.Post("language", "page.language", LanguageAsync).Open,
    ];

    private async Task<Shown> ProgrammesAsync(PageCall call, CancellationToken ct)
    {
        var reached = (await people.ProgrammesAsync(ct)).Where(p => call.Staff.Reaches(p.Id)).ToList();
        var (works, home) = (call.Staff.HasAny(Access.Readers | Access.Clerks), PageCall.HomeOf(call.Staff));
        return reached is [var only] && works ? Shown.See($"/console/{only.Id}/{home}")
            : Shown.View<ProgrammesPage>(call.Words["Programmes.Title"],
                ("Programmes", (IReadOnlyList<Programme>)(works ? reached : [])), ("Home", home));
    }

    private async Task<Shown> SignInAsync(PageCall call, CancellationToken ct)
    {
        var isDemo = call.Optional("demo") is not null;
        var holder = isDemo
            ? sessions.Demo(call.Http).FirstOrDefault(d => d.Name == call.Field("demo"))
            : keys.HolderOf($"Bearer {call.Field("key")}");
        // Who signs in anew is still the same person.
        if (call.Session is { } now && IsAgain(call) && holder?.Name != now.Holder.Name) holder = null;
        if (holder is not null && call.Now < holder.EndsAt)
        {
            await sessions.BeginAsync(call.Http, holder, isDemo ? SignInBy.Demo : SignInBy.Key, IsAgain(call) ? call.Session : null,
                call.Now, ct);
            return Shown.See(SignInForm.OwnPath(call.Optional("to")) ?? "/console");
        }
        Telemetry.SignIn(isDemo ? "demo" : "key", "wrong");
        var wait = await refusals.CountAsync(StatusCodes.Status401Unauthorized, Pipeline.AddressOf(call.Http), ct);
        var text = wait is not null ? "SignIn.Slow" : holder is null ? "SignIn.Wrong" : "SignIn.Ended";
        var shown = IsAgain(call) ? call : call with { Session = null };
        return form.Show(shown, call.Optional("to"), FormFault.Of("key", call.Words[text])).With(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>True where a session is proved anew, and not another begun.</summary>
    public static bool IsAgain(PageCall call) => call.Http.Request.Path.StartsWithSegments(PagePipeline.Again);

    /// <summary>What somebody sent when they had to sign in first, to send it now.</summary>
    private async Task<Shown> KeptAsync(PageCall call, CancellationToken ct)
    {
        if (await kept.FindAsync(call, call.Route("id"), ct) is not { } sent) return Shown.NotFound;
        var once = sent.Fields.TryGetValue(Desk.Once, out var of) ? of.FirstOrDefault("") : "";
        return Shown.View<KeptPage>(call.Words["Kept.Title"], ("Form", sent), ("Typed", KeptForms.Typed(sent)), ("Once", once),
            ("Seal", sessions.SealOf(call.Session, once)));
    }

    private async Task<Shown> SignOutAsync(PageCall call, CancellationToken ct)
    {
        await sessions.EndAsync(call.Http, call.Session, ct);
        return Shown.See(provider.IsOn ? "/console/signed-out" : PagePipeline.SignIn);
    }

    /// <summary>Who shares a computer ends the provider's session too. A link: our forms lead nowhere else.</summary>
    private async Task<Shown> SignedOutAsync(PageCall call, CancellationToken ct) =>
        Shown.View<SignedOutPage>(call.Words["SignedOut.Title"], ("Provider", provider.Name),
            ("Address", await provider.SignOutAddressAsync(ct)));

    private static Task<Shown> LanguageAsync(PageCall call, CancellationToken ct)
    {
        if (Words.Of(call.Field("code")) is { } words)
            call.Http.Response.Cookies.Append(Words.Cookie, words.Code,
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), Path = "/console", SameSite = SameSiteMode.Lax, HttpOnly = true });
        return Task.FromResult(Shown.See(SignInForm.OwnPath(call.Optional("to")) ?? "/console"));
    }
}
