using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Outreach.Local.Tests.Page;

/// <summary>
/// A local Chromium. Without one, page tests only report so; with OUTREACH_REQUIRE_CHROMIUM=1, set in CI, its absence is a failure.
/// </summary>
public static class Browser
{
    private static readonly string[] places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private static readonly string[] flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--no-first-run",
    ];

    /// <summary>False without a Chromium; the test's output then says so.</summary>
    public static bool IsHere(ITestOutputHelper output)
    {
        if (Find() is not null) return true;
        Assert.False(Environment.GetEnvironmentVariable("OUTREACH_REQUIRE_CHROMIUM") == "1",
            "No Chromium was found: install one, or set CHROMIUM_PATH.");
        output.WriteLine("NOT RUN: no Chromium on this machine. Set CHROMIUM_PATH to one to run the page tests.");
        return false;
    }

    /// <summary>Runs a test in a page of this size; errors on the page fail the test.</summary>
    /// <param name="expectsRefusals">True if the host refuses requests as part of the test.</param>
    /// <param name="fontSize">The font size set in the reader's browser, in px.</param>
    public static async Task RunAsync(
        int width, int height, Func<IPage, Task> test, bool expectsRefusals = false, bool dark = false, int fontSize = 16,
        bool scripts = true)
    {
        // A busy machine is slow, and no slower page is a fault here.
        Assertions.SetDefaultExpectTimeout(30_000);
        using var playwright = await Playwright.CreateAsync();
        string[] arguments = [.. flags, $"--blink-settings=defaultFontSize={fontSize}"];
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = arguments });
        var page = await browser.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            // A message that fades in has too little contrast for a moment.
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = scripts,
        });
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            var refused = expectsRefusals && message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal);
            if (message.Type == "error" && !refused) errors.Add(message.Text);
        };
        await test(page);
        Assert.Empty(errors);
    }

    private static string? Find() => Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } set
        ? File.Exists(set) ? set : null
        : places.FirstOrDefault(File.Exists);
}
