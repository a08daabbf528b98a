using Microsoft.Playwright;

namespace Outreach.Local.Tests.Page;

/// <summary>The coordinator's console as a person sees it.</summary>
internal sealed class ConsoleOnPage(IPage page, RunningHost host)
{
    public const string Kenya = "/console/kenya-maize";

    public IPage Page => page;

    public ILocator Heading => page.Locator("h1");

    public ILocator Done => page.GetByRole(AriaRole.Status);

    public ILocator Text => page.GetByLabel("SMS", new() { Exact = true });

    public ILocator Preview => page.Locator(".phone");

    public ILocator Faults => page.GetByRole(AriaRole.Alert);

    /// <summary>One of the rows in the lists, by a name or a word in it.</summary>
    public ILocator Row(string part) => page.Locator(".rows > li").Filter(new() { HasText = part });

    /// <summary>Signs in as one of the demo's staff, with one press.</summary>
    public async Task<ConsoleOnPage> SignInAsync(string name = "Njeri Mwangi")
    {
        await page.GotoAsync($"{host.Address}/console/sign-in");
        await PressAsync(name, exact: false);
        await Assertions.Expect(Heading).Not.ToHaveTextAsync("Sign in");
        return this;
    }

    public Task OpenAsync(string path) => page.GotoAsync(host.Address + path);

    /// <summary>Opens one of the pages in the rail.</summary>
    public Task GoAsync(string name) => page.Locator("nav").GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();

    public Task PressAsync(string name, bool exact = true) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = exact }).ClickAsync();

    public async Task FitsAsync() =>
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth === document.documentElement.clientWidth"),
            $"{page.Url} scrolls sideways.");
}
