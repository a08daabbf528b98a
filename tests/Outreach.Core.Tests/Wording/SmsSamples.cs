using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Wording;

namespace Outreach.Core.Tests.Wording;

/// <summary>Every SMS at its longest. A record type without a sample here fails a test.</summary>
internal static class SmsSamples
{
    public static IReadOnlyList<Type> Types { get; } = [.. typeof(Sms).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Sms)) && !t.IsAbstract)];

    public static IReadOnlyList<Sms> All(Language language)
    {
        var bangla = language == Language.Bangla;
        var (trader, farmer) = bangla ? (Longest.BanglaTrader, Longest.BanglaFarmer) : (Longest.Trader, Longest.Farmer);
        string[] currencies = bangla ? ["BDT"] : ["KES", "TZS"];
        var terms = currencies.SelectMany(Longest.Terms).ToList();
        var much = new Money(1_234_567_850, currencies[0]);
        return
        [
            .. terms.Select(t => new OfferSms(Longest.Code, trader, t)),
            .. terms.Select(t => new ReceiptSms(Longest.Code, trader, farmer, t, Longest.Hash)),
            .. Enum.GetValues<AgreementStatus>().Select(s => new StandingSms(Longest.Code, s)),
            new HowToAnswerSms(Longest.Code, trader),
            new WhichOfferSms([.. Enumerable.Repeat(Longest.Code, 5)]),
            new NoOfferSms(),
            new AlreadyConfirmedSms(Longest.Code, Longest.Hash),
            .. Enum.GetValues<AgreementStatus>().Select(s => new OfferClosedSms(Longest.Code, s)),
            new UnknownCodeSms(Longest.Code),
            new YouDeclinedSms(Longest.Code, trader),
            .. Enum.GetValues<AgreementStatus>().Select(s => new OfferEndedSms(Longest.Code, farmer, s)),
            .. new[] { 14, 3, 1, 0, -3 }.Select(days => new ReminderSms(Longest.Code, farmer, much, Longest.Pay, days, trader)),
            new PaidSms(Longest.Code, farmer, much, much),
            new PaidSms(Longest.Code, farmer, much, Money.Zero(much.Currency)),
            new HelpSms(Longest.UssdCode),
            new StoppedSms(),
            new TipsStoppedSms(),
            new StartedSms(),
            new NotUnderstoodSms(Longest.UssdCode),
            new WhoAreYouSms(Longest.UssdCode),
            new TipSms("Dry maize to 13%."),
        ];
    }
}
