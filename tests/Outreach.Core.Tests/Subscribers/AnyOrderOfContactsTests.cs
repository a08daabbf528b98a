using CsCheck;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>Second contacts named, asked, agreed, left and removed, with STOP, START, shared phones and erasures, in any order.</summary>
public sealed class AnyOrderOfContactsTests
{
    private static readonly string[] phones = ["+254711000002", "+254711000003", "+254711000098", "+254711000097"];
    private static readonly string[] ids = ["amina", "neema", "wanjiru"];
    private static readonly ConsentGrant[] all = [.. Consent.Purposes.Select(p => new ConsentGrant(p, true, "api", "list", Own: false))];
    private static readonly Gen<(int What, int Phone, int Who, int Hours)> act =
        Gen.Select(Gen.Int[0, 13], Gen.Int[0, phones.Length - 1], Gen.Int[0, ids.Length - 1], Gen.Int[0, 30]);

    /// <summary>What of a contact was written and shown; it reads no role, no ask and no record.</summary>
    private sealed class Roles
    {
        private readonly Dictionary<string, string> named = [];
        private readonly HashSet<(string Phone, string Who)> shown = [];
        private readonly HashSet<(string Phone, string Who)> agreed = [];
        private readonly HashSet<string> stopped = [];

        public bool May(string phone, string who) =>
            named.GetValueOrDefault(who) == phone && agreed.Contains((phone, who)) && !stopped.Contains(phone);

        public void Name(string who, string? phone)
        {
            if (named.GetValueOrDefault(who) == phone) return;
            OverOf(who);
            if (phone is not null) named[who] = phone;
        }

        public void Show(string phone, string who) => shown.Add((phone, who));
        public void Yes(string phone) => agreed.UnionWith(shown.Where(s => s.Phone == phone));
        public void No(string phone) => Drop(p => p.Phone == phone);
        public void Stop(string phone) => stopped.Add(phone);

        /// <summary>A person returns on all phones, and who said START the oracle does not know.</summary>
        public void Start() => stopped.Clear();
        public void OverOf(string who)
        {
            named.Remove(who);
            Drop(p => p.Who == who);
        }

        private void Drop(Predicate<(string Phone, string Who)> which)
        {
            shown.RemoveWhere(which);
            agreed.RemoveWhere(which);
        }
    }

    [Fact]
    public void Nothing_is_passed_on_without_a_yes_and_an_erasure_changes_nobody_else()
    {
        var passedOn = 0;
        Gen.Select(act.List[1, 30], Gen.UInt).Check((acts, order) =>
        {
            var (world, roles) = (new Exchange(order), new Roles());
            for (var n = 0; n < ids.Length; n++) Do(world, roles, (7, n, n, 1));
            foreach (var one in acts)
            {
                Do(world, roles, one);
                foreach (var phone in phones)
                    foreach (var id in ids)
                    {
                        if (!IsPassedOn(world, phone, id)) continue;
                        Interlocked.Increment(ref passedOn);
                        Assert.True(roles.May(phone, id), $"{phone} is told of {id} after {one}");
                    }
            }
        }, iterations: 2_000, seeds: ["0QFiVay_t5s0", "fqg8bDYhOnw0", "3RvK7e_zUcp0", "doOGQw3aTIr0", "2ND5sHZTn250", "5qVfR7qEoMp0"]);
        Assert.True(passedOn > 100, $"Passed on {passedOn} times.");
    }

