using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Console;

internal sealed record NumberBody(string Programme, string PersonId, string Phone);

internal sealed record ChangeNumberBody(string Programme, string PersonId, string Phone);

/// <param name="Phone">Absent: removes the present second contact.</param>
internal sealed record SecondContactBody(string Programme, string PersonId, string? Phone = null, string? Name = null);

/// <param name="First">True when messages to the person go to this phone.</param>
internal sealed record NumberView(string Phone, bool First, bool Quarantined);

/// <param name="Agreed">False until the contact says yes; no message is passed on before.</param>
internal sealed record SecondContactView(string Phone, string Name, bool Agreed);

/// <summary>An act that two owners agreed on and that the person may still stop with KEEP.</summary>
internal sealed record WaitingActView(IdentityActKind Act, string? Phone, Instant? DueAt);

/// <param name="Waiting">Acts that the person may still stop.</param>
/// <param name="ContactRecords">Who agreed to be the second contact, to which sentence, and how it ended.</param>
/// <param name="Approval">The approval that a second owner has to give.</param>
internal sealed record NumbersView(string Programme, string PersonId, string Name, IReadOnlyList<NumberView> Phones,
    SecondContactView? SecondContact, IReadOnlyList<WaitingActView> Waiting,
    IReadOnlyList<ContactRecord> ContactRecords, string? Approval = null) : Zoned
{
    public static NumbersView Of(Person person) => new(person.Details.Programme, person.Details.PersonId, person.Details.Name,
        [.. person.Reached.Select((p, n) => new NumberView(p.Phone, n == 0, p.Quarantined))],
        person.Second is { } second ? new(second.Phone, second.Name, second.AgreedAt is not null) : null,
        [.. (person.Acts ?? []).Select(a => new WaitingActView(a.Kind, a.Phone, a.DueAt))],
        person.ContactRecords ?? []);
}

