using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Outreach.Console.Tests.Pages;

/// <summary>An OpenID Connect provider on this machine: discovery, keys, authorization code with PKCE, RS256. Whoever comes is signed in as
/// <see cref="Subject"/>.</summary>
internal sealed class Provider : IAsyncDisposable
{
    private static readonly RsaSecurityKey key = new(RSA.Create(2048));

    public const string ClientId = "outreach-console";
    public const string Secret = "secret-of-the-console-at-the-provider";
    public const string Home = "https://outreach.example";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, bool> usedCodes = [];
    private readonly HttpClient browser = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

    private Provider(WebApplication app) => this.app = app;

    public string Subject { get; set; } = "subject-1";

    /// <summary>When the account signed in here; null where the provider does not say.</summary>
    public DateTimeOffset? SignedInAt { get; set; } = DateTimeOffset.UtcNow;

    /// <summary>Bends the id token before it is signed.</summary>
    public Action<ClaimsPrincipal>? Bend { get; set; }

    /// <summary>Codes that came a second time.</summary>
    public int Replays { get; private set; }

    public string Address => app.Urls.First();

    public static async Task<Provider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        Provider? self = null;
        builder.Services.AddOpenIddict().AddServer(server => Set(server, () => self!));
        var app = builder.Build();
        app.UseAuthentication();
        self = new Provider(app);
        await app.StartAsync();
        return self;
    }

    /// <summary>The console's settings for this provider. A busy machine may take its time.</summary>
    public void Settings(IServiceCollection services)
    {
        services.Configure<ConsoleOptions>(to =>
            (to.Authority, to.ClientId, to.ClientSecret, to.ProviderName, to.PublicBase) = (Address, ClientId, Secret, "Provider", Home));
        services.Configure<OpenIdConnectOptions>("account", to => to.BackchannelTimeout = TimeSpan.FromMinutes(2));
    }

    /// <summary>As it was before any test.</summary>
    public void Reset() => (Subject, SignedInAt, Bend, Replays) = ("subject-1", DateTimeOffset.UtcNow, null, 0);

    /// <summary>What the browser is sent back to after it came with this address; null where the provider shows a fault.</summary>
    public async Task<string?> VisitAsync(string address)
    {
        using var answer = await browser.GetAsync(new Uri(address));
        return answer.Headers.Location?.ToString();
    }

    private static void Set(OpenIddictServerBuilder server, Func<Provider> self)
    {
        server.EnableDegradedMode().AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("end");
        server.RegisterScopes(Scopes.Profile);
        server.AddSigningKey(key).AddEncryptionKey(new SymmetricSecurityKey(new byte[32]));
        server.UseAspNetCore().DisableTransportSecurityRequirement();
        server.AddEventHandler<ValidateAuthorizationRequestContext>(b => b.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || context.RedirectUri != Home + "/console/signin-oidc")
                context.Reject(Errors.InvalidClient, "Another client, or another address.");
            return default;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(b => b.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || context.ClientSecret != Secret) context.Reject(Errors.InvalidClient, "Another client.");
            else if (!self().usedCodes.TryAdd(context.Request.Code ?? "", true))
            {
                self().Replays++;
                context.Reject(Errors.InvalidGrant, "The code is used.");
            }
            return default;
        }));
        server.AddEventHandler<ValidateEndSessionRequestContext>(b => b.UseInlineHandler(_ => default));
        server.AddEventHandler<HandleAuthorizationRequestContext>(b => b.UseInlineHandler(context =>
        {
            context.SignIn(self().Principal());
            return default;
        }));
        server.AddEventHandler<GenerateTokenContext>(b => b.UseInlineHandler(context =>
        {
            if (context.TokenType is "urn:ietf:params:oauth:token-type:id_token" or "id_token") self().Bend?.Invoke(context.Principal);
            return default;
        }).SetOrder(int.MinValue));
    }

    private ClaimsPrincipal Principal()
    {
        var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
        identity.AddClaim(new Claim(Claims.Subject, Subject));
        identity.AddClaim(new Claim(Claims.PreferredUsername, $"{Subject}@provider.example"));
        if (SignedInAt is { } at)
            identity.AddClaim(new Claim(Claims.AuthenticationTime, at.ToUnixTimeSeconds().ToString(
                System.Globalization.CultureInfo.InvariantCulture), ClaimValueTypes.Integer64));
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(Scopes.OpenId, Scopes.Profile);
        return principal;
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>One provider for all tests, which come one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ProviderCollection : ICollectionFixture<ProviderFixture>
{
    public const string Name = "provider";
}

public sealed class ProviderFixture : IAsyncLifetime
{
    private Provider? provider;

    internal Provider Fresh()
    {
        provider!.Reset();
        return provider;
    }

    public async Task InitializeAsync() => provider = await Provider.StartAsync();

    public async Task DisposeAsync() => await provider!.DisposeAsync();
}
