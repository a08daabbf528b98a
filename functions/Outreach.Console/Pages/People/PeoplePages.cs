using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Figures;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>One person's whole story.</summary>
/// <param name="Phone">The phone that is written to, as its users have it; null without one.</param>
/// <param name="Conversation">What they wrote to coordinators, and the answers, oldest first.</param>
public sealed record PersonStory(Person Person, Subscriber? Phone, Account Account, Learner? Learner, IReadOnlyList<InboxItem> Conversation,
    StandsAlone? Alone = null)
{
    public Holder Who => Person.Details;
}

/// <summary>The people of a programme: find, read, register, change.</summary>
internal sealed class PeoplePages(
    People people, PeopleSearch search, Inboxes inboxes, Engine engine, OwnMessages messages, Consents consents,
    Standings standings, Desk desk) : IPages
{
    private const int PeopleShown = 100;

    private static readonly Comparer<DirectoryRow> byName = Comparer<DirectoryRow>.Create((a, b) =>
        string.CompareOrdinal(a.Name, b.Name) is not 0 and var order ? order : string.CompareOrdinal(a.PersonId, b.PersonId));

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/people", "page.people", ListAsync).For(Access.Readers),
        PageEndpoint.Get("{programme}/people/new", "page.person.new", (call, _) => Task.FromResult(FormOf(call, null, null)))
            .For(Access.Coordinators),
        PageEndpoint.Post("{programme}/people/new", "page.person.register", RegisterAsync).For(Access.Coordinators),
        PageEndpoint.Get("{programme}/people/{person}", "page.person", ShowAsync).For(Access.Readers),
        PageEndpoint.Get("{programme}/people/{person}/sms", "page.person.sms", MessagesAsync).For(Access.Coordinators),
        PageEndpoint.Get("{programme}/people/{person}/consents", "page.person.consents", ConsentsAsync).For(Access.Readers),
        PageEndpoint.Get("{programme}/people/{person}/change", "page.person.change", ChangeFormAsync).For(Access.Coordinators),
        PageEndpoint.Get("{programme}/people/{person}/mentor", "page.person.mentor", MentorFormAsync).For(Access.Coordinators),
        PageEndpoint.Post("{programme}/people/{person}/change", "page.person.save", ChangeAsync).For(Access.Coordinators),
        PageEndpoint.Post("{programme}/people/{person}/act", "page.person.act", ActAsync).For(Access.Coordinators)
            .Anew(Sureness.Fresh, call => call.Field("act") is "erase" or "pin" or "add" or "change" or "leave"),
    ];

    private async Task<Shown> ListAsync(PageCall call, CancellationToken ct)
    {
        var (q, after) = (call.Query("q") ?? "", call.Query("after"));
        var all = await people.DirectoryAsync(call.Programme!.Id, ct);
        var found = PhoneNumber.Parse(q, call.Programme.Region) is { } phone
            ? await search.OnPhoneAsync(call.Programme.Id, phone.E164, ct)
            : all.Where(PeopleSearch.Named(q));
        List<DirectoryRow> sorted = [.. found.OrderBy(p => p, byName)];
        // The last person of the page before; whoever is gone meanwhile begins it again.
        var rest = all.FirstOrDefault(p => p.PersonId == after) is { } last ? sorted.FindAll(p => byName.Compare(p, last) > 0) : sorted;
        return Shown.View<PeoplePage>(call.Words["Nav.people"], ("Found", (IReadOnlyList<DirectoryRow>)[.. rest.Take(PeopleShown)]),
            ("Count", rest.Count), ("All", all.Count), ("Q", q)).Reads(Math.Min(rest.Count, PeopleShown));
    }

    private async Task<Shown> ShowAsync(PageCall call, CancellationToken ct) => await StoryAsync(call, null, ct);

    private async Task<Shown> StoryAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        var (programme, id) = (call.Programme!.Id, call.Route("person"));
        if (!Inputs.IsKey(id) || await people.FindAsync(programme, id, ct) is not { } person) return Shown.NotFound;
        var account = people.AccountAsync(programme, id, ct);
        var learner = engine.StateAsync<Learner>(new Work(Arrival.Request), AggregateId.Learner(programme, id), ct);
        var inbox = inboxes.AllAsync(programme, ct);
        var alone = standings.AloneAsync(programme, id, ct);
        var phone = person.Primary is { } primary ? await people.SubscriberAsync(primary.Phone, ct) : null;
        var story = new PersonStory(person, phone, await account ?? Account.Empty(id), await learner,
            [.. (await inbox).Where(i => i.PersonId == id).TakeLast(20)],
            await alone);
        return Shown.View<PersonPage>(person.Details.Name, ("Story", story), ("Fault", fault)).Reads(1, id);
    }

    private async Task<Shown> MessagesAsync(PageCall call, CancellationToken ct)
    {
        var id = call.Route("person");
        if (!Inputs.IsKey(id) || await people.FindAsync(call.Programme!.Id, id, ct) is not { ErasedAt: null } person) return Shown.NotFound;
        var some = await messages.OfAsync(person, call.Query("after") ?? "", call.Now, ct);
        return Shown.View<PersonSmsPage>(person.Details.Name, ("Name", person.Details.Name), ("Id", id), ("Next", some.Next),
            ("Messages", (IReadOnlyList<Message>)[.. some.Messages.OrderByDescending(m => m.FirstAt)])).Reads(some.Messages.Count, id);
    }

    private async Task<Shown> ConsentsAsync(PageCall call, CancellationToken ct)
    {
        var id = call.Route("person");
        if (!Inputs.IsKey(id) || await consents.OfAsync(call.Programme!.Id, id, ct) is not { Person.ErasedAt: null } standing)
            return Shown.NotFound;
        return Shown.View<PersonConsentsPage>(standing.Person.Details.Name, ("Standing", standing)).Reads(standing.Rows.Count, id);
    }

    private async Task<Shown> ChangeFormAsync(PageCall call, CancellationToken ct)
    {
        var id = call.Route("person");
        return Inputs.IsKey(id) && await people.FindAsync(call.Programme!.Id, id, ct) is { ErasedAt: null } person
            ? FormOf(call, person, null)
            : Shown.NotFound;
    }

    private async Task<Shown> MentorFormAsync(PageCall call, CancellationToken ct)
    {
        var id = call.Route("person");
        return Inputs.IsKey(id) && await people.FindAsync(call.Programme!.Id, id, ct) is { ErasedAt: null, Details: { } who }
            && who.Role != Role.Coordinator
            ? Shown.View<PersonMentorPage>(who.Name, ("Who", who), ("Mentors", await inboxes.MentorsAsync(call.Programme.Id, ct)))
            : Shown.NotFound;
    }

    private Task<Shown> RegisterAsync(PageCall call, CancellationToken ct) => SaveAsync(call, null, ct);

    private async Task<Shown> ChangeAsync(PageCall call, CancellationToken ct)
    {
        var id = call.Route("person");
        return Inputs.IsKey(id) && await people.FindAsync(call.Programme!.Id, id, ct) is { ErasedAt: null } person
            ? await SaveAsync(call, person, ct)
            : Shown.NotFound;
    }

    private async Task<Shown> SaveAsync(PageCall call, Person? person, CancellationToken ct)
    {
        var answer = await desk.DoAsync(call, "person.register", new
        {
            programme = call.Programme!.Id,
            phone = person?.Primary?.Phone ?? call.Field("phone"),
            name = call.Field("name"),
            role = call.Field("role"),
            language = call.Optional("language"),
            place = call.Field("place"),
            crops = call.Fields("crops") is { Count: > 0 } crops ? crops : null,
            consent = call.Fields("consent") is { Count: > 0 } consent ? consent : null,
            consentSource = call.Optional("consentSource"),
            // The page is the person's: a name says nothing of who is meant.
            personId = person?.Details.PersonId,
            person = person is not null ? "same" : call.Optional("person"),
            evenSo = call.Optional("evenSo") is not null,
        });
        if (!answer.IsDone())
            return answer.Page() ?? FormOf(call, person, answer.Fault()).With(answer.Fault()!.PageStatus);
        var done = answer.Waits() ? "PersonApproval" : "Person";
        if (person is not null) return Shown.See(call.To($"people/{person.Details.PersonId}"), done);
        if (answer.Value("approval") is not null) return Shown.See(call.To("people"), done);
        // Somebody new on a phone that others use is there once one of them says yes.
        var phone = PhoneNumber.Parse(call.Field("phone"), call.Programme.Region)!.Value.E164;
        var key = AggregateId.Person(call.Programme.Id, answer.Value("personId") ?? "").Key;
        var isThere = (await people.SubscriberAsync(phone, ct))?.Find(key) is not null;
        return Shown.See(call.To("people", "q", phone), isThere ? done : "PersonWaits");
    }

    /// <summary>The acts of the person's page, each by its endpoint of the API.</summary>
    private async Task<Shown> ActAsync(PageCall call, CancellationToken ct)
    {
        var (programme, personId) = (call.Programme!.Id, call.Route("person"));
        if (!Inputs.IsKey(personId) || await people.FindAsync(programme, personId, ct) is not { ErasedAt: null } person)
            return Shown.NotFound;
        var phone = call.Field("phone");
        var act = call.Field("act") switch
        {
            "add" => desk.DoAsync(call, "person.number.add", new { programme, personId, phone }),
            "change" => desk.DoAsync(call, "person.number.change", new { programme, personId, phone }),
            "leave" => desk.DoAsync(call, "person.number.leave", new { programme, personId, phone }),
            "second" => desk.DoAsync(call, "person.second-contact", new { programme, personId, phone, name = call.Field("name") }),
            "no-second" => desk.DoAsync(call, "person.second-contact", new { programme, personId }),
            "mentor" => desk.DoAsync(call, "mentors.assign", new
            {
                programme,
                mentors = call.Optional("mentor") is { } mentor ? new[] { mentor } : [],
                people = new[] { personId },
                others = true,
            }),
            "pin" => desk.DoAsync(call, "person.pin-reset", null, ("phone", person.Primary?.Phone ?? personId), ("programme", programme),
                ("personId", personId)),
            "transfer" => desk.DoAsync(call, "person.transfer", new { programme, personId, to = call.Field("to") }),
            "erase" => desk.DoAsync(call, "person.erase", new { programme, personId }),
            "confirm" => desk.DoAsync(call, "person.confirm", new { }, ("programme", programme), ("personId", personId)),
            _ => null,
        };
        if (act is null) return Shown.Stale;
        var answer = await act;
        var done = answer.Waits() ? "Asked" : call.Field("act") == "transfer" ? "Transfer" : "Act";
        if (answer.IsDone()) return Shown.See(call.To($"people/{personId}"), done);
        return answer.Page() ?? (await StoryAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    private static Shown FormOf(PageCall call, Person? person, FormFault? fault) =>
        Shown.View<PersonFormPage>(person?.Details.Name ?? call.Words["Person.New"], ("Person", person), ("Fault", fault));
}