/// <summary>A person's phones: add, remove or replace one; and the second contact for when no phone answers.</summary>
internal sealed class NumbersApi(People people, Approvals approvals, Lookups lookups) : IEndpoints
{
    private static readonly Answer none = Answer.NotFound("There is no person of that id in this programme.");

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<NumbersView>("people/{programme}/{personId}/numbers", "person.numbers", "A person's phones and second contact.",
            SeeAsync).For(Access.Readers, NamedBy.Route),
        ApiEndpoint.Post<NumberBody, NumbersView>("people/numbers", "person.number.add",
            "One more phone of a person, written to first from now on, once a second owner approves it, and a user of the phone where "
                + "others use it.", AddAsync).MayWait.For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Post<NumberBody, NumbersView>("people/numbers/leave", "person.number.leave",
            "Takes a person off a phone, once a second owner approves it and the person has not said KEEP for 24 hours.", LeaveAsync)
            .MayWait.EvenOver.For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Post<ChangeNumberBody, NumbersView>("people/numbers/change", "person.number.change",
            "Moves a person to another number, once a second owner approves it and the person has not said KEEP for 24 hours; where others "
                + "use that number, once one of them says yes.",
            ChangeAsync).MayWait.For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Post<SecondContactBody, NumbersView>("people/second-contact", "person.second-contact",
            "Names who is told when a message does not reach a person, and asks them; so often in a day.", SecondAsync)
            .For(Access.Coordinators, NamedBy.Body),
    ];

    private async Task<Answer> SeeAsync(Call call, CancellationToken ct) =>
        await FindAsync(call.Route("programme"), call.Route("personId"), ct) is ({ } person, _, _)
            ? Answer.Ok(NumbersView.Of(person))
            : none;

    private async Task<Answer> AddAsync(Call call, NumberBody body, CancellationToken ct)
    {
        var (person, place, fault) = await FindAsync(body.Programme, body.PersonId, ct);
        if (person is null) return fault!;
        if (Lookups.Phone(place!, body.Phone) is not { } phone)
            return Answer.Bad("phone", "phone is not a phone number that can be written to.");
        var users = (await people.SubscriberAsync(phone, ct))?.Holders ?? [];
        if (users.Any(u => u.Holder.Key == person.Details.Key)) return Done(person, null);
        if (users.DistinctBy(u => u.Human).Count() >= Subscriber.MostHolders)
            return Answer.Conflict($"{Subscriber.MostHolders} people share this phone already.");
        var act = new DoIdentityAct(call.CommandId("number|"), IdentityActKind.NumberAdded, call.Who, phone);
        // Whoever has ever had a phone has an account that another phone would open, even with none left.
        return await AskAsync(person, ApprovalKinds.NumberAdded, act, ct);
    }

    private async Task<Answer> LeaveAsync(Call call, NumberBody body, CancellationToken ct)
    {
        var (person, place, fault) = await FindAsync(body.Programme, body.PersonId, ct);
        if (person is null) return fault!;
        if (Lookups.Phone(place!, body.Phone) is not { } phone || person.Reached.All(p => p.Phone != phone))
            return Answer.Bad("phone", "phone is not one of this person's.");
        return await AskAsync(person, ApprovalKinds.NumberLeft,
            new(call.CommandId("leave|"), IdentityActKind.NumberLeft, call.Who, phone), ct);
    }

    private async Task<Answer> ChangeAsync(Call call, ChangeNumberBody body, CancellationToken ct)
    {
        var (person, place, fault) = await FindAsync(body.Programme, body.PersonId, ct);
        if (person is null) return fault!;
        if (Lookups.Phone(place!, body.Phone) is not { } phone)
            return Answer.Bad("phone", "phone is not a phone number that can be written to.");
        if (person.Primary?.Phone == phone) return Answer.Bad("phone", "phone is this person's already.");
        return await AskAsync(person, ApprovalKinds.NumberMoved,
            new(call.CommandId("move|"), IdentityActKind.NumberMoved, call.Who, phone), ct);
    }

    private async Task<Answer> AskAsync(Person person, string kind, DoIdentityAct act, CancellationToken ct)
    {
        var (programme, id) = (person.Details.Programme, person.Details.PersonId);
        var now = string.Join(", ", person.Reached.Select(p => p.Phone));
        var about = $"{kind}: {act.Phone}; now {Or(now)}; then {Or(string.Join(", ", After(person, act)))}";
        var start = new StartApproval(programme, kind, id, AggregateId.Person(programme, id), act, act.By,
            $"{person.Details.Name} ({id}), {about}");
        var approval = await approvals.StartAsync(act.Id, start, ct);
        return Answer.Waits(NumbersView.Of(person) with { Approval = approval.Id }, new(programme, id, $"asked for, {about}"));
    }

    private static string Or(string phones) => phones.Length > 0 ? phones : "none";

    /// <summary>The person's phones after the act, the one to write to first.</summary>
    private static IEnumerable<string> After(Person person, DoIdentityAct act)
    {
        var now = person.Reached.Select(p => p.Phone).ToList();
        return act.Kind switch
        {
            IdentityActKind.NumberLeft => now.Where(p => p != act.Phone),
            IdentityActKind.NumberMoved => now.Skip(1).Where(p => p != act.Phone).Prepend(act.Phone!),
            _ => now.Prepend(act.Phone!),
        };
    }

    private async Task<Answer> SecondAsync(Call call, SecondContactBody body, CancellationToken ct)
    {
        var (person, place, fault) = await FindAsync(body.Programme, body.PersonId, ct);
        if (person is null) return fault!;
        var phone = body.Phone is null ? null : Lookups.Phone(place!, body.Phone);
        if (body.Phone is not null && phone is null) return Answer.Bad("phone", "phone is not a phone number that can be written to.");
        if (phone is not null && person.Reached.Any(p => p.Phone == phone)) return Answer.Bad("phone", "phone is the person's own.");
        var name = PersonNames.Read(body.Name ?? "", place!.Programme.Name);
        if (phone is not null && name.Text is null) return Answer.Bad("name", $"name {FieldFaults.Of(name)}.");
        if (await people.NameSecondAsync(body.Programme, body.PersonId, phone, name.Text ?? "", ct) is { } why)
            return Answer.Conflict(why switch
            {
                ContactRefusal.NamedTooOften => "This person's second contact was named as often as it may be in a day.",
                ContactRefusal.AskedToday => "This phone was asked today; it is asked once a day.",
                _ => "This phone was asked by several people today; it is asked again tomorrow.",
            });
        var (before, after) = (person.Second is { } was ? $"{was.Name}, {was.Phone}" : "", phone is null ? "" : $"{name.Text}, {phone}");
        return await DoneAsync(body.Programme, body.PersonId, PersonAudit.Of([new("second contact", before, after)]), ct);
    }

    private async Task<(Person? Person, Place? Place, Answer? Fault)> FindAsync(string programme, string id, CancellationToken ct)
    {
        var (place, fault) = await lookups.ProgrammeAsync(programme, "programme", ct);
        if (place is null) return (null, null, fault);
        return Inputs.IsKey(id) && await people.FindAsync(programme, id, ct) is { } person ? (person, place, null) : (null, place, none);
    }

    private async Task<Answer> DoneAsync(string programme, string id, string? about, CancellationToken ct) =>
        Done((await people.FindAsync(programme, id, ct))!, about);

    private static Answer Done(Person person, string? about) =>
        Answer.Changed(NumbersView.Of(person), new(person.Details.Programme, person.Details.PersonId, about));
}
