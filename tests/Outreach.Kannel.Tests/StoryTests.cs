using System.Text.RegularExpressions;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Values;
using Xunit.Abstractions;
using Outreach.Testing;

namespace Outreach.Kannel.Tests;

/// <summary>A farmer confirms terms over the operator's link: fakesmsc, Kannel, the App, Kannel, fakesmsc.</summary>
public sealed partial class StoryTests(ITestOutputHelper output)
{
    private const string Trader = "+254711000001";
    private const string Farmer = "+254711000013";
    private const string Programme = "kenya-maize";

    [Fact]
    public async Task Both_sides_get_the_same_receipt_over_the_operators_link()
    {
        if (!Installed.IsHere(output)) return;
        var address = $"http://127.0.0.1:{FreePorts.Next()}";
        await using var kannel = new KannelGate(address);
        await using var app = await OutreachApp.StartAsync(address, kannel.Settings);
        await kannel.StartAsync();
        await using var smsc = new RunningProgram(Installed.FakeSmsc, "-H", "127.0.0.1", "-r", $"{kannel.LinkPort}");

        await SettleInAsync(app);
        var code = await app.Get<Agreements>().OfferAsync(Offer(), default);
        Assert.Contains($"wants to buy ({code})", await ShownAsync(smsc, Farmer, code), StringComparison.Ordinal);

        // A yes before the offer is stored as sent would get the offer again; no person answers that fast.
        await Machine.UntilAsync("the offer is noted as sent",
            () => app.Get<Agreements>().FindAsync(code, default).GetAwaiter().GetResult()!.Questions[0].Seen);
        await smsc.TypeAsync($"{Farmer} {KannelGate.ShortCode} text 1");
        var farmers = await ShownAsync(smsc, Farmer, $"AGREED {code}");
        var traders = await ShownAsync(smsc, Trader, $"AGREED {code}");
        Assert.Equal(Receipt().Match(farmers).Value, Receipt().Match(traders).Value);
        Assert.NotEmpty(Receipt().Match(farmers).Value);

        // Kannel's reports carry our own ids and settle every message.
        await Machine.UntilAsync("every message is delivered",
            () => app.Messages is { Count: 3 } messages && messages.All(message => message.State == DeliveryState.Delivered));
        Assert.Equal(0, app.SetAside);
    }

    private static async Task SettleInAsync(OutreachApp app)
    {
        await app.Get<People>()
            .CreateProgrammeAsync(new Programme(Programme, "Kenya maize", "KE", "KES", ["Maize"], "Officer Otieno"), default);
        await app.RegisterAsync(Trader, "Juma", Role.Trader, Programme);
        await app.RegisterAsync(Farmer, "Wanjiru", Role.Farmer, Programme);
    }

    private static OfferTerms Offer() =>
        new("offer-1", Programme, new Party($"p-{Trader}", "Juma", Trader), new Party($"p-{Farmer}", "Wanjiru", Farmer),
        new Terms("Maize", "A", new Quantity(100_000, Unit.Kg), new Money(4_000, "KES"), new LocalDate(2026, 3, 9),
            new LocalDate(2026, 3, 16), Money.Zero("KES")), "Officer Otieno");

    /// <summary>Waits for the text that fakesmsc prints for a phone: <c>Got message 1: &lt;22384 +2547… text …&gt;</c>.</summary>
    private static async Task<string> ShownAsync(RunningProgram smsc, string phone, string part)
    {
        string? Find() =>
            smsc.Lines.FirstOrDefault(
                line => line.Contains($"{KannelGate.ShortCode} {phone} text ", StringComparison.Ordinal)
                    && line.Contains(part, StringComparison.Ordinal));
        await Machine.UntilAsync($"{part} is on its phone", () => Find() is not null);
        return Find()!;
    }

    [GeneratedRegex("Proof [2-9A-Z]{8}")]
    private static partial Regex Receipt();
}
