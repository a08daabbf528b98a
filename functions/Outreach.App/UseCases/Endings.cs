using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>Somebody with open agreements, debts or disputes.</summary>
public sealed record OpenPerson(DirectoryRow Person, IReadOnlyList<AccountEntry> Entries);

/// <summary>A stretch of a directory, with the person after whom the next one begins; null at the end.</summary>
public sealed record PeopleStretch<T>(IReadOnlyList<T> People, string? Next);

/// <summary>The end of a programme: what is open, and whose data goes on.</summary>
public sealed class Endings(Engine engine, ITables tables)
{
    /// <summary>People looked at for one stretch.</summary>
    public const int StretchSize = 200;

    public Task<Ending?> FindAsync(string programme, CancellationToken ct) =>
        engine.StateAsync<Ending>(new Work(Arrival.Request), AggregateId.Ending(programme), ct);

    /// <summary>Who has something open, with an account read for each person looked at.</summary>
    public Task<PeopleStretch<OpenPerson>> OpenAsync(string programme, string after, CancellationToken ct) =>
        StretchAsync(programme, after, async row =>
            await engine.AccountAsync(new Work(Arrival.Request), AggregateId.Account(programme, row.PersonId), ct) is { } account
                && account.Entries.Where(e => e.IsUnsettled).ToList() is { Count: > 0 } open
                ? new OpenPerson(row, open)
                : null, ct);

    /// <summary>Whose data goes to the successor: who said yes to them themselves since they were named, and has not stopped.</summary>
    public Task<PeopleStretch<OpenPerson>> HandedOverAsync(string programme, NamedSuccessor to, string after, CancellationToken ct) =>
        StretchAsync(programme, after, async row =>
            await engine.StateAsync<Person>(new Work(Arrival.Request), AggregateId.Person(programme, row.PersonId), ct) is
                { ErasedAt: null } person && person.Consent.HandsOver(to)
                ? new OpenPerson(row, [.. (await engine.AccountAsync(new Work(Arrival.Request),
                    AggregateId.Account(programme, row.PersonId), ct))?.Entries ?? []])
                : null, ct);

    private async Task<PeopleStretch<OpenPerson>> StretchAsync(string programme, string after, Func<DirectoryRow, Task<OpenPerson?>> look,
        CancellationToken ct)
    {
        var rows = await tables.PageAsync(Table.People, programme, after, StretchSize, ct);
        var found = await Task.WhenAll(rows.Select(r => look(Json.Read<ListedPerson>(r.Data).Row)));
        return new([.. found.OfType<OpenPerson>()], rows.Count < StretchSize ? null : rows[^1].Key.Row);
    }
}
