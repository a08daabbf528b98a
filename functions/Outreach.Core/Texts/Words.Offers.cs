using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>Screens about offers and questions.</summary>
public sealed partial class Words
{
    /// <summary>Terms that wait for an answer, above <paramref name="footer"/>.</summary>
    public string OfferScreen(string from, Terms terms, string footer) =>
        Fitted(footer, from, terms, (name, goods) => $"{name}: {Dealt(goods, terms)}");

    /// <summary>The full text of an open question, as a screen above <paramref name="footer"/>.</summary>
    public string AskScreen(AccountEntry entry, Question question, string footer) => question switch
    {
        { Kind: QuestionKind.Reversal, Same: { } wrong } => MistakeScreen(entry, question, wrong.On, footer),
        { Delivery: { } d } => LoadScreen(entry, question, d, footer),
        { Payment: { } p, Same: { } same } =>
            Plain(new SamePaymentQuestionSms(entry.Code, question.Number, entry.OtherName, p.Amount, p.Proof, same.On, same.IsAdvance)),
        { Payment: { } p } => Fitted(footer, Name(entry.OtherName), "", (name, _) => Plain(new PaymentQuestionSms(entry.Code,
            question.Number, name, p.Amount,
            entry.Unmet.Where(c => c.IsMoney && c.From == p.From).Sum(c => c.Amount) is var owed && p.Amount.Minor > owed
                ? new Money(owed, p.Amount.Currency)
                : null, Repay: Questions.Repay(entry.Terms, entry.Books, p), On: question.On,
            // The SMS has the transaction too.
            Ahead: Questions.Ahead(entry.Terms, entry.Books, p), Proof: p.Proof.Split(' ')[0]))),
        { Resolution: { } r } => Fitted(footer, r.By, r.Words, (by, words) =>
            Plain(new ResolutionQuestionSms(entry.Code, question.Number, by, Seen(entry, r.Adjustment), words, entry.IsDisburser,
                Seen(entry, question.After!.Value)))),
        { After: { } after } => Plain(new EarlyEndQuestionSms(entry.Code, question.Number, entry.OtherName, Seen(entry, after))),
        _ => OfferScreen(entry.OtherName, entry.Terms, footer),
    };

    /// <summary>The largest figures leave no room for the price of goods that are to come again, which the terms and the SMS say.</summary>
    private string MistakeScreen(AccountEntry entry, Question question, LocalDate on, string footer)
    {
        var load = question.Delivery is { } d ? entry.Terms.Quantity with { Milli = d.Milli } : (Quantity?)null;
        var key = SmsVariants.IsLast(load) ? "Last" : SmsVariants.FactOf(question.Payment?.Amount,
            load is null ? question.Payment!.From == entry.Role : entry.Role == Role.Farmer);
        string Write(IReadOnlyList<ComesBack>? back) => Fitted(footer, Name(entry.OtherName), "", (name, _) => Say("Screen.Mistake." + key,
            name, load ?? (object)question.Payment!.Amount, on, SmsValues.After(this, Seen(entry, question.After ?? entry.Balance), back)));
        var back = ComesBack.Of(entry.Terms, question.Back, entry.Role);
        var whole = Write(back);
        return load is null || whole.Length < Pages.Limit - footer.Length ? whole : Write([.. back?.Where(c => c.Amount is null) ?? []]);
    }

    /// <summary>The largest figures leave no room for the goods, or for the day, which the SMS has.</summary>
    private string LoadScreen(AccountEntry entry, Question question, Delivery load, string footer)
    {
        string Write(Terms terms, Question asked, Delivery shown) => Fitted(footer, Name(entry.OtherName), shown.Place,
            (name, place) => Plain(Load(entry with { Terms = terms }, asked, shown with { Place = place }, name)));
        var (whole, room) = (Write(entry.Terms, question, load), Pages.Limit - 1 - footer.Length);
        if (whole.Length > room) whole = Write(entry.Terms with { Crop = "" }, question, load with { Grade = "" });
        return whole.Length > room ? Write(entry.Terms with { Crop = "" }, question with { On = null }, load with { Grade = "" }) : whole;
    }

