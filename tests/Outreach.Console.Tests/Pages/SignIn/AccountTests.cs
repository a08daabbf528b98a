using System.Security.Claims;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using OpenIddict.Abstractions;
using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>Signing in with an account at a real OpenID Connect provider, and all that must not sign anybody in.</summary>
[Collection(ProviderCollection.Name)]
public sealed class AccountTests(ProviderFixture fixture)
{
    private readonly Provider provider = fixture.Fresh();

    private async Task<World> WorldAsync(Action<IServiceCollection>? more = null) =>
        await Some.WorldAsync(s => { provider.Settings(s); more?.Invoke(s); });

    [Fact]
    public async Task An_invited_account_signs_in_and_comes_back_to_the_page()
    {
        using var world = await WorldAsync();
        await world.ConnectAsync(provider);
        var visitor = new Visitor(world);
        Assert.Contains("href=\"/console/sign-in-account?to=%2Fconsole%2Fmaize%2Fpeople\"",
            (await visitor.GetAsync("/console/sign-in?to=/console/maize/people")).Html, StringComparison.Ordinal);
        var back = await visitor.TripAsync(provider, "/console/sign-in-account?to=/console/maize/people");
        var seen = await visitor.GetAsync(back);
        Assert.Equal((303, "/console/maize/people"), (seen.Status, seen.Location));
        var you = await visitor.GetAsync("/console/you");
        Assert.Contains("second", you.Text, StringComparison.Ordinal);
        Assert.Contains("subject-1@provider.example", you.Text, StringComparison.Ordinal);
        // As good as a key: an approval is given.
        var path = $"/console/maize/approvals/{await world.WaitingAsync()}";
        var approved = await visitor.FillAsync(path, path, ("decision", "approve"));
        Assert.DoesNotContain("again", approved.Location ?? "", StringComparison.Ordinal);
        Assert.Contains(world.Audit, a => a is { Who: "second", What: "page.connect" });
        Assert.DoesNotContain(world.Tables.All(Table.Staff), r => (r.Key.Row + r.Data).Contains("subject-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_trip_has_pkce_state_and_nonce_and_its_cookies_are_for_the_way_back_only()
    {
        using var world = await WorldAsync();
        var seen = await new Visitor(world).GetAsync("/console/sign-in-account", ("Host", "evil.example"),
            ("X-Forwarded-Host", "evil.example"));
        var query = QueryHelpers.ParseQuery(new Uri(seen.Location!).Query);
        Assert.Equal(("code", "S256", Provider.ClientId, "openid profile", Provider.Home + "/console/signin-oidc"),
            (query["response_type"].ToString(), query["code_challenge_method"].ToString(), query["client_id"].ToString(),
                query["scope"].ToString(), query["redirect_uri"].ToString()));
        foreach (var name in new[] { "state", "nonce", "code_challenge" }) Assert.True(query[name].ToString().Length >= 43, name);
        foreach (var cookie in seen.Response.Headers.SetCookie)
        {
            foreach (var part in new[] { "path=/console/signin-oidc", "secure", "httponly", "samesite=lax" })
                Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Equal(2, seen.Response.Headers.SetCookie.Count);
        Assert.Equal("no-store", seen.Response.Headers.CacheControl.ToString().Split(',')[0]);
    }

    [Fact]
    public async Task An_unknown_account_is_nobodys()
    {
        using var world = await WorldAsync();
        await world.ConnectAsync(provider);
        provider.Subject = "subject-2";
        await RefusedAsync(world, new Visitor(world), v => v.TripAsync(provider), "nobody’s here");
    }

    public static TheoryData<string> Bent => ["issuer", "expired", "audience", "nonce", "subject"];

    [Theory]
    [MemberData(nameof(Bent))]
    public async Task A_bent_token_signs_nobody_in(string what)
    {
        using var world = await WorldAsync();
        await world.ConnectAsync(provider);
        provider.Bend = token =>
        {
            if (what == "issuer") token.SetClaim(OpenIddictConstants.Claims.Private.Issuer, "http://127.0.0.1:1/");
            if (what == "expired")
                token.SetCreationDate(DateTimeOffset.UtcNow.AddHours(-2)).SetExpirationDate(DateTimeOffset.UtcNow.AddHours(-1));
            if (what == "audience") token.SetAudiences("another-client");
            if (what == "nonce") token.SetClaim(OpenIddictConstants.Claims.Nonce, "another");
            if (what == "subject") ((ClaimsIdentity)token.Identity!).RemoveClaim(token.FindFirst(OpenIddictConstants.Claims.Subject));
        };
        await RefusedAsync(world, new Visitor(world), v => v.TripAsync(provider));
        provider.Bend = null;
        Assert.Equal(303, (await Signed(world)).Status);
    }

    /// <summary>What an attacker changes on the way to the provider.</summary>
    [Theory]
    [InlineData("nonce")]
    [InlineData("code_challenge")]
    public async Task A_bent_question_signs_nobody_in(string parameter)
    {
        using var world = await WorldAsync();
        await world.ConnectAsync(provider);
        await RefusedAsync(world, new Visitor(world), v => v.TripAsync(provider, bend: address => SignInWorld.With(address, parameter,
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")));
    }

    [Fact]
    public async Task Without_pkce_the_provider_lets_nobody_through()
    {
        using var world = await WorldAsync();
        var leave = (await new Visitor(world).GetAsync("/console/sign-in-account")).Location!;
        var plain = SignInWorld.With(SignInWorld.With(leave, "code_challenge", null), "code_challenge_method", null);
        var back = await provider.VisitAsync(plain);
        Assert.DoesNotContain("code=", back ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_back_is_good_once()
    {
        using var world = await WorldAsync();
        await world.ConnectAsync(provider);
        var visitor = new Visitor(world);
        var back = await visitor.TripAsync(provider);
        var cookies = visitor.Cookies.ToDictionary();
        Assert.Equal(303, (await visitor.GetAsync(back)).Status);
        await RefusedAsync(world, new Visitor(world), _ => Task.FromResult(back));
        // Even with the cookies of the first time, the code is used.
        var thief = new Visitor(world);
        foreach (var (name, value) in cookies) thief.Keep(name, value);
        await RefusedAsync(world, thief, _ => Task.FromResult(back));
        Assert.Equal(1, provider.Replays);
    }

    [Theory]
    [InlineData("state", null)]
    [InlineData("state", "x")]
    [InlineData("code", null)]
    [InlineData("code", "x")]
    public async Task A_way_back_without_what_belongs_to_it_ends_on_a_page(string parameter, string? value)
    {
        using var world = await WorldAsync();
        await world.ConnectAsync(provider);
        await RefusedAsync(world, new Visitor(world), async v => SignInWorld.With(await v.TripAsync(provider), parameter, value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?error=access_denied")]
    [InlineData("?error=server_error&error_description=%3Cb%3Eevil")]
    [InlineData("?code=x&state=y")]
    public async Task Whatever_comes_back_unasked_ends_on_a_page(string query)
    {
        using var world = await WorldAsync();
        await RefusedAsync(world, new Visitor(world), _ => Task.FromResult("/console/signin-oidc" + query));
    }

    /// <summary>An attacker sends somebody their own way back, so that they work in the attacker's name.</summary>
    [Fact]
    public async Task Another_browsers_way_back_signs_nobody_in()
    {
        using var world = await WorldAsync();
        await world.ConnectAsync(provider);
        var back = await new Visitor(world).TripAsync(provider);
        var victim = new Visitor(world);
        await victim.TripAsync(provider);
        await RefusedAsync(world, victim, _ => Task.FromResult(back));
    }

    [Fact]
    public async Task Who_was_taken_from_the_settings_does_not_come_in()
    {
        using var world = await WorldAsync();
        await world.ConnectAsync(provider);
        foreach (var change in new Action<OutreachOptions>[]
        {
            o => { o.ApiKeys.Remove("second"); o.ApiGrants.Remove("second"); },
            o => o.ApiGrants["second"].Until = "2026-02-01",
            // The name is another person's now.
            o => o.ApiGrants["second"].Owner = "Somebody New",
        })
        {
            using var later = new World(change: s => { provider.Settings(s); s.Configure(change); });
            later.Load(world);
            await RefusedAsync(later, new Visitor(later), v => v.TripAsync(provider), "nobody’s here");
        }
    }

    [Fact]
    public async Task Whoever_writes_into_storage_adds_no_account()
    {
        using var world = await WorldAsync();
        await world.ConnectAsync(provider);
        var row = Assert.Single(world.Tables.All(Table.Staff), r => r.Key.Partition == Keys.StaffAccounts);
        using var attackers = new World(change: s => s.Configure<OutreachOptions>(o => o.PinPepper = "pepper-of-the-attacker"));
        var seal = attackers.Get<Sealing>();
        var forged = new BoundAccount("office", "office", new(provider.Address + "/", "subject-1", ""), world.Clock.GetCurrentInstant());
        await world.Tables.UpsertAsync(row.Key, Json.Write(new SealedRow(seal.Seal("staff account", forged))), default);
        await RefusedAsync(world, new Visitor(world), v => v.TripAsync(provider), "nobody’s here");
        // Nor does a row that is right count under another account's key.
        provider.Subject = "subject-2";
        var issuer = world.Get<Sealing>().Open<BoundAccount>("staff account", Json.Read<SealedRow>(row.Data).Sealed)!.Account.Issuer;
        await world.Tables.UpsertAsync(Keys.StaffAccount(world.Get<Sealing>().Mark("staff account", $"{issuer}\nsubject-2")), row.Data,
            default);
        await RefusedAsync(world, new Visitor(world), v => v.TripAsync(provider), "nobody’s here");
    }

    [Fact]
    public async Task Two_instances_share_the_way_and_one_with_another_pepper_does_not()
    {
        using var one = await WorldAsync();
        await one.ConnectAsync(provider);
        using var two = new World(change: provider.Settings);
        two.Load(one);
        using var other = new World(change: s =>
        {
            provider.Settings(s);
            s.Configure<OutreachOptions>(o => o.PinPepper = "another-pepper-of-16");
        });
        other.Load(one);
        foreach (var (world, signsIn) in new[] { (two, true), (other, false) })
        {
            var visitor = new Visitor(one);
            var back = await visitor.TripAsync(provider);
            var there = new Visitor(world);
            foreach (var (name, value) in visitor.Cookies) there.Keep(name, value);
            Assert.Equal(signsIn ? 303 : 422, (await there.GetAsync(back)).Status);
            Assert.Equal(signsIn ? 200 : 303, (await there.GetAsync("/console/you")).Status);
        }
    }

    private async Task<Seen> Signed(World world)
    {
        var visitor = new Visitor(world);
        return await visitor.GetAsync(await visitor.TripAsync(provider));
    }

    /// <summary>A page with a sentence, no session, and nothing of the way back on it.</summary>
    private static async Task RefusedAsync(World world, Visitor visitor, Func<Visitor, Task<string>> trip,
        string sentence = "was not finished")
    {
        var seen = await visitor.GetAsync(await trip(visitor));
        Assert.Equal(422, seen.Status);
        Assert.Contains(sentence, seen.Text, StringComparison.Ordinal);
        // Neither as marks nor as words; only the form of the languages keeps the address, as it came.
        Assert.DoesNotContain("b>evil", System.Net.WebUtility.HtmlDecode(seen.Html), StringComparison.Ordinal);
        Assert.Equal(303, (await visitor.GetAsync("/console/you")).Status);
        Assert.DoesNotContain(world.Warnings,
            w => w.Contains("subject-", StringComparison.Ordinal) || w.Contains("code=", StringComparison.Ordinal));
    }
}
