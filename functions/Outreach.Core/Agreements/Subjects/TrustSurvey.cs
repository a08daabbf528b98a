using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The trust survey: both sides are asked after the end. Neither side ever sees the other's answer.</summary>
internal static class TrustSurvey
{
    /// <summary>One day, so that a late receipt or a dispute comes first.</summary>
    private static readonly Duration after = Duration.FromDays(1);

    private static readonly LocalTime noon = new(12, 0);

    /// <summary>Plans the survey at the end of an agreement, again after a dispute or a late delivery reopened it.</summary>
    public static Agreement Plan(Agreement agreement, Instant now)
    {
        if (agreement.Pulse is { AskedAt: not null }) return agreement;
        if (!IsOver(agreement)) return agreement.Pulse is null ? agreement : agreement with { Pulse = null };
        var country = Country.OfPhone(agreement.Farmer.Phone)!;
        return agreement with { Pulse = agreement.Pulse ?? new Pulse(country.At(country.Today(now + after), noon)) };
    }

    public static Instant? Next(Agreement agreement) => agreement.Pulse is { AskedAt: null } pulse ? pulse.DueAt : null;

    public static Outcome<Agreement>? Ask(Agreement agreement, Instant now)
    {
        if (agreement.Pulse is not { AskedAt: null } pulse || now < pulse.DueAt) return null;
        var asked = agreement with { Pulse = pulse with { AskedAt = now } };
        return asked.Done(now, null, asked.SayBoth(Purpose.Survey, (other, _) => new PulseSms(asked.Code, other.Name), now));
    }

    private static bool IsOver(Agreement agreement) =>
        agreement is { Dispute: null, Status: AgreementStatus.Settled or AgreementStatus.Cancelled };

    public static Outcome<Agreement> Answer(Agreement agreement, AnswerPulse answer, Instant now)
    {
        var side = agreement.SideOf(answer.By.PersonId)!.Value;
        if (agreement.Pulse is not { AskedAt: { } at } pulse || now > at + Pulse.OpenFor || pulse.From(side) is not null
            || answer.Score is < 1 or > 3)
            return new(answer.By.Phone is null ? agreement : agreement.WithHandled(answer.By.Id),
                answer.By.Phone is null ? [] : [agreement.Reply(answer.By, new PulseClosedSms(), now)], AgreementRefusal.NotOpen);
        var told = side == Role.Trader ? pulse with { FromTrader = answer.Score } : pulse with { FromFarmer = answer.Score };
        var row =
            new PulseRow(agreement.Programme, agreement.Code, agreement.Trader.PersonId, agreement.Farmer.PersonId, side, answer.Score,
                now);
        return (agreement.WithHandled(answer.By.Id) with { Pulse = told }).Done(now, answer.By, new KeepPulse(row),
            agreement.Reply(answer.By, new PulseThanksSms(), now));
    }
}

/// <summary>One answer to the trust survey, as kept for the programme's figures.</summary>
/// <param name="From">The side that answered.</param>
public sealed record PulseRow(string Programme, string Code, string TraderId, string FarmerId, Role From, int Score, Instant At);
