using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <summary>A form that was sent by somebody who has to sign in first.</summary>
/// <param name="Name">The name of their grant: nobody else gets it.</param>
/// <param name="Browser">The mark of the browser that sent it: no copy of its session's cookie gets others to press what it sent.</param>
/// <param name="Page">The name of the page that it goes to.</param>
public sealed record KeptForm(string Name, string Browser, string Page, string Path, IReadOnlyDictionary<string, string[]> Fields,
    Instant Until);

/// <summary>
/// Keeps what was typed while somebody signs in, for an hour, sealed, for the browser that sent it. Only a form that we made for a session
/// is kept, so that no stranger fills the storage.
/// </summary>
internal sealed class KeptForms(ITables tables, Sealing sealing, Sessions sessions, IClock clock)
{
    private const string Purpose = "kept form";
    private const int MostBytes = 16 * 1024;
    private static readonly Duration goodFor = Duration.FromHours(1);

    /// <summary>The address where its sender finds the form again; null for a file, or a form that is too long to keep.</summary>
    public async Task<string?> KeepAsync(PageCall call, PageEndpoint page, string name, CancellationToken ct)
    {
        if (call.Http.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true) return null;
        if (call.Form.Sum(f => f.Key.Length + f.Value.Sum(v => Encoding.UTF8.GetByteCount(v ?? ""))) > MostBytes) return null;
        var now = clock.GetCurrentInstant();
        var browser = Browser(call) ?? RandomMark();
        var form = new KeptForm(name, browser, page.Name, call.Here,
            call.Form.ToDictionary(f => f.Key, f => f.Value.Select(v => v ?? "").ToArray()), now + goodFor);
        var id = RandomMark();
        await tables.UpsertAsync(Keys.KeptForm(now, id), sealing.Row(Purpose, form), ct);
        // Comes back also from a provider's page, so it is lax.
        var cookie = sessions.CookieOf();
        cookie.MaxAge = goodFor.ToTimeSpan();
        call.Http.Response.Cookies.Append(Cookie, browser, cookie);
        return $"/console/kept-{now.ToUnixTimeSeconds()}.{id}";
    }

    /// <summary>The form, for who sent it, in the browser that sent it.</summary>
    public async Task<KeptForm?> FindAsync(PageCall call, string address, CancellationToken ct)
    {
        if (address.Split('.') is not [var seconds, { Length: 32 } id]
            || !long.TryParse(seconds, System.Globalization.NumberStyles.None, null, out var at) || at > int.MaxValue) return null;
        var form = sealing.OfRow<KeptForm>(Purpose, await tables.GetAsync(Keys.KeptForm(Instant.FromUnixTimeSeconds(at), id), ct));
        return form?.Name == call.Staff.Name && form.Browser == Browser(call) && clock.GetCurrentInstant() < form.Until ? form : null;
    }

    public static IReadOnlyDictionary<string, StringValues> Typed(KeptForm form) => form.Fields
        .Where(f => f.Key is not (Desk.Once or "seal"))
        .ToDictionary(f => f.Key, f => new StringValues(f.Value));

    private string Cookie => sessions.CookieNamed("outreach-kept");

    private string? Browser(PageCall call) => call.Http.Request.Cookies[Cookie] is { Length: 32 } mark ? mark : null;

    private static string RandomMark() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
