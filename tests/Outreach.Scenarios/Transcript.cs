using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>
/// Plays a transcript: each line names a person and an action, followed by the phones' output behind <c>|</c>. A play writes the same
/// transcript with the real output, so that both can be compared whole.
/// </summary>
public sealed partial class Transcript(World start)
{
    private World world = start;

    /// <summary>The shape in which the gateway sends input.</summary>
    public UssdShape Shape { get; init; }

    private StringBuilder played = new();
    private ImmutableDictionary<string, (string Session, string Text)> sessions = ImmutableDictionary<string, (string, string)>.Empty;
    private ImmutableDictionary<string, int> asked = ImmutableDictionary<string, int>.Empty;
    /// <summary>The number of the played line, from which ids derive, so that the phones' output does not change ids.</summary>
    private int number;
    private string lastCode = "";
    private string lastSecret = "";
    private int seen;
    private int sms;
    private int dials;
    private int tips;
    private string tipId = "";
    private (Core.Mentoring.Audience Audience, Dictionary<string, string> Texts) tip;

    public World World => world;
    /// <summary>The code of the agreement offered last.</summary>
    public string LastCode => lastCode;

    /// <summary>A text with the last code and secret in place of their words.</summary>
    public string Filled(string text) => text.Replace("CODE", lastCode, StringComparison.Ordinal)
        .Replace("code", lastCode.ToLowerInvariant(), StringComparison.Ordinal).Replace("SECRET", lastSecret, StringComparison.Ordinal)
        .Replace("K4T", mentorCodes.LastOrDefault("K4T"), StringComparison.Ordinal);

    /// <summary>The transcript up to here, as played.</summary>
    public string Played => Trimmed(played.ToString());

    /// <summary>True if the other has played the same up to here.</summary>
    public bool PlayedSame(Transcript other) => played.Equals(other.played);

    /// <summary>The lines with actions, with remarks and blank lines, without the phones' output.</summary>
    public static IReadOnlyList<string> Lines(string script) => [.. script.Split('\n').Select(l => l.TrimEnd())
        .Where(l => !l.TrimStart().StartsWith('|') && (l.StartsWith('#') || !l.Contains(" gets", StringComparison.Ordinal)))];

    public async Task<string> PlayAsync(string script)
    {
        foreach (var line in Lines(script)) await PlayLineAsync(line);
        return Played;
    }

    public async Task PlayLineAsync(string line)
    {
        played.AppendLine(line);
        if (line.Length == 0 || line.StartsWith('#')) return;
        number++;
        await StepAsync(line);
    }

    /// <summary>The same place in the same script, in a separate world.</summary>
    public Transcript Copy()
    {
        var copy = (Transcript)MemberwiseClone();
        copy.world = world.Copy();
        copy.played = new StringBuilder(played.ToString());
        return copy;
    }

    /// <summary>Trims line ends, and blank lines at the end.</summary>
    public static string Trimmed(string transcript) => transcript.Replace("\r", "", StringComparison.Ordinal).TrimEnd() + "\n";

    private async Task StepAsync(string line)
    {
        if (Wait().Match(line) is { Success: true } wait) await WaitAsync(wait);
        else if (Network().Match(line) is { Success: true } network) Arrange(network.Groups[1].Value);
        else if (Mediator().Match(line) is { Success: true } mediator)
            await MediateAsync(mediator.Groups["verb"].Value, mediator.Groups["what"].Value);
        else if (Officer().Match(line) is { Success: true } officer)
            await ResetAsync(officer.Groups["by"].Value, officer.Groups["verb"].Value, Village.Find(officer.Groups["whom"].Value));
        else if (Proof().Match(line) is { Success: true } proof) await ProveAsync(proof);
        else if (Callback().Match(line) is { Success: true } callback) await CallBackAsync(callback);
        else if (PartnerLine().Match(line) is { Success: true } partner)
            await PartnerAsync(partner.Groups["verb"].Value, partner.Groups["what"].Value);
        else if (SentBack().Match(line) is { Success: true } sentBack) await SendBackAsync(sentBack);
        else if (TakenOut().Match(line) is { Success: true } taken) await TakeOutAsync(taken);
        else if (Clerk().Match(line) is { Success: true } clerk) await AssignAsync(clerk);
        else if (Numbers().Match(line) is { Success: true } number) await NumberAsync(number);
        else if (Erasure().Match(line) is { Success: true } erasure)
            await EraseAsync(erasure.Groups["by"].Value, erasure.Groups["verb"].Value, Village.Find(erasure.Groups["person"].Value));
        else if (Coordinator().Match(line) is { Success: true } coordinator)
            await CoordinateAsync(coordinator.Groups["verb"].Value, coordinator.Groups["what"].Value);
        else if (Act().Match(line) is { Success: true } act)
            await ActAsync(Village.Find(act.Groups["who"].Value), act.Groups["verb"].Value, act.Groups["what"].Value);
        else throw new FormatException($"Not a line of a transcript: {line}");
        await world.SettleAsync();
        ShowInbox();
    }

