using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>
/// Removes an erased person's remains from one entity. They are found by ids, and by a number for the time in which it was theirs; never by
/// a text, which could be anybody's. Only a clerk's row that was not told is found by a name too: it goes within a month in any case.
/// </summary>
public sealed class Erasures(Engine engine, ITables tables)
{
    /// <param name="codes">The person's agreements found so far, by code, and the other sides, by key; this entity's are added.</param>
    public Task LookAsync(Sought sought, int pass, HashSet<string> codes, Entity row, CancellationToken ct) => row.Key.Table switch
    {
        Table.Agreements => AgreementAsync(sought, codes, row, ct),
        Table.Messages => MessageAsync(sought, pass, codes, row, ct),
        Table.Subscribers => LineAsync(sought, codes, row, ct),
        Table.Persons => PersonAsync(sought, row, ct),
        Table.Inbox => InboxAsync(sought, row, ct),
        Table.Letters =>
            DropAsync(row,
                Json.Read<Letter>(row.Data) is var letter && letter.PersonId == sought.PersonId && letter.Programme == sought.Programme,
                ct),
        Table.DataCodes =>
            DropAsync(row,
                Json.Read<DataCode>(row.Data) is var code && code.PersonId == sought.PersonId && code.Programme == sought.Programme, ct),
        Table.Poison => PoisonAsync(sought, row, ct),
        Table.Standings => DropAsync(row, Keys.IsStandingOf(sought.Programme, sought.PersonId, row.Key), ct),
        Table.Learners => DropAsync(row, row.Key.Partition == sought.Key, ct),
        Table.Certificates =>
            DropAsync(row,
                Json.Read<Certificate>(row.Data) is var seen && seen.PersonId == sought.PersonId && seen.Programme == sought.Programme, ct),
        Table.Sheets => SheetAsync(sought, codes, row, ct),
        Table.EventDeliveries => DropAsync(row, Stored.State<EventDelivery>(row) is var delivery
            && (pass > 1 || delivery.State != EventDeliveryState.Waits) && delivery.Event.IsAbout(sought.Programme, sought.PersonId), ct),
        Table.Consents => DropAsync(row, row.Key.Partition == sought.Key, ct),
        Table.Transactions => TransactionAsync(sought, row, ct),
        Table.Due => DueAsync(sought, row, ct),
        Table.Imports => row.Key.Row != "-" && Json.Read<ImportStretch>(row.Data).Done ? BlankAsync(sought, row, ct) : Task.CompletedTask,
        Table.Audit => AuditAsync(sought, row, ct),
        Table.Approvals => ApprovalAsync(sought, row, ct),
        Table.Tasks or Table.Requests => BlankAsync(sought, row, ct),
        _ => Task.CompletedTask,
    };

    private async Task AgreementAsync(Sought sought, HashSet<string> codes, Entity row, CancellationToken ct)
    {
        var agreement = Stored.State<Agreement>(row);
        if (agreement.Programme != sought.Programme || !agreement.Has(sought.PersonId)) return;
        codes.Add(agreement.Code);
        var other = agreement.Of(Agreement.Other(agreement.SideOf(sought.PersonId)!.Value));
        codes.Add(AggregateId.Person(agreement.Programme, other.PersonId).Key);
        await TellAsync(AggregateId.Agreement(agreement.Code), new EraseParty(sought.PersonId, sought.Pseudonym), sought, ct);
    }

    private async Task MessageAsync(Sought sought, int pass, HashSet<string> codes, Entity row, CancellationToken ct)
    {
        var message = Stored.State<Message>(row);
        if (message.Order is not { } order || message.FirstAt > sought.At + Sought.Settled) return;
        var own = await OwnMessages.IsOwnAsync(engine, sought, order, message.FirstAt ?? sought.At, ct);
        var named = NamedBy(sought, codes, order);
        // The other side receives a queued message before its content is dropped.
        if (own || named && (pass > 1 || message.State > DeliveryState.Sending))
            await TellAsync(AggregateId.Message(row.Key.Row == "-" ? row.Key.Partition : $"{row.Key.Partition}.{row.Key.Row}"),
                new DropContent(), sought, ct);
    }

