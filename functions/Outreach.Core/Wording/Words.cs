using System.Globalization;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Lines;
using Outreach.Core.People;

namespace Outreach.Core.Wording;

/// <summary>
/// Every sentence a phone shows, in one language. A language is one class of its own; a sentence it lacks does not compile.
/// USSD screens are at most 160 characters of GSM-7, so Bangla has two classes: its own script for SMS, Latin letters for USSD.
/// </summary>
public abstract class Words
{
    /// <summary>The words for an SMS in this language.</summary>
    public static Words Sms(Language language) => language switch
    {
        Language.Kiswahili => Kiswahili.Words,
        Language.Bangla => Bangla.Words,
        _ => English.Words,
    };

    /// <summary>The words for a USSD screen in this language.</summary>
    public static Words Ussd(Language language) => language == Language.Bangla ? BanglaLatin.Words : Sms(language);

    // Values, in the country's way.

    /// <summary>Twelve short names of the months, January first.</summary>
    protected abstract IReadOnlyList<string> Months { get; }

    /// <summary>Puts ASCII digits into the language's own where SMS readers expect them.</summary>
    protected virtual string Digits(string text) => text;

    protected virtual string Symbol(string currency) => currency switch { "KES" => "KSh", "BDT" => "Tk", "TZS" => "TSh", "UGX" => "USh", "ZAR" => "R", var code => code };

    public string Money(Money money) => $"{Symbol(money.Currency)} {Digits(money.Digits)}";
    public string Date(LocalDate date) => Digits(string.Create(CultureInfo.InvariantCulture, $"{date.Day} {Months[date.Month - 1]} {date.Year}"));
    /// <summary>A day of the next weeks, whose year needs no saying.</summary>
    public string Day(LocalDate date) => Digits(string.Create(CultureInfo.InvariantCulture, $"{date.Day} {Months[date.Month - 1]}"));
    public string ShortDate(LocalDate date) => Digits(string.Create(CultureInfo.InvariantCulture, $"{date.Day} {Months[date.Month - 1]} {date.Year % 100:00}"));
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

    protected static Money Abs(Money money) => money.Minor < 0 ? People.Money.Zero(money.Currency) - money : money;

    /// <summary>The terms in words: the same in the offer, on both receipts and when asked for again.</summary>
    public abstract string TermsOf(Terms terms);

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
        ReminderSms s => Reminder(s),
        PaidSms s => Paid(s),
        HelpSms s => Help(s),
        StoppedSms => Stopped,
        TipsStoppedSms => TipsStopped,
        StartedSms => Started,
        NotUnderstoodSms s => NotUnderstood(s),
        WhoAreYouSms s => WhoAreYou(s),
        TipSms s => s.Text,
        _ => throw new InvalidOperationException($"No words for {sms.GetType().Name}."),
    };

    // SMS.
    protected abstract string Offer(OfferSms s);
    protected abstract string Receipt(ReceiptSms s);
    protected abstract string Standing(StandingSms s);
    protected abstract string HowToAnswer(HowToAnswerSms s);
    protected abstract string WhichOffer(WhichOfferSms s);
    protected abstract string NoOffer { get; }
    protected abstract string AlreadyConfirmed(AlreadyConfirmedSms s);
    protected abstract string OfferClosed(OfferClosedSms s);
    protected abstract string UnknownCode(UnknownCodeSms s);
    protected abstract string YouDeclinedBySms(YouDeclinedSms s);
    protected abstract string OfferEnded(OfferEndedSms s);
    protected abstract string Reminder(ReminderSms s);
    protected abstract string Paid(PaidSms s);
    protected abstract string Help(HelpSms s);
    protected abstract string Stopped { get; }
    protected abstract string TipsStopped { get; }
    protected abstract string Started { get; }
    protected abstract string NotUnderstood(NotUnderstoodSms s);
    protected abstract string WhoAreYou(WhoAreYouSms s);

    // USSD: menus.
    public abstract string Title { get; }
    public abstract string Balance { get; }
    public abstract string OfferTerms { get; }
    public abstract string OffersToAnswer { get; }
    public abstract string LanguageItem { get; }
    public abstract string HelpItem { get; }
    public abstract string Exit { get; }
    public abstract string BackHome { get; }
    public abstract string More { get; }
    public abstract string NotAChoice { get; }
    public abstract string Goodbye { get; }

    /// <summary>Something broke on our side; the session ends.</summary>
    public abstract string Sorry { get; }
    public abstract string HelpText { get; }
    public abstract string ChooseLanguage { get; }
    public abstract string NotRegistered { get; }
    public abstract string AskToJoin { get; }
    public abstract string InterestNoted { get; }
    public abstract string SessionDropped { get; }
    public abstract string GoOn { get; }
    public abstract string StartAgain { get; }

    // USSD: PIN.
    public abstract string EnterPin { get; }
    public abstract string WrongPin { get; }
    public abstract string ChoosePin { get; }
    public abstract string RepeatPin { get; }
    public abstract string PinsDiffer { get; }
    /// <summary>For how long: 15 minutes, an hour or a day at first.</summary>
    public abstract string PinLocked(int minutes);

    // USSD: account.
    public abstract string OwedToYou(Money amount);
    public abstract string YouOwe(Money amount);
    public abstract string OwedToYouHeader { get; }
    public abstract string YouOweHeader { get; }
    public abstract string ByPersonItem { get; }
    public abstract string ByAgeItem { get; }
    public abstract string AllItem { get; }
    public abstract string ByPersonHeader { get; }
    public abstract string AgreementsHeader { get; }
    public abstract string NothingOwed { get; }

    /// <summary>A person and what lies between; positive is owed to the reader.</summary>
    public abstract string PersonRow(string name, Money net);
    public abstract string AgreementRow(string code, string name, Money left, LocalDate due);
    public abstract string AgeRow(Age age, Money amount);

    /// <summary>One agreement in full, within 140 characters.</summary>
    public abstract string AgreementDetail(AccountEntry entry);

    // USSD: offers.
    public abstract string OffersHeader { get; }
    public abstract string NoOffers { get; }
    public abstract string OfferRow(string code, string name, Money total);

    /// <summary>Terms waiting for an answer, within 130 characters.</summary>
    public abstract string OfferScreen(string trader, Terms terms);
    public abstract string ConfirmOrDecline { get; }
    public abstract string YouConfirmed { get; }
    public abstract string YouDeclined { get; }
    public abstract string Question(Ask ask, Unit unit);
    public abstract string Fault(DraftFault fault);
    public abstract string NoGrade { get; }
    public abstract string NoAdvance { get; }

    /// <summary>All of the offer, read back before it is sent, within 135 characters.</summary>
    public abstract string ReadBack(string farmer, Terms terms);
    public abstract string SendOrCancel { get; }
    public abstract string OfferSent(string code);
}
