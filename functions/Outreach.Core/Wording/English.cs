using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>English, plain enough for somebody whose second language it is.</summary>
public sealed partial class English : Words
{
    public static English Words { get; } = new();

    protected override IReadOnlyList<string> Months { get; } = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public override string Unit(Unit unit) => unit switch
    {
        Values.Unit.Bag => "bags",
        Values.Unit.Maund => "maund",
        Values.Unit.Tonne => "tonnes",
        Values.Unit.Part => "parts",
        _ => "kg",
    };

    private static string One(Unit unit) => unit switch
    {
        Values.Unit.Bag => "bag",
        Values.Unit.Tonne => "tonne",
        Values.Unit.Part => "part",
        Values.Unit.Maund => "maund",
        _ => "kg",
    };

    protected override string Amount(Quantity quantity) => quantity.Milli == 1000 ? $"1 {One(quantity.Unit)}" : base.Amount(quantity);

    public override string Crop(string crop) => Lettered(crop);

    protected override string PurchaseTerms(Terms t) =>
        $"{Goods(t)}, {Amount(t.Quantity)} at {Money(t.Price)} per {One(t.Quantity.Unit)} = {Money(t.Total)}. Deliver by {Date(t.DeliverBy)}, pay {(t.Plan is null ? $"by {Date(t.PayBy)}" : Parts(t))}.";

    protected override string AdvanceTerms(Terms t) => $" Advance paid {Money(t.Advance)}, left {Money(t.ToPay)}.";
    protected override string LoanTerms(Terms t) => $"Loan of {Money(t.Principal!.Value)}. Pay back {Money(t.Total)}: {Parts(t)}.";
    protected override string SavingsTerms(Terms t) => $"Savings plan: pay {Parts(t)} = {Money(t.Total)}.";

    /// <summary><c>KSh 500 weekly, 70 times, 10 Mar 2026 to 6 Jul 2027</c>.</summary>
    private string Parts(Terms t)
    {
        var (part, last) = PartsOf(t);
        return $"{Money(part)} {Every(t.Plan!.Every)}, {t.Plan.Count} times, {Date(t.Plan.First)} to {Date(t.PayBy)}" + (last == part ? "" : $", the last {Money(last)}");
    }

    private static string Every(Cadence cadence) => cadence switch
    {
        Cadence.Weekly => "weekly",
        Cadence.Fortnightly => "every 2 weeks",
        Cadence.Monthly => "monthly",
        _ => "each season",
    };

    protected override string Offer(OfferSms s) => $"{Name(s.From)} {(s.Ask == 1 ? "offers you" : "asks for other terms")} ({s.Reply}): {TermsOf(s.Terms)} Reply 1 to agree, 2 to refuse, ? for help.";
    protected override string Receipt(ReceiptSms s) => $"AGREED {s.Code}: {Name(s.Trader)} {Does(s.Terms.Kind)} {Name(s.Farmer)}: {TermsOf(s.Terms)} Receipt {s.Hash}. Keep this SMS.";

    private static string Does(TermsKind kind) => kind switch
    {
        TermsKind.Loan => "lends to",
        TermsKind.Savings => "keeps savings of",
        _ => "buys from",
    };

    protected override string Standing(StandingSms s) => s.Status switch
    {
        AgreementStatus.Offered => $"{s.Code}: offered, not answered yet.",
        AgreementStatus.Declined => $"{s.Code}: the offer was refused. Nothing is owed.",
        AgreementStatus.Withdrawn => $"{s.Code}: the offer was taken back. Nothing is owed.",
        _ => $"{s.Code}: the offer ended without an answer. Nothing is owed.",
    };

    protected override string HowToAnswer(HowToAnswerSms s) => $"{Name(s.From)} waits for your answer ({s.Code}). Reply 1 to agree, 2 to refuse. To read it again: CHECK {s.Code}";
    protected override string WhichOffer(WhichOfferSms s) => $"Which one do you mean: {string.Join(", ", s.Codes)}? Reply 1 and the code to agree, 2 and the code to refuse. Example: 1 {s.Codes[0]}";
    protected override string NoOffer => "No offer is waiting for your answer.";
    protected override string AlreadyConfirmed(AlreadyConfirmedSms s) => $"You agreed to {s.Code} before. Nothing has changed. Receipt {s.Hash}. To read it: CHECK {s.Code}";

