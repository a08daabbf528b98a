using System.Globalization;
using Microsoft.AspNetCore.Http;
using Outreach.App;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Signing in by a code that comes by SMS.</summary>
/// <param name="Phone">In E.164.</param>
/// <param name="To">The page to go on to.</param>
/// <param name="Session">The mark of the session that is proved anew; null for coming in.</param>
internal sealed record CodeTrip(string Phone, AskedCode Asked, string? To, string? Session);

/// <summary>
/// A code is asked for and typed in one browser, whose cookie has its mark: nobody tries the code that another asked for. Nothing here
/// tells whether a phone is a member of staff's.
/// </summary>
internal sealed class CodePages(Sessions sessions, SignInForm signIn, SignInCodes codes, Sealing sealing, ApiRefusals refusals) : IPages
{
    private const string Purpose = "console code";
    private const string KnownPurpose = "console known";
    private const string CodePath = "/console/sign-in-code";

    /// <summary>Whoever shares a browser: the phones that it is known to have signed in with.</summary>
    private const int MostKnown = 10;

    /// <summary>For so long a browser is known after a sign-in by code.</summary>
    private static readonly TimeSpan knownFor = TimeSpan.FromDays(180);

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Post("sign-in-phone", "page.code.ask", AskAsync).Open,
        PageEndpoint.Get("sign-in-code", "page.code", (call, _) => Task.FromResult(Form(call, null))).Open,
        PageEndpoint.Post("sign-in-code", "page.code.try", TryAsync).Open,
    ];

    private async Task<Shown> AskAsync(PageCall call, CancellationToken ct)
    {
        var again = call.Optional("again") is not null ? call.Session : null;
        // Who signs in anew presses one of their own phones.
        var typed = again is null ? call.Field("phone") : again.Holder.Phones.ElementAtOrDefault(call.Field("phone") == "1" ? 1 : 0) ?? "";
        var to = call.Optional("to");
        if (Lookups.PhoneIn(typed) is not { } phone || Country.OfPhone(phone) is null) return Wrong("Code.WrongPhone");
        var language = Languages.FromCode(call.Words.Code) ?? Language.English;
        if (await ClosedAsync(call, phone, ct) is { } closed) return Told(closed);
        if (await codes.AskAsync(phone, Pipeline.AddressOf(call.Http), language, ct) is not { } asked) return Wrong("Code.Slow");
        call.Http.Response.Cookies.Append(Cookie, sealing.Seal(Purpose, new CodeTrip(phone, asked, SignInForm.OwnPath(to), again?.Nonce)),
            CookieOf(TimeSpan.FromMinutes(SignInCodes.Minutes)));
        return Shown.See(CodePath);

        Shown Wrong(string sentence) => Told(call.Words[sentence]);

        Shown Told(string text) => signIn.Show(call with { Session = again }, to,
            again is null ? FormFault.Of("phone", text) : null, again is null ? null : text)
            .With(StatusCodes.Status422UnprocessableEntity);
    }

    private Shown Form(PageCall call, FormFault? fault) => Trip(call) is { } trip
        ? Shown.View<CodePage>(call.Words["Code.Title"], ("Phone", trip.Phone), ("Target", trip.To ?? ""),
            ("IsAgain", trip.Session is not null), ("Fault", fault))
        : Shown.See(PagePipeline.SignIn);

    private async Task<Shown> TryAsync(PageCall call, CancellationToken ct)
    {
        if (Trip(call) is not { } trip) return Shown.See(PagePipeline.SignIn);
        var code = new string([.. call.Field("code").Where(c => !char.IsWhiteSpace(c) && c != '-')]);
        var from = trip.Session is not null && trip.Session == call.Session?.Nonce ? call.Session : null;
        if (await refusals.WaitAsync(Pipeline.AddressOf(call.Http), ct) is not null) return Refused(call.Words["SignIn.Slow"]);
        if (await ClosedAsync(call, trip.Phone, ct) is { } closed) return Refused(closed);
        if (await codes.TryAsync(trip.Phone, trip.Asked, code, Known(call).Contains(trip.Phone), ct) is { } holder)
        {
            Remember(call, trip.Phone);
            call.Http.Response.Cookies.Delete(Cookie, CookieOf(null));
            await sessions.BeginAsync(call.Http, holder,
                holder.Phones[0] == trip.Phone ? SignInBy.FirstPhone : SignInBy.SecondPhone, from, call.Now, ct);
            return Shown.See(trip.To ?? "/console");
        }
        await refusals.CountAsync(StatusCodes.Status401Unauthorized, Pipeline.AddressOf(call.Http), ct);
        return Refused(call.Words["Code.Wrong"]);

        Shown Refused(string text) => Form(call, FormFault.Of("code", text)).With(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>That codes are closed, and until when; null while they are open, or to a browser that signed in with this phone before.
    /// </summary>
    private async Task<string?> ClosedAsync(PageCall call, string phone, CancellationToken ct) =>
        !Known(call).Contains(phone) && await codes.ClosedUntilAsync(ct) is { } until
            ? call.Words["Code.Closed", until.ToString("HH:mm", CultureInfo.InvariantCulture),
                (int)Math.Ceiling((until - call.Now).TotalMinutes)]
            : null;

    /// <summary>The phones with which this browser signed in, in E.164.</summary>
    private IReadOnlyList<string> Known(PageCall call) =>
        sealing.Open<KnownPhones>(KnownPurpose, call.Http.Request.Cookies[KnownCookie])?.Phones ?? [];

    private void Remember(PageCall call, string phone) => call.Http.Response.Cookies.Append(KnownCookie,
        sealing.Seal(KnownPurpose, new KnownPhones([.. Known(call).Where(p => p != phone).TakeLast(MostKnown - 1), phone])),
        CookieOf(knownFor));

    private string KnownCookie => sessions.CookieNamed("outreach-known");

    private string Cookie => sessions.CookieNamed("outreach-code");

    private CodeTrip? Trip(PageCall call) => sealing.Open<CodeTrip>(Purpose, call.Http.Request.Cookies[Cookie]);

    private CookieOptions CookieOf(TimeSpan? age)
    {
        var cookie = sessions.CookieOf(SameSiteMode.Strict);
        cookie.MaxAge = age;
        return cookie;
    }

    private sealed record KnownPhones(IReadOnlyList<string> Phones);
}
