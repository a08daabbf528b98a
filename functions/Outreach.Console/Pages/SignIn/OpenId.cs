using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Outreach.App;

namespace Outreach.Console;

/// <summary>Why somebody goes to the provider, sealed in the state that comes back.</summary>
/// <param name="To">The console's page that they come back to.</param>
/// <param name="Session">The mark of the session that is proved anew; null for coming in.</param>
/// <param name="Invitation">The token of an invitation whose account is connected.</param>
internal sealed record Trip(string To, string? Session = null, string? Invitation = null);

/// <summary>Who came back from the provider.</summary>
/// <param name="Age">How long ago they signed in there; null where the provider does not say.</param>
internal sealed record Return(ProviderAccount Account, Trip Trip, TimeSpan? Age);

/// <summary>
/// Signs in at an OpenID Connect provider by code with PKCE. The library's handler is called from our pages: in the Functions host no
/// middleware of a web host runs before them, and every failure ends on a page.
/// </summary>
internal sealed partial class OpenId(IServiceProvider services, IOptions<ConsoleOptions> options, ILogger<OpenId> logger)
{
    public const string Callback = "/console/signin-oidc";
    private const string Scheme = "account";
    private const string Result = "outreach.return";

    private readonly ConsoleOptions console = options.Value;

    public bool IsOn => console.HasProvider;

    /// <summary>The provider's name; null without one.</summary>
    public string? Name => IsOn ? console.ProviderName : null;

    /// <summary>Sends the browser to the provider. False when the provider cannot be reached.</summary>
    public async Task<bool> LeaveAsync(HttpContext http, Trip trip)
    {
        var properties = new OpenIdConnectChallengeProperties();
        properties.Items[nameof(Trip.To)] = trip.To;
        properties.Items[nameof(Trip.Session)] = trip.Session;
        properties.Items[nameof(Trip.Invitation)] = trip.Invitation;
        // Who proves anew who they are types it anew, however they are signed in there.
        if (trip.Session is not null) (properties.Prompt, properties.MaxAge) = (OpenIdConnectPrompt.Login, TimeSpan.Zero);
        try
        {
            await (await HandlerAsync(http)).ChallengeAsync(properties);
            return true;
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            Log.Unreachable(logger, e.GetType().Name);
            return false;
        }
    }

