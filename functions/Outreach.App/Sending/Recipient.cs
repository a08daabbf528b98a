using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Where a person is reached at the moment of sending, and what may be said there.</summary>
internal static class Recipient
{
    /// <summary>
    /// The order for the phone that its person has now; null when they have none. The line on the order is read anyway, and as a rule it still
    /// is the person's first: then nothing else is read. Whatever a person's record says, only a line that has them on it is written to.
    /// </summary>
    public static async Task<SmsOrder?> FindAsync(Engine engine, Work work, SmsOrder order, string ussdCode, CancellationToken ct)
    {
        var line = await LineAsync(engine, work, order.Phone, ct);
        if (order.PersonId is not { } id) return Said(order, line, null, ussdCode);
        var key = AggregateId.Person(order.Programme, id);
        if (line is not null && Vouches(line, key.Key, order.Purpose)) return Said(order, line, key.Key, ussdCode);
        var person = await engine.StateAsync<Person>(work, key, ct);
        foreach (var phone in person?.Reached ?? [])
        {
            if (await LineAsync(engine, work, phone.Phone, ct) is { } other && IsTheirs(other, key.Key, order.Purpose)) return Said(order with { Phone = phone.Phone }, other, key.Key, ussdCode);
        }
        return null;
    }

    /// <summary>The language that the person reads; of those who share a phone each has their own.</summary>
    public static Language LanguageOf(Line? line, SmsOrder order) => order.PersonId is { } id && line?.Find(AggregateId.Person(order.Programme, id).Key) is { } sharer
        ? sharer.Holder.Language
        : line?.Language ?? Country.OfPhone(order.Phone)!.Language;

    /// <summary>An answer goes to the phone that asked; all else to the person's first.</summary>
    private static bool Vouches(Line line, string key, Purpose purpose) =>
        IsTheirs(line, key, purpose) && (purpose == Purpose.Reply || line.Find(key)!.Tenure is not { Second: true });

    private static bool IsTheirs(Line line, string key, Purpose purpose) => line.Holds(key) && (purpose == Purpose.Reply || line.Quarantine is null);

    private static SmsOrder Said(SmsOrder order, Line? line, string? key, string ussdCode)
    {
        if (line is not ({ IsShared: true } or { Quarantine: not null })) return order with { Said = null };
        var name = key is null ? "" : line.Find(key)?.FirstName ?? "";
        return order with { Said = Discretion.Of(order.Sms, name, ussdCode) };
    }

    private static Task<Line?> LineAsync(Engine engine, Work work, string phone, CancellationToken ct) => engine.StateAsync<Line>(work, AggregateId.Line(phone), ct);
}
