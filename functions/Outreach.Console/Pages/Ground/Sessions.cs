using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <summary>What somebody signs in with.</summary>
public enum SignInBy { Key, Account, Demo, FirstPhone, SecondPhone }

/// <summary>How sure a page must be that it is still the same person who signed in.</summary>
public enum Sureness
{
    /// <summary>A session is enough.</summary>
    Session,
    /// <summary>They signed in within the last minutes, by whatever they have.</summary>
    Fresh,
    /// <summary>They did so by more than a code to one phone, whose number another person may get at the operator.</summary>
    Strong,
}

/// <summary>A member of staff who is signed in.</summary>
/// <param name="Holder">With the roles that this session has: after a code to one phone alone nobody administers.</param>
/// <param name="Since">When they signed in.</param>
/// <param name="Seen">When the cookie was last written.</param>
/// <param name="ProvedAt">When they last signed in anew, by whatever it was.</param>
/// <param name="StrongAt">The same by more than a code to one phone; null where that never was.</param>
/// <param name="FirstAt">When a code to the first phone was typed; null for never.</param>
/// <param name="SecondAt">The same of the second phone.</param>
/// <param name="Nonce">The same through the whole session; the forms' seals hang on it.</param>
public sealed record Session(KeyHolder Holder, Instant Since, Instant Seen, Instant ProvedAt, Instant? StrongAt, Instant? FirstAt,
    Instant? SecondAt, string Nonce)
{
    /// <summary>For so long a sign-in is fresh.</summary>
    public static readonly Duration FreshFor = Duration.FromMinutes(10);

    public bool Is(Sureness needed, Instant now) => needed switch
    {
        Sureness.Strong => now < StrongAt + FreshFor,
        Sureness.Fresh => now < ProvedAt + FreshFor,
        _ => true,
    };
}

/// <summary>The staff of a machine's own demo, who sign in with one press. Only the local host registers it.</summary>
/// <param name="Keys">Names of keys in the settings.</param>
public sealed record DemoStaff(IReadOnlyList<string> Keys)
{
    /// <summary>The only gateway with which the demo's staff can sign in: with another, messages go to people.</summary>
    public const string Gateway = "simulated";
}

