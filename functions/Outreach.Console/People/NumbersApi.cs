using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Console;

/// <param name="Pin">A PIN of 4 to 6 digits for this phone; needed where others use the phone too.</param>
/// <param name="Shared">True when others use the phone too. Otherwise the phone becomes this person's alone.</param>
internal sealed record NumberBody(string Programme, string PersonId, string Phone, string? Pin = null, bool Shared = false);

internal sealed record ChangeNumberBody(string Programme, string PersonId, string Phone);

/// <param name="Phone">Absent: removes the present second contact.</param>
internal sealed record SecondContactBody(string Programme, string PersonId, string? Phone = null, string? Name = null);

/// <param name="First">True when messages to the person go to this phone.</param>
internal sealed record NumberView(string Phone, bool First, bool Quarantined);

/// <param name="Agreed">False until the contact says yes; no message is passed on before.</param>
internal sealed record SecondContactView(string Phone, string Name, bool Agreed);

/// <param name="Waiting">A number that one coordinator asked for and a second has not yet approved.</param>
internal sealed record NumbersView(string Programme, string PersonId, string Name, IReadOnlyList<NumberView> Phones,
    SecondContactView? SecondContact, string? Waiting)
{
    public static NumbersView Of(Person person) => new(person.Details.Programme, person.Details.PersonId, person.Details.Name,
        [.. person.Reached.Select((p, n) => new NumberView(p.Phone, n == 0, p.Quarantined))],
        person.Second is { } second ? new(second.Phone, second.Name, second.AgreedAt is not null) : null,
        person.Move is { Second: null } move ? move.To : null);
}

