using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Programmes and the people in them.</summary>
public sealed class People(Engine engine, ITables tables, PinHasher pins)
{
    public Task CreateProgrammeAsync(Programme programme, CancellationToken ct) =>
        engine.ExecuteAsync(NewWork(), AggregateId.Programme(programme.Id), new CreateProgramme(programme), programme.Id, ct);

    public Task<Programme?> ProgrammeAsync(string id, CancellationToken ct) =>
        engine.StateAsync<Programme>(NewWork(), AggregateId.Programme(id), ct);

    public async Task<IReadOnlyList<Programme>> ProgrammesAsync(CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Programmes, "all", "", 1000, ct)).Select(Stored.State<Programme>)];

    /// <summary>Registers a person with every consent, as in demo data.</summary>
    public Task RegisterAsync(Work work, string phone, Holder holder, string? pin, string source, CancellationToken ct,
        bool shared = false) =>
        RegisterAsync(work, phone, holder, pin, source,
            [.. Consent.Purposes.Select(p => new ConsentGrant(p, true, source, "", Own: false))], ct, shared);

    /// <summary>Registers a person on a phone. An SMS asks for each missing consent.</summary>
    /// <param name="pin">A first PIN; null lets the person choose one on the phone.</param>
    /// <param name="consents">The consents that the person has given or refused.</param>
    /// <param name="shared">Adds one more user to the phone; otherwise the phone becomes this person's alone.</param>
    public async Task RegisterAsync(
        Work work, string phone, Holder holder, string? pin, string source, IReadOnlyList<ConsentGrant> consents, CancellationToken ct,
        bool shared = false)
    {
        var register = await RegisterOfAsync(work, phone, holder, pin, source, consents, shared, ct);
        await engine.ExecuteAsync(work, AggregateId.Subscriber(phone), register, $"register|{phone}", ct);
    }

    /// <summary>The command that changes somebody on a phone, for what a second owner approves first: they may have left by then.</summary>
    public async Task<Register> ChangeOfAsync(Work work, string phone, Holder holder, string source, IReadOnlyList<ConsentGrant> consents,
        bool shared, CancellationToken ct) =>
        await RegisterOfAsync(work, phone, holder, null, source, consents, shared, ct) with { Known = true };

    private async Task<Register> RegisterOfAsync(Work work, string phone, Holder holder, string? pin, string source,
        IReadOnlyList<ConsentGrant> consents, bool shared, CancellationToken ct)
    {
        // The programme's officer signs for a person without a mentor.
        var programme = await engine.StateAsync<Programme>(work, AggregateId.Programme(holder.Programme), ct);
        var signed = holder.Mentor.Length > 0 ? holder : holder with { Mentor = programme?.Signature ?? "" };
        return new($"{source}|{phone}", signed, pin is null ? null : pins.Hash(pin), source, consents, programme?.Name, shared);
    }

    public Task<Person?> FindAsync(string programme, string personId, CancellationToken ct) =>
        engine.StateAsync<Person>(NewWork(), AggregateId.Person(programme, personId), ct);

    /// <summary>The person that a code gives data of; null for an unknown or expired code.</summary>
    public async Task<DataCode?> DataCodeAsync(string code, Instant now, CancellationToken ct) =>
        CodeAlphabet.IsSecret(code) && await tables.GetAsync(Keys.DataCode(code), ct) is { } row
            && Json.Read<DataCode>(row.Data) is var kept && now < kept.ValidUntil ? kept : null;

    /// <summary>
    /// Names a second contact for an unreachable person and asks that contact; null removes the contact. The answer is why not.
    /// </summary>
    public async Task<ContactRefusal?> NameSecondAsync(string programme, string personId, string? phone, string name,
        CancellationToken ct)
    {
        var work = NewWork();
        var asked = phone is null ? null : await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(phone), ct);
        var isFull = asked is not null && DayTries.Of(asked, engine.Now(work)).Contacts >= DayTries.MostContacts;
        return await engine.ExecuteAsync(work, AggregateId.Person(programme, personId), new NameSecond(phone, name, NumberFull: isFull),
            $"second|{personId}", ct) as ContactRefusal?;
    }

    public Task<Subscriber?> SubscriberAsync(string phone, CancellationToken ct) =>
        engine.StateAsync<Subscriber>(NewWork(), AggregateId.Subscriber(phone), ct);

    public Task<Account?> AccountAsync(string programme, string personId, CancellationToken ct) =>
        engine.AccountAsync(NewWork(), AggregateId.Account(programme, personId), ct);

    /// <summary>A person's row of the directory; null for nobody. One read.</summary>
    public async Task<DirectoryRow?> RowAsync(string programme, string personId, CancellationToken ct) =>
        await tables.GetAsync(Keys.Person(programme, personId), ct) is { } row ? Json.Read<ListedPerson>(row.Data).Row : null;

    /// <summary>Everybody in a programme's directory who is listed. A read for every thousand.</summary>
    public async Task<IReadOnlyList<DirectoryRow>> DirectoryAsync(string programme, CancellationToken ct) =>
        [.. (await tables.AllAsync(Table.People, programme, ct)).Select(e => Json.Read<ListedPerson>(e.Data).Row).Where(r => r.Listed)];

    /// <summary>A page of the directory. <paramref name="after"/> is the last person of the page before.</summary>
    public async Task<IReadOnlyList<DirectoryRow>> ListAsync(string programme, string after, int take, CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.People, programme, after, take, ct)).Select(e => Json.Read<ListedPerson>(e.Data).Row)];

    /// <summary>The people of a programme who have one of these names, by <see cref="Spelling.Key"/>. A read for every thousand.</summary>
    public async Task<ILookup<string, DirectoryRow>> NamedAsync(string programme, IEnumerable<string> names, CancellationToken ct)
    {
        var sought = names.Select(Spelling.Key).ToHashSet(StringComparer.Ordinal);
        var found = new List<DirectoryRow>();
        for (var after = ""; sought.Count > 0;)
        {
            var page = await ListAsync(programme, after, 1000, ct);
            found.AddRange(page.Where(p => p.Listed && sought.Contains(Spelling.Key(p.Name))));
            if (page.Count < 1000) break;
            after = page[^1].PersonId;
        }
        return found.ToLookup(p => Spelling.Key(p.Name), StringComparer.Ordinal);
    }

    /// <summary>
    /// Another trader, or a coordinator, whose name differs from this person's in a letter at most. A read for every thousand.
    /// </summary>
    public async Task<DirectoryRow?> NearNamesakeAsync(Holder holder, CancellationToken ct)
    {
        for (var after = "";;)
        {
            var page = await ListAsync(holder.Programme, after, 1000, ct);
            if (page.FirstOrDefault(p => p.Listed && p.Role != Role.Farmer && p.PersonId != holder.PersonId
                && Spelling.IsNear(p.Name, holder.Name)) is { } found) return found;
            if (page.Count < 1000) return null;
            after = page[^1].PersonId;
        }
    }

    /// <summary>A trader of the programme whom the words name; null for none. A read for every thousand people.</summary>
    public async Task<DirectoryRow?> TraderInAsync(string programme, IReadOnlyList<string> texts, CancellationToken ct)
    {
        for (var after = "";;)
        {
            var page = await ListAsync(programme, after, 1000, ct);
            if (page.FirstOrDefault(p => p.Listed && p.Role == Role.Trader && Speakers.Names(p.Name, texts)) is { } found) return found;
            if (page.Count < 1000) return null;
            after = page[^1].PersonId;
        }
    }

    /// <summary>A trader or coordinator of the programme who has this name, or nearly.</summary>
    public Task<DirectoryRow?> NameInUseAsync(string programme, string name, CancellationToken ct) => NearNamesakeAsync(
        new Holder("", name, Role.Trader, Language.English, programme, "", [], ""), ct);

    /// <summary>Another trader, or a coordinator, of the programme with this person's name.</summary>
    public async Task<DirectoryRow?> NamesakeAsync(Holder holder, CancellationToken ct) =>
        (await NamedAsync(holder.Programme, [holder.Name], ct)).SelectMany(p => p)
            .FirstOrDefault(p => p.Role != Role.Farmer && p.PersonId != holder.PersonId);

    /// <summary>The tasks for coordinators.</summary>
    public async Task<IReadOnlyList<RaiseTask>> TasksAsync(string programme, string after, int take, CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Tasks, programme, after, take, ct)).Select(e => Json.Read<RaiseTask>(e.Data))];

    /// <summary>The id of a person who is written down: keyed, so that no number comes back from it, and alike for a repeat.</summary>
    /// <param name="commandId">The id of what writes them down.</param>
    public string NewId(string programme, string phone, string commandId) => "p" + pins.Mark($"{programme}|{phone}|{commandId}")[..15];

    private static Work NewWork() => new(Arrival.Request);
}
