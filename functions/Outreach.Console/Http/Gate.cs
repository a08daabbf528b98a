using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>The only check of a key's roles and programmes against an endpoint's declaration.</summary>
internal sealed class Gate(Engine engine, Agreements agreements, Broadcasts broadcasts, Approvals approvals, Imports imports,
    Inboxes inboxes, People people, Courses courses, Organisations organisations, IClock clock)
{
    /// <summary>The same answer for another programme's code and for an unknown one, so that guessing reveals nothing.</summary>
    private static Answer Hidden { get; } = Answer.NotFound("There is none of that code or id in the programmes of this key.");

    public static Answer? RoleRefusal(KeyHolder holder, ApiEndpoint endpoint) => endpoint.Access switch
    {
        { } access when holder.HasAny(access.Roles) => null,
        { } access =>
            Answer.Forbidden(
                $"This needs a key for one of: {string.Join(", ", Access.Names(access.Roles))}. Yours is for: "
                    + $"{string.Join(", ", Access.Names(holder.Roles))}."),
        null => Answer.Forbidden("No key is for this."),
    };

    /// <summary>The call with what it names, when the key reaches the request's programme.</summary>
    public async Task<(Call? Call, Answer? Refusal)> AdmitAsync(Call call, ApiEndpoint endpoint, CancellationToken ct)
    {
        var access = endpoint.Access!;
        if (access.By == NamedBy.Person) return await PersonAsync(call, call.Route(access.Field), ct);
        var (holder, id) = (call.Holder, Spelt(access.By, call.Route(access.Field)));
        var programmes = string.Join(", ", holder.Programmes?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>());
        switch (access.By)
        {
            case NamedBy.Nothing:
                return (In(""), null);
            case NamedBy.Everything:
                return holder.ReachesAll ? (In(""), null)
                    : (null, Answer.Forbidden($"This is for keys of all programmes; yours is for {programmes}."));
            case NamedBy.Partner:
                return holder.ReachesAll || await organisations.ReachedAsync(id, holder, ct) is not null ? (In(""), null) : (null, Hidden);
            case NamedBy.Route or NamedBy.Query or NamedBy.Body:
                var named = Named(call, access);
                return holder.ReachesAll ? (In(named ?? ""), null)
                    : named is null ? (null, Answer.Forbidden($"Name the programme in {access.Field}; this key is for {programmes}."))
                    : holder.Reaches(named) ? (In(named), null)
                    : (null, Answer.Forbidden($"This key does not reach that programme; it is for {programmes}."));
        }
        // A look by a key of all programmes needs no owner.
        if (holder.ReachesAll && !endpoint.Changes) return (In(""), null);
        var owners = await OwnersAsync(id, access.By, ct);
        return owners.FirstOrDefault(holder.Reaches) is { } reached ? (In(reached), null)
            : holder.ReachesAll ? (In(""), null) : (null, Hidden);

        Call In(string programme) => call with { Named = new(programme, id) };
    }

    /// <summary>Why a change of a programme that can only be read is refused; null for any other.</summary>
    /// <param name="call">As admitted.</param>
    public async Task<Answer?> ReadOnlyAsync(Call call, ApiEndpoint endpoint, CancellationToken ct)
    {
        if (endpoint.StaysPossible) return null;
        // A partner is over with the last of its programmes.
        var named = endpoint.Access!.By == NamedBy.Partner
            ? (await people.ProgrammesAsync(ct)).Where(p => p.Partner?.Organisation == call.Named.Id).ToList()
            : Inputs.IsKey(call.Named.Programme) && await people.ProgrammeAsync(call.Named.Programme, ct) is { } one ? [one] : [];
        return named.Count > 0 && named.All(p => p.ReadOnlySince is not null) ? Over(named.Max(p => p.ReadOnlySince!.Value)) : null;
    }

    /// <summary>To a change of a programme that can only be read.</summary>
    public static Answer Over(Instant since) =>
        Answer.Conflict($"The programme is over, and since {InstantPattern.General.Format(since)} it can only be read.");

    /// <summary>Codes are stored in capitals; other ids as they are.</summary>
    public static string Spelt(NamedBy by, string id) =>
        by is NamedBy.Agreement or NamedBy.Letter or NamedBy.Certificate or NamedBy.DataCode ? id.ToUpperInvariant() : id;

    /// <summary>The one person that a phone or an id names, among those whom the key reaches.</summary>
    private async Task<(Call? Call, Answer? Refusal)> PersonAsync(Call call, string typed, CancellationToken ct)
    {
        var (programme, id) = (call.Query("programme"), call.Query("personId"));
        if (programme is not null && !call.Holder.Reaches(programme)) return (null, Hidden);
        if (Lookups.PhoneIn(typed) is not { } phone)
            return programme is not null && Inputs.IsKey(programme) && Inputs.IsKey(typed)
                ? (call with { Named = new(programme, typed) }, null)
                : (null, Hidden);
        var users =
            ((await people.SubscriberAsync(phone, ct))?.Holders ?? []).Select(u => u.Holder)
                .Where(h => call.Holder.Reaches(h.Programme) && (programme is null || h.Programme == programme)
                    && (id is null || h.PersonId == id)).ToList();
        return users switch
        {
            [] => (null, Hidden),
            [var one] => (call with { Named = new(one.Programme, one.PersonId, phone) }, null),
            _ => (null, Answer.Bad("personId", "Several people share this phone: say which one with personId.")),
        };
    }

    /// <summary>The programme, where the request names it directly.</summary>
    public static string? Named(Call call, Access access) => access.By switch
    {
        NamedBy.Route => call.Route(access.Field),
        NamedBy.Query => call.Query(access.Field),
        NamedBy.Body => Text(call.Body, access.Field),
        _ => null,
    };

    /// <summary>The programmes that an id belongs to: one, but for an approval of what changes several; none for an unknown id.</summary>
    public async Task<IReadOnlyList<string>> OwnersAsync(string id, NamedBy by, CancellationToken ct) => by == NamedBy.Approval
        ? (await approvals.FindAsync(id, ct))?.Programmes ?? []
        : await OwnerAsync(id, by, ct) is { } owner ? [owner] : [];

    private async Task<string?> OwnerAsync(string id, NamedBy by, CancellationToken ct) => by switch
    {
        NamedBy.Agreement =>
            Codes.HasShape(id) ? (await agreements.FindAsync(id, ct))?.Programme : null,
        NamedBy.Broadcast => (await broadcasts.FindAsync(id, ct))?.Audience.Programme,
        NamedBy.Message => (await engine.StateAsync<Message>(new Work(Arrival.Request), AggregateId.Message(id), ct))?.Order?.Programme,
        NamedBy.Letter =>
            CodeAlphabet.IsSecret(id) ? (await agreements.LetterAsync(id, clock.GetCurrentInstant(), ct))?.Programme : null,
        NamedBy.Certificate => (await courses.CertificateAsync(id, ct))?.Programme,
        NamedBy.DataCode => (await people.DataCodeAsync(id, clock.GetCurrentInstant(), ct))?.Programme,
        NamedBy.Import => Inputs.IsKey(id) ? (await imports.FindAsync(id, ct))?.Programme : null,
        NamedBy.Inbox => (await inboxes.FindAsync(id, ct))?.Programme,
        _ => null,
    };

    private static string? Text(JsonElement? body, string path)
    {
        var at = body;
        foreach (var name in path.Split('.'))
            at = at is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var next) ? next : null;
        return at is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }
}
