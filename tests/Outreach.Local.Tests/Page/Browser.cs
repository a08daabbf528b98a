using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Outreach.Local.Tests.Page;

/// <summary>
/// A local Chromium. Without one, page tests only report so; with OUTREACH_REQUIRE_CHROMIUM=1, set in CI, its absence is a failure.
/// </summary>
public sealed class Browser : IAsyncDisposable
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

    /// <summary>A busy machine is slow, and no slower page is a fault here. In milliseconds.</summary>
    private const int Patience = 300_000;

    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<int, IBrowser> started = [];
    private IPlaywright? playwright;

    /// <summary>False without a Chromium; the test's output then says so.</summary>
    public static bool IsHere(ITestOutputHelper output)
    {
        if (Find() is not null) return true;
        Assert.False(Environment.GetEnvironmentVariable("OUTREACH_REQUIRE_CHROMIUM") == "1",
            "No Chromium was found: install one, or set CHROMIUM_PATH.");
        output.WriteLine("NOT RUN: no Chromium on this machine. Set CHROMIUM_PATH to one to run the page tests.");
        return false;
    }

    /// <summary>Runs a test in a new page of this size, with storage of its own; errors on the page fail the test.</summary>
    /// <param name="expectsRefusals">True if the host refuses requests as part of the test.</param>
    /// <param name="fontSize">The font size set in the reader's browser, in px.</param>
    public async Task RunAsync(
        int width, int height, Func<IPage, Task> test, bool expectsRefusals = false, bool dark = false, int fontSize = 16,
        bool scripts = true)
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var browser = await StartAsync(fontSize);
        await using var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            // A message that fades in has too little contrast for a moment.
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = scripts,
        });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
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

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in started.Values) await browser.DisposeAsync();
        playwright?.Dispose();
        turn.Dispose();
    }

    private async Task<IBrowser> StartAsync(int fontSize)
    {
        await turn.WaitAsync();
        try
        {
            if (started.TryGetValue(fontSize, out var browser)) return browser;
            playwright ??= await Playwright.CreateAsync();
            string[] arguments = [.. flags, $"--blink-settings=defaultFontSize={fontSize}"];
            return started[fontSize] = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = arguments });
        }
        finally
        {
            turn.Release();
        }
    }

    private static string? Find() => Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } set
        ? File.Exists(set) ? set : null
        : places.FirstOrDefault(File.Exists);
}
