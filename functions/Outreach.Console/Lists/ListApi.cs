using System.Globalization;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Lists of loads or payments that a clerk tells in a trader's name, and the end of that.</summary>
internal sealed class ListApi(TradeLists lists, Sheets sheets, Lookups lookups, IClock clock) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<ListBody, ListView>("lists", "list.tell",
            "Tells a trader's loads or payments of one day, for a clerk whom the trader named on the phone. Each farmer is asked. With "
                + "dryRun it only says what would become of each row.", TellAsync).For(Access.Clerks, NamedBy.Body),
        ApiEndpoint.Post<ListView>("lists/csv", "list.csv", "The same from a CSV file.", Csv.Media, FileAsync,
            "programme", "trader", "kind", "list", "day", "dryRun").For(Access.Clerks, NamedBy.Query),
        ApiEndpoint.Post<ClerkBody, ClerkView>("clerks/end", "clerk.end", "The holder of the key acts for the trader no more.", EndAsync)
            .EvenOver.For(Access.Clerks, NamedBy.Body),
    ];

    private async Task<Answer> TellAsync(Call call, ListBody body, CancellationToken ct)
    {
        if (body.Rows.Count is 0 or > TradeList.MostRows)
            return Answer.Bad("rows", string.Create(CultureInfo.InvariantCulture, $"rows are 1 to {TradeList.MostRows}."));
        if (body.Rows.Select((row, n) => row.Row ?? n + 1).GroupBy(n => n).FirstOrDefault(g => g.Key < 1 || g.Count() > 1) is { } twice)
            return Answer.Bad("rows", $"Each row has a number of its own, from 1; {twice.Key} is none.");
        var (list, place, fault) = await HeadAsync(call, body.Programme, body.Trader, body.List, body.Kind, body.Day, ct);
        return list is null ? fault!
            : await AnswerAsync(call, list, [.. body.Rows.Select((row, n) => ListRow.Of(place!, list.Loads, row.Row ?? n + 1, row))],
                body.DryRun, ct);
    }

    private async Task<Answer> FileAsync(Call call, CancellationToken ct)
    {
        if (call.Query("dryRun") is not (null or "true" or "false")) return Answer.Bad("dryRun", "dryRun is true or false.");
        if (ListKinds.Read(call.Query("kind")) is not { } kind) return Answer.Bad("kind", "kind is loads or payments.");
        var day = call.Query("day") is { } typed ? NodaTime.Text.LocalDatePattern.Iso.Parse(typed) : null;
        if (day is { Success: false }) return Answer.Bad("day", "day is a date such as 2026-03-02.");
        string Given(string name) => call.Query(name) ?? "";
        var (list, place, fault) = await HeadAsync(call, Given("programme"), Given("trader"), Given("list"), kind, day?.Value, ct);
        if (list is null) return fault!;
        var (file, wrong) = CsvFile.Read(call.Canonical, ListRow.Columns, [list.Loads ? "quantity" : "amount"], TradeList.MostRows, "rows");
        return file is null ? Answer.BadBody(wrong!)
            : await AnswerAsync(call, list, [.. file.Select(row => ListRow.Of(place!, list.Loads, row))], Given("dryRun") == "true", ct);
    }

    /// <summary>The list without its rows. Who is not the trader's clerk learns of nobody whether they are one.</summary>
    private async Task<(TradeList? List, Place? Place, Answer? Fault)> HeadAsync(Call call, string programme, string trader, string list,
        ListKind kind, LocalDate? day, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(programme, "programme", ct);
        if (place is null) return (null, null, noProgramme);
        if (!Inputs.IsId(list))
            return (null, null, Answer.Bad("list", "list is your name for the list: 1 to 40 lower-case letters, digits and dashes."));
        var today = place.Country.Today(clock.GetCurrentInstant());
        if (day > today) return (null, null, Answer.Bad("day", "day is today or before."));
        var (party, _) = await lookups.PartyAsync(place, "trader", trader, Role.Trader, ct);
        return party is not null && await lists.TraderAsync(place.Programme.Id, party.PersonId, call.Who, ct) is not null
            ? (new(list, place.Programme.Id, party.PersonId, call.Who, kind == ListKind.Loads, day ?? today, []), place, null)
            : (null, null, Answer.Forbidden(
                $"No such trader has named you. They do it on their phone, by SMS: CLERK {call.Who.ToUpperInvariant()}"));
    }

    private async Task<Answer> AnswerAsync(Call call, TradeList list, IReadOnlyList<ListRow> read, bool dry, CancellationToken ct)
    {
        var told = list with { Rows = [.. read.Select(r => r.Row).OfType<TradeRow>()] };
        var results = (await lists.TellAsync(told, dry, ct)).ToDictionary(r => r.Row);
        var view = ListView.Of(list, dry, [.. read.Select(r => (r, results.GetValueOrDefault(r.Number)))]);
        if (!dry)
            await sheets.KeepAsync(list, [.. read.Zip(view.Results, (r, v) => r.Line(results.GetValueOrDefault(r.Number), v.Why))], ct);
        return Answer.Changed(view, new(list.Programme, list.Trader, string.Create(CultureInfo.InvariantCulture,
            $"{list.Id}, {ApiJson.Name(view.Kind)} of {list.On:uuuu-MM-dd}: {view.Asked} asked, "
            + $"{(view.Waits == 0 ? "" : $"{view.Waits} later, ")}{view.Before} told before, "
            + $"{view.Same + view.Refused} not"), IsWritten: !dry)).Dry(dry);
    }

    private async Task<Answer> EndAsync(Call call, ClerkBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        var (party, _) = await lookups.PartyAsync(place, "trader", body.Trader, Role.Trader, ct);
        var acted = party is not null && await lists.TraderAsync(place.Programme.Id, party.PersonId, call.Who, ct) is not null;
        if (acted) await lists.LeaveAsync(place.Programme.Id, party!.PersonId, call.Who, ct);
        // Whoever was not named hears back what they sent, so that it tells nobody who is a trader.
        return Answer.Changed(new ClerkView(acted ? party!.PersonId : body.Trader, call.Who, false),
            new(place.Programme.Id, party?.PersonId ?? "-", call.Who, IsWritten: acted));
    }
}
