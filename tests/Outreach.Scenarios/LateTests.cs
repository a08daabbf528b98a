using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Scenarios;

/// <summary>
/// An SMS that is handled late answers only what its sender had been sent before: a dead instance held it for ten minutes, or an operator
/// sent it again a day later.
/// </summary>
public sealed class LateTests
{
    private const string Offer = "juma offers wanjiru 500 kg at 10 advance 0 pay in 20 days";

    /// <summary>The host hides a taken message for ten minutes, whatever host.json says.</summary>
    private static readonly Duration hidden = Duration.FromMinutes(10);

    private static readonly Villager wanjiru = Village.Find("wanjiru");

    public static TheoryData<string> Scripts => [.. TranscriptTests.Files
        .Where(name => TranscriptTests.Read(name).Contains("wanjiru texts \"", StringComparison.Ordinal))];

    /// <summary>Die, send again, new offer: in every transcript, at every SMS of hers.</summary>
    [Theory, MemberData(nameof(Scripts))]
    public async Task An_SMS_that_a_dead_instance_held_answers_no_newer_offer(string name)
    {
        var calm = await Calm.PlayAsync(TranscriptTests.Read(name));
        var texts = calm.Lines.Select((line, n) => (line, n)).Where(l => l.line.StartsWith("wanjiru texts ", StringComparison.Ordinal));
        foreach (var (line, n) in texts)
        {
            var transcript = calm.Before[n].Copy();
            await using var world = transcript.World;
            await HoldAsync(world, transcript.Filled(line[(line.IndexOf('"', StringComparison.Ordinal) + 1)..].Trim('"')));
            await transcript.PlayLineAsync(line);
            var before = CodesIn(world);
            await transcript.PlayLineAsync(Offer);
            var offered = Assert.Single(CodesIn(world).Except(before));
            await world.WaitAsync(hidden);
            await world.SettleAsync();
            var agreement = await world.Get<App.Agreements>().FindAsync(offered, default);
            Assert.True(agreement!.Status == AgreementStatus.Offered, $"{name}, {line}: the new offer is {agreement.Status}.");
        }
    }

    [Theory]
    [InlineData("1"), InlineData("YES"), InlineData("2"), InlineData("1 CODE"), InlineData("CHANGE PRICE 90")]
    public async Task An_answer_that_an_operator_sends_again_a_day_later_answers_no_newer_offer(string text)
    {
        await using var world = new World();
        await Village.SettleInAsync(world);
        var transcript = new Transcript(world);
        await transcript.PlayLineAsync("juma offers wanjiru 500 kg at 40 advance 0 pay in 20 days");
        await world.Get<Poison>().KeepAsync(Queue.InboundSms, await BodyAsync(world, transcript.Filled(text)), default);
        await transcript.PlayLineAsync("wanjiru texts \"1\"");
        await world.WaitAsync(Duration.FromDays(1));
        await transcript.PlayLineAsync(Offer);
        var kept = Assert.Single(await world.Get<Poison>().ListAsync("", 10, default));
        Assert.True(await world.Get<Poison>().SendAgainAsync(kept.Id, default));
        await world.SettleAsync();
        Assert.Equal(AgreementStatus.Offered, (await world.Get<App.Agreements>().FindAsync(transcript.LastCode, default))!.Status);
        // She is shown what stands open instead, and her next yes counts.
        await transcript.PlayLineAsync("wanjiru texts \"1 CODE\"");
        Assert.Equal(AgreementStatus.Confirmed, (await world.Get<App.Agreements>().FindAsync(transcript.LastCode, default))!.Status);
    }

    /// <summary>The agreement's own code names whatever it asks now: a late yes to the terms is no yes to a payment.</summary>
    [Fact]
    public async Task A_late_yes_with_a_code_answers_no_newer_question_of_that_agreement()
    {
        await using var world = new World();
        await Village.SettleInAsync(world);
        var transcript = new Transcript(world);
        await transcript.PlayLineAsync("juma offers wanjiru 500 kg at 40 advance 0 pay in 20 days");
        await HoldAsync(world, transcript.Filled("1 CODE"));
        await transcript.PlayLineAsync("wanjiru texts \"1 CODE\"");
        await transcript.PlayLineAsync("juma texts \"PAID 700 CODE\"");
        await world.WaitAsync(hidden);
        await world.SettleAsync();
        var agreement = (await world.Get<App.Agreements>().FindAsync(Codes.OfAgreement(transcript.LastCode), default))!;
        Assert.Equal((AgreementStatus.Confirmed, 0L), (agreement.Status, agreement.Paid.Minor));
        Assert.Equal(QuestionKind.Payment, Assert.Single(agreement.Questions).Kind);
    }

