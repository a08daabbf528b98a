using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>Making an account a member of staff's: neither the manager nor the phone alone is enough.</summary>
[Collection(ProviderCollection.Name)]
public sealed class InvitationTests(ProviderFixture fixture)
{
    private readonly Provider provider = fixture.Fresh();

    private Task<World> WorldAsync() => Some.WorldAsync(s => { provider.Settings(s); SignInWorld.Staff(s); });

    [Fact]
    public async Task An_invitation_opens_for_the_invited_alone_once_and_for_72_hours()
    {
        using var world = await WorldAsync();
        var token = await world.InviteAsync("second");
        Assert.DoesNotContain(world.Tables.All(Table.Staff), r => r.Data.Contains(token, StringComparison.Ordinal));

        // The inviter has the link, and is somebody else.
        var office = await Visitor.InAsync(world);
        Assert.Contains("used, too old or for somebody else", (await office.GetAsync($"/console/invitation-{token}")).Text,
            StringComparison.Ordinal);
        var page = await office.GetAsync(await office.TripAsync(provider, $"/console/sign-in-account?invitation={token}"));
        Assert.Contains("used, too old or for somebody else", page.Text, StringComparison.Ordinal);

        var second = await Visitor.InAsync(world, "second");
        Assert.Contains("office invited second", (await second.GetAsync($"/console/invitation-{token}")).Text, StringComparison.Ordinal);
        var ask = await second.GetAsync(await second.TripAsync(provider, $"/console/sign-in-account?invitation={token}"));
        var fields = ask.FormTo("/console/connect");

        // The ticket is the session's: nobody else sends it.
        var hidden = (await office.GetAsync("/console/you")).FormTo("/console/sign-out");
        Assert.Equal(403, (await office.PostAsync("/console/connect", ("once", hidden["once"]), ("seal", hidden["seal"]),
            ("ticket", fields["ticket"]))).Status);
        Assert.Equal(303, (await second.PostAsync("/console/connect", [.. fields.Select(f => (f.Key, f.Value))])).Status);
        Assert.Equal(409, (await second.PostAsync("/console/connect", [.. fields.Select(f => (f.Key, f.Value))])).Status);
        Assert.Contains("used, too old", (await second.GetAsync($"/console/invitation-{token}")).Text, StringComparison.Ordinal);

        var late = await world.InviteAsync("second");
        world.Clock.Advance(Duration.FromHours(72));
        second = await Visitor.InAsync(world, "second");
        Assert.Contains("used, too old", (await second.GetAsync($"/console/invitation-{late}")).Text, StringComparison.Ordinal);
    }

    /// <summary>Who signs in by one phone becomes one who approves, with the manager's link in hand.</summary>
    [Fact]
    public async Task A_phone_and_an_invitation_together_connect_an_account()
    {
        using var world = await WorldAsync();
        var visitor = new Visitor(world);
        var token = await world.InviteAsync("one-phone");
        Assert.StartsWith("/console/sign-in?to=", (await visitor.GetAsync($"/console/invitation-{token}")).Location,
            StringComparison.Ordinal);
        await visitor.ByCodeAsync(world, SignInWorld.OnePhone);
        Assert.Equal(403, (await visitor.GetAsync("/console/health")).Status);
        var ask = await visitor.GetAsync(await visitor.TripAsync(provider, $"/console/sign-in-account?invitation={token}"));
        await visitor.PostAsync("/console/connect", [.. ask.FormTo("/console/connect").Select(f => (f.Key, f.Value))]);
        Assert.Equal(200, (await visitor.GetAsync("/console/health")).Status);
    }

    [Fact]
    public async Task An_account_is_one_persons_and_a_manager_takes_it_away()
    {
        using var world = await WorldAsync();
        await world.ConnectAsync(provider);
        var token = await world.InviteAsync("one-phone");
        var other = new Visitor(world);
        await other.ByCodeAsync(world, SignInWorld.OnePhone);
        var ask = await other.GetAsync(await other.TripAsync(provider, $"/console/sign-in-account?invitation={token}"));
        var fields = ask.FormTo("/console/connect").Select(f => (f.Key, f.Value));
        Assert.Equal(409, (await other.PostAsync("/console/connect", [.. fields])).Status);

        var second = new Visitor(world);
        await second.GetAsync(await second.TripAsync(provider));
        Assert.Equal(200, (await second.GetAsync("/console/you")).Status);
        var office = await Visitor.InAsync(world);
        Assert.Equal("/console/maize/staff?done=Disconnected", (await office.ActAsync("second", "disconnect")).Location);
        Assert.Equal(303, (await second.GetAsync("/console/you")).Status);
        Assert.Equal(422, (await second.GetAsync(await second.TripAsync(provider))).Status);
    }

    [Theory]
    [InlineData("beans-desk")]
    [InlineData("read")]
    [InlineData("coordinate")]
    public async Task Who_does_not_manage_there_invites_nobody(string holder)
    {
        using var world = await WorldAsync();
        var visitor = await Visitor.InAsync(world, holder);
        var hidden = (await visitor.GetAsync("/console/no/such")).FormTo("/console/sign-out");
        var seen = await visitor.PostAsync("/console/maize/staff", ("once", hidden["once"]), ("seal", hidden["seal"]), ("name", "second"),
            ("act", "invite"));
        Assert.Contains(seen.Status, new[] { 403, 404 });
        Assert.DoesNotContain(world.Tables.All(Table.Staff), r => r.Key.Partition == "invitations");
    }

    [Theory]
    [InlineData("", "", "", null)]
    [InlineData("https://outreach.example", "", "", null)]
    [InlineData("http://outreach.example", "", "", "PublicBase")]
    [InlineData("https://outreach.example/", "", "", "PublicBase")]
    [InlineData("https://outreach.example/x", "", "", "PublicBase")]
    [InlineData("", "https://id.example", "id", "PublicBase")]
    [InlineData("https://outreach.example", "http://id.example", "id", "Authority")]
    [InlineData("https://outreach.example", "https://login.microsoftonline.com/common/v2.0", "id", "Authority")]
    [InlineData("https://outreach.example", "https://id.example", "", "ClientId")]
    [InlineData("https://outreach.example", "https://id.example", "id", null)]
    public void Settings_that_are_not_safe_stop_the_start(string home, string authority, string client, string? setting)
    {
        var options = new ConsoleOptions { PublicBase = home, Authority = authority, ClientId = client, ProviderName = "Provider" };
        var problem = ConsoleOptionsValidation.Problem(options);
        if (setting is null) Assert.Null(problem);
        else Assert.Contains("Console__" + setting, problem, StringComparison.Ordinal);
    }
}
