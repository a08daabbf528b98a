using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>A person who asks to use this phone too. The yes of one of its users, behind their PIN, lets them in.</summary>
/// <param name="Key">The person's key.</param>
/// <param name="Name">The first name.</param>
/// <param name="Until">The end of the question.</param>
/// <param name="Asker">Who is told the answer; null for a registration.</param>
/// <param name="From">The number from which they come; null for none.</param>
/// <param name="Stays">Whether the person keeps that number too.</param>
/// <param name="Registration">What a yes registers; null for a person who has a number.</param>
public sealed record Newcomer(string Id, string Key, string Name, string Programme, Instant Until, AggregateId? Asker = null,
    string? From = null, bool Stays = false, Register? Registration = null)
{
    /// <summary>Whether the person asks by own act, or two owners do; else one key or list wrote them down.</summary>
    public bool IsFirst => Registration is not { Source: var source } || source is "sms" or "ussd";
}

/// <summary>To a number: may this person come? Answers the asker with <see cref="MoveInAllowed"/> or <see cref="MoveRefused"/>.</summary>
/// <param name="Key">The person's key.</param>
[StoredAs("AskMoveIn")]
public sealed record AskMoveIn(
    string Id, string Key, string Name, string Programme, AggregateId Asker, string? From, bool Stays = false) : Command;

/// <summary>To who asked: the number is free, or its users said yes.</summary>
[StoredAs("MoveInAllowed")] public sealed record MoveInAllowed(string Id, string Key, string? From, string To, bool Stays) : Command;

/// <summary>Nobody comes to a phone that others use without their yes; and they may undo it for a day.</summary>
internal static class Newcomers
{
    public static readonly Duration OpenFor = Duration.FromDays(7);

    /// <summary>The most that one programme's keys and lists have waiting at a phone.</summary>
    public const int MostWaiting = 2;

    /// <summary>Why one more person whom a key or list of the programme writes down cannot wait here; null when they can.</summary>
    public static string? Full(Subscriber subscriber, string programme)
    {
        var waiting = subscriber.Newcomers ?? [];
        return waiting.Count(n => !n.IsFirst && n.Programme == programme) >= MostWaiting
                ? $"{MostWaiting} people of this programme wait for an answer from this phone; the next can ask when it is given."
            : subscriber.People.Count + waiting.Count >= Subscriber.MostHolders
                ? $"{Subscriber.MostHolders} people share this phone already, or wait for an answer from it."
                : null;
    }

    public static Outcome<Subscriber> Ask(Subscriber subscriber, AskMoveIn ask, Instant now)
    {
        var newcomer = new Newcomer(ask.Id, ask.Key, ask.Name, ask.Programme, now + OpenFor, ask.Asker, ask.From, ask.Stays);
        return subscriber.Holder is null || subscriber.Holds(ask.Key)
            ? new(subscriber, [Allowed(subscriber, newcomer)])
            : Put(subscriber, newcomer, now);
    }

    public static Outcome<Subscriber> Ask(Subscriber subscriber, Register register, Instant now) =>
        Put(subscriber, new Newcomer(register.Id, register.Holder.Key, new PhoneUser(register.Holder).FirstName, register.Holder.Programme,
            now + OpenFor, Registration: register), now);