/// <summary>
/// Sessions in a sealed cookie that names a grant of the settings, so that every instance can read it. A grant that is taken away, changed
/// or past its day ends its sessions with the next request. A row for each member of staff lists what goes on: ending a session there ends
/// it on every instance, in every copy of the cookie, for one read with each request.
/// </summary>
internal sealed partial class Sessions(KeyHolders keys, OutreachOptions options, StaffSessions going, Sealing sealing, IClock clock,
    IEnumerable<DemoStaff> demo, ILogger<Sessions> logger)
{
    private const string Purpose = "console session";
    private static readonly Duration idle = Duration.FromHours(12);
    private static readonly Duration renewed = Duration.FromMinutes(30);

    public bool IsLocal => demo.Any();

    /// <summary>The prefix binds the cookie to this host and to TLS, which the local host has not.</summary>
    private string Cookie => CookieNamed("outreach");

    /// <summary>Who signs in with one press: only on a machine's own demo, and only from that machine.</summary>
    public IReadOnlyList<KeyHolder> Demo(HttpContext http) =>
        options.Gateway == DemoStaff.Gateway && http.Connection.RemoteIpAddress is { } from && System.Net.IPAddress.IsLoopback(from)
            && !http.Request.Headers.ContainsKey("X-Forwarded-For")
            ? [.. demo.SelectMany(d => d.Keys).Select(keys.Named).OfType<KeyHolder>()]
            : [];

    /// <summary>The request's session; its cookie is written anew when it is half an hour old.</summary>
    public async Task<Session?> OfAsync(HttpContext http, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (Lapsed(http) is not { } session || now >= session.Seen + idle || now >= session.Since + StaffSessions.Whole
            || now >= session.Holder.EndsAt || !await going.GoesOnAsync(session.Holder.Name, session.Nonce, ct)) return null;
        if (now >= session.Seen + renewed) Write(http, session with { Seen = now });
        return session;
    }

    /// <summary>The session that the request's cookie was of, also one that has ended.</summary>
    public Session? Lapsed(HttpContext http) =>
        sealing.Open<Kept>(Purpose, http.Request.Cookies[Cookie]) is { } kept && keys.Named(kept.Name) is { } holder
            && kept.Grant == GrantOf(holder)
            ? new(kept.StrongAt is null ? holder with { Roles = holder.Roles & ~ApiRoles.Admin } : holder, kept.Since, kept.Seen,
                kept.ProvedAt, kept.StrongAt, kept.FirstAt, kept.SecondAt, kept.Nonce)
            : null;

    /// <summary>Begins a session with a mark of its own, and ends the browser's earlier one; or proves a session anew.</summary>
    /// <param name="from">The session of who signs in anew; null for who comes in.</param>
    /// <param name="at">When they proved who they are; null where that is not known.</param>
    public async Task BeginAsync(HttpContext http, KeyHolder holder, SignInBy by, Session? from, Instant? at, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (Lapsed(http) is { } earlier && earlier.Holder.Name != holder.Name)
            await going.EndAsync(earlier.Holder.Name, earlier.Nonce, ct);
        if (from?.Holder.Name != holder.Name) from = null;
        var proved = at ?? Instant.FromUnixTimeTicks(0);
        var (first, second) = (by == SignInBy.FirstPhone ? proved : from?.FirstAt, by == SignInBy.SecondPhone ? proved : from?.SecondAt);
        var strong = by is SignInBy.FirstPhone or SignInBy.SecondPhone ? Both(first, second) : proved;
        // Who signs in anew keeps the mark, so that forms in other tabs stay theirs; what is proved stands in the new cookie alone.
        var session = new Session(keys.Named(holder.Name)!, from?.Since ?? now, now, proved,
            strong ?? from?.StrongAt, first, second, from?.Nonce ?? RandomMark());
        await going.BeginAsync(holder.Name, new(session.Nonce, session.Since, Name(by)), Lapsed(http)?.Nonce, ct);
        Write(http, session);
        Telemetry.SignIn(Name(by), "in");
        Log.SignedIn(logger, holder.Name, Name(by));
    }

    /// <summary>Ends all sessions of a member of staff. The one at hand goes on under a new mark, so that its copies end too.</summary>
    /// <param name="session">Of who ends them.</param>
    public async Task EndAllAsync(HttpContext http, string name, Session session, CancellationToken ct)
    {
        var goesOn = session.Holder.Name == name ? session with { Nonce = RandomMark(), Seen = clock.GetCurrentInstant() } : null;
        await going.EndAllAsync(name, goesOn is null ? null : (session.Nonce, goesOn.Nonce), ct);
        if (goesOn is not null) Write(http, goesOn);
    }

    public async Task EndAsync(HttpContext http, Session? session, CancellationToken ct)
    {
        if (session is not null) await going.EndAsync(session.Holder.Name, session.Nonce, ct);
        http.Response.Cookies.Delete(Cookie, CookieOf());
    }

    /// <summary>The earlier of two codes, where both were typed near enough in time that one person had both phones; else null.</summary>
    private static Instant? Both(Instant? first, Instant? second) =>
        first is { } a && second is { } b && (a > b ? a - b : b - a) < Session.FreshFor ? Instant.Min(a, b) : null;

    private static string RandomMark() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    /// <summary>As it stands in lists and in telemetry.</summary>
    public static string Name(SignInBy by) =>
        by is SignInBy.FirstPhone or SignInBy.SecondPhone ? "sms" : by.ToString().ToLowerInvariant();

    /// <summary>A new id for one press of a form, and our seal on it. New each time, so that no answer is like another.</summary>
    public (string Once, string Seal) SealFor(Session? session)
    {
        var once = RandomMark();
        return (once, SealOf(session, once));
    }

    /// <summary>The seal on a form that was made in an earlier session.</summary>
    public string SealOf(Session? session, string once) => sealing.Mark("console form", $"{session?.Nonce}|{once}")[..40];

    public bool IsSealed(Session? session, string once, string seal) => once.Length > 0
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(seal), Encoding.UTF8.GetBytes(SealOf(session, once)));

    public string CookieNamed(string name) => IsLocal ? name : $"__Host-{name}";

    public CookieOptions CookieOf(SameSiteMode site = SameSiteMode.Lax) =>
        new() { HttpOnly = true, Secure = !IsLocal, SameSite = site, Path = "/", IsEssential = true };

    private void Write(HttpContext http, Session s) => http.Response.Cookies.Append(Cookie,
        sealing.Seal(Purpose,
            new Kept(s.Holder.Name, GrantOf(keys.Named(s.Holder.Name)!), s.Since, s.Seen, s.ProvedAt, s.StrongAt, s.FirstAt, s.SecondAt,
                s.Nonce)),
        CookieOf());

    /// <summary>Changes with the key, the owner and the phones: what signed in is what the settings have now.</summary>
    private string GrantOf(KeyHolder holder) => sealing.Mark("console grant",
        string.Join('|', [keys.All.First(k => k.Holder.Name == holder.Name).Hash, holder.Owner, .. holder.Phones]))[..16];

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Grant} signed in to the console by {How}.")]
        public static partial void SignedIn(ILogger logger, string grant, string how);
    }

    private sealed record Kept(string Name, string Grant, Instant Since, Instant Seen, Instant ProvedAt, Instant? StrongAt,
        Instant? FirstAt, Instant? SecondAt, string Nonce);
}