    /// <summary>
    /// A message to another that may name the person: it says so by their key, or is about an agreement with them, to somebody who dealt
    /// with them, or to their contact.
    /// </summary>
    private static bool NamedBy(Sought sought, HashSet<string> codes, SmsOrder order)
    {
        if (order.Sms is PassItOnSms) return order.Phone == sought.Contact;
        var values = Values(JsonNode.Parse(Json.Write(order.Sms))).ToList();
        var dealt = order.PersonId is { } id && codes.Contains(AggregateId.Person(order.Programme, id).Key);
        return order.Names?.Contains(sought.Key) == true
            || values.Any(v => v == sought.Key || codes.Contains(v) || dealt && v == sought.Name);
    }

    /// <summary>The person's own words go. What another of the phone may have written stays, without the person's name.</summary>
    private async Task InboxAsync(Sought sought, Entity row, CancellationToken ct)
    {
        var item = Stored.State<InboxItem>(row);
        if (item.Programme != sought.Programme) return;
        if (item.Writers?.Any(w => w.PersonId == sought.PersonId) == true && item.Writers.Count > 1)
            await TellAsync(new(AggregateKind.Inbox, item.Id), new ForgetWriter(sought.PersonId), sought, ct);
        else
            await DropAsync(row, item.PersonId == sought.PersonId || item.Writers is [var last] && last.PersonId == sought.PersonId, ct);
    }

    /// <summary>A queue message that names the person by their key, or by a number that was theirs alone.</summary>
    private async Task PoisonAsync(Sought sought, Entity row, CancellationToken ct)
    {
        var poison = Json.Read<PoisonMessage>(row.Data);
        if (poison.At > sought.At + Sought.Settled) return;
        foreach (var value in ValuesOf(poison.Body))
        {
            if (value == sought.Key || value == sought.PersonId
                || await OwnMessages.IsAloneAsync(engine, sought, value, poison.At, ct))
            {
                await tables.DeleteAsync(row.Key, ct);
                return;
            }
        }
    }

