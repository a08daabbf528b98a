using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Finds a person's phone at the moment of sending, and the words allowed there.</summary>
internal static class Recipient
{
    /// <summary>
    /// The order for the person's current phone; null when no phone holds the person. The order's own subscriber is read first and
    /// usually suffices.
    /// </summary>
    /// <remarks>Only a subscriber that holds the person is written to, whatever the person's record says.</remarks>
    public static async Task<SmsOrder?> FindAsync(Engine engine, Work work, SmsOrder order, string ussdCode, CancellationToken ct)
    {
        var subscriber = await LineAsync(engine, work, order.Phone, ct);
        order = order with { Sms = await NamedAsync(engine, work, order.Sms, ct) };
        if (order.PersonId is not { } id) return Said(order, subscriber, null, ussdCode);
        var key = AggregateId.Person(order.Programme, id);
        if (subscriber is not null && Vouches(subscriber, key.Key, order.Purpose)) return Said(order, subscriber, key.Key, ussdCode);
        var person = await engine.StateAsync<Person>(work, key, ct);
        foreach (var phone in person?.Reached ?? [])
        {
            if (await LineAsync(engine, work, phone.Phone, ct) is { } other && IsTheirs(other, key.Key, order.Purpose))
                return Said(order with { Phone = phone.Phone }, other, key.Key, ussdCode);
        }
        return null;
    }

    /// <summary>The language that the person reads; each user of a shared phone has their own.</summary>
    public static Language LanguageOf(Subscriber? subscriber, SmsOrder order) =>
        order.PersonId is { } id && subscriber?.Find(AggregateId.Person(order.Programme, id).Key) is { } user
        ? user.Holder.Language
        : order.Reads ?? subscriber?.Language ?? Country.OfPhone(order.Phone)!.Language;

    /// <summary>An answer goes to the phone that asked; all other messages go to the person's first phone.</summary>
    private static bool Vouches(Subscriber subscriber, string key, Purpose purpose) =>
        IsTheirs(subscriber, key, purpose) && (purpose == Purpose.Reply || subscriber.Find(key)!.Tenure is not { Second: true });

    private static bool IsTheirs(Subscriber subscriber, string key, Purpose purpose) =>
        subscriber.Holds(key) && (purpose == Purpose.Reply || subscriber.Quarantine is null);

    private static SmsOrder Said(SmsOrder order, Subscriber? subscriber, string? key, string ussdCode)
    {
        if (order.Sms is NewcomerAskSms asks) return order with { Said = asks with { UssdCode = ussdCode } };
        if (subscriber is not ({ IsShared: true } or { Quarantine: not null })) return order with { Said = null };
        var name = key is null ? "" : subscriber.Find(key)?.FirstName ?? "";
        return order with { Said = Discretion.Of(order.Sms, name, ussdCode) };
    }

    /// <summary>The SMS with the programme's name, where its decision knew the id alone.</summary>
    private static async Task<Sms> NamedAsync(Engine engine, Work work, Sms sms, CancellationToken ct) => sms switch
    {
        MediateAskSms asks => asks with { Programme = await NameAsync(engine, work, asks.Programme, ct) },
        NewcomerAskSms asks => asks with { Programme = await NameAsync(engine, work, asks.Programme, ct) },
        IdentityActSms { Programme.Length: > 0 } act => act with { Programme = await NameAsync(engine, work, act.Programme, ct) },
        _ => sms,
    };

    private static async Task<string> NameAsync(Engine engine, Work work, string id, CancellationToken ct) =>
        (await engine.StateAsync<Programme>(work, AggregateId.Programme(id), ct))?.Name ?? id;

    private static Task<Subscriber?> LineAsync(Engine engine, Work work, string phone, CancellationToken ct) =>
        engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(phone), ct);
}
