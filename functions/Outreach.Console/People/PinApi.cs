using NodaTime;
using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Console;

/// <param name="BegunBy">The owner who began the reset.</param>
/// <param name="ApprovedBy">The second owner, when one replaced the person's own yes.</param>
/// <param name="Until">The time when an unfinished reset becomes void.</param>
/// <param name="Granted">True when two people agreed. The phone then requires a new PIN before it shows personal data.</param>
/// <param name="Approval">The approval that a second owner may give in place of the person.</param>
internal sealed record PinResetView(string PersonId, string BegunBy, string? ApprovedBy, Instant Until, bool Granted, string? Approval);

/// <summary>Resets a PIN by two people: one owner begins, and the person (on a phone of their own) or a second owner agrees.</summary>
internal sealed class PinApi(PinResetting resets, People people, IClock clock) : IEndpoints
{
    private static readonly Answer nobody = Answer.NotFound("Nobody is registered on this phone.");

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<PinResetView>("people/{phone}/pin-reset", "person.pin-reset",
            "Begins to reset a person's PIN; they are asked on their phone, or a second owner approves it, for 24 hours.",
            ResetAsync).MayWait.For(Access.Coordinators, NamedBy.Person, "phone") with { Query = ["programme", "personId"] },
    ];

    private async Task<Answer> ResetAsync(Call call, CancellationToken ct)
    {
        var (programme, id) = (call.Named.Programme, call.Named.Id);
        if (await people.FindAsync(programme, id, ct) is not { } person) return nobody;
        if ((call.Named.Phone ?? person.Primary?.Phone) is not { } phone) return nobody;
        var (reply, approval) = await resets.StartAsync(phone, person.Details, call.Who, ct);
        return reply.Reset is { } reset
            ? Answer.Waits(View(person.Details, reset) with { Approval = approval?.Id },
                new Change(programme, id, $"asked for by {reset.By}"))
            : Refused(reply.Refusal!.Value);
    }

    private PinResetView View(Holder holder, PinReset reset) =>
        new(holder.PersonId, reset.By, reset.ApprovedBy, reset.Until, reset.IsGranted(clock.GetCurrentInstant()), null);

    private static Answer Refused(PinResetRefusal why) => why switch
    {
        PinResetRefusal.NotRegistered or PinResetRefusal.Shared => nobody,
        PinResetRefusal.NoPin => Answer.Conflict("This person has no PIN yet; they choose one on the phone."),
        _ => Answer.Conflict("No reset of this person's PIN is open."),
    };
}
