using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Outreach.Local.Tests.Page;

/// <summary>A page at several widths, by day and by night: it fits, and axe finds nothing. Pictures go to OUTREACH_SCREENSHOTS.</summary>
internal static class Looks
{
    private static readonly (int Width, bool Dark)[] few = [(320, true), (360, false), (1280, false)];
    private static readonly (int Width, bool Dark)[] all =
        [.. from width in new[] { 320, 360, 768, 1280 } from dark in new[] { true, false } select (width, dark)];

    /// <summary>The widths of pictures, in px.</summary>
    public static IReadOnlyList<int> Widths { get; } = [360, 1280];

    /// <summary>The rules whose findings width and colours can change.</summary>
    private static readonly string[] lookRules = ["color-contrast", "target-size", "scrollable-region-focusable"];

    private static readonly string axe = new BundledAxeScriptProvider().GetScript();

    private static readonly string? folder = Environment.GetEnvironmentVariable("OUTREACH_SCREENSHOTS");
    /// <summary>The most of a long page that a picture shows, in px.</summary>
    private const int MostHeight = 1200;

    private static readonly bool isFull = Environment.GetEnvironmentVariable("OUTREACH_FULL") == "1";

    /// <summary>
    /// All rules at the narrowest, where all is in one column; then those that width and colours can change, at the widest. With
    /// OUTREACH_FULL=1 all rules at four widths, light and dark.
    /// </summary>
    public static async Task EachAsync(IPage page, string name)
    {
        foreach (var (width, dark) in isFull ? all : few)
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            await page.EvaluateAsync("Promise.all(document.getAnimations().map(a => a.finished))");
            var look = $"{name}-{width}{(dark ? "-dark" : "")}";
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth === document.documentElement.clientWidth"),
                $"{look} scrolls sideways.");
            var found = isFull || width == few[0].Width ? await ViolationsAsync(page, null)
                : width == few[^1].Width ? await ViolationsAsync(page, lookRules)
                : [];
            Assert.True(found.Length == 0, string.Join('\n', found.Select(violation => $"{look}: {violation}")));
            if (!dark && Widths.Contains(width)) await PictureAsync(page, look, width);
        }
    }

    private static async Task PictureAsync(IPage page, string name, int width)
    {
        if (folder is not { Length: > 0 }) return;
        var height = await page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(folder, name + ".png"), FullPage = true,
            Clip = new() { Width = width, Height = Math.Min(height, MostHeight) },
        });
    }

    /// <summary>
    /// What axe finds in the page as it is now. It is loaded once into each page and tells violations only: the library's own run opens a
    /// second page for each look, and describes every element that passes.
    /// </summary>
    /// <param name="rules">The rules to run; null for all.</param>
    private static async Task<string[]> ViolationsAsync(IPage page, string[]? rules)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(axe);
        return await page.EvaluateAsync<string[]>("""
            async rules => (await axe.run(document,
                { resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) })).violations
              .map(v => `${v.impact} ${v.id}: ${v.help} ${v.nodes.map(n => n.html).join(' ')}`)
            """, rules);
    }
}
