using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Outreach.Local.Tests.Page;

/// <summary>A page at several widths, by day and by night: it fits, and axe finds nothing. Pictures go to OUTREACH_SCREENSHOTS.</summary>
internal static class Looks
{
    private static readonly (int Width, bool Dark)[] few = [(320, true), (768, false), (1280, false)];
    private static readonly (int Width, bool Dark)[] all =
        [.. from width in new[] { 320, 360, 768, 1280 } from dark in new[] { true, false } select (width, dark)];

    private static readonly string? folder = Environment.GetEnvironmentVariable("OUTREACH_SCREENSHOTS");
    private static readonly bool isFull = Environment.GetEnvironmentVariable("OUTREACH_FULL") == "1";

    /// <summary>All rules at first; then those that width and colours can change, or all of them with OUTREACH_FULL=1.</summary>
    public static async Task EachAsync(IPage page, string name)
    {
        var options = new AxeRunOptions();
        foreach (var (width, dark) in isFull || folder is { Length: > 0 } ? all : few)
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            await page.EvaluateAsync("Promise.all(document.getAnimations().map(a => a.finished))");
            var look = $"{name}-{width}{(dark ? "-dark" : "")}";
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth === document.documentElement.clientWidth"),
                $"{look} scrolls sideways.");
            var found = (await page.RunAxe(options)).Violations;
            Assert.True(found.Length == 0, string.Join('\n',
                found.Select(v => $"{look}: {v.Impact} {v.Id}: {v.Help} {string.Join(' ', v.Nodes.Select(n => n.Html))}")));
            if (folder is { Length: > 0 })
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, look + ".png"), FullPage = true });
            if (!isFull) options.RunOnly = RunOnlyOptions.Rules("color-contrast", "target-size", "scrollable-region-focusable");
        }
    }
}