    protected override string OfferClosed(OfferClosedSms s) => s.Status switch
    {
        AgreementStatus.Declined => $"Offer {s.Code} was refused before. Nothing is agreed.",
        AgreementStatus.Withdrawn => $"Offer {s.Code} was taken back. Nothing is agreed.",
        _ => $"Offer {s.Code} has ended; the time to answer is over. Nothing is agreed. Ask for a new offer.",
    };

    protected override string UnknownCode(UnknownCodeSms s) => $"There is nothing under {s.Code} for this phone. Look at the code in the SMS and send it again.";
    protected override string YouDeclinedBySms(YouDeclinedSms s) => $"You refused offer {s.Code} from {Name(s.From)}. Nothing is agreed.";

    protected override string OfferEnded(OfferEndedSms s) => s.Status == AgreementStatus.Declined
        ? $"{Name(s.Other)} refused your offer {s.Code}. Nothing is agreed."
        : $"{Name(s.Other)} did not answer your offer {s.Code} in time. Nothing is agreed.";

    protected override string Help(HelpSms s) => $"1 agrees, 2 refuses. With a code: CHECK, PAID 500, DELIVERED 300, PROBLEM, CLOSE. STATEMENT: your balance. STOP: no more messages. Menu: {s.UssdCode}";
    protected override string Stopped => "You will get no more messages from us, only receipts of what you agree. To come back send START.";
    protected override string TipsStopped => "You will get no more tips. Offers and reminders still come. To get tips again send START.";
    protected override string Started => "Welcome back. You will get messages again. To stop send STOP.";
    protected override string NotUnderstood(NotUnderstoodSms s) => $"We could not read this, so a mentor will. You can send BALANCE, HELP or STOP, or dial {s.UssdCode}";
    protected override string WhoAreYou(WhoAreYouSms s) => $"Outreach: this number is not registered. To join, dial {s.UssdCode} and choose 1.";

    public override string Title => "Outreach";
    public override string Balance => "My balance";
    public override string OfferTerms => "Offer terms";
    public override string ToAnswer => "To answer";
    public override string LanguageItem => "Language";
    public override string HelpItem => "Help";
    public override string Exit => "0 Exit";
    public override string BackHome => "0 Back 00 Home";
    public override string More => "98 More";
    public override string NotAChoice => "Not a choice. Try again.";
    public override string Goodbye => "Thank you. Goodbye.";
    public override string Sorry => "Sorry, something went wrong. Please dial again.";
    public override string HelpText => "See what you owe and are owed, and agree on terms. By SMS: 1 agrees, 2 refuses, CHECK and a code reads an agreement.";
    public override string ChooseLanguage => "Language";
    public override string NotRegistered => "Outreach: this number is not registered.";
    public override string AskToJoin => "Ask to join";
    public override string InterestNoted => "Thank you. A coordinator will call you.";
    public override string SessionDropped => "Your last session was cut.";
    public override string GoOn => "Go on there";
    public override string StartAgain => "Start again";

    public override string EnterPin => "Enter your PIN";
    public override string WrongPin => "Wrong PIN.";
    public override string ChoosePin => "Choose a PIN: 4 to 6 digits";
    public override string RepeatPin => "Enter the same PIN again";
    public override string PinsDiffer => "The two PINs were not the same.";
    public override string PinLocked(int minutes) => $"Too many wrong PINs. Try again in {Wait(minutes)}.";

    private static string Wait(int minutes) => minutes switch
    {
        1 => "1 minute",
        < 60 => $"{minutes} minutes",
        60 => "1 hour",
        _ => $"{Hours(minutes)} hours",
    };

