using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Scenarios;

/// <summary>
/// Coordinators' actions on people and numbers: <c>coordinator registers amina at spare</c>, <c>… at wanjiru shared pin 3690</c>,
/// <c>coordinator names otieno for amina</c>, <c>coordinator sees tasks</c>, <c>… sees amina</c>; and what takes two:
/// <c>another moves amina to spare</c>, <c>… adds spare for amina</c>, <c>… takes amina off spare</c>. A name behind at, to or off
/// means that person's phone.
/// </summary>
public sealed partial class Transcript
{
    private async Task NumberAsync(Match m)
    {
        var who = m.Groups["person"].Success ? Village.Find(m.Groups["person"].Value) : null;
        var phone = m.Groups["phone"].Success ? Village.Find(m.Groups["phone"].Value).Phone : null;
        switch (m.Groups["verb"].Value)
        {
            case "registers": await world.AskAsync(
                () =>
                    RegisterAsync(who!, phone!, m.Groups["shared"].Success, m.Groups["pin"].Success ? m.Groups["pin"].Value : null)); break;
            case "moves": await TwoAsync(m.Groups["by"].Value, ApprovalKinds.NumberMoved, IdentityActKind.NumberMoved, who!, phone); break;
            case "takes": await TwoAsync(m.Groups["by"].Value, ApprovalKinds.NumberLeft, IdentityActKind.NumberLeft, who!, phone); break;
            case "adds": await TwoAsync(m.Groups["by"].Value, ApprovalKinds.NumberAdded, IdentityActKind.NumberAdded, who!, phone); break;
            case "names": await world.AskAsync(
                () => People.NameSecondAsync(who!.Programme, who.PersonId, phone, m.Groups["phone"].Value, default)); break;
            default: foreach (var line in await world.AskAsync(() => SeenAsync(m.Groups["what"].Value))) Show(line); break;
        }
    }

    /// <summary>What takes two: the first owner's line asks, another owner's line approves.</summary>
    private Task TwoAsync(string by, string kind, IdentityActKind act, Villager who, string? phone) =>
        TwoAsync(by, kind, who, id => new(who.Programme, kind, who.PersonId, AggregateId.Person(who.Programme, who.PersonId),
            new DoIdentityAct(id, act, by, phone), by));

    private async Task TwoAsync(string by, string kind, Villager who, Func<string, StartApproval>? start)
    {
        var (approvals, id) = (world.Get<Approvals>(), $"two-{number}");
        Show(await world.AskAsync(async () =>
        {
            var mine = $"{who.Programme}.{SmsSender.MessageId(id)}";
            // A repeat after a stop finds what its first try did.
            var open =
                (await approvals.AllAsync((await world.Get<People>().ProgrammeAsync(who.Programme, default))!, default))
                    .Where(a => a.Kind == kind && a.Subject == who.PersonId && a.Id != mine
                        && (a.Status == ApprovalStatus.Waiting || a.DecidedBy == by))
                    .MaxBy(a => a.StartedAt);
            if (open is not null)
                return (await approvals.DecideAsync(open.Id, new DecideApproval(by, true), default))?.ToString() ?? "done";
            if (start is null) return "nothing waits";
            await approvals.StartAsync(id, start(id), default);
            return "waits for another";
        }));
    }

    private App.People People => world.Get<App.People>();

    /// <summary>A repeat after a stop must be the same registration, under the same id.</summary>
    private async Task RegisterAsync(Villager who, string phone, bool shared, string? pin)
    {
        var source = $"coordinator-{number}";
        var consents = await world.Get<App.Consents>().OfAsync(who.Programme, who.PersonId, default);
        if (consents?.Rows.Any(e => e.Source == source) == true) return;
        await People.RegisterAsync(new Work(Arrival.Request), phone, Village.HolderOf(who), pin, source, default, shared);
    }

    private async Task<IReadOnlyList<string>> SeenAsync(string what)
    {
        if (what == "tasks")
            return [.. (await People.TasksAsync("kenya-maize", "", 100, default)).Select(t => $"{t.Kind}: {t.Subject}")
                .Order(StringComparer.Ordinal)];
        var person = await People.FindAsync("kenya-maize", Village.Find(what).PersonId, default);
        return person!.Primary is null
            ? ["no phone"]
            : [.. person.Reached.Select(
                p => $"{Village.OfPhone(p.Phone).Name.ToLowerInvariant()}'s phone{(p.Quarantined ? ", in quarantine" : "")}")];
    }

    [GeneratedRegex(
        @"^(?<by>coordinator|another) ((?<verb>registers) (?<person>\w+) at (?<phone>\w+)(?<shared> shared)?( pin (?<pin>\d+))?"
        + @"|(?<verb>moves) (?<person>\w+) to (?<phone>\w+)|(?<verb>adds) (?<phone>\w+) for (?<person>\w+)"
        + @"|(?<verb>takes) (?<person>\w+) off (?<phone>\w+)|(?<verb>names) (?<phone>\w+) for (?<person>\w+)|(?<verb>sees) (?<what>\w+))$")]
    private static partial Regex Numbers();
}