    private static void Do(Exchange world, Roles roles, (int What, int Phone, int Who, int Hours) one)
    {
        world.Later(Duration.FromMinutes(1) + Duration.FromHours(one.Hours));
        var (phone, id) = (phones[one.Phone], ids[one.Who]);
        var (number, person, key) = (AggregateId.Subscriber(phone), AggregateId.Person("maize", id), $"maize.{id}");
        switch (one.What)
        {
            case 0 or 1 or 2:
                world.Put(person, new NameSecond(phone, "Mumbi", Own: one.What == 0));
                // Named too often: the present contact stays, and this phone is not asked.
                if (world.Reply is ContactRefusal) break;
                roles.Name(id, phone);
                world.Settle();
                world.Put(number, new PhoneAsked(key, world.Now));
                roles.Show(phone, id);
                break;
            case 3 or 4 or 5:
                roles.Yes(phone);
                world.Later(Duration.FromMinutes(1));
                world.Put(number, Text(world, "1"));
                break;
            case 6:
                roles.Name(id, null);
                world.Put(person, new NameSecond(null, ""));
                break;
            // An erased id is never given again.
            case 7 or 8 when world.Persons.GetValueOrDefault(key)?.ErasedAt is null:
                world.Put(number, new Register($"r{world.Now}", Of(id), id, "api", all, Shared: one.What == 8));
                break;
            case 9:
                roles.No(phone);
                world.Put(number, Text(world, "STOP CONTACT"));
                break;
            case 10:
                roles.Stop(phone);
                world.Put(number, Text(world, "STOP"));
                break;
            // START returns what STOP took.
            case 11:
                roles.Start();
                world.Put(number, Text(world, "START"));
                break;
            case 12:
                world.Put(number, new LeaveNumber(key));
                break;
            case 13:
                Erased(world, roles, id);
                break;
        }
        world.Settle();
    }

    private static void Erased(Exchange world, Roles roles, string id)
    {
        var before = Others(world, id);
        roles.OverOf(id);
        world.Put(AggregateId.Person("maize", id), new ErasePerson("office"));
        world.Settle();
        // The walk that follows an erasure looks at each number.
        foreach (var (phone, number) in world.Numbers.ToList())
        {
            world.Put(AggregateId.Subscriber(phone), number.Holds($"maize.{id}") ? new EraseHolder($"maize.{id}")
                : new ForgetSomebody($"maize.{id}", id, false));
        }
        world.Settle();
        Assert.Equal(before, Others(world, id));
        Assert.All(world.Numbers.Values, n => Assert.False(n.Holds($"maize.{id}")));
        Assert.All(world.Numbers.Values, n => Assert.DoesNotContain(n.Contacts ?? [], c => c.Key == $"maize.{id}"));
    }

    /// <summary>All of everybody else: name, language, PIN, consent, silence and drafts on each number, and at the person.</summary>
    private static List<string> Others(Exchange world, string id) =>
    [
        .. world.Numbers.OrderBy(n => n.Key, StringComparer.Ordinal).SelectMany(n => n.Value.Holders.Where(u => u.Holder.PersonId != id)
            .Select(u => $"{n.Key} {u.Holder.Key} {u.Holder.Name} {u.Holder.Language} {u.Pin?.Hash} {u.Draft} {n.Value.StopsFor(u)} "
                + string.Join(' ', Consent.Purposes.Select(p => u.Consent?.Of(p))))).Order(StringComparer.Ordinal),
        .. world.Persons.Where(p => p.Key != $"maize.{id}").OrderBy(p => p.Key, StringComparer.Ordinal).Select(p =>
            $"{p.Key} {p.Value.Details.Name} {p.Value.Details.Language} {p.Value.ErasedAt} {p.Value.Consent.Stopped} "
                + string.Join(' ', Consent.Purposes.Select(c => p.Value.Consent.Of(c)))),
    ];

    private static bool IsPassedOn(Exchange world, string phone, string id) => world.Numbers.GetValueOrDefault(phone) is { } number
        && SendingRules.Check(SmsOrder.To(phone, Purpose.Contact, new PassItOnSms(id, null, $"maize.{id}"), "maize", world.Now), number,
            world.Now) is Verdict.Go;

    private static SmsIn Text(Exchange world, string text) =>
        new($"s{world.Now}", text, null, "*1#", ReceivedAt: world.Now, ProgrammeName: "Maize");

    private static Holder Of(string id) =>
        new(id, char.ToUpperInvariant(id[0]) + id[1..], Role.Farmer, Language.English, "maize", "", [], "KES");
}
