using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Console;

/// <param name="To">The code by which people join the other programme.</param>
internal sealed record TransferBody(string Programme, string PersonId, string To);

/// <param name="To">The other programme's name.</param>
/// <param name="Until">Joining there by then is leaving here.</param>
internal sealed record TransferView(string Programme, string PersonId, string To, Instant Until);

/// <summary>A person goes to another partner's programme: they are told, and go by their own JOIN or stay.</summary>
internal sealed class TransferApi(People people, OpenProgrammes open, Engine engine, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<TransferBody, TransferView>("people/transfer", "person.transfer",
            "Tells a person by SMS of another programme and its code. If they join it within 30 days, they leave this one a day later; "
                + "what they agreed and owe stays. Nothing of them goes there ahead.", TransferAsync)
            .For(Access.Coordinators, NamedBy.Body),
    ];

    private async Task<Answer> TransferAsync(Call call, TransferBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        if (!Inputs.IsKey(body.PersonId) || await people.FindAsync(place.Programme.Id, body.PersonId, ct) is not { ErasedAt: null })
            return Answer.NotFound("There is no person of that id in this programme.");
        var code = body.To.Trim().ToUpperInvariant();
        if ((await open.InAsync(place.Programme.Region, ct)).FirstOrDefault(p => p.Code == code && code.Length > 0) is not { } to
            || to.Id == place.Programme.Id)
            return Answer.Bad("to", "to is the code of another programme of this country that people may join.");
        var id = call.CommandId("transfer|");
        var refusal = await engine.ExecuteAsync(new Work(Arrival.Request), AggregateId.Person(place.Programme.Id, body.PersonId),
            new OfferTransfer(id, to.Id, to.Name, to.Code, call.Who), id, ct) as TransferRefusal?;
        if (Why(refusal) is { } why) return Answer.Conflict(why);
        var told = (await people.FindAsync(place.Programme.Id, body.PersonId, ct))!.Transfer!;
        return Answer.Changed(new TransferView(place.Programme.Id, body.PersonId, to.Name, told.At + TransferOffer.OpenFor),
            new(place.Programme.Id, body.PersonId, $"told of {to.Name}"));
    }

    private static string? Why(TransferRefusal? refusal) => refusal switch
    {
        TransferRefusal.Told => "They were told of another programme within the last 30 days.",
        TransferRefusal.NotReached => "No phone of theirs takes our messages: tell them yourself which code to send.",
        TransferRefusal.Left => "They have left this programme.",
        _ => null,
    };
}