    private static IReadOnlyList<string> ValuesOf(string body)
    {
        try
        {
            return [.. Values(JsonNode.Parse(body)).Distinct(StringComparer.Ordinal)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Values(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Values(p.Value)),
        JsonArray a => a.SelectMany(Values),
        JsonValue v when v.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private async Task LineAsync(Sought sought, HashSet<string> codes, Entity row, CancellationToken ct)
    {
        var (line, subscriber) = (AggregateId.Subscriber(row.Key.Partition), Stored.State<Subscriber>(row));
        Command command = subscriber.Holds(sought.Key)
            ? new EraseHolder(sought.Key)
            : new ForgetSomebody(sought.Key, sought.PersonId, subscriber.Holders.Any(u => codes.Contains(u.Holder.Key)));
        // Most numbers hold nothing of the person, and are not read again.
        if (!ReferenceEquals(SubscriberDecisions.Decide(subscriber, line.Key, command, sought.At).State, subscriber))
            await TellAsync(line, command, sought, ct);
    }

    /// <summary>Removes the erased person as another person's second contact.</summary>
    private async Task PersonAsync(Sought sought, Entity row, CancellationToken ct)
    {
        var person = Stored.State<Person>(row);
        var named = (person.ContactRecords ?? []).Select(r => (r.Phone, r.At, Name: "")).ToList();
        if (person.Second is { } second) named.Add((second.Phone, second.NamedAt, second.Name));
        var phones = new HashSet<string>();
        foreach (var (phone, at, name) in named)
        {
            // On a phone with several users the contact may be another of them, unless it has the erased person's name.
            if (sought.Had(phone, at) && (name.Length > 0 && Spelling.Same(name, sought.Name)
                || await OwnMessages.IsAloneAsync(engine, sought, phone, at, ct))) phones.Add(phone);
        }
        foreach (var phone in phones)
            await TellAsync(new AggregateId(AggregateKind.Person, row.Key.Partition), new ForgetContact(phone), sought, ct);
    }

    private async Task TransactionAsync(Sought sought, Entity row, CancellationToken ct)
    {
        var transaction = Stored.State<Transaction>(row);
        if (transaction.Programme != sought.Programme || transaction.Transfer is not { } transfer) return;
        foreach (var phone in new[] { transfer.PayerPhone, transfer.PayeePhone })
            if (phone is { Length: > 0 } && await OwnMessages.IsAloneAsync(engine, sought, phone, transaction.At, ct))
                await TellAsync(transaction.Aggregate, new ForgetPhone(phone), sought, ct);
    }

    private async Task DueAsync(Sought sought, Entity row, CancellationToken ct)
    {
        var due = Json.Read<DueRow>(row.Data);
        if (due.Who.Kind != AggregateKind.Subscriber || !sought.Had(due.Who.Key)) return;
        await DropAsync(row, await engine.StateAsync<Subscriber>(new Work(Arrival.Queued), due.Who, ct) is not { Holder: not null }, ct);
    }

    private Task DropAsync(Entity row, bool drop, CancellationToken ct) => drop ? tables.DeleteAsync(row.Key, ct) : Task.CompletedTask;

    /// <summary>The words of the person's rows go; their digest stays in the chain.</summary>
    private async Task AuditAsync(Sought sought, Entity row, CancellationToken ct)
    {
        if (row.Key.Row == Keys.AuditHeadRow || !Keys.IsAuditOf(sought.Programme, row.Key)) return;
        var kept = Json.Read<AuditRow>(row.Data);
        if (kept.Act.Subject == sought.PersonId && kept.Blanked() is var blanked && blanked != kept
            && await tables.ReplaceAsync(row.Key, Json.Write(blanked), row.ETag, ct) is null)
            throw new ContentionException(AggregateId.Sweep(sought.Key));
    }

    /// <summary>What was asked for loses its numbers, once it is open no more. The second walk finds what is open now.</summary>
    private async Task ApprovalAsync(Sought sought, Entity row, CancellationToken ct)
    {
        var approval = Stored.State<Approval>(row);
        if (approval.Programme == sought.Programme && approval.Subject == sought.PersonId)
            await TellAsync(AggregateId.Approval(row.Key.Partition, row.Key.Row), new ForgetSubject(), sought, ct);
        else await BlankAsync(sought, row, ct);
    }

    /// <summary>A trader's sheets go. Of a farmer go the rows that were not told; what was told is a code.</summary>
    private async Task SheetAsync(Sought sought, HashSet<string> codes, Entity row, CancellationToken ct)
    {
        if (row.Key.Partition == sought.Key)
        {
            await tables.DeleteAsync(row.Key, ct);
            return;
        }
        var sheet = Json.Read<TradeSheet>(row.Data);
        if (sheet.Programme != sought.Programme) return;
        var left = sheet.Lines.Where(l => !(l.IsRefused && MayBeAbout(l))).ToList();
        // On a lost race the queue item comes again.
        if (left.Count < sheet.Lines.Count
            && await tables.ReplaceAsync(row.Key, Json.Write(sheet with { Lines = left }), row.ETag, ct) is null)
            throw new ContentionException(AggregateId.Sweep(sought.Key));

        bool MayBeAbout(SheetLine line) => line.Code is { } code && codes.Contains(code)
            || line.Cells!.Any(c => codes.Contains(c.Trim().ToUpperInvariant()))
            || (line.Farmer ?? line.Cells![0]) is { Length: > 0 } farmer && (farmer == sought.PersonId || sought.Had(farmer, sheet.At)
                || Spelling.MayMean(farmer, sought.Name));
    }

    private async Task BlankAsync(Sought sought, Entity row, CancellationToken ct)
    {
        // On a lost race the queue item comes again.
        if (PersonalFields.Without(row.Data, sought) is { } blanked && blanked != row.Data
            && await tables.ReplaceAsync(row.Key, blanked, row.ETag, ct) is null)
            throw new ContentionException(AggregateId.Sweep(sought.Key));
    }

    private Task TellAsync(AggregateId id, Command command, Sought sought, CancellationToken ct) =>
        engine.ExecuteAsync(new Work(Arrival.Queued), id, command, $"erase|{sought.Key}|{id}", ct);
}