    /// <summary>Lets time pass; with <c>asleep</c>, no part of the App runs meanwhile.</summary>
    private Task WaitAsync(Match wait)
    {
        if (!wait.Groups["asleep"].Success) return world.WaitAsync(Time(wait));
        world.Clock.AdvanceTo(world.Clock.GetCurrentInstant() + Time(wait));
        return Task.CompletedTask;
    }

    private async Task ActAsync(Villager who, string verb, string what)
    {
        switch (verb)
        {
            case "texts": await TextAsync(who, what, ++sms); break;
            // The provider delivers the same message a second time.
            case "texts-again": await TextAsync(who, what, sms); break;
            case "dials": await DialAsync(who, what); break;
            case "types": await TypeAsync(who, what); break;
            case "repeats": await AskAsync(who); break;
            case "offers": lastCode = await world.AskAsync(() => OfferAsync(who, what)); break;
            case "rings": await RingAsync(who, ++sms, Duration.Zero); break;
            // The gateway reports the same call a second time.
            case "rings-again": await RingAsync(who, sms, Duration.Zero); break;
            // The gateway reports a call hours late.
            case "rang": await RingAsync(who, ++sms,
                Duration.FromHours(long.Parse(what.Split(' ')[0], CultureInfo.InvariantCulture))); break;
            case "opts-out": await world.AskAsync(() => world.Get<IInbound>().OptedOutAsync("network", who.Phone, default)); break;
            case "pays": await world.AskAsync(() => ExecuteAsync(new RecordPayment($"pay-{number}", Kes(what), Again: true))); break;
            case "disputes": await world.AskAsync(
                () => ExecuteAsync(new OpenDispute(By(who, "dispute"), Enum.Parse<DisputeAbout>(what)))); break;
            case "withdraws": await world.AskAsync(() => ExecuteAsync(new WithdrawOffer(By(who, "withdraw")))); break;
            default: throw new FormatException($"Nobody can '{verb}' here.");
        }
    }

    private Task TextAsync(Villager who, string what, int id)
    {
        var sms =
            new InboundSms("network", string.Create(CultureInfo.InvariantCulture, $"in-{id}"), who.Phone, "40404", Filled(what.Trim('"')));
        return world.AskAsync(() => world.Get<IInbound>().SmsAsync(sms, default));
    }

    private Task DialAsync(Villager who, string ahead)
    {
        sessions = sessions.SetItem(who.Name, (string.Create(CultureInfo.InvariantCulture, $"ussd-{++dials}"), ahead));
        return AskAsync(who);
    }

    private Task TypeAsync(Villager who, string what)
    {
        var (session, text) = sessions[who.Name];
        what = what.Replace("SECRET", lastSecret, StringComparison.Ordinal);
        sessions = sessions.SetItem(who.Name, (session, text.Length == 0 ? what : $"{text}*{what}"));
        return AskAsync(who);
    }

    private async Task AskAsync(Villager who)
    {
        var (session, text) = sessions[who.Name];
        var reply = new UssdReply("", false);
        foreach (var request in UssdShapes.Requests(Shape, new UssdRequest("network", session, who.Phone, "*384*7071#", text),
            asked.GetValueOrDefault(session, -1)))
            reply = await world.AskAsync(() => world.Get<IInbound>().UssdAsync(request, default));
        asked = asked.SetItem(session, text.Length);
        Assert.True(reply.Text.Length <= 160, $"A screen of {reply.Text.Length} characters: {reply.Text}");
        Show(reply.Text);
        if (reply.End) played.AppendLine("  |--");
    }

    private LocalDate Today(Villager who) => Country.OfPhone(who.Phone)!.Today(world.Clock.GetCurrentInstant());

