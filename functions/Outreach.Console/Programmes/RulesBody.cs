using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>The rules of a programme's new agreements; existing agreements keep their own.</summary>
/// <param name="PayerDays">The days of reminders to the payer, counted to a due date; negative after it.</param>
/// <param name="PayeeDays">The days of notices to the payee that money is due to them.</param>
/// <param name="WeeklyPlanDays">The payer's days where instalments come every week or two.</param>
/// <param name="Mediators">The people who hear disputes.</param>
/// <param name="AnswerDays">Days until a mediator has answered both sides.</param>
/// <param name="CloseDays">Days until a dispute is closed.</param>
/// <param name="SeasonMonths">Months from one season's harvest to the next.</param>
/// <param name="PinAbove">The amount above which a yes needs the PIN; absent: about 400 US dollars in the currency.</param>
internal sealed record RulesBody(
    IReadOnlyList<int>? PayerDays = null, IReadOnlyList<int>? PayeeDays = null, IReadOnlyList<int>? WeeklyPlanDays = null,
    IReadOnlyList<MediatorBody>? Mediators = null, int? AnswerDays = null, int? CloseDays = null, int? SeasonMonths = null,
    Exact? PinAbove = null)
{
    private const int MostDays = 6;
    private const int FarthestDay = 30;
    private const int MostMediators = 10;

    /// <summary>The present rules, to change one of them.</summary>
    public static RulesBody Of(Programme p) => new(p.Rules.PayerDays, p.Rules.PayeeDays, p.Rules.WeeklyPlanDays,
        [.. p.Rules.Mediators.Select(m => new MediatorBody(m.Name, m.Phone))], p.Rules.AnswerDays, p.Rules.CloseDays, p.Rules.SeasonMonths,
        p.Rules.PinAboveMinor is { } most ? new Exact(most / (decimal)Currencies.Scale(p.Currency)) : null);

    /// <summary>The rules, or the fault in them. Absent fields get the defaults.</summary>
    public (AgreementRules? Rules, Answer? Fault) ToRules(string region, string currency)
    {
        var usual = AgreementRules.Default;
        var (answer, close, season) = (AnswerDays ?? usual.AnswerDays, CloseDays ?? usual.CloseDays, SeasonMonths ?? usual.SeasonMonths);
        if ((DaysFault("payerDays", PayerDays)
            ?? DaysFault("payeeDays", PayeeDays) ?? DaysFault("weeklyPlanDays", WeeklyPlanDays)) is { } days) return (null, days);
        if (answer is < 1 or > 30) return (null, Answer.Bad("rules.answerDays", "rules.answerDays is 1 to 30."));
        if (close < answer || close > 90)
            return (null, Answer.Bad("rules.closeDays", "rules.closeDays is at least answerDays and at most 90."));
        if (season is < 3 or > 12) return (null, Answer.Bad("rules.seasonMonths", "rules.seasonMonths is 3 to 12."));
        var pinAbove = PinAbove is null ? Currencies.UsualPinAbove(currency) : PinAbove?.Scaled(Currencies.Decimals(currency));
        if (PinAbove is not null && pinAbove is not > 0)
            return (null, Answer.Bad("rules.pinAbove", "rules.pinAbove is above 0 and no finer than the currency's smallest coin."));
        var (mediators, fault) = ToMediators(region);
        return mediators is null ? (null, fault)
            : (new(PayerDays ?? usual.PayerDays, PayeeDays ?? usual.PayeeDays, WeeklyPlanDays ?? usual.WeeklyPlanDays, mediators, answer,
                close, season, pinAbove), null);
    }

    private static Answer? DaysFault(string name, IReadOnlyList<int>? days) =>
        days is null || days.Count <= MostDays && days.All(d => Math.Abs((long)d) <= FarthestDay) && days.Distinct().Count() == days.Count
            ? null
            : Answer.Bad($"rules.{name}",
                $"rules.{name} are at most {MostDays} different numbers of days from -{FarthestDay} to {FarthestDay}.");

    private (IReadOnlyList<Mediator>? Mediators, Answer? Fault) ToMediators(string region)
    {
        var named = Mediators ?? [];
        if (named.Count > MostMediators) return (null, Answer.Bad("rules.mediators", $"rules.mediators are at most {MostMediators}."));
        var mediators = new List<Mediator>();
        foreach (var mediator in named)
        {
            if (Inputs.NameFault("rules.mediators.name", mediator.Name) is { } fault) return (null, fault);
            if (PhoneNumber.Parse(mediator.Phone, region) is not { } phone || Country.OfPhone(phone.E164)?.Region != region)
                return (null, Answer.Bad("rules.mediators.phone", "rules.mediators.phone is a phone number of the programme's country."));
            if (mediators.Any(m => m.Phone == phone.E164))
                return (null, Answer.Bad("rules.mediators.phone", "rules.mediators.phone is there twice."));
            mediators.Add(new(Spelling.Tidy(mediator.Name), phone.E164));
        }
        return (mediators, null);
    }
}
