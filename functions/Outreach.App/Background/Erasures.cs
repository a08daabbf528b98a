using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>
/// Removes an erased person's remains from one entity. In doubt it removes: a message that holds the person's name counts as theirs.
/// </summary>
public sealed class Erasures(Engine engine, ITables tables)
{
    /// <summary>The time in which an erasure reaches every entity; later entries belong to a new person.</summary>
    private static readonly Duration settled = Duration.FromHours(1);

    /// <param name="codes">The codes of the person's agreements found so far; this entity's codes are added.</param>
    public Task LookAsync(Sought sought, int pass, HashSet<string> codes, Entity row, CancellationToken ct) => row.Key.Table switch
    {
        Table.Agreements => AgreementAsync(sought, codes, row, ct),
        Table.Messages => MessageAsync(sought, pass, codes, row, ct),
        Table.Subscribers => LineAsync(sought, row, ct),
        Table.Persons => PersonAsync(sought, row, ct),
        Table.Inbox =>
            DropAsync(row,
                Stored.State<InboxItem>(row) is var item
                    && (item.PersonId == sought.PersonId && item.Programme == sought.Programme
                        || sought.Phones.Contains(item.Phone) && IsOld(item.At, sought)), ct),
        Table.Letters =>
            DropAsync(row,
                Json.Read<Letter>(row.Data) is var letter && letter.PersonId == sought.PersonId && letter.Programme == sought.Programme,
                ct),
        Table.DataCodes =>
            DropAsync(row,
                Json.Read<DataCode>(row.Data) is var code && code.PersonId == sought.PersonId && code.Programme == sought.Programme, ct),
        Table.Poison =>
            DropAsync(row, Json.Read<PoisonMessage>(row.Data) is var poison && IsOld(poison.At, sought) && IsIn(sought, poison.Body), ct),
        Table.Consents => DropAsync(row, row.Key.Partition == sought.Key, ct),
        Table.Due => DueAsync(sought, row, ct),
        Table.Imports => row.Key.Row != "-" && Json.Read<ImportStretch>(row.Data).Done ? BlankAsync(sought, row, ct) : Task.CompletedTask,
        Table.Tasks or Table.Requests or Table.Audit or Table.Approvals or Table.Limits => BlankAsync(sought, row, ct),
        _ => Task.CompletedTask,
    };

    private async Task AgreementAsync(Sought sought, HashSet<string> codes, Entity row, CancellationToken ct)
    {
        var agreement = Stored.State<Agreement>(row);
        if (agreement.Programme != sought.Programme || !agreement.Has(sought.PersonId)) return;
        codes.Add(agreement.Code);
        await TellAsync(AggregateId.Agreement(agreement.Code), new EraseParty(sought.PersonId, sought.Pseudonym), sought, ct);
    }

    private async Task MessageAsync(Sought sought, int pass, HashSet<string> codes, Entity row, CancellationToken ct)
    {
        var message = Stored.State<Message>(row);
        if (message is { Order: null, Text: null } || !IsOld(message.FirstAt ?? Instant.MinValue, sought)) return;
        var own = message.Order is { } order
            && (order.PersonId == sought.PersonId && order.Programme == sought.Programme || sought.Phones.Contains(order.Phone));
        var named = IsIn(sought, row.Data) || message.Order is { } o && Discretion.CodeOf(o.Sms) is { } code && codes.Contains(code);
        // The other side receives a queued message before its content is dropped.
        if (own || named && (pass > 1 || message.State > DeliveryState.Sending))
            await TellAsync(AggregateId.Message(row.Key.Row == "-" ? row.Key.Partition : $"{row.Key.Partition}.{row.Key.Row}"),
                new DropContent(), sought, ct);
    }

    private async Task LineAsync(Sought sought, Entity row, CancellationToken ct)
    {
        var line = AggregateId.Subscriber(row.Key.Partition);
        if (!sought.Phones.Contains(row.Key.Partition)) await ForgetAsync();
        else if (Stored.State<Subscriber>(row).Holds(sought.Key)) await TellAsync(line, new EraseHolder(sought.Key), sought, ct);
        else await ForgetAsync();

        Task ForgetAsync() => IsIn(sought, row.Data) || row.Data.Contains(sought.PersonId, StringComparison.Ordinal)
            ? TellAsync(line, new ForgetSomebody(sought.Key, sought.PersonId, sought.Name), sought, ct)
            : Task.CompletedTask;
    }

    /// <summary>Removes the erased person as another person's second contact.</summary>
    private async Task PersonAsync(Sought sought, Entity row, CancellationToken ct)
    {
        if (Stored.State<Person>(row).Second is { } second && sought.Phones.Contains(second.Phone) && IsOld(second.NamedAt, sought))
            await TellAsync(new AggregateId(AggregateKind.Person, row.Key.Partition), new NameSecond(null, ""), sought, ct);
    }

    private async Task DueAsync(Sought sought, Entity row, CancellationToken ct)
    {
        var due = Json.Read<DueRow>(row.Data);
        if (due.Who.Kind != AggregateKind.Subscriber || !sought.Phones.Contains(due.Who.Key)) return;
        await DropAsync(row, await engine.StateAsync<Subscriber>(new Work(Arrival.Queued), due.Who, ct) is not { Holder: not null }, ct);
    }

    private Task DropAsync(Entity row, bool drop, CancellationToken ct) => drop ? tables.DeleteAsync(row.Key, ct) : Task.CompletedTask;

    private async Task BlankAsync(Sought sought, Entity row, CancellationToken ct)
    {
        var blanked =
            sought.Phones.Aggregate(row.Data.Replace(sought.Name, sought.Pseudonym, StringComparison.Ordinal),
                (text, phone) => text.Replace(phone, "", StringComparison.Ordinal));
        // On a lost race the queue item comes again.
        if (blanked != row.Data && await tables.ReplaceAsync(row.Key, blanked, row.ETag, ct) is null)
            throw new ContentionException(AggregateId.Sweep(sought.Key));
    }

    private Task TellAsync(AggregateId id, Command command, Sought sought, CancellationToken ct) =>
        engine.ExecuteAsync(new Work(Arrival.Queued), id, command, $"erase|{sought.Key}|{id}", ct);

    private static bool IsOld(Instant at, Sought sought) => at <= sought.At + settled;

    private static bool IsIn(Sought sought, string data) =>
        data.Contains(sought.Name, StringComparison.OrdinalIgnoreCase)
            || sought.Phones.Any(p => data.Contains(p, StringComparison.Ordinal));
}
