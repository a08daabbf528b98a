using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Subscribers;

namespace Outreach.Scenarios;

/// <summary>
/// Coordinators' actions on people and numbers: <c>coordinator registers amina at spare</c>, <c>… at wanjiru shared pin 3690</c>,
/// <c>another moves amina to spare</c>, <c>coordinator names otieno for amina</c>, <c>coordinator sees tasks</c>, <c>… sees amina</c>. A
/// name behind at or to means that person's phone.
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
            case "moves":
                var ask = new AskMove($"move-{number}", phone!, m.Groups["by"].Value);
                Show((await world.AskAsync(() => People.MoveAsync(who!.Programme, who.PersonId, ask, default))).ToString());
                break;
            case "takes": await world.AskAsync(() => People.LeaveAsync(phone!, who!.Programme, who.PersonId, default)); break;
            case "names": await world.AskAsync(
                () => People.NameSecondAsync(who!.Programme, who.PersonId, phone, m.Groups["phone"].Value, default)); break;
            default: foreach (var line in await world.AskAsync(() => SeenAsync(m.Groups["what"].Value))) Show(line); break;
        }
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
        @"^(?<by>coordinator|another) ((?<verb>registers) (?<person>\w+) at (?<phone>\w+)(?<shared> shared)?( pin (?<pin>\d+))?|(?<verb>moves) (?<person>\w+) to (?<phone>\w+)|(?<verb>takes) (?<person>\w+) off (?<phone>\w+)|(?<verb>names) (?<phone>\w+) for (?<person>\w+)|(?<verb>sees) (?<what>\w+))$")]
    private static partial Regex Numbers();
}
