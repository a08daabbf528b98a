using System.Net.Http.Headers;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Outreach.Local.Tests.Page;

/// <summary>Each page of the console for every reader, at any width and over a bad line.</summary>
public sealed class ConsoleLooksTests(HostFixture fixture, ITestOutputHelper output) : IClassFixture<HostFixture>
{
    private const int Kilobyte = 1024;

    /// <summary>The pages, each by the links that lead to it from the rail.</summary>
    private static readonly (string Name, string[] Links)[] pages =
    [
        ("today", ["Today"]), ("inbox", ["Inbox"]), ("inbox-message", ["Inbox", "Answer "]),
        ("mentors", ["Inbox", "Mentors"]),
        ("people", ["People"]), ("person", ["People", "Chebet Koech"]), ("person-new", ["People", "Register a person"]),
        ("agreements", ["Agreements"]), ("agreement", ["Agreements", "Mediate"]), ("tips", ["Tips"]), ("tip-new", ["Tips", "Write a tip"]),
        ("courses", ["Courses"]), ("course", ["Courses", "Dry, clean groundnuts"]), ("course-new", ["Courses", "Upload a course"]),
        ("figures", ["Figures"]), ("figure", ["Figures", "Farmers paid as agreed"]), ("import", ["People", "Import a list"]),
        ("settings", ["Settings"]), ("setting", ["Settings", "Rules of agreements"]), ("staff", ["Settings", "Staff"]),
        ("partners", ["Settings", "Partners"]), ("partner", ["Settings", "Partners", "Rift Maize Union"]),
        ("joint", ["Figures", "Figures of all partners"]),
        ("ending", ["Settings", "Exit plan"]),
        ("events", ["Settings", "Events to partners"]), ("approvals", ["Approvals"]), ("audit", ["Audit"]),
    ];

    [Fact]
    public async Task Axe_finds_nothing_and_each_page_fits()
    {
        if (!Browser.IsHere(output)) return;
        await fixture.Browser.RunAsync(360, 900, async page =>
        {
            var console = new ConsoleOnPage(page, fixture.Host);
            await console.OpenAsync("/console/sign-in");
            await Looks.EachAsync(page, "console-sign-in");
            await console.SignInAsync();
            foreach (var (name, links) in pages)
            {
                await OpenAsync(console, links);
                await Looks.EachAsync(page, $"console-{name}");
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
            await console.OpenAsync("/console/sign-in?lost=1");
            await Looks.EachAsync(page, $"console-sign-in-{language}");
            await page.Locator("#phone").FillAsync("+254 722 000009");
            await page.Locator("form:has(#phone) button").ClickAsync();
            await Assertions.Expect(page.Locator("#code")).ToBeVisibleAsync();
            await Looks.EachAsync(page, $"console-code-{language}");
            await page.Locator("#code").FillAsync("1234");
            await page.Locator("form:has(#code) button").ClickAsync();
            await Assertions.Expect(page.Locator("#code-fault")).ToBeVisibleAsync();
            await console.OpenAsync("/console/sign-in");
            await page.Locator("button[value=second]").ClickAsync();
            await console.OpenAsync("/console/you");
            await Looks.EachAsync(page, $"console-you-{language}");
            await console.OpenAsync("/console/again?need=strong&to=/console/you");
            await Looks.EachAsync(page, $"console-again-{language}");
            await console.OpenAsync("/console/invitation-none");
            await Looks.EachAsync(page, $"console-invitation-{language}");
            await console.OpenAsync("/console/signed-out");
            await Looks.EachAsync(page, $"console-signed-out-{language}");
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
            foreach (var name in new[] { "health", "failed" })
            {
                await console.OpenAsync("/console/" + name);
                await Looks.EachAsync(page, $"console-{name}");
            }
            // A manager's has buttons.
            await console.OpenAsync($"{ConsoleOnPage.Kenya}/staff");
            await Looks.EachAsync(page, "console-staff-manager");
        });
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
            foreach (var (_, links) in pages)
            {
                await OpenAsync(console, links);
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
        foreach (var (name, _) in pages.Where(p => p.Links.Length == 1))
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

    private static async Task OpenAsync(ConsoleOnPage console, string[] links)
    {
        await console.GoAsync(links[0]);
        foreach (var link in links[1..])
            await console.Page.Locator("main").GetByRole(AriaRole.Link, new() { NameRegex = new($"^{link}") }).First.ClickAsync();
    }
}
