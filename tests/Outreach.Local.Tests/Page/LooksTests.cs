using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Outreach.Local.Tests.Page;

/// <summary>The page for every reader: any width, by day and night, with large letters, with a screen reader, without scripts.</summary>
public sealed class LooksTests(HostFixture fixture, ITestOutputHelper output) : IClassFixture<HostFixture>
{
    private const string Trader = "+8801711000001";
    private const string Farmer = "+8801711000011";

    [Fact]
    public async Task Axe_finds_nothing_and_the_page_fits()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(360, 900, async page =>
        {
            var simulator = await new SimulatorOnPage(page, fixture.Host).OpenAsync(Trader, Farmer);
            await BusyAsync(simulator);
            await Looks.EachAsync(page, "busy");
            await EmptyAsync(simulator);
            await Looks.EachAsync(page, "empty");
        }, expectsRefusals: true);
    }

    [Fact]
    public async Task Night_is_dark()
    {
        if (!Browser.IsHere(output)) return;
        foreach (var dark in new[] { false, true })
        {
            await fixture.Browser.RunAsync(1280, 900, async page =>
            {
                await new SimulatorOnPage(page, fixture.Host).OpenAsync(Trader, Farmer);
                var paper = await page.EvaluateAsync<int>("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])");
                Assert.Equal(dark, paper < 128);
            }, dark: dark);
        }
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Large_letters_are_large_everywhere(int width)
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(width, 900, async page =>
        {
            var simulator = await new SimulatorOnPage(page, fixture.Host).OpenAsync(Trader, Farmer);
            var phone = simulator.First;
            foreach (var part in new[] { phone.Screen, phone.Answer, phone.NewMessage, phone.Send, phone.Call, phone.Person })
                Assert.True(await part.EvaluateAsync<double>("part => parseFloat(getComputedStyle(part).fontSize)") >= 28);
            await simulator.FitsAsync();
            await simulator.PictureAsync($"large-{width}.png", wholePage: true);
        }, fontSize: 32);
    }

    [Fact]
    public async Task Without_scripts_a_sentence_says_what_to_do()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(360, 740, async page =>
        {
            await page.GotoAsync($"{fixture.Host.Address}/simulator");
            await Assertions.Expect(page.Locator("noscript p")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("noscript p")).ToContainTextAsync("This page needs JavaScript");
        }, scripts: false);
    }

    /// <summary>Messages, a menu, a person chosen, the footer open and a notice.</summary>
    private static async Task BusyAsync(SimulatorOnPage simulator)
    {
        await simulator.First.DialAsync();
        await simulator.First.ShowsAsync("Outreach");
        await simulator.First.SendAsync("HELP");
        await Assertions.Expect(simulator.First.Received.First).ToBeVisibleAsync();
        await simulator.Page.Locator("footer summary").First.ClickAsync();
        await simulator.Page.RouteAsync("**/simulator/conversation*", route => route.AbortAsync());
        await Assertions.Expect(simulator.Notice).ToContainTextAsync("The host does not answer");
        await simulator.Page.UnrouteAsync("**/simulator/conversation*");
    }

    private static async Task EmptyAsync(SimulatorOnPage simulator)
    {
        await simulator.First.UseNumberAsync("12");
        await simulator.First.SendAsync("1");
        await Assertions.Expect(simulator.First.NumberProblem).Not.ToBeEmptyAsync();
    }
}