/// <summary>A person's phones: add, remove or replace one; and the second contact for when no phone answers.</summary>
internal sealed class NumbersApi(People people, Lookups lookups) : IEndpoints
{
    private static readonly Answer none = Answer.NotFound("There is no person of that id in this programme.");

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<NumbersView>("people/{programme}/{personId}/numbers", "person.numbers", "A person's phones and second contact.",
            SeeAsync).For(Access.Readers, NamedBy.Route),
        ApiEndpoint.Post<NumberBody, NumbersView>("people/numbers", "person.number.add",
            "One more phone of a person, written to first from now on.", AddAsync).For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Post<NumberBody, NumbersView>("people/numbers/leave", "person.number.leave",
            "Takes a person off a phone; others on it stay.", LeaveAsync).For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Post<ChangeNumberBody, NumbersView>("people/numbers/change", "person.number.change",
            "Moves a person to another number, once a second key's holder asks the same.", ChangeAsync).MayWait.For(Access.Coordinators,
                NamedBy.Body),
        ApiEndpoint.Post<SecondContactBody, NumbersView>("people/second-contact", "person.second-contact",
            "Names who is told when a message does not reach a person, and asks them.", SecondAsync).For(Access.Coordinators, NamedBy.Body),
    ];

    private async Task<Answer> SeeAsync(Call call, CancellationToken ct) =>
        await FindAsync(call.Route("programme"), call.Route("personId"), ct) is ({ } person, _, _)
            ? Answer.Ok(NumbersView.Of(person))
            : none;

    private async Task<Answer> AddAsync(Call call, NumberBody body, CancellationToken ct)
    {
        if (body.Pin is { } pin && !PinRules.IsPin(pin)) return Answer.Bad("pin", "pin is 4 to 6 digits.");
        var (person, place, fault) = await FindAsync(body.Programme, body.PersonId, ct);
        if (person is null) return fault!;
        if (Lookups.Phone(place!, body.Phone) is not { } phone)
            return Answer.Bad("phone", "phone is not a phone number that can be written to.");
        if (body.Pin is { } first && PinRules.IsEasy(first, phone))
            return Answer.Bad("pin", "pin is one that is guessed first; take another.");
        var subscriber = await people.SubscriberAsync(phone, ct);
        if (subscriber?.Holder is { } there && there.Programme != body.Programme)
            return Answer.Conflict("This phone is registered in another programme.");
        if (subscriber?.Holds(person.Details.Key) == true && body.Pin is null) return Done(person, null);
        if (body.Shared && body.Pin is null) return Answer.Bad("pin", "pin is needed on a phone that others use.");
        if (body.Shared && subscriber?.Holders.Count >= Subscriber.MostHolders)
            return Answer.Conflict($"{Subscriber.MostHolders} people share this phone already.");
        await people.RegisterAsync(new Work(Arrival.Request), phone, person.Details, body.Pin, $"api|{call.Who}", [], ct,
            body.Shared);
        return await DoneAsync(body.Programme, body.PersonId, "one more phone", ct);
    }

    private async Task<Answer> LeaveAsync(Call call, NumberBody body, CancellationToken ct)
    {
        var (person, place, fault) = await FindAsync(body.Programme, body.PersonId, ct);
        if (person is null) return fault!;
        if (Lookups.Phone(place!, body.Phone) is not { } phone || person.Reached.All(p => p.Phone != phone))
            return Answer.Bad("phone", "phone is not one of this person's.");
        await people.LeaveAsync(phone, body.Programme, body.PersonId, ct);
        return await DoneAsync(body.Programme, body.PersonId, "one phone less", ct);
    }

    private async Task<Answer> ChangeAsync(Call call, ChangeNumberBody body, CancellationToken ct)
    {
        var (person, place, fault) = await FindAsync(body.Programme, body.PersonId, ct);
        if (person is null) return fault!;
        if (Lookups.Phone(place!, body.Phone) is not { } phone)
            return Answer.Bad("phone", "phone is not a phone number that can be written to.");
        var answer = await people.MoveAsync(body.Programme, body.PersonId, new AskMove(call.CommandId("move|"), phone, call.Who), ct);
        return answer switch
        {
            MoveAnswer.SameNumber => Answer.Bad("phone", "phone is this person's already."),
            MoveAnswer.Waits =>
                Answer.Waits(NumbersView.Of((await people.FindAsync(body.Programme, body.PersonId, ct))!),
                    new(body.Programme, body.PersonId, "asked for another number")),
            _ => await DoneAsync(body.Programme, body.PersonId, "another number", ct),
        };
    }

    private async Task<Answer> SecondAsync(Call call, SecondContactBody body, CancellationToken ct)
    {
        var (person, place, fault) = await FindAsync(body.Programme, body.PersonId, ct);
        if (person is null) return fault!;
        var phone = body.Phone is null ? null : Lookups.Phone(place!, body.Phone);
        if (body.Phone is not null && phone is null) return Answer.Bad("phone", "phone is not a phone number that can be written to.");
        if (phone is not null && person.Reached.Any(p => p.Phone == phone)) return Answer.Bad("phone", "phone is the person's own.");
        if (phone is not null && Inputs.Fault(new TextField("name", body.Name, 1, 40)) is { } unnamed) return unnamed;
        await people.NameSecondAsync(body.Programme, body.PersonId, phone, body.Name?.Trim() ?? "", ct);
        return await DoneAsync(body.Programme, body.PersonId, phone is null ? "no second contact" : "a second contact", ct);
    }

    private async Task<(Person? Person, Place? Place, Answer? Fault)> FindAsync(string programme, string id, CancellationToken ct)
    {
        var (place, fault) = await lookups.ProgrammeAsync(programme, "programme", ct);
        if (place is null) return (null, null, fault);
        return Inputs.IsKey(id) && await people.FindAsync(programme, id, ct) is { } person ? (person, place, null) : (null, place, none);
    }

    private async Task<Answer> DoneAsync(string programme, string id, string about, CancellationToken ct) =>
        Done((await people.FindAsync(programme, id, ct))!, about);

    private static Answer Done(Person person, string? about) =>
        Answer.Changed(NumbersView.Of(person), new(person.Details.Programme, person.Details.PersonId, about));
}
