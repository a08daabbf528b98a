using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>What a second owner reads before it is said in a side's name: all that will change, before and after.</summary>
internal static class Sentences
{
    /// <param name="after">The agreement as it would be.</param>
    public static string Of(Agreement agreement, AgreementCommand command, Agreement after)
    {
        var party = agreement.Of(agreement.SideOf(command.By.PersonId)!.Value);
        return $"{agreement.Code}, in the name of {Party(party)}: {Said(agreement, command, after)}";
    }

    public static string Of(string code, OfferTerms offer) =>
        $"{code}, in the name of {Party(offer.Trader)}: offers {Party(offer.Farmer)} {Terms(offer.Terms)}"
            + (offer.Beside is { } beside ? $", beside the same of {beside.On:uuuu-MM-dd}, {beside.Code}." : ".");

    public static string Of(Agreement agreement, AssignMediator assign) =>
        $"{agreement.Code}: {assign.Mediator.Name}, {assign.Mediator.Phone}, mediates between {Party(agreement.Trader)} and "
            + $"{Party(agreement.Farmer)} and gets both numbers, in place of "
            + (agreement.Dispute?.Mediator is { } before ? $"{before.Name}, {before.Phone}." : "nobody.");

    /// <summary>A fact, as the approver of a correction reads it.</summary>
    public static string Of(Agreement agreement, Fact fact) => fact.Kind == FactKind.Transfer
        ? $"payment {fact.Number}, {agreement.Money(fact.Amount)} by the {ApiJson.Name(fact.From)}{On(fact.On)},"
        : $"load {fact.Number}, {Amount(agreement, fact.Amount)}{On(fact.On)},";

    /// <summary>A payment that is written down: who pays whom, what is owed then, and whether the payee says otherwise.</summary>
    /// <param name="after">The agreement as it would be.</param>
    public static string Paid(Agreement agreement, Agreement after, Money amount, Role from, Instant now)
    {
        var (payer, payee) = (agreement.Of(from), agreement.Of(Agreement.Other(from)));
        var left = after.Left.Minor > 0 && after.Left.Minor != Math.Abs(after.Owed.Minor)
            ? $"; {after.Left} is left of what was agreed" : "";
        var said = AgreementDecisions.Doubted(agreement, from, now) is not { } doubted ? ""
            : $" {payee.Name} {(doubted.IsOpen ? "is asked about" : "has said no to")} {agreement.Money(doubted.Amount)}{On(doubted.On)}.";
        return $"{Party(payer)} has paid {Party(payee)} {amount} for {agreement.Code}. Then {Owed(after)}{left}.{said}";
    }

    /// <summary>Whom a provider names in place of the two; empty where it names nobody else.</summary>
    public static string Of(ToldPeople? others) => others is null ? ""
        : $" The provider names other people: {Named("paid by", others.Payer)}"
            + $"{(others is { Payer: not null, Payee: not null } ? ", " : "")}{Named("paid to", others.Payee)}.";

    private static string Named(string how, string? who) => who is null ? "" : $"{how} {who}";

    private static string Owed(Agreement a) => a.Owed.Minor == 0 ? "nothing is owed" : a.Owed.Minor > 0
        ? $"{a.Trader.Name} owes {a.Farmer.Name} {a.Owed}" : $"{a.Farmer.Name} owes {a.Trader.Name} {a.Money(-a.Owed.Minor)}";

    private static string Said(Agreement agreement, AgreementCommand command, Agreement after) => command switch
    {
        AnswerQuestion answer => $"{(answer.Accept ? "yes" : "no")} to question {answer.Ask}, {Asked(agreement, answer.Ask)}.",
        CounterOffer counter =>
            $"instead of a yes to question {counter.Ask}, other terms: {Terms(counter.Change.Of(agreement.Terms))}; so far "
                + $"{Terms(agreement.Terms)}.",
        CorrectDelivery correct =>
            $"instead of a yes to question {correct.Ask}, {Asked(agreement, correct.Ask)}: it was {Amount(agreement, correct.Milli)}.",
        WithdrawOffer => $"takes the offer back: {Terms(agreement.Terms)}.",
        ReportDelivery report =>
            $"{Load(agreement, report.Delivery)} delivered{On(report.On)}; {Amount(agreement, agreement.Delivered)} so far.",
        ReportPayment report => $"{report.Amount} paid{On(report.On)}; {agreement.Left} is left.",
        AskToCancel => $"asks for {Asked(after, after.LastQuestion)}; {agreement.Balance} now.",
        CloseDispute => $"takes the complaint about {agreement.Dispute?.About} back: \"{agreement.Dispute?.Note}\".",
        OpenDispute open => $"complains about {open.About}: \"{open.Note}\".",
        ReportMistake { Fact: { } number } => $"says that {Of(agreement, agreement.Facts[number - 1])} was a mistake.",
        _ => command.GetType().Name,
    };

    private static string Asked(Agreement agreement, int number) => agreement.Questions.FirstOrDefault(q => q.Number == number) switch
    {
        { Delivery: { } delivery } => $"{Load(agreement, delivery)} delivered",
        { Payment: { } payment } => $"{payment.Amount} paid by the {ApiJson.Name(payment.From)}",
        { Resolution: { } resolution } => $"{resolution.Adjustment} more for the farmer: \"{resolution.Words}\"",
        { After: { } after } => $"an early end, with {after} left for the farmer",
        _ => Terms(agreement.Terms),
    };

    private static string Load(Agreement agreement, Delivery delivery) =>
        $"{Amount(agreement, delivery.Milli)}, grade {delivery.Grade}, at \"{delivery.Place}\"{(delivery.Last ? ", the last," : "")}";

    private static string On(LocalDate? day) => day is { } on ? $" on {on:uuuu-MM-dd}" : "";

    private static string Amount(Agreement agreement, long milli) => Amount(new Quantity(milli, agreement.Terms.Quantity.Unit));

    private static string Amount(Quantity quantity) => $"{quantity.Digits} {quantity.Unit}";

    private static string Terms(Terms terms) =>
        $"{terms.Kind}, {terms.Crop} {terms.Grade} {Amount(terms.Quantity)} at {terms.Price}, {terms.Total} in all, advance "
            + $"{terms.Advance}, deliver by {terms.DeliverBy:uuuu-MM-dd}, pay by {terms.PayBy:uuuu-MM-dd}"
            + (terms.Principal is { } lent ? $", {lent} lent" : "")
            + (terms.Plan is { } plan ? $", {plan.Count} parts, {plan.Every}, from {plan.First:uuuu-MM-dd}" : "");

    private static string Party(Party party) => $"{party.Name} ({party.PersonId}, {party.Phone})";
}
