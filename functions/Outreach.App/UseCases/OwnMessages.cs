using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>Some of a person's messages.</summary>
/// <param name="Next">Where the next reading goes on; null when everything was looked through.</param>
public sealed record SomeMessages(IReadOnlyList<Message> Messages, string? Next);

/// <summary>
/// A person's messages, found as an erasure finds them. They lie under ids of their own, so one reading looks through so many of
/// everybody's, and the next goes on from there.
/// </summary>
public sealed class OwnMessages(Engine engine, ITables tables)
{
    /// <summary>The messages that one reading looks through: five calls.</summary>
    public const int AtOnce = 5_000;

    private const int Page = 1_000;

    /// <param name="after">The id of the last message that was looked at; "" for the first reading.</param>
    /// <param name="atOnce">For tests.</param>
    public async Task<SomeMessages> OfAsync(Person person, string after, Instant now, CancellationToken ct, int atOnce = AtOnce)
    {
        var (sought, found, looked) = (Erasure.SoughtOf(person, now), new List<Message>(), 0);
        while (true)
        {
            var take = Math.Min(Page, atOnce - looked);
            if (take == 0) return new(found, after);
            var rows = await StretchAsync(tables, after, take, ct);
            foreach (var message in rows.Select(Stored.State<Message>))
            {
                if (message is { Order: { } order, FirstAt: var at } && await IsOwnAsync(engine, sought, order, at ?? now, ct))
                    found.Add(message);
            }
            if (rows.Count < take) return new(found, null);
            (after, looked) = (IdOf(rows[^1].Key), looked + rows.Count);
        }
    }

    /// <summary>Whether a message was to this person: by their id, or by a number while it was theirs alone.</summary>
    internal static async Task<bool> IsOwnAsync(Engine engine, Sought sought, SmsOrder order, Instant at, CancellationToken ct) =>
        order.PersonId is { } id
            ? id == sought.PersonId && order.Programme == sought.Programme
            : await IsAloneAsync(engine, sought, order.Phone, at, ct);

    /// <summary>Whether a number was this person's then, and no other's: only then is what happened there surely theirs.</summary>
    internal static async Task<bool> IsAloneAsync(Engine engine, Sought sought, string phone, Instant at, CancellationToken ct) =>
        sought.Had(phone, at) && !await IsOthersTooAsync(engine, sought, phone, at, ct);

    /// <summary>Whether others used the phone then: what went to the phone alone is theirs as well.</summary>
    private static async Task<bool> IsOthersTooAsync(Engine engine, Sought sought, string phone, Instant at, CancellationToken ct) =>
        (await engine.StateAsync<Subscriber>(new Work(Arrival.Queued), AggregateId.Subscriber(phone), ct))?.Holders
            .Any(u => u.Holder.Key != sought.Key && u.Tenure is { } tenure && tenure.Since <= at) == true;

    /// <summary>The rest of the partition, then later ones: each message has a partition, those of a broadcast share one.</summary>
    /// <param name="after">The id of the last message before; "" for the start.</param>
    public static async Task<IReadOnlyList<Entity>> StretchAsync(ITables tables, string after, int take, CancellationToken ct)
    {
        var key = after.Length == 0 ? new Key(Table.Messages, "", "") : Keys.Of(AggregateId.Message(after));
        var rest = after.Length == 0 ? [] : await tables.PageAsync(Table.Messages, key.Partition, key.Row, take, ct);
        return rest.Count == take ? rest : [.. rest, .. await tables.BeyondAsync(Table.Messages, key.Partition, take - rest.Count, ct)];
    }

    public static string IdOf(Key key) => key.Row == "-" ? key.Partition : $"{key.Partition}.{key.Row}";
}
