using System.Globalization;
using Outreach.App;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Values;
using Xunit.Abstractions;
using Outreach.Testing;

namespace Outreach.Kannel.Tests;

/// <summary>
/// A thousand farmers ask for help, and Kannel restarts while their messages are in progress: each farmer gets one answer.
/// </summary>
public sealed class ThousandTests(ITestOutputHelper output)
{
    private const int Half = 500;

    /// <summary>Looks at a rest, 50 ms apart: for a retry, and for a report that may still come.</summary>
    private const int Short = 20, Long = 50;

    [Fact]
    public async Task No_message_is_lost_or_doubled_when_Kannel_is_restarted_in_the_middle()
    {
        if (!Installed.IsHere(output)) return;
        var address = $"http://127.0.0.1:{FreePorts.Next()}";
        await using var kannel = new KannelGate(address);
        await using var app = await OutreachApp.StartAsync(address, kannel.Settings);
        var phones = await SettleInAsync(app);
        await kannel.StartAsync();
        await using var link = new PhoneLink(kannel.LinkPort);

        await SendAsync(kannel, link, phones[..Half]);
        await Machine.UntilAsync("some are answered", () => link.Delivered.Count > Half / 5);
        output.WriteLine($"Restarted with {link.Delivered.Count} of {Half} answers out.");
        await kannel.StopAsync();
        await kannel.StartAsync();
        await SendAsync(kannel, link, phones[Half..]);

        await SettleAsync(kannel, app, () => link.Delivered.Select(sms => sms.To).ToHashSet().Count == phones.Length
            && app.Messages.All(message => message.State == DeliveryState.Delivered));
        Assert.Equal(phones.Order(StringComparer.Ordinal), link.Delivered.Select(sms => sms.To).Order(StringComparer.Ordinal));
        Assert.Equal(2 * Half, app.Messages.Count);
        Assert.Equal(0, app.SetAside);
    }

    private static async Task<string[]> SettleInAsync(OutreachApp app)
    {
        await app.Get<People>()
            .CreateProgrammeAsync(new Programme("kenya-maize", "Kenya maize", "KE", "KES", ["Maize"], "Officer Otieno"), default);
        string[] phones = [.. Enumerable.Range(0, 2 * Half).Select(n => string.Create(CultureInfo.InvariantCulture, $"+25471100{n:D4}"))];
        foreach (var phone in phones) await app.RegisterAsync(phone, "Wanjiru", Role.Farmer, "kenya-maize");
        return phones;
    }

    /// <summary>
    /// Sends from each phone and waits until Kannel has the messages: the fake link has no acknowledgement, so it cannot resend.
    /// </summary>
    private static async Task SendAsync(KannelGate kannel, PhoneLink link, string[] phones)
    {
        await Machine.UntilAsync("the link is up", () => link.IsUp);
        foreach (var phone in phones) await link.SendAsync(new LinkSms(phone, KannelGate.ShortCode, "HELP"));
        await Machine.UntilAsync("Kannel has every message", async () => await kannel.ReceivedAsync() >= phones.Length);
    }

    /// <summary>
    /// Waits until done, and then for a long rest, in which a second answer would come. A short rest before that advances a minute, to
    /// retry refused messages; at most half an hour of clock time.
    /// </summary>
    private static async Task SettleAsync(KannelGate kannel, OutreachApp app, Func<bool> isDone)
    {
        for (var minutes = 0; minutes < 30; minutes++)
        {
            await RestAsync(kannel, app, Short, isDone);
            if (isDone())
            {
                await RestAsync(kannel, app, Long, () => false);
                return;
            }
            await app.MinuteAsync();
        }
        Assert.Fail(
            $"Half an hour later it is not done: {app.Messages.Count} messages, of them "
                + $"{app.Messages.Count(message => message.State == DeliveryState.Delivered)} delivered.");
    }

    /// <summary>Waits until done, or until no message waited in Kannel and no other was taken up at so many looks.</summary>
    private static async Task RestAsync(KannelGate kannel, OutreachApp app, int looks, Func<bool> isDone)
    {
        var (still, before) = (0, -1);
        await Machine.UntilAsync("Kannel and the App are at rest", async () =>
        {
            still = app.Worked == before && await kannel.IsIdleAsync() ? still + 1 : 0;
            before = app.Worked;
            return still == looks || isDone();
        });
    }
}
