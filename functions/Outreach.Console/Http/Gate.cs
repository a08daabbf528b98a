using System.Text.Json;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>The only check of a key's roles and programmes against an endpoint's declaration.</summary>
internal sealed class Gate(Engine engine, Agreements agreements, Broadcasts broadcasts, Approvals approvals, Imports imports,
    Inboxes inboxes, People people, IClock clock)
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

    /// <summary>Null when the key reaches the request's programme.</summary>
    public async Task<Answer?> ProgrammeRefusalAsync(Call call, Access access, CancellationToken ct)
    {
        if (call.Holder.ReachesAll || access.By == NamedBy.Nothing) return null;
        var programmes = string.Join(", ", call.Holder.Programmes!.Order(StringComparer.Ordinal));
        if (access.By == NamedBy.Everything) return Answer.Forbidden($"This is for keys of all programmes; yours is for {programmes}.");
        if (access.By is NamedBy.Route or NamedBy.Query or NamedBy.Body)
        {
            if (Named(call, access) is not { } named)
                return Answer.Forbidden($"Name the programme in {access.Field}; this key is for {programmes}.");
            return call.Holder.Reaches(named) ? null : Answer.Forbidden($"This key does not reach that programme; it is for {programmes}.");
        }
        return await OwnerAsync(call, call.Route(access.Field), access.By, ct) is { } owner && call.Holder.Reaches(owner) ? null : Hidden;
    }

    /// <summary>The programme, where the request names it directly.</summary>
    public static string? Named(Call call, Access access) => access.By switch
    {
        NamedBy.Route => call.Route(access.Field),
        NamedBy.Query => call.Query(access.Field),
        NamedBy.Body => Text(call.Body, access.Field),
        _ => null,
    };

    /// <summary>The programme that an id belongs to; null for an unknown id.</summary>
    private async Task<string?> OwnerAsync(Call call, string id, NamedBy by, CancellationToken ct) => by switch
    {
        NamedBy.Agreement =>
            Codes.HasShape(id.ToUpperInvariant()) ? (await agreements.FindAsync(id.ToUpperInvariant(), ct))?.Programme : null,
        NamedBy.Broadcast => (await broadcasts.FindAsync(id, ct))?.Audience.Programme,
        NamedBy.Message => (await engine.StateAsync<Message>(new Work(Arrival.Request), AggregateId.Message(id), ct))?.Order?.Programme,
        NamedBy.Letter =>
            CodeAlphabet.IsSecret(id.ToUpperInvariant())
                ? (await agreements.LetterAsync(id.ToUpperInvariant(), clock.GetCurrentInstant(), ct))?.Programme
                : null,
        NamedBy.DataCode => (await people.DataCodeAsync(id.ToUpperInvariant(), clock.GetCurrentInstant(), ct))?.Programme,
        NamedBy.Approval => (await approvals.FindAsync(id, ct))?.Programme,
        NamedBy.Import => Inputs.IsKey(id) ? (await imports.FindAsync(id, ct))?.Programme : null,
        NamedBy.Inbox => (await inboxes.FindAsync(id, ct))?.Programme,
        NamedBy.Person =>
            Lookups.PhoneIn(id) is { } phone ? (await people.SubscriberAsync(phone, ct))?.Holder?.Programme : call.Query("programme"),
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
