using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Outreach.Console.Tests.Pages;

/// <summary>Signing in anew with an account, and out of it.</summary>
[Collection(ProviderCollection.Name)]
public sealed class AccountAnewTests(ProviderFixture fixture)
{
    private readonly Provider provider = fixture.Fresh();

    private Task<World> WorldAsync() => Some.WorldAsync(provider.Settings);

    [Theory]
    [InlineData(0, true)]
    [InlineData(600, false)]
    [InlineData(null, false)]
    public async Task Signing_in_anew_asks_for_the_password_and_looks_whether_it_was_typed(int? secondsAgo, bool goesOn)
    {
        using var world = await WorldAsync();
        await world.ConnectAsync(provider, "office");
        var visitor = new Visitor(world);
        await visitor.GetAsync(await visitor.TripAsync(provider));
        world.Clock.Advance(Duration.FromMinutes(11));
        var path = $"/console/maize/approvals/{await world.WaitingAsync()}";
        var again = (await visitor.FillAsync(path, path, ("decision", "approve"))).Location!;
        var page = (await visitor.GetAsync(again)).Html;
        var leave = System.Net.WebUtility.HtmlDecode(page.Split("href=\"/console/sign-in-account")[1].Split('"')[0]);
        provider.SignedInAt = secondsAgo is { } ago ? DateTimeOffset.UtcNow.AddSeconds(-ago) : null;
        var back = await visitor.TripAsync(provider, "/console/sign-in-account" + leave, bend: address =>
        {
            var query = QueryHelpers.ParseQuery(new Uri(address).Query);
            Assert.Equal(("login", "0"), (query["prompt"].ToString(), query["max_age"].ToString()));
            // The provider here would otherwise refuse by itself what our own look is for.
            return SignInWorld.With(SignInWorld.With(address, "prompt", null), "max_age", null);
        });
        var seen = await visitor.GetAsync(back);
        Assert.Equal(goesOn ? 303 : 422, seen.Status);
        if (goesOn)
        {
            var done = await visitor.FillAsync(seen.Location!, path, ("decision", "approve"));
            Assert.Equal("/console/maize/approvals?done=Approved", done.Location);
        }
        else Assert.Contains("does not say that you typed your password", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_account_does_not_prove_a_session_anew()
    {
        using var world = await WorldAsync();
        await world.ConnectAsync(provider);
        var visitor = await Visitor.InAsync(world);
        var seen = await visitor.GetAsync(await visitor.TripAsync(provider, "/console/sign-in-account?again=1"));
        Assert.Equal(422, seen.Status);
        Assert.Contains("office", (await visitor.GetAsync("/console/you")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_out_of_reach_is_told_on_a_page()
    {
        // Nothing listens there.
        using var world = await Some.WorldAsync(s =>
        {
            provider.Settings(s);
            s.Configure<ConsoleOptions>(o => o.Authority = "http://127.0.0.1:9");
        });
        var seen = await new Visitor(world).GetAsync("/console/sign-in-account");
        Assert.Equal(503, seen.Status);
        Assert.Contains("Provider cannot be reached now", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_offers_the_providers_sign_out_too()
    {
        using var world = await WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var seen = await visitor.FillAsync("/console/you", "/console/sign-out");
        Assert.Equal("/console/signed-out", seen.Location);
        var page = System.Net.WebUtility.HtmlDecode((await visitor.GetAsync(seen.Location!)).Html);
        Assert.Contains($"{provider.Address}/end?client_id={Provider.ClientId}", page, StringComparison.Ordinal);
        Assert.Contains("post_logout_redirect_uri=https%3A%2F%2Foutreach.example%2Fconsole%2Fsign-in", page, StringComparison.Ordinal);
    }
}
