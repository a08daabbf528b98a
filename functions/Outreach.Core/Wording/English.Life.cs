using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>After the yes: deliveries, payments, reminders, disputes, ends.</summary>
public sealed partial class English
{
    protected override string Reminder(ReminderSms s) => s.Items is [var i]
        ? $"{When(i)} {Money(i.Amount)} to {Name(i.Other)} for {i.Code}. Paid already? Send PAID {i.Code} and the amount. {Name(s.Signature)}"
        : $"You pay: {string.Join("; ", s.Items.Take(4).Select(i => $"{Money(i.Amount)} to {Name(i.Other)} by {Day(i.Due)} ({i.Code})"))}{Rest(s.Items.Count)}. {Name(s.Signature)}";

    private string When(ReminderItem i) => i.Days switch
    {
        0 => "Today you pay",
        1 => "Tomorrow you pay",
        > 1 => $"In {i.Days} days, on {Date(i.Due)}, you pay",
        _ => $"Since {Date(i.Due)} you have to pay",
    };

    protected override string DueToYou(DueToYouSms s) => s.Items is [var i]
        ? $"{(i.Days == 0 ? "Today" : $"On {Date(i.Due)}")} {Money(i.Amount)} is due to you from {Name(i.Other)} for {i.Code}. Not paid? Send PROBLEM {i.Code} PAYMENT. {Name(s.Signature)}"
        : $"Due to you: {string.Join("; ", s.Items.Take(4).Select(i => $"{Money(i.Amount)} from {Name(i.Other)} by {Day(i.Due)} ({i.Code})"))}{Rest(s.Items.Count)}. {Name(s.Signature)}";

    private static string Rest(int count) => count > 4 ? $"; and {count - 4} more, see the menu" : "";

    protected override string Paid(PaidSms s) => $"{s.Code}: {(s.ByReader ? $"you paid {Name(s.Other)} {Money(s.Amount)}" : $"{Name(s.Other)} paid you {Money(s.Amount)}")}. " + (s.Saved is { } saved
        ? $"Saved so far: {Money(saved)}.{(s.Left.Minor > 0 ? $" Still to save: {Money(s.Left)}." : "")}"
        : LeftToPay(s.Left));

    private string LeftToPay(Money left) => left.Minor switch
    {
        0 => "All is paid.",
        > 0 => $"Left: {Money(left)}.",
        _ => $"{Money(Abs(left))} too much was paid and is to come back.",
    };

    protected override string Delivered(DeliveredSms s) => $"{s.Code}: {Amount(s.Amount)} delivered, both agree ({Name(s.Other)}). So far {Amount(s.SoFar)} of {Amount(s.Agreed)}. {Standing(s.Balance)}";

    private string Standing(Money balance) => balance.Minor switch
    {
        0 => "Nothing is owed.",
        > 0 => $"Owed to you: {Money(balance)}.",
        _ => $"You owe {Money(Abs(balance))}.",
    };

    protected override string DeliveryAsk(DeliveryAskSms s, string name, string place) =>
        $"{name}: {Amount(s.Terms.Quantity with { Milli = s.Delivery.Milli })} {Crop(s.Terms.Crop)} {Lettered(s.Delivery.Grade)}".TrimEnd() + " delivered"
        + (place.Length == 0 ? "" : $" at {Lettered(place)}") + (s.Delivery.Last ? ", the last" : "") + $" ({s.Reply}). Right?";

    protected override string PaymentAsk(PaymentAskSms s) => $"{Name(s.From)} says: {Money(s.Amount)} paid to you ({s.Reply}). Did you get it?";
    protected override string CancelAsk(CancelAskSms s) => $"{Name(s.From)} wants to end {s.Code} early ({s.Reply}). Then: {Standing(s.After)} Do you agree?";
    protected override string ResolutionAsk(ResolutionAskSms s, string words) => $"{Name(s.Mediator)} proposes for {s.Code} ({s.Reply}): {Change(s.Adjustment, s.Pays)}. {Lettered(words).TrimEnd('.', ' ')}.";

