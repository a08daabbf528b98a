using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <summary>The steps around every page: the session, the role, the programme, the form's seal, and a page for every failure.</summary>
internal sealed partial class PagePipeline(Sessions sessions, KeptForms kept, Gate gate, Lookups lookups, Repeats repeats,
    PageWriter writer, IMemoryCache lately, IClock clock, IOptions<ConsoleOptions> options, ILogger<PagePipeline> logger)
{
    public const string SignIn = "/console/sign-in";
    public const string Again = "/console/again";

    /// <summary>For so long a page that its script fetches anew is the same reading.</summary>
    private static readonly Duration oneReading = Duration.FromHours(1);

    public RequestDelegate For(PageEndpoint page) => async http =>
    {
        var call = new PageCall(http, Words.For(http), null, clock.GetCurrentInstant())
        {
            Seals = () => sessions.SealFor(null), Simulator = sessions.IsLocal,
        };
        try
        {
            (call, var shown) = await ShowAsync(call, page);
            await writer.WriteAsync(call, shown);
        }
        catch (Exception trouble) when (trouble is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The reader hung up.
        }
    };

    private async Task<(PageCall Call, Shown Shown)> ShowAsync(PageCall call, PageEndpoint page)
    {
        try
        {
            var session = await sessions.OfAsync(call.Http, call.Http.RequestAborted);
            call = call with { Session = session, Seals = () => sessions.SealFor(session) };
            (call, var shown) = await AdmitAsync(call, page);
            if (shown is not null) return (call, shown);
            // A change is completed even after the reader hung up.
            var answer = await page.ShowAsync(call, page.Method == "POST" ? CancellationToken.None : call.Http.RequestAborted);
            if (answer is Shown.Page { Shows: { } shows } && call.Programme is { } programme)
                await ReadAsync(call, page, new(programme.Id, shows.Count, shows.Subject));
            return (call, answer);
        }
        catch (ContentionException)
        {
            return (call, Shown.Busy);
        }
        catch (Exception e) when (e is StorageUnavailableException or NewerFormatException)
        {
            Log.Waits(logger, page.Name, e);
            return (call, Shown.Unavailable);
        }
        catch (BadHttpRequestException)
        {
            return (call, Shown.Stale);
        }
        catch (Exception e) when (!call.Http.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, page.Name, e);
            return (call, Shown.Broken);
        }
    }

    /// <summary>Writes down who read what. A script's fetch of what its session was shown here lately is no other reading.</summary>
    private async Task ReadAsync(PageCall call, PageEndpoint page, Reading reading)
    {
        var what = (nameof(PagePipeline), call.Session!.Nonce, call.Here);
        var isFetched = page.Method == "GET" && call.Http.Request.Headers["Sec-Fetch-Dest"] == "empty";
        if (isFetched && lately.TryGetValue(what, out Instant read) && call.Now < read + oneReading) return;
        await repeats.ReadAsync(call.Staff, page.Name, reading);
        lately.Set(what, call.Now, oneReading.ToTimeSpan());
    }

    /// <summary>The call with its form and programme; or what is shown instead.</summary>
    private async Task<(PageCall Call, Shown? Instead)> AdmitAsync(PageCall call, PageEndpoint page)
    {
        if (page.Method == "POST")
        {
            if (IsOthers(call.Http.Request)) return (call, Shown.Stale);
            if (await FormAsync(call.Http.Request, page.MostBytes) is not { } form) return (call, Shown.TooLarge);
            call = call with { Form = form };
        }
        if (page.IsOpen) return (call, null);
        if (call.Session is null) return (call, await SignInForAsync(call, page));
        if (page.Access is not { } access) return (call, Shown.Forbidden);
        var (placed, instead) = await PlaceAsync(call, access);
        if (instead is not null) return (placed, instead);
        var sealedForm = page.Method != "POST"
            || sessions.IsSealed(call.Session, call.Field(Desk.Once), call.Field("seal"));
        if (!sealedForm) return (placed, Shown.Stale);
        return (placed, call.Session.Is(page.Needs(placed), call.Now) ? null : await AgainForAsync(call, page, page.Needs(placed)));
    }

    /// <summary>To the sign-in, and back to the page; or to the form that was sent, with all that was typed.</summary>
    private async Task<Shown> SignInForAsync(PageCall call, PageEndpoint page)
    {
        if (call.Http.Request.Method == "GET") return Shown.See(QueryHelpers.AddQueryString(SignIn, "to", call.Here));
        var lost = QueryHelpers.AddQueryString(SignIn, "lost", "1");
        // Only what we made for a session that ended: a stranger's form is not kept.
        var earlier = sessions.Lapsed(call.Http);
        var back = page.IsReadOnceMore ? call.Here
            : earlier is not null && sessions.IsSealed(earlier, call.Field(Desk.Once), call.Field("seal"))
            ? await kept.KeepAsync(call, page, earlier.Holder.Name, CancellationToken.None)
            : null;
        return Shown.See(back is null ? lost : QueryHelpers.AddQueryString(lost, "to", back));
    }

    /// <summary>To sign in anew, and back.</summary>
    private async Task<Shown> AgainForAsync(PageCall call, PageEndpoint page, Sureness needed)
    {
        var back = page.Method == "GET" || page.IsReadOnceMore ? call.Here
            : await kept.KeepAsync(call, page, call.Staff.Name, CancellationToken.None);
        return Shown.See(QueryHelpers.AddQueryString(Again, new Dictionary<string, string?>
        {
            ["to"] = back ?? "/console", ["need"] = needed == Sureness.Strong ? "strong" : null,
        }));
    }

    /// <summary>The path's programme, which the staff must reach; and what an id names must be its own.</summary>
    private async Task<(PageCall Call, Shown? Instead)> PlaceAsync(PageCall call, Access access)
    {
        if (access.By is NamedBy.Nothing) return (call, call.Staff.HasAny(access.Roles) ? null : Shown.Forbidden);
        if (access.By is NamedBy.Everything)
            return (call, call.Staff.HasAny(access.Roles) && call.Staff.ReachesAll ? null : Shown.Forbidden);
        var id = call.Route("programme");
        if (!Inputs.IsKey(id) || !call.Staff.Reaches(id)) return (call, Shown.NotFound);
        var (place, _) = await lookups.ProgrammeAsync(id, "programme", call.Http.RequestAborted);
        if (place is null) return (call, Shown.NotFound);
        call = call with { Programme = place.Programme };
        if (!call.Staff.HasAny(access.Roles)) return (call, Shown.Forbidden);
        if (access.By is NamedBy.Route) return (call, null);
        var owners = await gate.OwnersAsync(Gate.Spelt(access.By, call.Route(access.Field)), access.By, call.Http.RequestAborted);
        return (call, owners.Contains(id) ? null : Shown.NotFound);
    }

    /// <summary>A page of another site cannot send our forms, even without a session. An old browser says only where it was.</summary>
    private bool IsOthers(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none")
            || (!sessions.IsLocal && options.Value.PublicBase is { Length: > 0 } home
                && request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != home);

    /// <summary>Null when the form is too large. Counted while reading, since the stated length may be missing or wrong.</summary>
    private static async Task<IReadOnlyDictionary<string, StringValues>?> FormAsync(HttpRequest request, int most)
    {
        if (await JsonBody.BytesAsync(request, most, request.HttpContext.RequestAborted) is not { } bytes) return null;
        if (request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) != true)
            return QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(bytes.Span));
        return await Uploads.ReadAsync(bytes, request.ContentType, request.HttpContext.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The console's {Page} failed.")]
        public static partial void Failed(ILogger logger, string page, Exception e);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The console's {Page} cannot be shown now.")]
        public static partial void Waits(ILogger logger, string page, Exception e);
    }
}
