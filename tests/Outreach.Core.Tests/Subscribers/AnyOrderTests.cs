using CsCheck;
using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>
/// STOP, START, moves, lists, rings, quarantines, tidying and shared phones in any order. Who is written to follows from what was said,
/// where and by whom, and from nothing else.
/// </summary>
public sealed class AnyOrderTests
{
    private static readonly string[] phones = ["+254711000002", "+254711000003", "+254711000098", "+254711000097"];
    private static readonly string[] ids = ["amina", "neema", "wanjiru"];
    private static readonly ConsentGrant[] all = [.. Consent.Purposes.Select(p => new ConsentGrant(p, true, "api", "list", Own: false))];
    private static readonly Gen<(int What, int Phone, int Who, int Hours)> act =
        Gen.Select(Gen.Int[0, 23], Gen.Int[0, phones.Length - 1], Gen.Int[0, ids.Length - 1], Gen.Int[0, 30]);

    [Fact]
    public void Tips_go_to_whom_they_may_and_to_nobody_else() => Gen.Select(act.List[1, 30], Gen.UInt).Check((acts, order) =>
    {
        var (world, said) = (new Exchange(order), new WhatWasSaid());
        // Who comes and goes is seen; what it means for messages is the oracle's own.
        world.Seen = n => said.Users(n.Phone, [.. n.Holders.Select(h => h.Holder.PersonId)],
            [.. (n.Newcomers ?? []).Select(w => w.Registration?.Holder.PersonId).OfType<string>()], world.Now);
        // Everybody begins on a number of their own.
        for (var n = 0; n < ids.Length; n++) Do(world, said, (6, n, n, 1));
        foreach (var one in acts) Do(world, said, one);
    }, iterations: 2_000, seeds: ["4I4oO9bie4j0", "bZhsH89GC9w0", "97mqCad508Y0", "46pC2IA295o0", "6Ef1iyzYa-E0"]);

    /// <summary>One person, two numbers, and nothing settled in between: the newest word counts, wherever it was said.</summary>
    [Fact]
    public void The_newest_word_counts_whichever_number_it_came_from() =>
        Gen.Select(Gen.Select(Gen.Int[0, 1], Gen.Int[0, 1], Gen.Bool).List[1, 12], Gen.UInt).Check((words, order) =>
        {
            var world = new Exchange(order);
            foreach (var phone in phones[..2])
                world.Put(AggregateId.Subscriber(phone), new Register($"r{phone}", Of("amina"), null, "api", all));
            world.Settle();
            foreach (var (phone, word, settles) in words)
            {
                world.Later(Duration.FromMinutes(1));
                world.Put(AggregateId.Subscriber(phones[phone]), Text(world, word == 0 ? "STOP" : "START"));
                if (settles) world.Settle();
            }
            world.Settle();
            var isStopped = words[^1].Item2 == 0;
            // A START that a number has no reason for is none; so it counts only where that number had heard of a STOP.
            Assert.All(phones[..2], p => { if (isStopped) Assert.True(world.Numbers[p].IsStopped); });
            Assert.Equal(world.Numbers[phones[0]].IsStopped, world.Numbers[phones[1]].IsStopped);
            if (words.All(w => w.Item3)) Assert.Equal(isStopped, world.Numbers[phones[0]].IsStopped);
        }, iterations: 2_000);

    /// <summary>A yes of owners or sharers that comes after the person left brings nobody back.</summary>
    [Theory]
    [InlineData(IdentityActKind.NumberAdded)]
    [InlineData(IdentityActKind.NumberMoved)]
    public void A_late_approval_revives_nobody_who_has_left(IdentityActKind kind)
    {
        var world = new Exchange(1);
        var (hers, other) = (phones[0], phones[1]);
        world.Put(AggregateId.Subscriber(hers), new Register("r1", Of("amina"), null, "api", all));
        world.Put(AggregateId.Subscriber(other), new Register("r2", Of("neema"), null, "api", all));
        world.Settle();
        // One approval waits for the phone's yes while she leaves, and one comes after it.
        world.Put(Person("amina"), new DoIdentityAct("a1", IdentityActKind.NumberAdded, "o", other, "p"));
        world.Settle();
        world.Put(AggregateId.Subscriber(hers), Text(world, "LEAVE"));
        world.Later(Duration.FromHours(1));
        world.Put(AggregateId.Subscriber(hers), Text(world, "LEAVE MAIZE"));
        world.Settle();
        world.Later(Duration.FromHours(30));
        Assert.NotNull(world.Persons["maize.amina"].LeftAt);
        Yes(world, other);
        world.Put(Person("amina"), new DoIdentityAct("a2", kind, "o", phones[2], "p"));
        world.Settle();
        world.Later(Duration.FromDays(3));
        Assert.DoesNotContain(world.Numbers.Values, n => n.Holds("maize.amina"));
        // Written down again, she is there again, and acts work.
        world.Put(AggregateId.Subscriber(hers), new Register("r3", Of("amina"), null, "api", all));
        world.Settle();
        Assert.Null(world.Persons["maize.amina"].LeftAt);
        Assert.True(world.Numbers[hers].IsStopped);
    }