    private string Change(Money adjustment, bool pays) => adjustment.Minor switch
    {
        0 => "the amounts stay",
        _ when pays => $"you pay {Money(Abs(adjustment))} {(adjustment.Minor > 0 ? "less" : "more")}",
        _ => $"you get {Money(Abs(adjustment))} {(adjustment.Minor > 0 ? "more" : "less")}",
    };

    protected override string ReplyHint(AskSms s) => s is DeliveryAskSms
        ? $" Reply 1 yes, 2 no, or CORRECT {s.Code} and how much."
        : " Reply 1 yes, 2 no.";

    protected override string Sent(SentSms s) => $"{s.Code}: sent to {Name(s.Other)}. You get an SMS when they answer.";
    protected override string ClaimRefused(ClaimRefusedSms s) => $"{s.Code}: {Name(s.Other)} says no to {Claim(s.Kind)}. Nothing is written down. Talk, or send PROBLEM {s.Code}";
    protected override string YouRefused(YouRefusedSms s) => $"{s.Code}: you said no to {Claim(s.Kind)}. Nothing is written down.";
    protected override string Lapsed(LapsedSms s) => $"{s.Code}: nobody answered about {Claim(s.Kind)}. Nothing is written down.";

    private static string Claim(AskKind kind) => kind switch
    {
        AskKind.Delivery => "the delivery",
        AskKind.Payment => "the payment",
        AskKind.Cancel => "ending it early",
        AskKind.Resolution => "the proposal",
        _ => "the terms",
    };

    protected override string NotReached(NotReachedSms s) => $"{s.Code}: our SMS cannot reach {Name(s.Other)}. Please call them; they can still answer in the menu.";

    protected override string Refusal(RefusalSms s) => $"{s.Code}: " + s.Why switch
    {
        AgreementRefusal.NotOpen => "this is not open any more.",
        AgreementRefusal.NotConfirmed => "this is possible only while it is agreed and not over.",
        AgreementRefusal.BadAmount => "that amount cannot be right. Look at it and send it again.",
        AgreementRefusal.BadTerms => "these terms cannot be right, or nothing has changed. Look at them and send them again.",
        AgreementRefusal.NotThatKind => "this cannot be done here. See the menu.",
        AgreementRefusal.TooMany => "too much waits for an answer already. Talk first.",
        AgreementRefusal.NotDisputed => "there is no dispute about it.",
        AgreementRefusal.AlreadyDisputed => "there is a dispute about it already. A mediator will call.",
        AgreementRefusal.NotYours => "only the other side can do that.",
        AgreementRefusal.NeedsPin => "this is about much money, so we ask for your PIN. Answer in the menu.",
        AgreementRefusal.PaidBefore => "this payment is written down already.",
        AgreementRefusal.Changed => "the amounts have changed. Look again.",
        _ => "this cannot be done.",
    };

    protected override string AmountRefused(AmountRefusedSms s) => s.Why switch
    {
        AmountRefusal.Ambiguous => "This number can be read in two ways. Write digits only, like 5000. Nothing is written down.",
        AmountRefusal.OtherCurrency => $"Amounts here are in {Symbol(s.Currency)}. Nothing is written down.",
        AmountRefusal.Negative or AmountRefusal.Zero => "The number must be above 0. Nothing is written down.",
        AmountRefusal.TooLarge => "That number is too large. Nothing is written down.",
        AmountRefusal.TooManyDecimals => "That number has too many digits after the point. Nothing is written down.",
        _ => "We could not read the number. Write digits only, like 5000. Nothing is written down.",
    };

