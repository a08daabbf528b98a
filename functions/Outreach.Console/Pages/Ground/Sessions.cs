using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <summary>A member of staff who is signed in.</summary>
/// <param name="Since">When they signed in.</param>
/// <param name="Seen">When the cookie was last written.</param>
/// <param name="Nonce">The same through the whole session; the forms' seals hang on it.</param>
public sealed record Session(KeyHolder Holder, Instant Since, Instant Seen, string Nonce);

/// <summary>The staff of a machine's own demo, who sign in with one press. Only the local host registers it.</summary>
/// <param name="Keys">Names of keys in the settings.</param>
public sealed record DemoStaff(IReadOnlyList<string> Keys)
{
    /// <summary>The only gateway with which the demo's staff can sign in: with another, messages go to people.</summary>
    public const string Gateway = "simulated";
}

/// <summary>
/// Sessions in a signed cookie that names a key of the settings, so that every instance knows it and none stores it. A key that is taken
/// away, changed or past its day ends its sessions with the next request. Who signs out leaves a row until the session would have ended
/// by itself: it ends on every instance, in every copy of the cookie, for one read with each request.
/// </summary>
internal sealed class Sessions(KeyHolders keys, OutreachOptions options, ITables tables, IClock clock, IEnumerable<DemoStaff> demo)
{
    private static readonly Duration idle = Duration.FromHours(12);
    private static readonly Duration whole = Duration.FromDays(7);
    private static readonly Duration fresh = Duration.FromMinutes(30);

    /// <summary>The pepper is outside the storage and the same on every instance.</summary>
    private readonly byte[] secret = SHA256.HashData(Encoding.UTF8.GetBytes("console|" + options.PinPepper));

    public bool IsLocal => demo.Any();

    /// <summary>The prefix binds the cookie to this host and to TLS, which the local host has not.</summary>
    private string Cookie => IsLocal ? "outreach" : "__Host-outreach";

    /// <summary>Who signs in with one press: only on a machine's own demo, and only from that machine.</summary>
    public IReadOnlyList<KeyHolder> Demo(HttpContext http) =>
        options.Gateway == DemoStaff.Gateway && http.Connection.RemoteIpAddress is { } from && System.Net.IPAddress.IsLoopback(from)
            && !http.Request.Headers.ContainsKey("X-Forwarded-For")
            ? [.. demo.SelectMany(d => d.Keys).Select(Named).OfType<KeyHolder>()]
            : [];

    /// <summary>The request's session; its cookie is written anew when it is half an hour old.</summary>
    public async Task<Session?> OfAsync(HttpContext http, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (Read(http.Request.Cookies[Cookie]) is not { } session || now >= session.Seen + idle || now >= session.Since + whole
            || now >= session.Holder.EndsAt)
            return null;
        if (await tables.GetAsync(RowOf(session), ct) is not null) return null;
        if (now >= session.Seen + fresh) Write(http, session with { Seen = now });
        return session;
    }

    public void Begin(HttpContext http, KeyHolder holder)
    {
        var now = clock.GetCurrentInstant();
        Write(http, new(holder, now, now, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))));
    }

    public async Task EndAsync(HttpContext http, Session? session, CancellationToken ct)
    {
        if (session is not null) await tables.UpsertAsync(RowOf(session), "{}", ct);
        http.Response.Cookies.Delete(Cookie, CookieOf());
    }

    private static Key RowOf(Session session) => Keys.SessionEnded(session.Since + whole, session.Nonce);

    /// <summary>A new id for one press of a form, and our seal on it. New each time, so that no answer is like another.</summary>
    public (string Once, string Seal) SealFor(Session? session)
    {
        var once = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        return (once, Mac($"form|{session?.Nonce}|{once}"));
    }

    public bool IsSealed(Session? session, string once, string seal) =>
        once.Length > 0 && Equal(seal, Mac($"form|{session?.Nonce}|{once}"));

    private KeyHolder? Named(string name) => keys.All.FirstOrDefault(k => k.Holder.Name == name)?.Holder;

    private Session? Read(string? cookie)
    {
        if (cookie?.Split('.') is not [var name, var since, var seen, var nonce, var mac]) return null;
        if (!Base64Url.IsValid(name) || keys.All.FirstOrDefault(k => k.Holder.Name == Text(name)) is not { } key) return null;
        return Equal(mac, Mac($"session|{key.Hash}|{name}.{since}.{seen}.{nonce}"))
            ? new(key.Holder, At(since), At(seen), nonce)
            : null;
    }

    private void Write(HttpContext http, Session session)
    {
        var key = keys.All.First(k => k.Holder.Name == session.Holder.Name);
        var parts = string.Create(CultureInfo.InvariantCulture,
            $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key.Holder.Name))}.{session.Since.ToUnixTimeSeconds()}"
                + $".{session.Seen.ToUnixTimeSeconds()}.{session.Nonce}");
        http.Response.Cookies.Append(Cookie, $"{parts}.{Mac($"session|{key.Hash}|{parts}")}", CookieOf());
    }

    private CookieOptions CookieOf() =>
        new() { HttpOnly = true, Secure = !IsLocal, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };

    private string Mac(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)));

    private static bool Equal(string given, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(right));

    private static Instant At(string seconds) => Instant.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));

    private static string Text(string encoded) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(encoded));
}