    /// <summary>Reads who came back. Null for everything that is not as it must be; the handler has seen to each check.</summary>
    public async Task<Return?> ComeBackAsync(HttpContext http)
    {
        try
        {
            await (await HandlerAsync(http)).HandleRequestAsync();
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, e.GetType().Name);
        }
        return http.Items[Result] as Return;
    }

    /// <summary>Where the provider ends its own session; null where it has no such address.</summary>
    public async Task<string?> SignOutAddressAsync(CancellationToken ct)
    {
        if (!IsOn) return null;
        try
        {
            var known = services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(Scheme);
            var address = (await known.ConfigurationManager!.GetConfigurationAsync(ct)).EndSessionEndpoint;
            return string.IsNullOrEmpty(address) ? null : QueryHelpers.AddQueryString(address, new Dictionary<string, string?>
            {
                ["client_id"] = console.ClientId, ["post_logout_redirect_uri"] = console.PublicBase + PagePipeline.SignIn,
            });
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.Unreachable(logger, e.GetType().Name);
            return null;
        }
    }

    private async Task<OpenIdConnectHandler> HandlerAsync(HttpContext http)
    {
        var handler = services.GetRequiredService<OpenIdConnectHandler>();
        await handler.InitializeAsync(new(Scheme, null, typeof(OpenIdConnectHandler)), http);
        return handler;
    }

    public static IServiceCollection Add(IServiceCollection services)
    {
        services.AddWebEncoders().AddOptions<ConsoleOptions>();
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<ConsoleOptions>, ILogger<OpenId>>(
            (to, console, logger) => Configure(to, console.Value, logger));
        return services
            .AddSingleton<IValidateOptions<ConsoleOptions>, ConsoleOptionsValidation>()
            .AddSingleton<IDataProtectionProvider, SealedProtection>()
            .AddSingleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>()
            .AddTransient<OpenIdConnectHandler>()
            .AddSingleton<OpenId>();
    }

    /// <summary>Everything that is checked of the provider's answer; the library's own checks are all left on.</summary>
    private static void Configure(OpenIdConnectOptions to, ConsoleOptions console, ILogger<OpenId> logger)
    {
        var isPlain = console.Authority.StartsWith(Uri.UriSchemeHttp + ":", StringComparison.Ordinal);
        (to.Authority, to.ClientId) = (console.Authority, console.ClientId);
        to.ClientSecret = console.ClientSecret.Length > 0 ? console.ClientSecret : null;
        to.CallbackPath = Callback;
        to.RequireHttpsMetadata = !isPlain;
        to.ResponseType = OpenIdConnectResponseType.Code;
        // By GET, so that the cookies of the trip need not be sent with other sites' forms.
        to.ResponseMode = OpenIdConnectResponseMode.Query;
        to.UsePkce = true;
        to.MapInboundClaims = false;
        // They would take away the issuer.
        to.ClaimActions.Clear();
        to.SaveTokens = false;
        to.DisableTelemetry = true;
        to.BackchannelTimeout = TimeSpan.FromSeconds(10);
        to.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
        to.TokenValidationParameters.ValidAlgorithms =
            [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];
        to.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(2);
        foreach (var cookie in new[] { to.CorrelationCookie, to.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = console.PublicBase.StartsWith(Uri.UriSchemeHttp + ":", StringComparison.Ordinal)
                ? CookieSecurePolicy.None
                : CookieSecurePolicy.Always;
        }
        to.Events.OnRedirectToIdentityProvider = go =>
        {
            // The request's own host may be a proxy's, or whatever the caller wrote.
            go.ProtocolMessage.RedirectUri = console.PublicBase + Callback;
            return Task.CompletedTask;
        };
        to.Events.OnTicketReceived = back =>
        {
            back.HttpContext.Items[Result] = Read(back);
            back.HandleResponse();
            return Task.CompletedTask;
        };
        to.Events.OnRemoteFailure = failed =>
        {
            // The type alone: the message may hold what the provider wrote.
            Log.Failed(logger, failed.Failure?.GetType().Name ?? "none");
            failed.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static Return? Read(TicketReceivedContext back)
    {
        string? Claim(string type) => back.Principal?.FindFirst(type)?.Value;
        var items = back.Properties!.Items;
        string? Item(string key) => items.TryGetValue(key, out var value) && value is { Length: > 0 } ? value : null;
        if (Claim("iss") is not { Length: > 0 } issuer || Claim("sub") is not { Length: > 0 } subject) return null;
        var at = long.TryParse(Claim("auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : (DateTimeOffset?)null;
        return new(new(issuer, subject, Claim("preferred_username") ?? Claim("email") ?? Claim("name") ?? ""),
            new(Item(nameof(Trip.To)) ?? "/console", Item(nameof(Trip.Session)), Item(nameof(Trip.Invitation))),
            at is null ? null : DateTimeOffset.UtcNow - at);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A sign-in at the provider was refused: {Failure}.")]
        public static partial void Failed(ILogger logger, string failure);

        [LoggerMessage(2, LogLevel.Error, "The sign-in provider cannot be reached: {Failure}.")]
        public static partial void Unreachable(ILogger logger, string failure);
    }
}

/// <summary>The library's protection of its cookies and its state, by our own seal: on every instance the same, nothing stored.</summary>
internal sealed class SealedProtection(Sealing sealing, string purpose) : IDataProtector
{
    public SealedProtection(Sealing sealing) : this(sealing, "protection")
    {
    }

    public IDataProtector CreateProtector(string name) => new SealedProtection(sealing, $"{purpose}|{name.Length}|{name}");

    public byte[] Protect(byte[] plaintext) => sealing.SealBytes(purpose, plaintext);

    public byte[] Unprotect(byte[] protectedData) => sealing.OpenBytes(purpose, protectedData)
        ?? throw new System.Security.Cryptography.CryptographicException("This was not sealed here for this purpose.");
}