    /// <summary>
    /// A coordinator at the API: <c>coordinator writes to kenya-maize farmers en "…" sw "…"</c>, then estimates, launches, pauses, resumes,
    /// cancels, looks.
    /// </summary>
    private async Task CoordinateAsync(string verb, string what)
    {
        if (await EnrolAsync(verb, what) || await TeachAsync(verb, what) || await BudgetAsync(verb, what)
            || verb is "continues" or "hands" or "ends" && await EndAsync(verb, what)) return;
        var broadcasts = world.Get<App.Broadcasts>();
        switch (verb)
        {
            case "writes":
                var words = Tip().Match(what);
                var audience = new Core.Mentoring.Audience(words.Groups["programme"].Value,
                    $"role = {words.Groups["role"].Value.TrimEnd('s')}");
                tip = (audience, Text().Matches(what).ToDictionary(m => m.Groups["language"].Value, m => m.Groups["text"].Value));
                tipId = $"tip-{++tips}";
                var draft = new CreateBroadcast(audience, tip.Texts, "coordinator");
                if (await world.AskAsync(() => broadcasts.CreateAsync(tipId, draft, default)) is AsksForAnswer asks)
                    Show($"not taken: {asks.Language} asks by \"{asks.Words}\"");
                break;
            case "estimates":
                var e = (await world.AskAsync(() => broadcasts.EstimateAsync(tip.Audience, tip.Texts, default)))!;
                Show(
                    $"{e.People} people, {e.Segments} segments, {string.Join(" and ", e.Cost)}, {OptedOut(e)} opted out, "
                        + $"missing: {string.Join(", ", e.MissingLanguages.Select(m => $"{m.Key} ({m.Value})"))}");
                break;
            case "reads" or "replies" or "asks" or "closes" or "takes" or "passes" or "gives":
                await InboxAsync(verb, what); break;
            case "looks":
                var p = (await world.AskAsync(() => broadcasts.ProgressAsync(tipId, default)))!;
                Show(
                    $"{p.Status}: {p.Counts.Accepted} of {p.Counts.Recipients} handed over, {p.Counts.Suppressed} left out, "
                        + $"{p.Counts.Failed} failed, {p.Report.All.Delivered} delivered");
                break;
            default:
                Core.Kernel.Command command =
                    verb switch { "launches" => new LaunchBroadcast(), "pauses" => new PauseBroadcast(), "resumes" => new ResumeBroadcast(),
                        _ => new CancelBroadcast() };
                if (await world.AskAsync(() => broadcasts.ExecuteAsync(tipId, command, default)) is NotNow not)
                    Show($"not possible: it is {not.Status}");
                break;
        }
    }

    private async Task ExecuteAsync(Core.Kernel.Command command) =>
        Assert.Null(await world.Get<App.Agreements>().ExecuteAsync(Codes.OfAgreement(lastCode), command, default));

    private void Arrange(string what)
    {
        if (what == "is silent about delivery") world.Network.Reports = false;
        else if (what == "refuses once") world.Network.Refusals.Enqueue(Handover.Refused(Core.Notices.SendFailure.GatewayBusy));
        else if (what.StartsWith("is busy for ", StringComparison.Ordinal)) world.Network.BusyOnceFor.Add(Village.Find(what[12..]).Phone);
        else if (what.StartsWith("loses ", StringComparison.Ordinal))
            world.Network.Dead[Village.Find(what[6..]).Phone] = Core.Notices.SendFailure.OptedOut;
        else if (what.StartsWith("does not know ", StringComparison.Ordinal))
            world.Network.Dead[Village.Find(what[14..]).Phone] = Core.Notices.SendFailure.UnknownSubscriber;
        else if (Losses.Keys.FirstOrDefault(l => what.StartsWith(l, StringComparison.Ordinal)) is { } says)
            world.Network.Lost[Village.Find(what[says.Length..]).Phone] = Losses[says];
        else if (what.StartsWith("finds ", StringComparison.Ordinal)) world.Network.Find(Village.Find(what[6..]).Phone);
        else if (what == "keeps its own ids") world.Network.ReturnsMessageId = false;
        else if (what == "takes one and its answer is lost") world.Network.AnswersLost = 1;
        else if (what == "can be asked what it took") world.Network.Remembers = true;
        else if (what == "cannot be reached once") world.Network.Unreachable = 1;
        else if (what == "times out once") world.Network.Refusals.Enqueue(Handover.Ambiguous);
        else throw new FormatException($"The network cannot '{what}'.");
    }

    /// <summary>Shows new messages by phone and then by text, since messages of one step have no promised order.</summary>
    private void ShowInbox()
    {
        var inbox = world.Network.Inbox;
        foreach (var received in inbox.Skip(seen).OrderBy(r => r.Phone, StringComparer.Ordinal).ThenBy(r => r.Text, StringComparer.Ordinal))
        {
            var who = Village.OfPhone(received.Phone);
            played.AppendLine(CultureInfo.InvariantCulture, $"{who.Name.ToLowerInvariant()} gets");
            if (MentorCode().Match(received.Text) is { Success: true } mentored)
                mentorCodes = mentorCodes.Remove(mentored.Groups["code"].Value).Add(mentored.Groups["code"].Value);
            Show(WithoutCodes(Masked(received.Text)));
            if (SecretIn().Match(received.Text) is { Success: true } secret) lastSecret = secret.Value;
            if (CodeIn().Match(received.Text) is { Success: true } code) lastCode = code.Value;
        }
        seen = inbox.Count;
    }

    private void Show(string text)
    {
        foreach (var line in text.Split('\n')) played.AppendLine($"  | {line}".TrimEnd());
    }

    /// <summary>An API caller on behalf of one of the two.</summary>
    private Caller By(Villager who, string what) => new($"{what}-{number}", who.PersonId);

    private static Money Kes(string amount) =>
        new(long.Parse(amount, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) * 100, "KES");
    private static long Number(Match match, string group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static Duration Time(Match wait)
    {
        var n = Number(wait, "n");
        return wait.Groups["unit"].Value switch
        {
            "minute" => Duration.FromMinutes(n),
            "hour" => Duration.FromHours(n),
            _ => Duration.FromDays((int)n),
        };
    }
}