    private static Outcome<Subscriber> Put(Subscriber subscriber, Newcomer newcomer, Instant now)
    {
        var waiting = subscriber.Newcomers ?? [];
        if (waiting.Any(n => n.Key == newcomer.Key)) return Outcome<Subscriber>.Nothing(subscriber);
        // Nobody closes a phone to a person's own act by writing others down.
        var last = newcomer.IsFirst && subscriber.People.Count + waiting.Count >= Subscriber.MostHolders
            ? waiting.LastOrDefault(n => !n.IsFirst)
            : null;
        IReadOnlyList<Newcomer> left = last is null ? waiting : [.. waiting.Where(n => n != last)];
        if (newcomer.IsFirst ? subscriber.People.Count + left.Count >= Subscriber.MostHolders
            : Full(subscriber, newcomer.Programme) is not null)
            return new(subscriber, Refused(newcomer, TaskKinds.TooManyOnPhone, now));
        var tries = DayTries.Of(subscriber, now);
        // One is asked about by SMS; who waits behind them is shown in the menu.
        var isTold = newcomer.IsFirst || left.All(n => n.IsFirst) && tries.Newcomers < DayTries.MostNewcomers;
        return new(
            subscriber with
            {
                Newcomers = newcomer.IsFirst
                    ? [.. left.Where(n => n.IsFirst), newcomer, .. left.Where(n => !n.IsFirst)]
                    : [.. left, newcomer],
                Tries = isTold && !newcomer.IsFirst ? tries with { Newcomers = tries.Newcomers + 1 } : subscriber.Tries,
            },
            [
                .. last is null ? [] : Refused(last, "gave way to another's own act", now),
                new WakeAt(AggregateId.Subscriber(subscriber.Phone), newcomer.Until),
                .. isTold ? [ToPhone(subscriber, new NewcomerAskSms(newcomer.Name, "", newcomer.Programme), now).Naming(newcomer.Key)]
                    : Array.Empty<Effect>(),
            ]);
    }

    /// <summary>The next open question of this kind: own acts first, then the oldest.</summary>
    public static Newcomer? Open(Subscriber subscriber, Instant now) => subscriber.Newcomers?.FirstOrDefault(n => now < n.Until);

    /// <summary>Tells the phone who came, and that KEEP undoes it for a day.</summary>
    public static Outcome<Subscriber> Came(Subscriber subscriber, string id, PhoneUser who, Instant now) =>
        new(subscriber with { Keeps = [.. subscriber.Keeps ?? [],
            new(id, who.Holder.Key, now, now + IdentityActs.MayKeepFor, Undo: true)] },
            [ToPhone(subscriber, new NewcomerSms(who.FirstName, (int)IdentityActs.MayKeepFor.TotalHours), now).Naming(who.Holder.Key)]);

    /// <summary>KEEP here takes this person off again, in each of their programmes.</summary>
    public static Outcome<Subscriber> Kept(Subscriber subscriber, KeepAsk ask, Instant now)
    {
        var users = subscriber.SameAs(ask.Key);
        return new(users.Aggregate(subscriber, (s, u) => s.Without(u.Holder.Key)) with { Keeps = subscriber.Keeps.Without(ask) },
            [
                .. users.Select(u => new RaiseTask(u.Holder.Programme, TaskKinds.TakenOffPhone, u.Holder.PersonId, now)),
                ToPhone(subscriber, new KeptSms(), now),
            ]);
    }

    public static IReadOnlyList<Newcomer>? Without(this IReadOnlyList<Newcomer>? newcomers, string key) =>
        newcomers?.Any(n => n.Key == key) != true ? newcomers
            : newcomers.Where(n => n.Key != key).ToList() is { Count: > 0 } left ? left : null;

    public static Tell Allowed(Subscriber subscriber, Newcomer newcomer) =>
        new(newcomer.Asker!.Value, new MoveInAllowed(newcomer.Id, newcomer.Key, newcomer.From, subscriber.Phone, newcomer.Stays));

    public static IReadOnlyList<Effect> Refused(Newcomer newcomer, string why, Instant now) =>
    [
        new RaiseTask(newcomer.Programme, why, newcomer.Key, now),
        .. newcomer.Asker is { } asker ? [new Tell(asker, new MoveRefused($"{newcomer.Id}|no", newcomer.Key))] : Array.Empty<Effect>(),
    ];

    private static Send ToPhone(Subscriber subscriber, Sms sms, Instant now) =>
        new(SmsOrder.To(subscriber.Phone, Purpose.Receipt, sms, subscriber.Programme, now));
}