    private static DeliveryQuestionSms Load(AccountEntry entry, Question question, Delivery load, string name)
    {
        var toCome = Questions.ToCome(entry.Terms, entry.Delivered, load);
        return new(entry.Code, question.Number, name, entry.Terms, load,
            Questions.OwedAfter(entry.Terms, entry.Books, load, toCome) is { } owed
                ? Seen(entry, new Money(owed, entry.Balance.Currency)) : null, toCome, question.On);
    }

    /// <summary>The keys 1 (agree), 2 (refuse), an optional third key, and back.</summary>
    public string ConfirmOrDecline(string third) => string.Join(' ', new[] { AgreeOrRefuse, third, BackKey }.Where(p => p.Length > 0));

    public string YouConfirmed(QuestionKind kind) =>
        Say(kind == QuestionKind.Terms ? "Screen.YouConfirmed.Terms" : "Screen.YouConfirmed.Other");
    public string YouDeclined(QuestionKind kind) =>
        Say(kind == QuestionKind.Terms ? "Screen.YouDeclined.Terms" : "Screen.YouDeclined.Other");

    public string Question(DraftPart part, Unit unit) => part switch
    {
        DraftPart.Quantity => Say($"Screen.HowMany.{unit}"),
        DraftPart.Price => Say($"Screen.PriceOf.{unit}"),
        _ => Say($"Screen.Question.{part}"),
    };

    public string Fault(DraftFault fault) => Say($"Screen.DraftFault.{(fault == DraftFault.None ? DraftFault.NotUnderstood : fault)}");

    /// <summary>Offers to resume an unsent offer to this person.</summary>
    public string DraftFound(string name) => Say("Screen.DraftFound", Name(name));

    /// <summary>Reads the whole offer back before it is sent, within 135 characters.</summary>
    public string ReadBack(string farmer, Terms terms) =>
        Fitted(SendOffer, farmer, terms, (name, goods) => Say("Screen.ReadBack", name, Dealt(goods, terms)));

    /// <summary>An equal offer to this farmer stands.</summary>
    public string OfferBefore(EarlierOffer earlier, string name) => Say("Screen.OfferBefore", earlier.Code, Name(name), earlier.On);

    public string OfferSent(string code) => Say("Screen.OfferSent", code);

    private string Dealt(string goods, Terms t) => Terms("Screen.Dealt", t, goods, t.Plan is null ? "" : ShortParts(t))
        + (t.Kind == TermsKind.Purchase && !t.Advance.IsZero ? Say("Screen.DealtAdvance", t.Advance) : "");

    private string ShortParts(Terms t) =>
        Say("Screen.Parts", t.Plan!.Count, PartsOf(t).Part, Say($"Screen.Every.{t.Plan.Every}"), t.Plan.First);

    /// <summary>Amounts are kept as the farmer sees them; converts to the reader's side.</summary>
    private static Money Seen(AccountEntry entry, Money amount) =>
        entry.Role == Role.Farmer ? amount : Values.Money.Zero(amount.Currency) - amount;

    /// <summary>
    /// A screen of limited size above <paramref name="footer"/>. Shortens the name first, then the crop, and never an amount, a date or a
    /// code: a cut one would mislead.
    /// </summary>
    private string Fitted(string footer, string name, Terms terms, Func<string, string, string> write)
    {
        var room = Pages.Limit - 1 - footer.Length;
        var (person, crop, goods) = (Name(name), Crop(terms.Crop), Goods(terms.Crop, terms.Grade));
        person = Shortened(person, write(person, goods).Length - room);
        goods = Shortened(crop, write(person, goods).Length - room) + goods[crop.Length..];
        return write(person, goods);
    }

    /// <summary>A screen with a name and free text; shortens the free text first, then the name.</summary>
    private static string Fitted(string footer, string name, string free, Func<string, string, string> write)
    {
        var room = Pages.Limit - 1 - footer.Length;
        free = Shortened(free, write(name, free).Length - room);
        return write(Shortened(name, write(name, free).Length - room), free);
    }

    /// <summary>Drops the last letters, but keeps at least four so that the text stays recognisable.</summary>
    private static string Shortened(string text, int excess) =>
        excess <= 0 || text.Length <= 4 ? text : Cut(text, Math.Max(4, text.Length - excess));
}
