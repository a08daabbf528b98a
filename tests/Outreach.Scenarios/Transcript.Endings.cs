using System.Text.RegularExpressions;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;

namespace Outreach.Scenarios;

/// <summary>
/// The end of a programme, as two owners have set it: <c>coordinator ends kenya-maize on 2026-06-30 with Kitale union</c>, or
/// <c>coordinator continues kenya-maize</c>; <c>coordinator hands over kenya-maize</c> shows who said yes.
/// </summary>
public sealed partial class Transcript
{
    private async Task<bool> EndAsync(string verb, string what)
    {
        if (verb is not ("ends" or "continues" or "hands")) return false;
        if (End().Match(what) is not { Success: true } m) throw new FormatException($"The coordinator cannot '{verb} {what}'.");
        var id = m.Groups["programme"].Value;
        if (verb == "hands")
        {
            var ending = (await world.AskAsync(() => world.Get<Endings>().FindAsync(id, default)))!;
            var people = await world.AskAsync(() => world.Get<Endings>().HandedOverAsync(id, ending.Successor!, "", default));
            Show(people.People.Count == 0 ? "nobody" : string.Join('\n', people.People.Select(p => p.Person.Name)));
            return true;
        }
        var before = (await world.AskAsync(() => world.Get<People>().ProgrammeAsync(id, default)))!;
        var end = verb == "continues" ? null
            : new ProgrammeEnd(LocalDatePattern.Iso.Parse(m.Groups["day"].Value).Value,
                m.Groups["successor"].Success ? m.Groups["successor"].Value : null);
        if (before.End == end) return true;
        await world.AskAsync(() => world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), AggregateId.Programme(id),
            new ReplaceProgramme(before with { End = end }, before.Edition + 1), $"end {before.Edition}", default));
        return true;
    }

    [GeneratedRegex(@"^(over )?(?<programme>[\w-]+)( on (?<day>\d{4}-\d\d-\d\d))?( with (?<successor>.+))?$")]
    private static partial Regex End();
}
