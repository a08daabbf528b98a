using Outreach.App;
using Outreach.Core.Subscribers;

namespace Outreach.Console.Tests;

/// <summary>A person is told of another partner's programme, goes by own JOIN, and takes nothing along.</summary>
public sealed class TransferApiTests
{
    [Fact]
    public async Task She_is_told_and_goes_by_her_own_JOIN()
    {
        using var world = await Some.WorldAsync();
        await PartnerApiTests.CreateAsync(world);
        var farmer = await NumbersApiTests.FarmerAsync(world);
        object To(string code) => new { programme = "maize", personId = farmer, to = code };
        Assert.Equal((200, "Peas"), await ToldAsync(world, To(" peas ")));
        await world.PumpAsync();
        var sms = world.Gateway.Sent.Last(s => s.To == Some.Farmer).Text;
        Assert.Contains("JIUNGE PEAS", sms, StringComparison.Ordinal);
        Assert.Equal(409, (await world.PostAsync("/api/v1/people/transfer", To("PEAS"))).Status);
        Assert.Contains(world.Audit, a => a.What == "person.transfer" && a.Subject == farmer && a.About == "told of Peas");
        // The new partner has heard nothing yet.
        Assert.Empty(await world.Get<People>().DirectoryAsync("peas", default));

        await world.Get<IInbound>().SmsAsync(new InboundSms("open", "join-1", Some.Farmer, "22384", "JIUNGE PEAS"), default);
        await world.PumpAsync();
        await world.ADayAsync();
        var there = Assert.Single(await world.Get<People>().DirectoryAsync("peas", default));
        // Name and language go with her own word; place and crops are asked there.
        Assert.Equal(("Wanjiku", ""), (there.Name, there.Place));
        Assert.NotNull((await world.Get<People>().FindAsync("maize", farmer, default))!.LeftAt);
        Assert.Equal(409, (await world.PostAsync("/api/v1/people/transfer", To("PEAS"))).Status);
    }

    [Theory]
    [InlineData("NOBODY")]
    [InlineData("")]
    [InlineData("MAIZE")]
    public async Task A_code_of_no_other_open_programme_is_refused(string code)
    {
        using var world = await Some.WorldAsync();
        // Her own programme is open too.
        await world.ApprovedAsync(await world.PostAsync("/api/v1/programmes/maize",
            ProgrammeApiTests.Body("selfRegistration", "{\"open\":true,\"code\":\"MAIZE\"}")));
        Assert.Contains(await world.Get<OpenProgrammes>().InAsync("KE", default), p => p.Code == "MAIZE");
        var refused = await world.PostAsync("/api/v1/people/transfer",
            new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(world), to = code });
        Assert.Equal((400, "to"), (refused.Status, refused["field"]));
    }

    private static async Task<(int, string?)> ToldAsync(World world, object body)
    {
        var told = await world.PostAsync("/api/v1/people/transfer", body);
        return (told.Status, told["to"]);
    }
}
