using Outreach.Core.Values;

namespace Outreach.Core.Wording;

public sealed partial class IsiZulu
{
    // What is asked back before anything is written down, and what came too late.
    protected override string PaidBefore(PaidBeforeSms s) => $"{s.Code}: {Money(s.Amount)} isibhaliwe ({Day(s.On)}). Ukhokhe kabili? Thumela NGIKHOKHILE {s.Code} {Typed(s.Amount)} FUTHI";
    protected override string EndCheck(EndCheckSms s) => $"Uvala {s.Code} {With("no", s.Other)} kungakafiki isikhathi? Uma kunjalo: {Standing(s.After)} Ukumcela, phinda uthumele VALA {s.Code}";
    protected override string EndChanged(EndChangedSms s) => $"{s.Code}: amanani ashintshile, ngakho asivaliwe. Osafuna ukusivala makacele kabusha.";
    protected override string QuestionGone(QuestionGoneSms s) => $"{s.Code}: lowo mbuzo usuphelile. Ukubona isimo thumela BHEKA {s.Code}";

    protected override string AmountRefused(AmountRefusedSms s) => s.Why switch
    {
        AmountRefusal.Ambiguous => "Le nombolo ifundeka ngezindlela ezimbili. Bhala izinombolo kuphela, njengo-5000. Akukho okubhaliwe.",
        AmountRefusal.OtherCurrency => $"Imali lapha ibalwa ngo-{Symbol(s.Currency)}. Akukho okubhaliwe.",
        AmountRefusal.Negative or AmountRefusal.Zero => "Inombolo kufanele ibe ngaphezu kuka-0. Akukho okubhaliwe.",
        AmountRefusal.TooLarge => "Le nombolo inkulu kakhulu. Akukho okubhaliwe.",
        AmountRefusal.TooManyDecimals => "Le nombolo inezinombolo eziningi kakhulu emva kwekhoma. Akukho okubhaliwe.",
        _ => "Asikwazanga ukufunda inombolo. Bhala izinombolo kuphela, njengo-5000. Akukho okubhaliwe.",
    };
}
