using Microsoft.Playwright;

namespace Outreach.Local.Tests.Page;

/// <summary>The simulator's page as a person sees it: two phones, the clock, and the notices.</summary>
internal sealed class SimulatorOnPage(IPage page, RunningHost host)
{
    public IPage Page => page;

    public PhoneOnPage First { get; } = new(page, "First phone");

    public PhoneOnPage Second { get; } = new(page, "Second phone");

    public ILocator Notice => page.Locator("#notice");

    public ILocator ClockProblem => page.Locator("#clock-error");

    public ILocator Time => page.Locator("#now");

    /// <summary>The button that shows the second phone on a narrow page, with its count of new SMS.</summary>
    public ILocator ShowSecond => page.GetByRole(AriaRole.Button, new() { Name = "Second phone" });

    public async Task<SimulatorOnPage> OpenAsync(string first, string second)
    {
        await page.GotoAsync($"{host.Address}/simulator?a={Uri.EscapeDataString(first)}&b={Uri.EscapeDataString(second)}");
        foreach (var phone in new[] { First, Second }) await Assertions.Expect(phone.Facts).ToContainTextAsync("+");
        return this;
    }

    public Task AdvanceAsync(string by) => page.GetByRole(AriaRole.Button, new() { Name = by, Exact = true }).ClickAsync();

    /// <summary>The page has no horizontal scrolling.</summary>
    public async Task FitsAsync() =>
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth === document.documentElement.clientWidth"));

    /// <summary>Saves a screenshot if OUTREACH_SCREENSHOTS names a folder.</summary>
    public async Task PictureAsync(string name, bool wholePage = false)
    {
        if (Environment.GetEnvironmentVariable("OUTREACH_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name), FullPage = wholePage });
    }
}
