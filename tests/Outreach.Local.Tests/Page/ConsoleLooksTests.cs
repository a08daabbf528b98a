using System.Net.Http.Headers;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Outreach.Local.Tests.Page;

/// <summary>Each page of the console for every reader, at any width and over a bad line.</summary>
public sealed class ConsoleLooksTests(HostFixture fixture, ITestOutputHelper output) : IClassFixture<HostFixture>
{
    private const int Kilobyte = 1024;

    /// <summary>These pages are there only once the other test has made what they show.</summary>
    private static readonly string[] needsPreparing = ["payment", "approval", "event-target"];

    [Fact]
    public void Each_page_is_looked_at()
    {
        Assert.Equal(ConsoleView.Mapped(fixture.Host).Order(),
            ConsoleView.All.Select(v => v.Endpoint).Concat(ConsoleView.NoPages).Order());
    }

    /// <summary>CONTRIBUTING says how the pictures are made anew.</summary>
    [Fact]
    public void Each_page_has_its_pictures_and_each_picture_its_page()
    {
        var pictures = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "docs", "images"), "console-*.png").Select(Path.GetFileName);
        Assert.Equal(ConsoleView.All.SelectMany(v => Looks.Widths.Select(w => $"console-{v.Name}-{w}.png")).Order(), pictures.Order());
    }

    [Fact]
    public async Task Axe_finds_nothing_and_each_page_fits()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(360, 900, async page =>
        {
            var import = await ConsoleView.PrepareAsync(fixture.Host);
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync();
            foreach (var view in ConsoleView.Coordinators)
            {
                if (view.Links.Length > 0) await view.OpenAsync(console);
                else await console.OpenAsync(import);
                await Looks.EachAsync(page, $"console-{view.Name}");
            }
        });
    }

    /// <summary>Each page on the way in, in every language.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("sw")]
    [InlineData("fr")]
    [InlineData("bn")]
    public async Task The_pages_of_signing_in_are_clean(string language)
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(360, 900, async page =>
        {
            var console = new ConsoleOnPage(page, fixture.Host);
            await page.Context.AddCookiesAsync(
                [new() { Name = Console.Words.Cookie, Value = language, Url = fixture.Host.Address + "/console" }]);
            var end = language == "en" ? "" : $"-{language}";
            await console.OpenAsync("/console/sign-in?lost=1");
            await Looks.EachAsync(page, $"console-sign-in{end}");
            await page.Locator("#phone").FillAsync("+254 722 000009");
            await page.Locator("form:has(#phone) button").ClickAsync();
            await Assertions.Expect(page.Locator("#code")).ToBeVisibleAsync();
            await Looks.EachAsync(page, $"console-code{end}");
            await page.Locator("#code").FillAsync("1234");
            await page.Locator("form:has(#code) button").ClickAsync();
            await Assertions.Expect(page.Locator("#code-fault")).ToBeVisibleAsync();
            await console.OpenAsync("/console/sign-in");
            await page.Locator("button[value=second]").ClickAsync();
            await console.OpenAsync("/console/you");
            await Looks.EachAsync(page, $"console-you{end}");
            await console.OpenAsync("/console/again?need=strong&to=/console/you");
            await Looks.EachAsync(page, $"console-again{end}");
            await console.OpenAsync("/console/invitation-none");
            await Looks.EachAsync(page, $"console-invitation{end}");
            await console.OpenAsync("/console/signed-out");
            await Looks.EachAsync(page, $"console-signed-out{end}");
        }, expectsRefusals: true);
    }

    /// <summary>The board that a manager opens, as somebody sees it who never signed in.</summary>
    [Fact]
    public async Task The_shared_board_is_for_everybody()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(360, 900, async page =>
        {
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync("Demo Coordinator");
            await console.OpenAsync($"{ConsoleOnPage.Kenya}/figures");
            if (await page.GetByRole(AriaRole.Button, new() { Name = "Open it", Exact = true }).CountAsync() > 0)
                await console.PressAsync("Open it");
            var address = await page.GetByRole(AriaRole.Link, new() { Name = "Look at the shared board" }).GetAttributeAsync("href");
            await page.Context.ClearCookiesAsync();
            await console.OpenAsync(address!);
            await Assertions.Expect(console.Heading).ToHaveTextAsync("Kenya maize (demo)");
            await Assertions.Expect(page.GetByRole(AriaRole.Img).First).ToBeVisibleAsync();
            await Looks.EachAsync(page, "console-board");
        });
    }

    /// <summary>The words of another language are longer: the pages still fit, and the open one is seen in the strip.</summary>
    [Theory]
    [InlineData("sw")]
    [InlineData("fr")]
    [InlineData("bn")]
    public async Task Each_language_fits_on_a_phone(string language)
    {
        if (!Browser.IsHere(output)) return;
        string[] paths =
        [
            "today", "inbox", "mentors", "people", "people/new", "import", "agreements", "tips", "tips/new", "courses", "courses/new",
            "figures", "figures/owed-past-due", "approvals", "audit", "settings", "settings/programme", "settings/rules", "staff",
            "settings/end", "ending",
            "partners", "partners/rift-union", "joint", "events",
        ];
        await fixture.Browser.RunAsync(360, 900, async page =>
        {
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync();
            await page.Context.AddCookiesAsync(
                [new() { Name = Console.Words.Cookie, Value = language, Url = fixture.Host.Address + "/console" }]);
            foreach (var path in paths)
            {
                await console.OpenAsync($"{ConsoleOnPage.Kenya}/{path}");
                Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
                await console.FitsAsync();
            }
            await Assertions.Expect(page.Locator("nav [aria-current]").Or(page.Locator("h1")).First).ToBeInViewportAsync();
        });
    }

    /// <summary>What belongs to no programme, for who manages all.</summary>
    [Fact]
    public async Task The_systems_pages_are_clean()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(360, 900, async page =>
        {
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync("Demo Coordinator");
            await console.OpenAsync($"{ConsoleOnPage.Kenya}/partners/new");
            await Looks.EachAsync(page, "console-partner-new");
            foreach (var (path, name) in new[] { ("/health", "health"), ("/failed", "failed"), ("", "programmes"),
                ("/none", "nothing"), ("/verify?code=CCDFGHJ23C", "verify") })
            {
                await console.OpenAsync("/console" + path);
                await Looks.EachAsync(page, $"console-{name}");
            }
            // A manager's has buttons.
            await console.OpenAsync($"{ConsoleOnPage.Kenya}/staff");
            await Looks.EachAsync(page, "console-staff-manager");
        }, expectsRefusals: true);
    }

    /// <summary>A clerk's sheet, filled in and looked at: Enter makes the next row, and the sum stands below.</summary>
    [Fact]
    public async Task A_clerks_sheet_is_filled_in_on_a_phone()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(360, 900, async page =>
        {
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync("Asha Njoki");
            await console.OpenAsync($"{ConsoleOnPage.Kenya}/sheets");
            await Looks.EachAsync(page, "console-sheets");
            await page.Locator("#trader").SelectOptionAsync(new SelectOptionValue { Label = "Wanjiru Kamau" });
            await console.PressAsync("Begin");
            await page.Locator("#farmer1").FillAsync("Kiprono");
            await page.Locator("#figure1").FillAsync("2");
            await page.Locator("#figure1").PressAsync("Enter");
            await Assertions.Expect(page.Locator("#farmer2")).ToBeFocusedAsync();
            await page.Locator("#farmer2").FillAsync("Nobody");
            await page.Locator("#figure2").FillAsync("1.5");
            await Assertions.Expect(page.Locator(".live")).ToContainTextAsync("3.5");
            await page.Locator("#farmer10").PressAsync("Enter");
            await Assertions.Expect(page.Locator("#farmer11")).ToBeFocusedAsync();
            await Looks.EachAsync(page, "console-sheet");
            await page.GetByRole(AriaRole.Button, new() { Name = "Look at what happens" }).Last.ClickAsync();
            await Assertions.Expect(page.Locator("#farmer2-fault")).ToBeVisibleAsync();
            await Looks.EachAsync(page, "console-sheet-looked");
            await console.PressAsync("Tell 1 row");
            await Assertions.Expect(page.Locator("#answers")).ToContainTextAsync("Kiprono Rotich");
            await Looks.EachAsync(page, "console-sheet-answers");
        }, expectsRefusals: true);
    }

    [Fact]
    public async Task Letters_of_twice_the_size_fit()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(640, 900, async page =>
        {
            var console = await new ConsoleOnPage(page, fixture.Host).SignInAsync();
            foreach (var view in ConsoleView.Coordinators.Where(v => v.Links.Length > 0 && !needsPreparing.Contains(v.Name)))
            {
                await view.OpenAsync(console);
                Assert.True(await console.Heading.EvaluateAsync<double>("h => parseFloat(getComputedStyle(h).fontSize)") >= 40);
                await console.FitsAsync();
            }
        }, fontSize: 32);
    }

    /// <summary>Compressed, as a browser asks for it: the first visit with style, script and icon, and each page after it.</summary>
    [Fact]
    public async Task Each_page_is_light()
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = true, AllowAutoRedirect = false })
        {
            BaseAddress = fixture.Host.Arguments.Address,
        };
        http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var signedIn = await http.PostAsync(new Uri("/console/sign-in", UriKind.Relative),
            new FormUrlEncodedContent([new("demo", "njeri")]));
        Assert.Equal(303, (int)signedIn.StatusCode);
        var files = 0;
        foreach (var file in new[] { "console.css", "console.js", "console.svg" })
        {
            using var answer = await http.GetAsync(new Uri(Console.PageAssets.Address(file), UriKind.Relative));
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            files += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }
        foreach (var name in ConsoleView.Coordinators.Where(v => v.Links is [var only] && !only.StartsWith('/')).Select(v => v.Name))
        {
            var size = await SizeAsync(http, $"{ConsoleOnPage.Kenya}/{name}");
            output.WriteLine($"{name}: {size} bytes, {files} for the files");
            Assert.InRange(size, 500, 15 * Kilobyte);
            Assert.InRange(size + files, 500, 40 * Kilobyte);
        }
    }

    private static async Task<int> SizeAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal((200, "br"), ((int)answer.StatusCode, answer.Content.Headers.ContentEncoding.Single()));
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }
}
