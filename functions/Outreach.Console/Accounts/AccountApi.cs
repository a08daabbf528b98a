using System.Globalization;
using NodaTime;
using Outreach.App;
using Outreach.Core.Accounts;

namespace Outreach.Console;

/// <summary>Accounts: amounts owed, ledger rows, and a check that the rows add up.</summary>
internal sealed class AccountApi(People people, Ledgers ledgers, Lookups lookups, ITables tables, IClock clock) : IEndpoints
{
    private const int MostAtOnce = 100;

    private static Answer NoProgramme { get; } = Answer.NotFound("There is no programme of that id.");
    private static Answer NoPerson { get; } = Answer.NotFound("There is no person of that id in this programme.");

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<AccountsView>("accounts", "accounts",
            "What each person of a programme owes and is owed, by person, a hundred people at once. Who had no agreement has no account.",
            ListAsync, "programme", "after", "take").For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Get<AccountView>("accounts/{programme}/{personId}", "account", "What a person owes and is owed.", AccountAsync)
            .For(Access.Readers, NamedBy.Route),
        ApiEndpoint.Get<StatementView>("accounts/{programme}/{personId}/statement", "account.statement",
            "A person's ledger, oldest row first, in stretches.", StatementAsync, "after", "take").For(Access.Readers, NamedBy.Route),
        ApiEndpoint.Post<VerifyBody, VerifyView>("accounts/verify", "account.verify",
            "Rebuilds one account or all of a programme from the rows, and says what does not fit.", VerifyAsync)
            .For(Access.Readers, NamedBy.Body),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        // Each is an account to read.
        var few = stretch with { Take = Math.Min(stretch.Take, MostAtOnce) };
        var rows = await people.ListAsync(place.Programme.Id, few.After, few.Take, ct);
        var accounts = await Task.WhenAll(rows.Select(r => people.AccountAsync(place.Programme.Id, r.PersonId, ct)));
        var shown = rows.Zip(accounts).Where(p => p.Second is not null)
            .Select(p => AccountRowView.Of(p.First, p.Second!, place.Programme.Currency)).ToList();
        return Answer.Shows(new AccountsView(shown, few.Next(rows, r => r.PersonId)), place.Programme.Id, shown.Count);
    }

    private async Task<Answer> AccountAsync(Call call, CancellationToken ct)
    {
        var (place, _) = await lookups.ProgrammeAsync(call.Route("programme"), "programme", ct);
        if (place is null) return NoProgramme;
        var id = call.Route("personId");
        var account = await people.AccountAsync(place.Programme.Id, id, ct);
        if (account is null && !await IsListedAsync(place, id, ct)) return NoPerson;
        return Answer.Ok(AccountView.Of(account ?? Account.Empty(id), place, id, place.Country.Today(clock.GetCurrentInstant())));
    }

    private async Task<Answer> StatementAsync(Call call, CancellationToken ct)
    {
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        if (ShardPlace.Parse(stretch.After) is not { } after)
            return Answer.Bad("after", "after is a place that a page before gave as next.");
        var (place, _) = await lookups.ProgrammeAsync(call.Route("programme"), "programme", ct);
        if (place is null) return NoProgramme;
        var id = call.Route("personId");
        var rows = await ledgers.RowsAsync(place.Programme.Id, id, after, ct).Take(stretch.Take).ToListAsync(ct);
        if (rows.Count == 0 && await people.AccountAsync(place.Programme.Id, id, ct) is null && !await IsListedAsync(place, id, ct))
            return NoPerson;
        return Answer.Shows(
            new StatementView([.. rows.Select(r => RowView.Of(r.Row))], stretch.Next(rows, r => r.Place.ToString())),
            place.Programme.Id, rows.Count, id);
    }

    private async Task<Answer> VerifyAsync(Call call, VerifyBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        var programme = place.Programme.Id;
        if (body.PersonId is null) return Checked(VerifyView.Of(programme, await ledgers.CheckAsync(programme, ct)), programme);
        var check = Inputs.IsKey(body.PersonId) ? await ledgers.CheckAsync(programme, body.PersonId, ct) : null;
        return check is null
            ? Answer.Bad("personId", "There is no account of that person in this programme.")
            : Checked(VerifyView.Of(programme, check), body.PersonId);
    }

    /// <summary>A check is audited too, because its result is worth keeping.</summary>
    private static Answer Checked(VerifyView view, string subject) =>
        Answer.Changed(view, new(view.Programme, subject, view.Right ? $"{view.Rows} rows, right" : $"{view.Rows} rows, not right"));

    private async Task<bool> IsListedAsync(Place place, string id, CancellationToken ct) =>
        await tables.GetAsync(Keys.Person(place.Programme.Id, id), ct) is not null;
}
