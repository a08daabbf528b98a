using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>After the yes: deliveries, payments, reminders, disputes, ends. What is delivered is called <c>mzigo</c>, whose verbs are the same for every unit.</summary>
public sealed partial class Kiswahili
{
    protected override string Reminder(ReminderSms s) => s.Items is [var i]
        ? $"{When(i)} kumlipa {Name(i.Other)} {Money(i.Amount)} za {i.Code}. Umeshalipa? Tuma NIMELIPA {i.Code} na kiasi. {Name(s.Signature)}"
        : $"Unalipa: {Listed(s.Items)}. {Name(s.Signature)}";

    private string When(ReminderItem i) => i.Days switch
    {
        0 => "Leo unatakiwa",
        1 => "Kesho unatakiwa",
        > 1 => $"Baada ya siku {Number(i.Days)}, tarehe {Date(i.Due)}, unatakiwa",
        _ => $"Tangu tarehe {Date(i.Due)} unatakiwa",
    };

    protected override string DueToYou(DueToYouSms s) => s.Items is [var i]
        ? $"{(i.Days == 0 ? "Leo" : $"Tarehe {Date(i.Due)}")} {Name(i.Other)} anatakiwa kukulipa {Money(i.Amount)} za {i.Code}. Hujalipwa? Tuma TATIZO {i.Code} MALIPO. {Name(s.Signature)}"
        : $"Unalipwa: {Listed(s.Items)}. {Name(s.Signature)}";

    private string Listed(IReadOnlyList<ReminderItem> items) =>
        string.Join("; ", items.Take(4).Select(i => $"{Name(i.Other)} {Money(i.Amount)} mwisho {Day(i.Due)} ({i.Code})")) + (items.Count > 4 ? $"; na {items.Count - 4} zaidi, ona menyu" : "");

    protected override string Paid(PaidSms s) => $"{s.Code}: {(s.ByReader ? $"umemlipa {Name(s.Other)} {Money(s.Amount)}" : $"{Name(s.Other)} amekulipa {Money(s.Amount)}")}. " + (s.Saved is { } saved
        ? $"Akiba hadi sasa: {Money(saved)}.{(s.Left.Minor > 0 ? $" Bado kuweka: {Money(s.Left)}." : "")}"
        : LeftToPay(s.Left));

    private string LeftToPay(Money left) => left.Minor switch
    {
        0 => "Yote yamelipwa.",
        > 0 => $"Bado {Money(left)}.",
        _ => $"Zimezidi {Money(Abs(left))}, zinatakiwa kurudishwa.",
    };

    protected override string Delivered(DeliveredSms s) => $"{s.Code}: mzigo umeletwa, {Amount(s.Amount)}, nyote mmekubali ({Name(s.Other)}). Hadi sasa {Amount(s.SoFar)} kati ya {Amount(s.Agreed)}. {Standing(s.Balance)}";

    private string Standing(Money balance) => balance.Minor switch
    {
        0 => "Hakuna deni.",
        > 0 => $"Unadai {Money(balance)}.",
        _ => $"Unadaiwa {Money(Abs(balance))}.",
    };

    protected override string DeliveryAsk(DeliveryAskSms s, string name, string place) =>
        $"{name}: mzigo umeletwa, {Amount(s.Terms.Quantity with { Milli = s.Delivery.Milli })} {Crop(s.Terms.Crop)} {Lettered(s.Delivery.Grade)}".TrimEnd()
        + (place.Length == 0 ? "" : $", {Lettered(place)}") + (s.Delivery.Last ? ", ndio wa mwisho" : "") + $" ({s.Reply}). Ni sawa?";

