using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Outreach.App;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;

namespace Outreach.Scenarios;

/// <summary>Coordinators' actions on registration and consent, and missed calls.</summary>
public sealed partial class Transcript
{
    /// <summary>
    /// <c>coordinator opens kenya-maize MAIZE</c> for self-registration, optionally with its own USSD code; <c>coordinator registers neema
    /// in kenya-maize with service tips</c>, <c>with nothing</c>; <c>coordinator checks neema</c>;
    /// <c>coordinator transfers wanjiru BEANS</c>, which tells her of another programme.
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
                var beans =
                    new Programme(added[0], string.Join(' ', added[1..^1]), "KE", "KES", ["Beans"],
                        "Officer Njeri") { SelfRegistration = new(true, added[^1]) };
                await world.AskAsync(() => people.CreateProgrammeAsync(beans, default));
                return true;
            case "registers":
                var m = Registers().Match(what);
                var enrolled = Village.Find(m.Groups["who"].Value);
                if (m.Groups["as"].Success) enrolled = enrolled with { Role = Core.Values.Role.Coordinator };
                await RegisterAsync(enrolled, m.Groups["programme"].Value, m.Groups["consents"].Value);
                return true;
            case "imports":
                var file = Registers().Match(what);
                await ImportAsync(file.Groups["who"].Value.Split('-'), file.Groups["programme"].Value, file.Groups["consents"].Value);
                return true;
            case "founds":
                await FoundAsync(what.Split(' ')[0], what.Split(' ')[1]);
                return true;
            case "releases":
                var partner = what.Split(' ');
                await world.AskAsync(() => world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request),
                    Core.Kernel.AggregateId.Organisation(partner[0]), new EndOrganisation([partner[1]]), $"end-{number}", default));
                return true;
            case "transfers":
                await TransferAsync(Village.Find(what.Split(' ')[0]), what.Split(' ')[1]);
                return true;
            case "checks":
                await ShowConsentsAsync(Village.Find(what));
                return true;
            default:
                return false;
        }
    }

    /// <summary><c>coordinator founds coop kenya-beans</c>: a partner whose programme shares its figures.</summary>
    private async Task FoundAsync(string id, string programme)
    {
        var organisations = world.Get<Organisations>();
        var coop = new Organisation(id, id, "KE", ["en"], new("Asha", "+254711000050"), "coordinator", world.Clock.GetCurrentInstant());
        await world.AskAsync(async () =>
        {
            await organisations.CreateAsync(coop, default);
            await organisations.JoinAsync(programme, coop, default);
            await organisations.ShareAsync(programme, "harvest", new(2026, 4), default);
        });
    }

    private async Task TransferAsync(Villager who, string code)
    {
        var to = (await world.AskAsync(() => world.Get<OpenProgrammes>().InAsync("KE", default))).Single(p => p.Code == code);
        var id = $"transfer-{number}";
        var offer = new OfferTransfer(id, to.Id, to.Name, to.Code, "coordinator");
        if (await world.AskAsync(() => world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request),
            Core.Kernel.AggregateId.Person(who.Programme, who.PersonId), offer, id, default)) is TransferRefusal why)
            Show($"not possible: {why}");
    }

    private async Task RegisterAsync(Villager who, string id, string given)
    {
        var people = world.Get<People>();
        var programme = (await world.AskAsync(() => people.ProgrammeAsync(id, default)))!;
        var holder =
            new Holder(who.PersonId, who.Name, who.Role, who.Language, id, "Village", programme.Crops,
                programme.Currency);
        var consents =
            Consent.Purposes.Where(p => given.Contains(p.ToString(), StringComparison.OrdinalIgnoreCase))
                .Select(p => new ConsentGrant(p, true, "api|coordinator", "paper form", Own: false));
        await world.AskAsync(
            () => people.RegisterAsync(new Work(Arrival.Request), who.Phone, holder, null, "api|coordinator", [.. consents], default));
    }

    /// <summary><c>coordinator imports neema-stranger in kenya-maize with service</c>; a repeat is the same import.</summary>
    private async Task ImportAsync(string[] names, string programme, string given)
    {
        var (id, imports) = ($"import-{number}", world.Get<Imports>());
        var consents = Consent.Purposes.Where(p => given.Contains(p.ToString(), StringComparison.OrdinalIgnoreCase)).ToList();
        var read =
            names.Select(
                (n, at) => new PersonRow(at + 2, Village.Find(n).Phone, Village.Find(n).Name, null, null, null, null, consents, "list 7"))
            .Select(r => new ImportItem(new(r.Row, ImportAction.Added, r.Phone), r)).ToList();
        await world.AskAsync(async () =>
        {
            if (await imports.FindAsync(id, default) is not null) return;
            await imports.StartAsync(id, programme, "coordinator",
                (await imports.PlanAsync((await world.Get<People>().ProgrammeAsync(programme, default))!, read, default)).Items, default);
        });
        await world.SettleAsync();
        var done = (await world.AskAsync(() => imports.FindAsync(id, default)))!;
        foreach (var row in await world.AskAsync(() => imports.ResultsAsync(id, 0, 100, default)))
            Show(
                string.Create(CultureInfo.InvariantCulture,
                    $"{row.Row} {Village.OfPhone(row.Phone).Name}: "
                        + $"{row.Action}{string.Concat((row.Changes ?? []).Select(c => $" {c.Field} {c.From} -> {c.To}"))}"
                        + $"{(row.Why is null ? "" : $": {row.Why}")}"));
        Show(
            string.Create(CultureInfo.InvariantCulture,
                $"{(done.EndedAt is null ? "under way" : "done")}: {done.Counts.Added} added, {done.Counts.Changed} changed, "
                    + $"{done.Counts.Unchanged} unchanged, {done.Counts.Refused} refused"));
    }

    private async Task ShowConsentsAsync(Villager who)
    {
        var subscriber = await world.AskAsync(() => world.Get<App.People>().SubscriberAsync(who.Phone, default));
        var why = string.Join(", ", (subscriber?.Suppressions ?? []).Select(p => p.Source)
            .Where(s => s != Suppression.FormerChoice));
        var holder = subscriber?.Holders.FirstOrDefault(u => u.Holder.PersonId == who.PersonId)?.Holder ?? subscriber?.Holder;
        if (holder is null)
        {
            Show(why.Length > 0 ? $"nobody is registered here; nothing unasked goes here: {why}" : "nobody is registered here");
            return;
        }
        var standing = (await world.AskAsync(() => world.Get<Consents>().OfAsync(holder.Programme, holder.PersonId, default)))!;
        foreach (var row in standing.Rows)
            Show(
                string.Create(CultureInfo.InvariantCulture,
                    $"{row.Number} {row.Act}: {string.Join(", ", row.Purposes)} by {row.Source} \"{row.Words}\"").Replace('\n', ' '));
        var c = standing.Consent;
        Show(
            $"now: {string.Join(", ", Consent.Purposes.Select(p => $"{p} {c.Of(p)}"))}{(c.Stopped ? ", all stopped" : "")}"
                + $"{(why.Length > 0 ? $", nothing unasked to this number: {why}" : "")}; "
                + $"{(standing.FirstFault is null ? "the rows fit" : $"row {standing.FirstFault} does not fit")}");
    }

    private async Task<string> OfferAsync(Villager trader, string what)
    {
        var farmer = Village.Find(what.Split(' ')[0]);
        var known = farmer.Programme.Length > 0 ? null : await world.Get<App.People>().SubscriberAsync(farmer.Phone, default);
        return await world.Get<App.Agreements>()
            .OfferAsync(Offers.Read(trader, what, $"offer-{number}", Today(trader), known?.Holder?.PersonId)
                with { Rules = RulesOf(trader.Programme) }, default);
    }

    /// <summary>As the programme stands; looked at beside the storage that counts.</summary>
    private Core.Programmes.AgreementRules RulesOf(string programme) => world.Tables.All(App.Table.Programmes)
        .Select(r => App.Stored.State<Core.Programmes.Programme>(r)).First(p => p.Id == programme).OfferRules;

    private Task RingAsync(Villager who, int id, Duration ago)
    {
        var at = world.Clock.GetCurrentInstant() - ago;
        return world.AskAsync(
            () => world.Get<MissedCalls>().TakeAsync(who.Phone, string.Create(CultureInfo.InvariantCulture, $"c{id}"), at, default));
    }

    [GeneratedRegex(@"^(?<who>[\w-]+) in (?<programme>[\w-]+) with (?<consents>.+?)( (?<as>as coordinator))?$")]
    private static partial Regex Registers();
}
