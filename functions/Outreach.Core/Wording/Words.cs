using System.Globalization;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>
/// Every sentence a phone shows, in one language. A language is one class of its own; a sentence it lacks does not compile.
/// USSD screens are at most 160 characters of GSM-7, so Bangla has two classes: its own script for SMS, Latin letters for USSD. French and
/// isiZulu have one each, in words that GSM-7 can carry. No speaker has gone over any language but English yet.
/// </summary>
public abstract partial class Words
{
    /// <summary>The words for an SMS in this language.</summary>
    public static Words Sms(Language language) => language switch
    {
        Language.Kiswahili => Kiswahili.Words,
        Language.Bangla => Bangla.Words,
        Language.French => French.Words,
        Language.IsiZulu => IsiZulu.Words,
        Language.English => English.Words,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "No words for this language."),
    };

    /// <summary>The words for a USSD screen in this language.</summary>
    public static Words Ussd(Language language) => language == Language.Bangla ? BanglaLatin.Words : Sms(language);

    // Values, in the country's way.

    /// <summary>Twelve short names of the months, January first.</summary>
    protected abstract IReadOnlyList<string> Months { get; }

    /// <summary>Puts ASCII digits into the language's own where SMS readers expect them.</summary>
    protected virtual string Digits(string text) => text;

    protected virtual string Symbol(string currency) => currency switch { "KES" => "KSh", "BDT" => "Tk", "TZS" => "TSh", "UGX" => "USh", "ZAR" => "R", "XOF" => "CFA", var code => code };

    public virtual string Money(Money money) => $"{Symbol(money.Currency)} {Digits(money.Digits)}";

    /// <summary>An amount where its currency needs no saying.</summary>
    public string Bare(Money money) => Digits(money.Digits);
    public string Date(LocalDate date) => Digits(string.Create(CultureInfo.InvariantCulture, $"{InMonth(date.Day)} {Months[date.Month - 1]} {date.Year}"));
    /// <summary>A day of the next weeks, whose year needs no saying.</summary>
    public string Day(LocalDate date) => Digits(string.Create(CultureInfo.InvariantCulture, $"{InMonth(date.Day)} {Months[date.Month - 1]}"));
    public string ShortDate(LocalDate date) => Digits(string.Create(CultureInfo.InvariantCulture, $"{InMonth(date.Day)} {Months[date.Month - 1]} {date.Year % 100:00}"));

    /// <summary>The day as a date says it.</summary>
    protected virtual string InMonth(int day) => day.ToString(CultureInfo.InvariantCulture);

    /// <summary>Digits grouped by spaces, with a decimal comma: <c>1,234,567.50</c> to <c>1 234 567,50</c>.</summary>
    protected static string Spaced(string text) => text.Replace(',', ' ').Replace('.', ',');
    public string Number(int n) => Digits(n.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whole hours, for waits of an hour and more; never less than the wait.</summary>
    protected static int Hours(int minutes) => (minutes + 59) / 60;

    /// <summary>A unit's name, for more than one.</summary>
    public abstract string Unit(Unit unit);

    /// <summary>A crop's name; one that the language has no word for stays as the programme wrote it.</summary>
    public abstract string Crop(string crop);

    /// <summary>Crop with its grade: <c>Maize A</c>.</summary>
    protected string Goods(Terms terms) => terms.Grade.Length == 0 ? Crop(terms.Crop) : $"{Crop(terms.Crop)} {Lettered(terms.Grade)}";
    protected virtual string Amount(Quantity quantity) => $"{Digits(quantity.Digits)} {Unit(quantity.Unit)}";

    /// <summary>
    /// A screen of fixed size above <paramref name="footer"/>. Where it does not fit, the name gives way first and then the crop: never an
    /// amount, a date or a code, of which half would say something else.
    /// </summary>
    protected string Fitted(string footer, string name, Terms terms, Func<string, string, string> write)
    {
        var room = Pages.Limit - 1 - footer.Length;
        var (person, goods) = (Name(name), Goods(terms));
        person = Cut(person, write(person, goods).Length - room);
        goods = Cut(Crop(terms.Crop), write(person, goods).Length - room) + goods[Crop(terms.Crop).Length..];
        return write(person, goods);
    }

    /// <summary>A screen with a name and free words in it: the words give way first, then the name.</summary>
    protected static string Fitted(string footer, string name, string free, Func<string, string, string> write)
    {
        var room = Pages.Limit - 1 - footer.Length;
        free = Cut(free, write(name, free).Length - room);
        return write(Cut(name, write(name, free).Length - room), free);
    }

    /// <summary>What hangs on a question in full, as a screen above <paramref name="footer"/>.</summary>
    public string AskScreen(AccountEntry entry, Ask ask, string footer) => ask switch
    {
        { Delivery: { } d } => Fitted(footer, Name(entry.OtherName), d.Place, (name, place) => DeliveryAsk(new(entry.Code, ask.Number, name, entry.Terms, d), name, place)),
        { Payment: { } p } => PaymentAsk(new(entry.Code, ask.Number, entry.OtherName, p.Amount)),
        { Resolution: { } r } => Fitted(footer, "", r.Words, (_, words) => ResolutionAsk(new(entry.Code, ask.Number, r.By, Seen(entry, r.Adjustment), words, entry.IsGiver), words)),
        { After: { } after } => CancelAsk(new(entry.Code, ask.Number, entry.OtherName, Seen(entry, after))),
        _ => OfferScreen(entry.OtherName, entry.Terms, footer),
    };

    /// <summary>What is kept as the farmer sees it, as the entry's person does.</summary>
    private static Money Seen(AccountEntry entry, Money amount) => entry.Role == Role.Farmer ? amount : Values.Money.Zero(amount.Currency) - amount;

    /// <summary>As it is typed: no grouping, no currency, and no decimals where there are none.</summary>
    protected static string Typed(Money amount) =>
        (amount.Minor / (decimal)Math.Pow(10, Currencies.Decimals(amount.Currency))).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Without its last letters, but recognisable: four stay.</summary>
    private static string Cut(string text, int excess) => excess <= 0 || text.Length <= 4 ? text : text[..Math.Max(4, text.Length - excess)].TrimEnd();

    /// <summary>Digits grouped as South Asia does: <c>1,234,567.50</c> to <c>12,34,567.50</c>.</summary>
    protected static string InLakhs(string text)
    {
        var grouped = new System.Text.StringBuilder(text.Length + 2);
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == ',')) end++;
            if (end == at) grouped.Append(text[at++]);
            else grouped.Append(Regrouped(text[at..end]));
            at = Math.Max(at, end);
        }
        return grouped.ToString();
    }

    private static string Regrouped(string number)
    {
        if (!number.Contains(',', StringComparison.Ordinal)) return number;
        var digits = number.Replace(",", "", StringComparison.Ordinal);
        var lakhs = digits[..^3];
        for (var at = lakhs.Length - 2; at > 0; at -= 2) lakhs = lakhs.Insert(at, ",");
        return $"{lakhs},{digits[^3..]}";
    }

    /// <summary>A name that fits a message of fixed size: at most 20 characters, in letters that the message can carry.</summary>
    protected string Name(string name) => Lettered(name) is { Length: > 20 } full ? full[..20].TrimEnd() : Lettered(name);

    /// <summary>A person's or a crop's own name in this language's letters.</summary>
    protected virtual string Lettered(string name) => Latin.Of(name);

    protected static Money Abs(Money money) => money.Minor < 0 ? Values.Money.Zero(money.Currency) - money : money;

    /// <summary>The terms in words: the same in the offer, on both receipts and when asked for again.</summary>
    public string TermsOf(Terms terms) => terms.Kind switch
    {
        TermsKind.Loan => LoanTerms(terms),
        TermsKind.Savings => SavingsTerms(terms),
        _ => PurchaseTerms(terms) + (terms.Advance.IsZero ? "" : AdvanceTerms(terms)),
    };

    protected abstract string PurchaseTerms(Terms t);
    protected abstract string AdvanceTerms(Terms t);
    protected abstract string LoanTerms(Terms t);
    protected abstract string SavingsTerms(Terms t);

    /// <summary>One instalment, and the last where it differs.</summary>
    protected static (Money Part, Money Last) PartsOf(Terms terms)
    {
        var parts = Schedules.Of(terms);
        return (parts[0].Amount, parts[^1].Amount);
    }

    /// <summary>An SMS in words.</summary>
    public string Of(Sms sms) => sms switch
    {
        OfferSms s => Offer(s),
        ReceiptSms s => Receipt(s),
        StandingSms s => Standing(s),
        HowToAnswerSms s => HowToAnswer(s),
        WhichOfferSms s => WhichOffer(s),
        NoOfferSms => NoOffer,
        AlreadyConfirmedSms s => AlreadyConfirmed(s),
        OfferClosedSms s => OfferClosed(s),
        UnknownCodeSms s => UnknownCode(s),
        YouDeclinedSms s => YouDeclinedBySms(s),
        OfferEndedSms s => OfferEnded(s),
        DeliveryAskSms s => DeliveryAsk(s, Name(s.From), s.Delivery.Place) + ReplyHint(s),
        PaymentAskSms s => PaymentAsk(s) + ReplyHint(s),
        CancelAskSms s => CancelAsk(s) + ReplyHint(s),
        ResolutionAskSms s => ResolutionAsk(s, s.Words) + ReplyHint(s),
        ReminderSms s => Reminder(s),
        DueToYouSms s => DueToYou(s),
        PaidSms s => Paid(s),
        PaidBeforeSms s => PaidBefore(s),
        EndCheckSms s => EndCheck(s),
        EndChangedSms s => EndChanged(s),
        QuestionGoneSms s => QuestionGone(s),
        DeliveredSms s => Delivered(s),
        SentSms s => Sent(s),
        ClaimRefusedSms s => ClaimRefused(s),
        YouRefusedSms s => YouRefused(s),
        LapsedSms s => Lapsed(s),
        NotReachedSms s => NotReached(s),
        RefusalSms s => Refusal(s),
        AmountRefusedSms s => AmountRefused(s),
        UnitRefusedSms s => UnitRefused(Unit(s.Unit)),
        DateRefusedSms => DateRefused,
        WhichAgreementSms s => WhichAgreement(s),
        NothingSuchSms s => NothingSuch(s),
        WhatProblemSms s => WhatProblem(s),
        _ => OfAfter(sms),
    };

    private string OfAfter(Sms sms) => sms switch
    {
        CancelledSms s => Cancelled(s),
        DisputeOpenedSms s => DisputeOpened(s),
        DisputeClosedSms s => DisputeClosed(s),
        ProposalFellSms s => ProposalFell(s),
        ResolvedSms s => Resolved(s),
        MediateSms s => Mediate(s),
        PulseSms s => PulseQuestion(s),
        PulseThanksSms => PulseThanks,
        DialToAnswerSms s => DialToAnswer(s),
        StatementSms s => Statement(s),
        LetterSms s => LetterMade(s),
        HelpSms s => Help(s),
        StoppedSms => Stopped,
        TipsStoppedSms => TipsStopped,
        StartedSms => Started,
        NotUnderstoodSms s => NotUnderstood(s),
        WhoAreYouSms s => WhoAreYou(s),
        PinResetAskedSms s => PinResetAsked(s),
        PinResetReadySms s => PinResetReady(s),
        PinChangedSms s => PinChangedBySms(s),
        KeepPinSecretSms s => KeepPinSecret(s),
        TipSms s => s.Text,
        _ => OfTexting(sms),
    };
}
