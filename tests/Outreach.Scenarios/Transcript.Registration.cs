using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Outreach.App;
using Outreach.App.UseCases;
using Outreach.Core.People;

namespace Outreach.Scenarios;

/// <summary>What a coordinator does about registration and consent, and missed calls.</summary>
public sealed partial class Transcript
{
    /// <summary>
    /// <c>coordinator opens kenya-maize MAIZE</c> for self-registration, perhaps with a USSD code of its own;
    /// <c>coordinator registers neema in kenya-maize with service tips</c>, <c>with nothing</c>; <c>coordinator checks neema</c>.
    /// </summary>
    private async Task<bool> EnrolAsync(string verb, string what)
    {
        var people = world.Get<People>();
        switch (verb)
        {
            case "opens":
                var words = what.Split(' ');
                var programme = (await world.AskAsync(() => people.ProgrammeAsync(words[0], default)))!;
                var open = new SelfRegistration(true, words[1], words.ElementAtOrDefault(2) ?? "");
                await world.AskAsync(() => people.CreateProgrammeAsync(programme with { SelfRegistration = open }, default));
                return true;
            case "adds":
                var added = what.Split(' ');
                var beans = new Programme(added[0], string.Join(' ', added[1..^1]), "KE", "KES", ["Beans"], "Officer Njeri") { SelfRegistration = new(true, added[^1]) };
                await world.AskAsync(() => people.CreateProgrammeAsync(beans, default));
                return true;
            case "registers":
                var m = Registers().Match(what);
                await RegisterAsync(Village.Find(m.Groups["who"].Value), m.Groups["programme"].Value, m.Groups["consents"].Value);
                return true;
            case "checks":
                await ShowConsentsAsync(Village.Find(what));
                return true;
            default:
                return false;
        }
    }

    private async Task RegisterAsync(Villager who, string id, string given)
    {
        var people = world.Get<People>();
        var programme = (await world.AskAsync(() => people.ProgrammeAsync(id, default)))!;
        var holder = new Holder(PersonText.IdOf(id, who.Phone), who.Name, who.Role, who.Language, id, "Village", programme.Crops, programme.Currency);
        var consents = Consent.Purposes.Where(p => given.Contains(p.ToString(), StringComparison.OrdinalIgnoreCase)).Select(p => new ConsentGrant(p, true, "api|coordinator", "paper form", Own: false));
        await world.AskAsync(() => people.RegisterAsync(new Work(queued: false), who.Phone, holder, null, "api|coordinator", [.. consents], default));
    }

    private async Task ShowConsentsAsync(Villager who)
    {
        var standing = (await world.AskAsync(() => world.Get<Consents>().OfAsync(who.Phone, default)))!;
        foreach (var row in standing.Rows)
            Show(string.Create(CultureInfo.InvariantCulture, $"{row.Number} {row.Act}: {string.Join(", ", row.Purposes)} by {row.Source} \"{row.Words}\"").Replace('\n', ' '));
        var c = standing.Consent;
        Show($"now: {string.Join(", ", Consent.Purposes.Select(p => $"{p} {c.Of(p)}"))}{(c.Stopped ? ", all stopped" : "")}{(c.Blocked ? ", blocked by the provider" : "")}; {(standing.FirstFault is null ? "the rows fit" : $"row {standing.FirstFault} does not fit")}");
    }

    private Task RingAsync(Villager who, int id, Duration ago)
    {
        var at = world.Clock.GetCurrentInstant() - ago;
        return world.AskAsync(() => world.Get<MissedCalls>().TakeAsync(who.Phone, string.Create(CultureInfo.InvariantCulture, $"c{id}"), at, default));
    }

    [GeneratedRegex(@"^(?<who>\w+) in (?<programme>[\w-]+) with (?<consents>.+)$")]
    private static partial Regex Registers();
}
