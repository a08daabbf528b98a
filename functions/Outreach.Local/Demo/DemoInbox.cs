using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Local.Demo;

/// <summary>An SMS that waits for a coordinator.</summary>
/// <param name="HoursAgo">When it came, before the demo was loaded.</param>
/// <param name="Reply">What was answered an hour later; empty while it waits.</param>
internal sealed record DemoSms(string Person, int HoursAgo, string Text, string Lesson = "", string Reply = "")
{
    public static IReadOnlyList<DemoSms> All { get; } =
    [
        new("amina", 74, "Mahindi yangu yana doa jeusi kwenye mbegu, je naweza kuuza?",
            Reply: "Tenga yenye doa, usiyale wala kuyauza. Yaliyobaki kausha siku tatu zaidi juani."),
        new("amina", 29, "Nimetenga. Yaliyobaki yamekauka nje lakini ndani bado laini. Nifanye nini?", "dry-nuts"),
        new("kiprono", 22, "Wanjiru says she comes on Friday with the lorry. Do the bags have to be sewn?"),
        new("mwende", 5, "Asante sana kwa mafunzo, mavuno yangu ni mazuri mwaka huu"),
        new("karim", 50, "বাদাম কতদিন রোদে দেব?", "dry-nuts"),
        new("rokeya", 8, "Selina has not come for the last 40 kg. Can I sell them to somebody else?"),
    ];
}

/// <summary>
/// Puts people's messages into the inboxes, as if they had come in over the last days. The coordinator of each programme looks after its
/// farmers, and answers by SMS too.
/// </summary>
public sealed class DemoInbox(Engine engine)
{
    public async Task LoadAsync(Instant now, CancellationToken ct)
    {
        foreach (var mentor in DemoPeople.All.Where(p => p.Role == Role.Coordinator)) await MentorAsync(mentor, now, ct);
        foreach (var sms in DemoSms.All)
        {
            var (person, at) = (DemoPeople.Find(sms.Person), now - Duration.FromHours(sms.HoursAgo));
            var id = AggregateId.Inbox(person.Programme, InboxItem.IdOf($"demo-{sms.Person}-{sms.HoursAgo}", at));
            await DoAsync(id, at,
                new TakeIn(new InboxItem(id.Key, person.Programme, person.Id, person.Name, person.Phone, sms.Text, at, sms.Lesson)
                    .With(MentorOf(person.Programme).Name, at)), ct);
            if (sms.Reply.Length > 0)
                await DoAsync(id, at + Duration.FromHours(1),
                    new ReplyToInbox($"demo-{id.Key}", DemoPeople.ProgrammeOf(person.Programme).Signature, sms.Reply), ct);
        }
    }

    private async Task MentorAsync(DemoPerson mentor, Instant now, CancellationToken ct)
    {
        var at = now - Duration.FromDays(30);
        await DoAsync(AggregateId.Subscriber(mentor.Phone), at, new SmsIn($"demo|{mentor.Id}", "MENTOR", null, "", ReceivedAt: at), ct);
        foreach (var farmer in DemoPeople.All.Where(p => p.Programme == mentor.Programme && p.Role == Role.Farmer))
            await DoAsync(AggregateId.Person(farmer.Programme, farmer.Id), at, new AssignMentor(new(mentor.Name, Own: true)), ct);
    }

    private static DemoPerson MentorOf(string programme) =>
        DemoPeople.All.Single(p => p.Programme == programme && p.Role == Role.Coordinator);

    private Task DoAsync(AggregateId id, Instant at, Command command, CancellationToken ct) =>
        engine.ExecuteAsync(new Work(Arrival.Queued) { At = at, Silent = true }, id, command, $"demo|{id}", ct);
}