    private static void Do(Exchange world, WhatWasSaid said, (int What, int Phone, int Who, int Hours) one)
    {
        world.Later(Duration.FromMinutes(1) + Duration.FromHours(one.Hours));
        var (phone, id) = (phones[one.Phone], ids[one.Who]);
        var number = AggregateId.Subscriber(phone);
        var before = world.Numbers.GetValueOrDefault(phone);
        Command? command = one.What switch
        {
            < 3 => Said(world, said, before, phone, id, one.Who % 2 == 0 ? "STOP" : $"STOP {id}"),
            < 6 => Said(world, said, before, phone, id, one.Who % 2 == 0 ? "START" : $"START {id}"),
            6 or 7 => new Register($"r{world.Now}", Of(id), id, "api", all),
            8 or 9 => new Register($"r{world.Now}", Of(id), id, "api", all, Shared: true),
            10 => Said(world, said, before, phone, id, "STOP TIPS"),
            15 => new NotArrived($"m{world.Now}", SendFailure.UnknownSubscriber),
            16 => new MissedCall($"c{world.Now}", world.Now, "*1#", "Maize"),
            18 => new DropOver(),
            // The provider took the word for its own; a thing behind it is nobody's.
            22 => Said(world, said, before, phone, id, "STOP") with { Provider = ProviderKeyword.Stop },
            23 => Text(world, "stop the cattle buyer"),
            _ => null,
        };
        said.Listed = command is Register ? (phone, id) : default;
        if (command is not null) world.Put(number, command);
        said.Listed = default;
        if (one.What is 20 or 21) Dialled(world, said, before, phone, id, one.What is 20);
        if (one.What is 8 or 9 or 11 or 12) Yes(world, phone);
        if (one.What is 12 or 13 or 14)
            world.Put(Person(id), new DoIdentityAct($"d{world.Now}",
                (IdentityActKind)(one.What - 12), "one", phone, "two"));
        if (one.What is 17 && before?.Holds($"maize.{id}") == true) world.Put(number, new LeaveNumber($"maize.{id}"));
        world.Settle();
        foreach (var (at, state) in world.Numbers)
            foreach (var user in state.Holders)
            {
                var may = !state.StopsFor(user) && user.Consent?.TipsAllowed == true;
                Assert.True(said.MayTip(at, user.Holder.PersonId) == may,
                    $"{user.Holder.PersonId} on {at}: tips {may} after {one} at {world.Now}: {user.Consent}; "
                        + string.Join(", ", state.Suppressions ?? []));
            }
    }

    private static SmsIn Said(Exchange world, WhatWasSaid said, Subscriber? number, string phone, string id, string text)
    {
        // A name behind STOP means something only where several use the number.
        if (number?.IsShared != true) text = text.Replace($" {id}", "", StringComparison.Ordinal);
        var named = text.EndsWith(id, StringComparison.Ordinal) ? id : null;
        var word = text.EndsWith("TIPS", StringComparison.Ordinal) ? "STOP TIPS" : text.Split(' ')[0];
        said.Word(phone, word, named, number?.Quarantine is not null, world.Now);
        return Text(world, text);
    }

    /// <summary>Chooses a name, My messages and START on the menu of a shared phone; with the person's PIN, or with a wrong one.</summary>
    private static void Dialled(Exchange world, WhatWasSaid said, Subscriber? number, string phone, string id, bool right)
    {
        if (number is not { IsShared: true, Quarantine: null, Newcomers: null, Keeps: null } || number.Find($"maize.{id}") is not { } user
            || !number.As(user.Holder.Key).IsStopped) return;
        var place = number.People.Select(u => u.Holder.Key).ToList().IndexOf(user.Holder.Key) + 1;
        var isProven = right && user.Pin is { } pin && !pin.IsLocked(world.Now);
        if (isProven) said.Word(phone, "START", id, false, world.Now, proven: true);
        string?[] keys = [null, $"{place}", "5", "4821", "5", "9", "00", "0"];
        for (var n = 0; n < keys.Length; n++)
        {
            var turn = new UssdTurn($"u{world.Now}", keys[n], n, LookupResults.None);
            world.Put(AggregateId.Subscriber(phone), new UssdPath([turn]));
            if (world.Reply is PendingLookup { Need: LookupRequest.PinChecked })
                world.Put(AggregateId.Subscriber(phone), new UssdPath([turn with { Facts = new LookupResults { PinRight = right } }]));
        }
    }

    /// <summary>Says yes to the first newcomer.</summary>
    private static void Yes(Exchange world, string phone)
    {
        if (world.Numbers.GetValueOrDefault(phone) is not { Newcomers: [var first, ..] } number) return;
        world.Keep(phone, SubscriberDecisions.Completed(number, NewcomerAnswers.Answer(number, first, yes: true, world.Now), world.Now));
    }

    private static SmsIn Text(Exchange world, string text) =>
        new($"s{world.Now}", text, null, "*1#", ReceivedAt: world.Now, ProgrammeName: "Maize");

    private static AggregateId Person(string id) => AggregateId.Person("maize", id);

    private static Holder Of(string id) =>
        new(id, char.ToUpperInvariant(id[0]) + id[1..], Role.Farmer, Language.English, "maize", "", [], "KES");
}