    public override string OwedToYou(Money amount) => $"Owed to you: {Money(amount)}";
    public override string YouOwe(Money amount) => $"You owe: {Money(amount)}";
    public override string OwedToYouHeader => "Owed to you, days late:";
    public override string YouOweHeader => "You owe, days late:";
    public override string ByPersonItem => "By person";
    public override string ByAgeItem => "By age";
    public override string AllItem => "All agreements";
    public override string ByPersonHeader => "By person:";
    public override string AgreementsHeader => "Agreements:";
    public override string NothingOwed => "Nothing is owed.";
    public override string PersonRow(string name, Money net) => $"{Name(name)} {(net.Minor < 0 ? "you owe" : "owes you")} {Money(Abs(net))}";
    public override string AgreementRow(string code, string name, Money left, LocalDate due) => $"{code} {Name(name)} {Money(left)} by {ShortDate(due)}";

    public override string AgeRow(Age age, Money amount) => age switch
    {
        Age.NotDue => "Not due ",
        Age.Days30 => "1-30 ",
        Age.Days60 => "31-60 ",
        Age.Days90 => "61-90 ",
        _ => "91+ ",
    } + Money(amount);

    public override string AsksHeader => "To answer:";
    public override string NothingToAnswer => "Nothing waits for your answer.";
    public override string OfferScreen(string from, Terms t, string footer) => Fitted(footer, from, t, (name, goods) => $"{name}: {Dealt(goods, t)}");
    public override string ConfirmOrDecline(string third) => string.Join(' ', new[] { "1 Agree 2 Refuse", third, "0 Back" }.Where(p => p.Length > 0));
    public override string ChangeKey => "3 Change";
    public override string CorrectKey => "3 Correct";
    public override string YouConfirmed(AskKind kind) => kind == AskKind.Terms ? "Thank you. You agreed. Your receipt comes by SMS." : "Thank you. You said yes. An SMS follows.";
    public override string YouDeclined(AskKind kind) => kind == AskKind.Terms ? "You refused. Nothing is agreed." : "You refused. Nothing is written down.";

    private string Dealt(string goods, Terms t) => t.Kind switch
    {
        TermsKind.Loan => $"Loan {Money(t.Principal!.Value)}, back {Money(t.Total)}: {ShortParts(t)}",
        TermsKind.Savings => $"Savings {ShortParts(t)} = {Money(t.Total)}",
        _ => $"{goods} {Amount(t.Quantity)} x {t.Price.Digits} = {Money(t.Total)}. Deliver {ShortDate(t.DeliverBy)}, pay {(t.Plan is null ? ShortDate(t.PayBy) : ShortParts(t))}"
            + (t.Advance.IsZero ? "" : $", advance {t.Advance.Digits}"),
    };

    private string ShortParts(Terms t) => $"{t.Plan!.Count} x {PartsOf(t).Part.Digits} {Every(t.Plan.Every)} from {ShortDate(t.Plan.First)}";

    public override string Question(DraftPart part, Unit unit) => part switch
    {
        DraftPart.Farmer => "Farmer's phone number?",
        DraftPart.Crop => "Crop?",
        DraftPart.Grade => "Grade?",
        DraftPart.Unit => "Counted in?",
        DraftPart.Quantity => $"How many {Unit(unit)}?",
        DraftPart.Price => $"Price per {One(unit)}?",
        DraftPart.DeliverBy => "Deliver by? Choose, or type day and month (0512)",
        DraftPart.PayBy => "Pay by? Choose, or type day and month (0512)",
        _ => "Advance already paid? Type the amount, or",
    };

    public override string Fault(DraftFault fault) => fault switch
    {
        DraftFault.NotRegistered => "No farmer of your programme has that number.",
        DraftFault.Yourself => "That is your own number.",
        DraftFault.TooMuch => "That is too much.",
        DraftFault.Full => "Too many open agreements.",
        _ => "Not understood.",
    };

    public override string NoGrade => "No grade";
    public override string NoAdvance => "None";
    public override string ReadBack(string farmer, Terms t) => Fitted(SendOrCancel, farmer, t, (name, goods) => $"To {name}: {Dealt(goods, t)}");
    public override string SendOrCancel => "1 Send 2 Cancel 0 Back";
    public override string OfferSent(string code) => $"Sent. Offer {code}. You get an SMS when it is answered.";
}
