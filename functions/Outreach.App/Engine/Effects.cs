using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>The certainty about an effect at the time it is carried out.</summary>
public enum EffectOrigin
{
    /// <summary>Committed by this process, and begun by no other.</summary>
    Fresh,
    /// <summary>Committed, and perhaps begun by a process that died.</summary>
    Recovered,
    /// <summary>Not committed: it follows from a queue message that may come again.</summary>
    Uncommitted,
}

/// <summary>Carries out effects. Each effect may be carried out twice with the same result.</summary>
public sealed class Effects(ITables tables, IQueues queues, SmsSender sms, AuditTrail audit, KeyHolders keys, EventPublisher events)
{
    public Task CarryOutAsync(Engine engine, Work work, Pending pending, EffectOrigin origin, CancellationToken ct) => pending.Effect switch
    {
        Tell tell => engine.ExecuteAsync(work, tell.To, tell.Command, pending.Id, ct, expectNew: tell.Command is TakeIn),
        AskForClerk ask => engine.ExecuteAsync(work, ask.Trader,
            ask.Name with { Owner = ask.Name.Name is { } name ? keys.ClerkCalled(name, ask.Programme, engine.Now(work)) : null },
            pending.Id, ct),
        TellMentor tell => TellMentorAsync(engine, work, tell, pending.Id, ct),
        Send send => sms.SendAsync(engine, work, SmsSender.MessageId(pending.Id), send.Order, origin, ct),
        WakeAt wake => tables.UpsertAsync(Keys.Due(wake.At, wake.Who), Json.Write(new DueRow(wake.At, wake.Who, wake.Bulk)), ct),
        WakeNow wake => queues.SendAsync(WorkItem.QueueOf(wake.Who), Json.Write(WorkItem.Wake(wake.Who)), Duration.Zero, ct),
        ListPerson list => ListAsync(list.Row, pending.Version, ct),
        IndexProviderId index =>
            tables.UpsertAsync(Keys.ProviderId(engine.Now(work), index.Gateway, index.ProviderId), index.MessageId, ct),
        RaiseTask task => tables.InsertAsync(Tasks.KeyOf(task.Programme, task.Kind, task.Subject), Json.Write(task), ct),
        KeepRows keep => tables.UpsertAsync(Keys.Ledger(keep.Account, keep.Rows[0].Number), Json.Write(keep.Rows), ct),
        KeepConsents keep => tables.UpsertAsync(Keys.Consents(keep.Person, keep.Rows[0].Number), Json.Write(keep.Rows), ct),
        KeepLetter keep => tables.UpsertAsync(Keys.Letter(keep.Letter.Code), Json.Write(keep.Letter), ct),
        KeepCertificate keep => tables.UpsertAsync(Keys.Certificate(keep.Certificate.Code), Json.Write(keep.Certificate), ct),
        KeepDataCode keep => tables.UpsertAsync(Keys.DataCode(keep.Code.Code), Json.Write(keep.Code), ct),
        KeepSessions keep => KeepSessionsAsync(keep, SmsSender.MessageId(pending.Id), ct),
        KeepAudit keep => audit.AppendAsync(keep.Programme, new(keep.Who, keep.What, keep.Subject, keep.At, keep.About),
            SmsSender.MessageId(pending.Id)[..12], ct),
        ListDispute { Open: true } list => tables.UpsertAsync(Keys.Dispute(list.Programme, list.Code), Json.Write(list), ct),
        ListDispute list => tables.DeleteAsync(Keys.Dispute(list.Programme, list.Code), ct),
        ListUnassigned list when list.Waits =>
            tables.UpsertAsync(Keys.Unassigned(list.Programme, list.Since, list.Transaction), list.Transaction.Key, ct),
        ListUnassigned list => tables.DeleteAsync(Keys.Unassigned(list.Programme, list.Since, list.Transaction), ct),
        PublishEvent publish => events.PublishAsync(engine, work, publish.Event, pending.Id, ct),
        KeepPulse keep => tables.UpsertAsync(Keys.Pulse(keep.Row.Programme, keep.Row.Code, keep.Row.From), Json.Write(keep.Row), ct),
        var effect => throw new InvalidOperationException($"Nobody carries out {effect.GetType().Name}."),
    };

    private static async Task TellMentorAsync(Engine engine, Work work, TellMentor tell, string id, CancellationToken ct)
    {
        var programme = await engine.StateAsync<Programme>(work, AggregateId.Programme(tell.Programme), ct);
        if (programme?.PhoneOf(tell.Mentor) is { } phone)
            await engine.ExecuteAsync(work, AggregateId.Subscriber(phone), tell.Command, id, ct);
    }

    private Task KeepSessionsAsync(KeepSessions keep, string id, CancellationToken ct)
    {
        foreach (var session in keep.Sessions) Telemetry.SessionOver(session);
        return tables.UpsertAsync(Keys.Sessions(keep.Programme, keep.Day, id), Json.Write(keep.Sessions), ct);
    }

    /// <summary>Writes the directory row unless a later version of the person has written it.</summary>
    private async Task ListAsync(DirectoryRow row, long version, CancellationToken ct)
    {
        var key = Keys.Person(row.Programme, row.PersonId);
        var data = Json.Write(new ListedPerson(version, row));
        while (true)
        {
            var there = await tables.GetAsync(key, ct);
            if (there is not null && Json.Read<ListedPerson>(there.Data).PersonVersion >= version) return;
            if (await tables.WriteAsync(key, data, there?.ETag, ct)) return;
        }
    }
}

/// <summary>A directory row with the version of the person that wrote it.</summary>
public sealed record ListedPerson(long PersonVersion, DirectoryRow Row);

/// <summary>A wake-up in its time bucket.</summary>
public sealed record DueRow(Instant At, AggregateId Who, bool Bulk = false);
