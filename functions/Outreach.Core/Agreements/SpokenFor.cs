using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Agreements;

/// <summary>
/// What coordinators say in a side's name. It takes two owners, and the side is told who said it. See docs/decisions/0205.
/// </summary>
public static class SpokenFor
{
    /// <summary>Whether a second owner must agree. All does but what binds nobody: a no, and a complaint. A new command does too.</summary>
    public static bool TakesTwo(AgreementCommand command) =>
        command.By.Via is not null && command is not (AnswerQuestion { Accept: false } or OpenDispute);

    internal static Outcome<Agreement> Decide(Agreement before, AgreementCommand command, Instant now,
        Func<Agreement, AgreementCommand, Instant, Outcome<Agreement>> decide)
    {
        if (command.By.Via is null) return decide(before, command, now);
        if (TakesTwo(command) && command.By.Second is null) return Outcome<Agreement>.Nothing(before, AgreementRefusal.TakesTwo);
        var outcome = decide(before, command, now);
        if (outcome is { Reply: AgreementRefusal why })
            return command.By.Second is null ? outcome : Undone(before.WithHandled(command.By.Id), why, now);
        return ReferenceEquals(outcome.State, before) ? outcome
            : outcome with { Effects = [.. outcome.Effects, Told(outcome.State!, command.By, now)] };
    }

    internal static Outcome<Agreement> Make(string code, OfferTerms offer, Instant now)
    {
        var by = new Caller(offer.Id, offer.Trader.PersonId, Via: offer.Via, Second: offer.Second);
        if (by is { Via: not null, Second: null }) return Outcome<Agreement>.Nothing(null, AgreementRefusal.TakesTwo);
        var made = Offers.Make(code, offer, by.Who, now);
        return by.Via is null || made.State is null ? made : made with { Effects = [.. made.Effects, Told(made.State!, by, now)] };
    }

    /// <summary>Another agreement has the code. Nobody waits for the answer to what a second owner approved.</summary>
    internal static Outcome<Agreement> Taken(Agreement other, OfferTerms offer, Instant now) =>
        other.Handled[0] == offer.Id ? Outcome<Agreement>.Nothing(other)
        : offer.Second is null ? Outcome<Agreement>.Nothing(other, AgreementRefusal.CodeTaken)
        : Undone(other.WithHandled(offer.Id), AgreementRefusal.CodeTaken, now);

    /// <summary>A second owner approved it, and the agreement refuses it by now.</summary>
    internal static Outcome<Agreement> Undone(Agreement agreement, AgreementRefusal why, Instant now) =>
        new(agreement, [new RaiseTask(agreement.Programme, TaskKinds.ApprovedNotDone.With(why), agreement.Code, now)], why);

    private static Send Told(Agreement agreement, Caller by, Instant now) =>
        agreement.Say(agreement.SideOf(by.PersonId)!.Value, Purpose.Receipt,
            new SpokenForSms(agreement.Code, by.Second is null ? by.Via! : $"{by.Via}, {by.Second}", agreement.Signature), now);
}
