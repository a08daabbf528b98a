using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
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

    /// <summary>Writes a person down who is known to have agreed to everything, as in demo data.</summary>
    public Task RegisterAsync(Work work, string phone, Holder holder, string? pin, string source, CancellationToken ct,
        bool shared = false) =>
        RegisterAsync(work, phone, holder, pin, source,
            [.. Consent.Purposes.Select(p => new ConsentGrant(p, true, source, "", Own: false))], ct, shared);

    /// <summary>Writes a person down on their phone's line. What they have not agreed to they are asked by SMS.</summary>
    /// <param name="pin">A first PIN; null leaves it to be chosen on the phone.</param>
    /// <param name="consents">What they have said they may be written to for.</param>
    /// <param name="shared">One more person on this phone; otherwise it is theirs and nobody else's from now on.</param>
    public async Task RegisterAsync(
        Work work, string phone, Holder holder, string? pin, string source, IReadOnlyList<ConsentGrant> consents, CancellationToken ct,
        bool shared = false)
    {
        // Without a mentor of their own, the programme's officer signs.
        var programme = await engine.StateAsync<Programme>(work, AggregateId.Programme(holder.Programme), ct);
        var signed = holder.Mentor.Length > 0 ? holder : holder with { Mentor = programme?.Signature ?? "" };
        var register =
            new Register($"{source}|{phone}", signed, pin is null ? null : pins.Hash(pin), source, consents, programme?.Name, shared);
        await engine.ExecuteAsync(work, AggregateId.Subscriber(phone), register, $"register|{phone}", ct);
    }

    public Task<Person?> FindAsync(string programme, string personId, CancellationToken ct) =>
        engine.StateAsync<Person>(NewWork(), AggregateId.Person(programme, personId), ct);

    /// <summary>Whose data a code is for; null when there is none of that code, or no more.</summary>
    public async Task<DataCode?> DataCodeAsync(string code, Instant now, CancellationToken ct) =>
        CodeAlphabet.IsSecret(code) && await tables.GetAsync(Keys.DataCode(code), ct) is { } row
            && Json.Read<DataCode>(row.Data) is var kept && now < kept.ValidUntil ? kept : null;

    /// <summary>Takes a person off a phone; others on it stay.</summary>
    public Task LeaveAsync(string phone, string programme, string personId, CancellationToken ct) =>
        engine.ExecuteAsync(NewWork(), AggregateId.Subscriber(phone), new LeaveNumber(AggregateId.Person(programme, personId).Key),
            $"leave|{phone}", ct);

    /// <summary>Names who is told when the person is not reached, and asks them; null takes away who there is.</summary>
    public Task NameSecondAsync(string programme, string personId, string? phone, string name, CancellationToken ct) =>
        engine.ExecuteAsync(NewWork(), AggregateId.Person(programme, personId), new NameSecond(phone, name), $"second|{personId}", ct);

    /// <summary>A coordinator asks that a person be moved to another number; a second who asks the same makes it so.</summary>
    public async Task<MoveAnswer> MoveAsync(string programme, string personId, AskMove ask, CancellationToken ct) =>
        (MoveAnswer)(await engine.ExecuteAsync(NewWork(), AggregateId.Person(programme, personId), ask, ask.Id, ct))!;

    public Task<Subscriber?> SubscriberAsync(string phone, CancellationToken ct) =>
        engine.StateAsync<Subscriber>(NewWork(), AggregateId.Subscriber(phone), ct);

    public Task<Account?> AccountAsync(string programme, string personId, CancellationToken ct) =>
        engine.StateAsync<Account>(NewWork(), AggregateId.Account(programme, personId), ct);

    /// <summary>The directory, a page at a time. <paramref name="after"/> is the last person of the page before.</summary>
    public async Task<IReadOnlyList<DirectoryRow>> ListAsync(string programme, string after, int take, CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.People, programme, after, take, ct)).Select(e => Json.Read<ListedPerson>(e.Data).Row)];

    /// <summary>What coordinators should look at.</summary>
    public async Task<IReadOnlyList<RaiseTask>> TasksAsync(string programme, string after, int take, CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Tasks, programme, after, take, ct)).Select(e => Json.Read<RaiseTask>(e.Data))];

    private static Work NewWork() => new(queued: false);
}
