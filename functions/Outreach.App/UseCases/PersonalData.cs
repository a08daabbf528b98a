using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>All data of one person that can be found by the person's keys.</summary>
/// <param name="Pulses">The person's answers to the trust survey.</param>
/// <param name="Messages">Those of the first reading.</param>
/// <param name="ContactFor">For whom the person's phones pass messages on, or are asked to.</param>
public sealed record KeptData(
    Person Person, ConsentStanding Consents, Account? Account, IReadOnlyList<LedgerRow> Ledger,
    IReadOnlyList<Agreement> Agreements,
    IReadOnlyList<PulseRow> Pulses, IReadOnlyList<InboxItem> Inbox, SomeMessages Messages, IReadOnlyList<KeptRole> ContactFor);

/// <param name="Name">The first name of who asked.</param>
/// <param name="AgreedAt">Null while the question is open.</param>
public sealed record KeptRole(string Phone, string Name, Instant? AgreedAt);

/// <summary>Gathers a person's data by keys, and by one walk through the programme's inbox, which is finite.</summary>
public sealed class PersonalData(Agreements agreements, People people, Consents consents, Ledgers ledgers, Inboxes inboxes,
    OwnMessages messages, ITables tables)
{
    public async Task<KeptData> OfAsync(Person person, Instant now, CancellationToken ct)
    {
        var (programme, id) = (person.Details.Programme, person.Details.PersonId);
        var account = await people.AccountAsync(programme, id, ct);
        var rows = await ledgers.RowsAsync(programme, id, default, ct).Select(r => r.Row).ToListAsync(ct);
        var theirs =
            await AgreementsAsync(programme, id, [.. account is null ? [] : account.AgreementCodes, .. rows.Select(r => r.Code)], ct);
        return new(person, (await consents.OfAsync(programme, id, ct))!, account, rows, theirs, await PulsesAsync(theirs, id, ct),
            [.. (await inboxes.AllAsync(programme, ct)).Where(i => i.PersonId == id)],
            await messages.OfAsync(person, "", now, ct), await RolesAsync(person, ct));
    }

    private async Task<IReadOnlyList<KeptRole>> RolesAsync(Person person, CancellationToken ct)
    {
        var found = new List<KeptRole>();
        foreach (var phone in person.Phones.Where(p => p is { Held: true, Quarantined: false }).Select(p => p.Phone))
        {
            var subscriber = await people.SubscriberAsync(phone, ct);
            found.AddRange((subscriber?.Contacts ?? []).Select(c => new KeptRole(phone, c.Name, c.AgreedAt)));
            found.AddRange((subscriber?.ContactAsks ?? []).Select(a => new KeptRole(phone, a.Name, null)));
        }
        return found;
    }

    /// <summary>Finds agreements that the account no longer lists by the rows of its ledger.</summary>
    private async Task<IReadOnlyList<Agreement>> AgreementsAsync(string programme, string id, IEnumerable<string> codes,
        CancellationToken ct)
    {
        var found = new List<Agreement>();
        foreach (var code in codes.Distinct(StringComparer.Ordinal))
            if (await agreements.FindAsync(code, ct) is { } agreement && agreement.Programme == programme && agreement.Has(id))
                found.Add(agreement);
        return found;
    }

    private async Task<IReadOnlyList<PulseRow>> PulsesAsync(IEnumerable<Agreement> theirs, string id, CancellationToken ct)
    {
        var found = new List<PulseRow>();
        foreach (var agreement in theirs)
        {
            var side = agreement.Of(Role.Farmer).PersonId == id ? Role.Farmer : Role.Trader;
            if (await tables.GetAsync(Keys.Pulse(agreement.Programme, agreement.Code, side), ct) is { } row)
                found.Add(Json.Read<PulseRow>(row.Data));
        }
        return found;
    }
}
