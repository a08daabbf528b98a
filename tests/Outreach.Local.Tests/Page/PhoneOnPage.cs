using Microsoft.Playwright;

namespace Outreach.Local.Tests.Page;

/// <summary>One phone on the page, controlled as a person would.</summary>
internal sealed class PhoneOnPage(IPage page, string place)
{
    private readonly ILocator root = page.GetByRole(AriaRole.Region, new() { Name = place, IncludeHidden = true });

    public ILocator Root => root;

    public ILocator Title => root.Locator(".title");

    public ILocator Person => root.Locator(".person");

    public ILocator Facts => root.Locator(".facts");

    public ILocator Screen => root.Locator(".shown");

    public ILocator Answer => root.GetByLabel("Answer to the menu");

    public ILocator Keys => root.Locator(".keys button");

    /// <summary>The button that opens the menu, and sends an answer while the menu is open.</summary>
    public ILocator Call => root.Locator(".call");

    /// <summary>The button that sends the new message.</summary>
    public ILocator Send => root.Locator(".compose button");

    public ILocator NewMessage => root.GetByLabel("New message");

    public ILocator NumberField => root.Locator(".other input");

    public ILocator Received => root.Locator(".sms:not(.mine)");

    public ILocator Messages => root.Locator(".sms");

    public ILocator NumberProblem => root.Locator(".who .error");

    public ILocator MessageProblem => root.Locator(".compose .error");

    public ILocator MenuProblem => root.Locator(".handset .error");

    public Task ChooseAsync(string person) => Person.SelectOptionAsync(new SelectOptionValue { Label = person });

    public async Task UseNumberAsync(string typed)
    {
        await ChooseAsync("Another number…");
        await NumberField.FillAsync(typed);
        await root.GetByRole(AriaRole.Button, new() { Name = "Use" }).ClickAsync();
    }

    public async Task SendAsync(string text)
    {
        await NewMessage.FillAsync(text);
        await Send.ClickAsync();
    }

    public async Task DialAsync()
    {
        await root.GetByRole(AriaRole.Button, new() { Name = "Dial" }).ClickAsync();
        await Assertions.Expect(Call).ToHaveTextAsync("Send");
    }

    public Task LoseSignalAsync() => root.GetByRole(AriaRole.Button, new() { Name = "Lose signal" }).ClickAsync();

    public Task ShowsAsync(string text) => Assertions.Expect(Screen).ToContainTextAsync(text);

    /// <summary>Types each answer on the keypad, presses Send and waits for the next screen.</summary>
    public async Task PressAsync(params string[] answers)
    {
        foreach (var answer in answers)
        {
            var before = await Screen.TextContentAsync();
            foreach (var key in answer) await Keys.GetByText($"{key}", new() { Exact = true }).ClickAsync();
            await Call.ClickAsync();
            await Assertions.Expect(Screen).Not.ToHaveTextAsync(before ?? "");
        }
    }

    /// <summary>Types an answer with letters, which the keypad lacks.</summary>
    public async Task TypeAsync(string answer)
    {
        var before = await Screen.TextContentAsync();
        await Answer.FillAsync(answer);
        await Answer.PressAsync("Enter");
        await Assertions.Expect(Screen).Not.ToHaveTextAsync(before ?? "");
    }
}
