using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <summary>A person's stored data, for the person: by the code shown on their phone, or by id. Every reading is audited.</summary>
internal sealed class DataApi(PersonalData data, People people, Lookups lookups, OwnMessages messages, AuditTrail audit,
    OutreachOptions options, IClock clock) : IEndpoints
{
    private const string Name = "person.data";

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<PersonDataView>("people/data/{code}", "person.data.code",
            "All that is kept of the person who was sent this code, as long as it is valid. Audited.", ByCodeAsync)
            .For(Access.Coordinators, NamedBy.DataCode, "code"),
        ApiEndpoint.Get<PersonDataView>("people/{programme}/{personId}/data", Name, "All that is kept of a person. Audited.", ByIdAsync)
            .For(Access.Coordinators, NamedBy.Route),
        ApiEndpoint.Get<PersonMessagesView>("people/{programme}/{personId}/messages", "person.messages",
            "A person's messages, among so many of everybody's at once; read on after next until there is none. Audited.", MessagesAsync,
            "after").For(Access.Coordinators, NamedBy.Route),
        ApiEndpoint.Get<PersonMessagesView>("people/{person}/messages", "phone.messages",
            "The messages of whoever uses a phone, by its number in E.164, or by id with the programme; of several say which. As above.",
            PhoneMessagesAsync, "programme", "personId", "after").For(Access.Coordinators, NamedBy.Person, "person"),
    ];

    private Task<Answer> MessagesAsync(Call call, CancellationToken ct) =>
        MessagesAsync(call, call.Route("programme"), call.Route("personId"), ct);

    private Task<Answer> PhoneMessagesAsync(Call call, CancellationToken ct) =>
        MessagesAsync(call, call.Named.Programme, call.Named.Id, ct);

    private async Task<Answer> MessagesAsync(Call call, string programme, string id, CancellationToken ct)
    {
        if (!Inputs.IsKey(id) || await people.FindAsync(programme, id, ct) is not { ErasedAt: null } person)
            return Answer.NotFound("There is no person of that id in this programme.");
        var view = PersonMessagesView.Of(await messages.OfAsync(person, call.Query("after") ?? "", clock.GetCurrentInstant(), ct));
        return Answer.Shows(view, programme, view.Messages.Count, id);
    }

    private async Task<Answer> ByCodeAsync(Call call, CancellationToken ct) =>
        await people.DataCodeAsync(call.Named.Id, clock.GetCurrentInstant(), ct) is { } code
            ? await AnswerAsync(call, code.Programme, code.PersonId, "by their code", ct)
            : Answer.NotFound("There is no such code, or it is not valid any more.");

    private Task<Answer> ByIdAsync(Call call, CancellationToken ct) =>
        AnswerAsync(call, call.Route("programme"), call.Route("personId"), null, ct);

    private async Task<Answer> AnswerAsync(Call call, string programme, string id, string? about, CancellationToken ct)
    {
        var (place, _) = await lookups.ProgrammeAsync(programme, "programme", ct);
        if (place is null || !Inputs.IsKey(id) || await people.FindAsync(programme, id, ct) is not { } person)
            return Answer.NotFound("There is no person of that id in this programme.");
        if (person.ErasedAt is not null) return Answer.Conflict("This person is erased.");
        var now = clock.GetCurrentInstant();
        var kept = await data.OfAsync(person, now, ct);
        // Written before the answer, so that no reading goes unaudited.
        await audit.AppendAsync(programme, new(call.Who, Name, id, now, about, call.Holder.Name),
            Repeats.IdOf($"{Name}|{call.RequestId}"), ct);
        // The code's request names no programme.
        return Answer.Ok(PersonDataView.Of(kept, place, now, options.Retention.MessageTexts) with { Zone = place.Country.TimeZone.Id });
    }
}