    protected override string PaymentAsk(PaymentAskSms s) => $"{Name(s.From)} anasema amekulipa {Money(s.Amount)} ({s.Reply}). Umezipata?";
    protected override string CancelAsk(CancelAskSms s) => $"{Name(s.From)} anataka kufunga {s.Code} mapema ({s.Reply}). Baada ya hapo: {Standing(s.After)} Unakubali?";
    protected override string ResolutionAsk(ResolutionAskSms s, string words) => $"Pendekezo la {Name(s.Mediator)} kwa {s.Code} ({s.Reply}): {Change(s.Adjustment, s.Pays)}.{(words.Length == 0 ? "" : $" \"{Lettered(words)}\"")}";

    private string Change(Money adjustment, bool pays) => adjustment.Minor switch
    {
        0 => "kiasi hakibadiliki",
        _ when pays => $"utalipa {Money(Abs(adjustment))} {(adjustment.Minor > 0 ? "pungufu" : "zaidi")}",
        _ => $"utapata {Money(Abs(adjustment))} {(adjustment.Minor > 0 ? "zaidi" : "pungufu")}",
    };

    protected override string ReplyHint(AskSms s) => s is DeliveryAskSms
        ? $" Jibu 1 ndiyo, 2 hapana, au SAHIHISHA {s.Code} na kiasi."
        : " Jibu 1 ndiyo, 2 hapana.";

    protected override string Sent(SentSms s) => $"{s.Code}: imetumwa kwa {Name(s.Other)}. Utapata SMS akijibu.";
    protected override string ClaimRefused(ClaimRefusedSms s) => $"{s.Code}: {Name(s.Other)} amekataa {Claim(s.Kind)}. Hakuna kilichoandikwa. Zungumzeni, au tuma TATIZO {s.Code}";
    protected override string YouRefused(YouRefusedSms s) => $"{s.Code}: umekataa {Claim(s.Kind)}. Hakuna kilichoandikwa.";
    protected override string Lapsed(LapsedSms s) => $"{s.Code}: hakuna aliyejibu kuhusu {Claim(s.Kind)}. Hakuna kilichoandikwa.";

    private static string Claim(AskKind kind) => kind switch
    {
        AskKind.Delivery => "mzigo ulioletwa",
        AskKind.Payment => "malipo",
        AskKind.Cancel => "kufunga mapema",
        AskKind.Resolution => "pendekezo",
        _ => "masharti",
    };

    protected override string NotReached(NotReachedSms s) => $"{s.Code}: SMS zetu hazimfikii {Name(s.Other)}. Tafadhali mpigie simu; bado anaweza kujibu kwenye menyu.";

    protected override string Refusal(RefusalSms s) => $"{s.Code}: " + s.Why switch
    {
        AgreementRefusal.NotOpen => "hii haisubiri jibu tena.",
        AgreementRefusal.NotConfirmed => "hii inawezekana tu kwa makubaliano yaliyokubaliwa na ambayo hayajaisha.",
        AgreementRefusal.BadAmount => "kiasi hicho hakiwezi kuwa sahihi. Kiangalie, kisha tuma tena.",
        AgreementRefusal.BadTerms => "masharti hayo hayawezi kuwa sahihi, au hakuna kilichobadilika. Yaangalie, kisha tuma tena.",
        AgreementRefusal.NotThatKind => "hii haiwezekani hapa. Ona menyu.",
        AgreementRefusal.TooMany => "mengi yanasubiri jibu tayari. Zungumzeni kwanza.",
        AgreementRefusal.NotDisputed => "hakuna tatizo lililoandikwa.",
        AgreementRefusal.AlreadyDisputed => "tatizo limeshaandikwa. Mpatanishi atapiga simu.",
        AgreementRefusal.NotYours => "ni upande wa pili tu unaoweza kufanya hivyo.",
        AgreementRefusal.NeedsPin => "hii ni kuhusu fedha nyingi, kwa hiyo tunahitaji PIN yako. Jibu kwenye menyu.",
        AgreementRefusal.PaidBefore => "malipo haya yameshaandikwa.",
        AgreementRefusal.Changed => "kiasi kimebadilika. Angalia tena.",
        _ => "hii haiwezekani.",
    };

    protected override string AmountRefused(AmountRefusedSms s) => s.Why switch
    {
        AmountRefusal.Ambiguous => "Namba hiyo inasomeka kwa njia mbili. Andika tarakimu tu, kama 5000. Hakuna kilichoandikwa.",
        AmountRefusal.OtherCurrency => $"Fedha hapa ni {Symbol(s.Currency)}. Hakuna kilichoandikwa.",
        AmountRefusal.Negative or AmountRefusal.Zero => "Namba lazima izidi 0. Hakuna kilichoandikwa.",
        AmountRefusal.TooLarge => "Namba hiyo ni kubwa mno. Hakuna kilichoandikwa.",
        AmountRefusal.TooManyDecimals => "Namba hiyo ina tarakimu nyingi mno baada ya nukta. Hakuna kilichoandikwa.",
        _ => "Hatukuweza kusoma namba. Andika tarakimu tu, kama 5000. Hakuna kilichoandikwa.",
    };

    protected override string UnitRefused(string unit) => $"Makubaliano haya yanahesabiwa kwa {unit}. Andika {unit} ngapi. Hakuna kilichoandikwa.";
    protected override string DateRefused => "Hatukuweza kusoma tarehe. Andika siku na mwezi kwa tarakimu nne, kama 0512. Hakuna kilichobadilika.";
    protected override string WhichAgreement(WhichAgreementSms s) => $"Unamaanisha makubaliano gani: {string.Join(", ", s.Codes)}? Weka namba yake baada ya neno la kwanza. Hakuna kilichoandikwa.";
    protected override string NothingSuch(NothingSuchSms s) => $"Hatukupata makubaliano yanayohusika. Ona menyu: {s.UssdCode}";
    protected override string WhatProblem(WhatProblemSms s) => $"Tatizo ni nini? Tuma TATIZO {s.Code} na neno moja: MASHARTI, UZITO, DARAJA au MALIPO";
    protected override string Cancelled(CancelledSms s) => $"{s.Code}: makubaliano yamefungwa mapema, nyote mmekubali ({Name(s.Other)}). {Standing(s.Balance)}";

    protected override string DisputeOpened(DisputeOpenedSms s) =>
        $"{s.Code}: {(s.ByReader ? "umesema" : $"{Name(s.Other)} amesema")} kuna tatizo: {About(s.About).ToLowerInvariant()}. Vikumbusho vimesimama. "
        + (s.Mediator is null ? "Mratibu" : Name(s.Mediator)) + " atawapigia simu nyote wawili.";

    protected override string DisputeClosed(DisputeClosedSms s) => $"{s.Code}: tatizo na {Name(s.Other)} limetatuliwa. Makubaliano yanaendelea.";
    protected override string ProposalFell(ProposalFellSms s) => $"{s.Code}: pendekezo halikukubaliwa na pande zote mbili. Hakuna kilichobadilika. Mpatanishi atapiga simu tena.";
    protected override string Resolved(ResolvedSms s) => $"{s.Code}: tatizo limetatuliwa, nyote mmekubali ({Name(s.Other)}): {Change(s.Adjustment, s.Pays)}. {Standing(s.Balance)}";

    protected override string Mediate(MediateSms s) =>
        $"Tafadhali sikiliza {s.Code}, {About(s.About).ToLowerInvariant()}: {Name(s.Trader)} {s.TraderPhone} na {Name(s.Farmer)} {s.FarmerPhone}. Wapigie wote wawili kufikia {Day(s.AnswerBy)}.";

    protected override string PulseQuestion(PulseSms s) => $"{s.Code} na {Name(s.Other)} imekwisha. Ilikuwaje? Jibu 7 vizuri, 8 wastani, 9 vibaya. {Name(s.Other)} hataona jibu lako.";
    protected override string PulseThanks => "Asante kwa kutuambia.";
    protected override string DialToAnswer(DialToAnswerSms s) => $"{s.Code} ni ya fedha nyingi, kwa hiyo tunaomba PIN yako: piga {s.UssdCode} kisha chagua {ToAnswer}.";

    protected override string Statement(StatementSms s) =>
        $"{Date(s.Today)}. {OwedToYou(s.Owed)}. {YouOwe(s.Owing)}." + string.Concat(s.People.Select(p => $" {PersonRow(p.Name, p.Net)}.")) + (s.More == 0 ? "" : $" Na wengine {s.More}.");

    protected override string LetterMade(LetterSms s) => $"Barua yako: {s.LetterCode}. Utakayempa namba hii anaweza kusoma jinsi unavyolipa, hadi {Date(s.Until)}. Usimpe mtu mwingine.";

    public override string AgreementDetail(AccountEntry e, string footer) => e.Terms.Kind == TermsKind.Purchase
        ? Fitted(footer, e.OtherName, e.Terms, (name, goods) => $"{e.Code} {name}\n{goods} {Amount(e.Terms.Quantity)} x {e.Terms.Price.Digits}\n{Goods(e)}{Owed(e)}")
        : Fitted(footer, Name(e.OtherName), "", (name, _) => $"{e.Code} {name}\n{(e.Terms.Kind == TermsKind.Loan ? "Mkopo" : "Akiba")}: zimelipwa {e.Paid.Digits} kati ya {Money(e.Terms.Total)}\n{Owed(e)}");

    /// <summary>Without the unit, which the line above has: there is no room to say it twice.</summary>
    private static string Goods(AccountEntry e) => e.Delivered == 0 ? "" : $"Umeletwa {(e.Terms.Quantity with { Milli = e.Delivered }).Digits}\n";

    private string Owed(AccountEntry e) => e.Status switch
    {
        AgreementStatus.Offered => "Bado kukubaliwa",
        _ when !e.Counts => "Hakuna deni",
        _ => $"{(e.Side == Side.Owes ? "Unadaiwa" : "Unadai")} {Money(e.Owed)} mwisho {ShortDate(e.Terms.PayBy)}",
    } + (e.Status == AgreementStatus.Disputed ? " (tatizo)" : "");

    public override string DueItem => "Malipo";
    public override string MoreItem => "Zaidi";
    public override string DueHeader => "Malipo:";
    public override string NothingDue => "Hakuna malipo yanayosubiri.";

    public override string DueRow(string name, bool pays, DueState due) => (pays ? $"Mlipe {Name(name)}:" : $"{Name(name)} akulipe:")
        + (due.MissedParts == 0 ? "" : $" zimechelewa {Money(due.Missed)}{(due.Next is null ? "" : ",")}")
        + (due.Next is { } next ? $" {Money(next.Amount)} mwisho {Day(next.Due)}" : "");

    public override string MoreHeader => "Kwa SMS kwa simu hii:";
    public override string StatementItem => "Salio langu";
    public override string LetterItem => "Barua ya benki";

    public override string ActionsKey => "1 Zaidi";
    public override string ProblemKey => "9 Tatizo";

    public override string ActItem(Act act) => act switch
    {
        Act.Delivered => "Mzigo umeletwa",
        Act.Paid => "Fedha zimelipwa",
        Act.Receipt => "Risiti kwa SMS",
        Act.Cancel => "Funga mapema",
        Act.TakeBack => "Ondoa ofa",
        Act.CloseDispute => "Tatizo limetatuliwa",
        _ => "Mengine",
    };

    public override string ActSent(Act act) => act switch
    {
        Act.Receipt or Act.Statement or Act.Letter or Act.Data => "Asante. Itakuja kwa SMS.",
        Act.TakeBack => "Asante. Ofa imeondolewa.",
        Act.Dispute => "Asante. Mtu atawapigia simu nyote wawili. Vikumbusho vimesimama.",
        Act.CloseDispute => "Asante. Tatizo limeandikwa kuwa limetatuliwa.",
        _ => "Imetumwa. Utapata SMS ikijibiwa.",
    };

    public override string HowMuchDelivered(Unit unit) => $"Mzigo ulioletwa: {HowMany(unit).ToLowerInvariant()}?";
    public override string WhereDelivered => "Wapi? Andika mahali, au";
    public override string NoPlace => "Usiandike mahali";
    public override string MoreToCome => "Utakuja mzigo mwingine?";
    public override string MoreComes => "Ndiyo, utakuja";
    public override string ThatWasAll => "Hapana, umekwisha";
    public override string HowMuchPaid(string name) => $"{Name(name)} alilipwa kiasi gani?";

    public override string PaymentReadBack(string name, string code, Money amount, Money? over) =>
        $"{code}: {Money(amount)} zililipwa kwa {Name(name)}?" + (over is { } left ? $"\nZimebaki {Money(left)} tu." : "");

    public override string HowMuchReally(Unit unit) => $"Kwa kweli ni {HowMany(unit).ToLowerInvariant()}?";
    public override string CancelQuestion(string code, string name, Money after) => $"Kufunga {code} na {Name(name)} mapema? Baada ya hapo: {Standing(after)}";
    public override string DoIt => "1 Ndiyo";
    public override string DisputeHeader(string code) => $"{code}: tatizo ni la nini?";

    public override string About(DisputeAbout about) => about switch
    {
        DisputeAbout.Weight => "Uzito",
        DisputeAbout.Grade => "Daraja",
        DisputeAbout.Payment => "Malipo",
        _ => "Masharti",
    };

    public override string CounterHeader(Money total) => $"Badilisha nini? Sasa {Money(total)}";

    public override string ChangeItem(TermsField field, Terms t) => field switch
    {
        TermsField.Quantity => Amount(t.Quantity),
        TermsField.Price when t.Kind != TermsKind.Purchase => $"Kila awamu {t.Price.Digits}",
        TermsField.Price => $"Bei {t.Price.Digits}",
        TermsField.DeliverBy => $"Kuleta {ShortDate(t.DeliverBy)}",
        _ => $"Kulipa {ShortDate(t.PayBy)}",
    };

    public override string SendItem => "Tuma";

    public override string AskRow(string code, string name, AskKind kind) => $"{code} {Name(name)}: " + kind switch
    {
        AskKind.Delivery => "mzigo",
        AskKind.Payment => "malipo",
        AskKind.Cancel => "kufunga",
        AskKind.Resolution => "pendekezo",
        _ => "masharti",
    };
}
