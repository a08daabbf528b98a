using NodaTime;
using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Console;

/// <param name="BegunBy">The coordinator who began the reset.</param>
/// <param name="ApprovedBy">The second coordinator, when one replaced the person's own yes.</param>
/// <param name="Until">The time when an unfinished reset becomes void.</param>
/// <param name="Granted">True when two people agreed. The phone then requires a new PIN before it shows personal data.</param>
internal sealed record PinResetView(string PersonId, string BegunBy, string? ApprovedBy, Instant Until, bool Granted);

/// <summary>Resets a PIN by two people: a coordinator begins, and the person (on the phone) or a second coordinator agrees.</summary>
internal sealed class PinApi(PinResetting resets, People people, IClock clock) : IEndpoints
{
    private static readonly Answer nobody = Answer.NotFound("Nobody is registered on this phone.");

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<PinResetView>("people/{phone}/pin-reset", "person.pin-reset",
            "Begins to reset a person's PIN; they are asked on their phone, for 24 hours.",
            (call, ct) => AnswerAsync(call, resets.StartAsync, ct)).For(Access.Coordinators, NamedBy.Person, "phone")
                with { Query = ["personId"] },
        ApiEndpoint.Post<PinResetView>("people/{phone}/pin-reset/approval", "person.pin-reset.approve",
            "Approves a reset that another coordinator began.",
            (call, ct) => AnswerAsync(call, resets.ApproveAsync, ct)).For(Access.Coordinators, NamedBy.Person, "phone")
                with { Query = ["personId"] },
    ];

    private async Task<Answer> AnswerAsync(Call call, Func<string, string?, string, CancellationToken, Task<PinResetReply>> command,
        CancellationToken ct)
    {
        if (Lookups.PhoneIn(call.Route("phone")) is not { } phone
            || await people.SubscriberAsync(phone, ct) is not { Holders: { Count: > 0 } holders } subscriber) return nobody;
        var named = call.Query("personId");
        if (named is null && subscriber.IsShared)
            return Answer.Bad("personId", "Several people share this phone: say whose PIN it is with personId.");
        if (holders.FirstOrDefault(s => named is null || s.Holder.PersonId == named)?.Holder is not { } holder) return nobody;
        var reply = await command(phone, holder.Key, call.Who, ct);
        return reply.Reset is { } reset
            ? Answer.Changed(View(holder, reset),
                new Change(holder.Programme, holder.PersonId, reset.ApprovedBy is null ? null : $"begun by {reset.By}"))
            : Refused(reply.Refusal!.Value);
    }

    private PinResetView View(Holder holder, PinReset reset) =>
        new(holder.PersonId, reset.By, reset.ApprovedBy, reset.Until, reset.IsGranted(clock.GetCurrentInstant()));

    private static Answer Refused(PinResetRefusal why) => why switch
    {
        PinResetRefusal.NotRegistered or PinResetRefusal.Shared => nobody,
        PinResetRefusal.NoPin => Answer.Conflict("This person has no PIN yet; they choose one on the phone."),
        PinResetRefusal.SamePerson =>
            Answer.Conflict("Whoever began a reset cannot approve it; another coordinator can, or the person on the phone."),
        _ => Answer.Conflict("No reset of this person's PIN is open."),
    };
}