    protected override string UnitRefused(string unit) => $"This agreement counts in {unit}. Write how many {unit}. Nothing is written down.";
    protected override string DateRefused => "We could not read the date. Write day and month as four digits, like 0512. Nothing is changed.";
    protected override string WhichAgreement(WhichAgreementSms s) => $"Which agreement do you mean: {string.Join(", ", s.Codes)}? Put its code behind the first word. Nothing is written down.";
    protected override string NothingSuch(NothingSuchSms s) => $"We found no agreement that this can be about. See the menu: {s.UssdCode}";
    protected override string WhatProblem(WhatProblemSms s) => $"What is it about? Send PROBLEM {s.Code} and one word: TERMS, WEIGHT, GRADE or PAYMENT";
    protected override string Cancelled(CancelledSms s) => $"{s.Code}: ended early, both agree ({Name(s.Other)}). {Standing(s.Balance)}";

    protected override string DisputeOpened(DisputeOpenedSms s) =>
        $"{s.Code}: {(s.ByReader ? "you say" : $"{Name(s.Other)} says")} there is a problem: {About(s.About).ToLowerInvariant()}. Reminders stop. "
        + (s.Mediator is null ? "A coordinator will call you both." : $"{Name(s.Mediator)} will call you both.");

    protected override string DisputeClosed(DisputeClosedSms s) => $"{s.Code}: the problem with {Name(s.Other)} is solved. The agreement goes on.";
    protected override string ProposalFell(ProposalFellSms s) => $"{s.Code}: not both said yes to the proposal. Nothing is changed. The mediator will call again.";
    protected override string Resolved(ResolvedSms s) => $"{s.Code}: settled, both agree ({Name(s.Other)}): {Change(s.Adjustment, s.Pays)}. {Standing(s.Balance)}";

    protected override string Mediate(MediateSms s) =>
        $"Please hear {s.Code}, {About(s.About).ToLowerInvariant()}: {Name(s.Trader)} {s.TraderPhone} and {Name(s.Farmer)} {s.FarmerPhone}. Call both by {Day(s.AnswerBy)}.";

    protected override string PulseQuestion(PulseSms s) => $"{s.Code} with {Name(s.Other)} is done. How did it go? Reply 7 good, 8 so-so, 9 bad. {Name(s.Other)} does not see your answer.";
    protected override string PulseThanks => "Thank you for telling us.";
    protected override string DialToAnswer(DialToAnswerSms s) => $"{s.Code} is about much money, so we ask for your PIN: dial {s.UssdCode} and choose {ToAnswer}.";

    protected override string Statement(StatementSms s) =>
        $"{Date(s.Today)}. {OwedToYou(s.Owed)}. {YouOwe(s.Owing)}." + string.Concat(s.People.Select(p => $" {PersonRow(p.Name, p.Net)}.")) + (s.More == 0 ? "" : $" And {s.More} more.");

    protected override string LetterMade(LetterSms s) => $"Your letter: {s.LetterCode}. Who you give this code to can read how you pay, until {Date(s.Until)}. Give it to nobody else.";

    public override string AgreementDetail(AccountEntry e, string footer) => e.Terms.Kind == TermsKind.Purchase
        ? Fitted(footer, e.OtherName, e.Terms, (name, goods) => $"{e.Code} {name}\n{goods} {Amount(e.Terms.Quantity)} x {e.Terms.Price.Digits}\n{Goods(e)}{Owed(e)}")
        : Fitted(footer, Name(e.OtherName), "", (name, _) => $"{e.Code} {name}\n{(e.Terms.Kind == TermsKind.Loan ? "Loan" : "Savings")}: paid {e.Paid.Digits} of {Money(e.Terms.Total)}\n{Owed(e)}");

    private string Goods(AccountEntry e) => e.Delivered == 0 ? "" : $"Came {Amount(e.Terms.Quantity with { Milli = e.Delivered })}\n";