    [Fact]
    public async Task A_late_START_does_not_undo_a_STOP()
    {
        var consent = await ConsentAsync("START", "STOP");
        Assert.True(consent.Stopped);
    }

    [Fact]
    public async Task A_late_yes_answers_no_newer_consent_question()
    {
        await using var world = new World();
        await Village.SettleInAsync(world);
        var transcript = new Transcript(world);
        var neema = Village.Find("neema");
        var body = await BodyAsync(world, "1", neema);
        await world.WaitAsync(Duration.FromMinutes(1));
        await transcript.PlayLineAsync("coordinator registers neema in kenya-maize with nothing");
        await world.Get<IQueues>().SendAsync(Queue.InboundSms, body, Duration.Zero, default);
        await world.SettleAsync();
        Assert.Equal(ConsentState.NotAsked, (await LineAsync(world, neema)).Consent.Of(ConsentPurpose.Service));
        await transcript.PlayLineAsync("neema texts \"1\"");
        Assert.Equal(ConsentState.Given, (await LineAsync(world, neema)).Consent.Of(ConsentPurpose.Service));
    }

    /// <summary>CLOSE twice ends an agreement early, but only when the figures between the two were read.</summary>
    [Fact]
    public async Task A_double_CLOSE_of_which_one_came_late_asks_for_no_early_end()
    {
        await using var world = new World();
        await Village.SettleInAsync(world);
        var transcript = new Transcript(world);
        await transcript.PlayLineAsync("juma offers wanjiru 500 kg at 40 advance 0 pay in 20 days");
        await transcript.PlayLineAsync("wanjiru texts \"1\"");
        await HoldAsync(world, transcript.Filled("CLOSE CODE"));
        await transcript.PlayLineAsync("wanjiru texts \"CLOSE CODE\"");
        await world.WaitAsync(hidden);
        await world.SettleAsync();
        Assert.Empty((await world.Get<App.Agreements>().FindAsync(Codes.OfAgreement(transcript.LastCode), default))!.Questions);
    }

    [Fact]
    public async Task A_late_1_takes_no_newer_suggestion()
    {
        await using var world = new World();
        await Village.SettleInAsync(world);
        var transcript = new Transcript(world);
        await HoldAsync(world, "1");
        await transcript.PlayLineAsync("wanjiru texts \"BALNCE\"");
        await world.WaitAsync(hidden);
        await world.SettleAsync();
        Assert.DoesNotContain(world.Network.Inbox, sms => sms.Text.StartsWith("You owe nothing", StringComparison.Ordinal));
    }

    /// <summary>The consent after the first SMS was held up and the second was handled at once.</summary>
    private static async Task<Consent> ConsentAsync(string late, string prompt)
    {
        await using var world = new World();
        await Village.SettleInAsync(world);
        var transcript = new Transcript(world);
        await transcript.PlayLineAsync($"wanjiru texts \"{prompt}\"");
        await HoldAsync(world, late);
        await world.WaitAsync(Duration.FromMinutes(1));
        await transcript.PlayLineAsync($"wanjiru texts \"{late}\"");
        await transcript.PlayLineAsync($"wanjiru texts \"{prompt}\"");
        await world.WaitAsync(hidden);
        await world.SettleAsync();
        return (await LineAsync(world, wanjiru)).Consent;
    }

    private static async Task<Subscriber> LineAsync(World world, Villager who) =>
        (await world.Get<Engine>().StateAsync<Subscriber>(new Work(Arrival.Queued),
            Core.Kernel.AggregateId.Subscriber(who.Phone), default))!;

    private static IReadOnlyList<string> CodesIn(World world) => [.. world.Tables.All(Table.Agreements).Select(row => row.Key.Partition)];

    /// <summary>An instance takes the SMS off the queue and dies.</summary>
    private static async Task HoldAsync(World world, string text)
    {
        var body = await BodyAsync(world, text);
        await world.Get<IQueues>().SendAsync(Queue.InboundSms, body, hidden, default);
        await world.WaitAsync(Duration.FromSeconds(5));
    }

    /// <summary>The queue message of an SMS received now.</summary>
    private static async Task<string> BodyAsync(World world, string text, Villager? from = null)
    {
        await world.Get<IInbound>().SmsAsync(new InboundSms("network", "held", (from ?? wanjiru).Phone, "40404", text), default);
        var items = await world.Get<IQueues>().ReceiveAsync(Queue.InboundSms, 1, Duration.FromMinutes(1), default);
        var item = Assert.Single(items);
        await world.Get<IQueues>().DeleteAsync(Queue.InboundSms, item, default);
        return item.Body;
    }
}
