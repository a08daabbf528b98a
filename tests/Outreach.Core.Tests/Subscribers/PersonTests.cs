using CsCheck;
using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>A person's list of phones does not depend on the order or number of updates from subscribers.</summary>
public class PersonTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly string[] phones = ["+254711000002", "+254711000003", "+254711000098"];
    private static readonly string[] ids = ["amina", "wanjiru"];

    private static readonly Gen<(int Phone, int What, int Who)> deed = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 9], Gen.Int[0, 1]);

    /// <summary>
    /// Subscribers are registered, shared, transferred, stopped and quarantined at random; each update arrives twice, in any order. Each
    /// person ends on the right phones, and the directory row names the newest.
    /// </summary>
    [Fact]
    public void A_persons_phones_are_those_that_have_them() => Gen.Select(deed.List[1, 14], Gen.UInt).Check((deeds, order) =>
    {
        var lines = phones.ToDictionary(p => p, p => (Subscriber?)null);
        List<Tell> told = [];
        var now = start;
        foreach (var (phone, what, who) in deeds)
        {
            now += Duration.FromMinutes(1);
            Do(phones[phone], Command(what, ids[who], now));
        }
        var persons = ids.ToDictionary(i => i, i => (Person?)null);
        var shuffle = new PCG(order, 0);
        foreach (var tell in told.Concat(told).OrderBy(_ => shuffle.Next()))
        {
            var id = tell.To.Key.Split('.')[1];
            var outcome = PersonDecisions.Decide(persons[id], tell.Command, now);
            persons[id] = outcome.State;
            foreach (var place in outcome.Effects.OfType<Tell>()) Do(place.To.Key, place.Command);
        }
        foreach (var (id, person) in persons)
        {
            var on = lines.Values.OfType<Subscriber>().Where(l => l.Holds($"p.{id}")).ToList();
            Assert.Equal(on.Select(l => l.Phone).Order(), (person?.Reached ?? []).Select(p => p.Phone).Order());
            if (person is null) continue;
            var first = on.OrderBy(l => l.Quarantine is not null).ThenBy(l => l.IsBlocked || l.Silences(l.Find($"p.{id}")))
                .ThenByDescending(l => l.Find($"p.{id}")!.Tenure!.Since).FirstOrDefault();
            Assert.Equal(first?.Phone, person.Primary?.Phone);
            Assert.Equal(on.Count > 0, person.Row().Listed);
            Assert.All(on, l => Assert.Equal(l != first, l.Find($"p.{id}")!.Tenure!.Second));
        }

        void Do(string phone, Command command)
        {
            var outcome = SubscriberDecisions.Decide(lines[phone], phone, command, now);
            lines[phone] = outcome.State;
            told.AddRange(outcome.Effects.OfType<Tell>().Where(t => t.To.Kind == AggregateKind.Person && t.Command is SubscriberChanged));
        }
    }, iterations: 2_000);

    private static Command Command(int what, string id, Instant now) => what switch
    {
        < 3 => new Register($"r{now}", Of(id), null, "test"),
        < 6 => new MoveIn($"r{now}", new PhoneUser(Of(id))),
        6 => new ProviderBlocked("test"),
        7 => new NotArrived($"m{now}", Core.Notices.SendFailure.UnknownSubscriber),
        8 => new LeaveNumber($"p.{id}"),
        _ => new SmsIn($"s{now}", "STOP", null, "*1#"),
    };

    private static Holder Of(string id) => new(id, id, Role.Farmer, Language.English, "p", "Kitale", ["Maize"], "KES");
}