    private string Owed(AccountEntry e) => e.Status switch
    {
        AgreementStatus.Offered => "Not agreed yet",
        _ when !e.Counts => "Nothing is owed",
        _ => $"{(e.Side == Side.Owes ? "You owe" : "Owed to you")} {Money(e.Owed)} by {ShortDate(e.Terms.PayBy)}",
    } + (e.Status == AgreementStatus.Disputed ? " (problem)" : "");

    public override string DueItem => "What is due";
    public override string MoreItem => "More";
    public override string DueHeader => "Due:";
    public override string NothingDue => "Nothing is due.";

    public override string DueRow(string name, bool pays, DueState due) => $"{(pays ? "Pay" : "From")} {Name(name)}:"
        + (due.MissedParts == 0 ? "" : $" late {Money(due.Missed)}{(due.Next is null ? "" : ", then")}")
        + (due.Next is { } next ? $" {Money(next.Amount)} by {Day(next.Due)}" : "");

    public override string MoreHeader => "By SMS to this phone:";
    public override string StatementItem => "My balance";
    public override string LetterItem => "Letter for a bank";

    public override string ActionsKey => "1 More";
    public override string ProblemKey => "9 Problem";

    public override string ActItem(Act act) => act switch
    {
        Act.Delivered => "Goods delivered",
        Act.Paid => "Money paid",
        Act.Receipt => "Receipt by SMS",
        Act.Cancel => "End it early",
        Act.TakeBack => "Take offer back",
        Act.CloseDispute => "Problem is solved",
        _ => "Other",
    };

    public override string ActSent(Act act) => act switch
    {
        Act.Receipt or Act.Statement or Act.Letter or Act.Data => "Thank you. It comes by SMS.",
        Act.TakeBack => "Thank you. The offer is taken back.",
        Act.Dispute => "Thank you. Somebody will call you both. Reminders stop.",
        Act.CloseDispute => "Thank you. The problem is marked as solved.",
        _ => "Sent. You get an SMS when it is answered.",
    };

    public override string HowMuchDelivered(Unit unit) => $"How many {Unit(unit)} were delivered?";
    public override string WhereDelivered => "Where? Type the place, or";
    public override string NoPlace => "Leave out";
    public override string MoreToCome => "Will more come?";
    public override string MoreComes => "Yes, more comes";
    public override string ThatWasAll => "No, that was all";
    public override string HowMuchPaid(string name) => $"How much was paid to {Name(name)}?";

    public override string PaymentReadBack(string name, string code, Money amount, Money? over) =>
        $"{code}: {Money(amount)} paid to {Name(name)}?" + (over is { } left ? $"\nOnly {Money(left)} is left." : "");

    public override string HowMuchReally(Unit unit) => $"How many {Unit(unit)} really came?";
    public override string CancelQuestion(string code, string name, Money after) => $"End {code} with {Name(name)} early? Then: {Standing(after)}";
    public override string DoIt => "1 Yes";
    public override string DisputeHeader(string code) => $"{code}: problem with?";

    public override string About(DisputeAbout about) => about switch
    {
        DisputeAbout.Weight => "Weight",
        DisputeAbout.Grade => "Grade",
        DisputeAbout.Payment => "Payment",
        _ => "Terms",
    };

    public override string CounterHeader(Money total) => $"Change what? Now {Money(total)}";

    public override string ChangeItem(TermsField field, Terms t) => field switch
    {
        TermsField.Quantity => Amount(t.Quantity),
        TermsField.Price => $"Price {t.Price.Digits}",
        TermsField.DeliverBy => $"Deliver by {ShortDate(t.DeliverBy)}",
        _ => $"Pay by {ShortDate(t.PayBy)}",
    };

    public override string SendItem => "Send";

    public override string AskRow(string code, string name, AskKind kind) => $"{code} {Name(name)}: " + kind switch
    {
        AskKind.Delivery => "delivery",
        AskKind.Payment => "payment",
        AskKind.Cancel => "end early",
        AskKind.Resolution => "proposal",
        _ => "terms",
    };
}
