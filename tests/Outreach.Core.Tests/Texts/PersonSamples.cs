using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

/// <summary>Screens and SMS about the users of a phone, at their longest.</summary>
internal static class PersonSamples
{
    private static readonly NumberFault[] faults = Enum.GetValues<NumberFault>();

    public static IEnumerable<Sms> Sms(string name) =>
    [
        .. new[] { Longest.Code, null }.SelectMany(
            code => new Sms[] { new DiscreetSms(name, code, Longest.UssdCode), new PassItOnSms(name, code) }),
        new SharedDialSms(Longest.UssdCode), new ProveItSms(Longest.UssdCode), new MoveCodeSms("0047112"), new MoveWarnSms(name, "98", 24),
        new MoveStoppedSms(), new NewcomerAskSms(name, Longest.UssdCode, "Nakuru horticulture alliance"), new NewcomerSms(name, 24),
        new MovedHereSms(name), new MovedHereSms(name, true), new MovedAwaySms(name, "98"),
        new ContactAskSms(name), new ContactThanksSms(), new ContactEndedSms(name),
        new MailWaitsSms(name, Longest.UssdCode), new WhichToKeepSms([.. Enumerable.Repeat("Christopher", 4)]),
        new WhoWroteSms([.. Enumerable.Repeat("Christopher", 6)]),
        .. Enum.GetValues<ContactNews>().Select(n => new SecondContactSms(n, name, "98", name)),
        .. Enum.GetValues<IdentityActKind>().Select(act =>
            new IdentityActSms(act, name, "98", 24, Longest.Trader, "p.1", "Nakuru horticulture alliance")),
        .. new Role?[] { null, Role.Trader, Role.Farmer }.Select(r => new DetailsChangedSms(name, name, r, Longest.Trader)),
        new NumberTakenSms(name, "98", Longest.Trader),
        new TransferSms(name, "Nakuru horticulture alliance", "HARVESTING"),
        new IdentityActSms(IdentityActKind.Erased, name, "", 14 * 24, Longest.Trader, "p.1"), new ErasureNoticeSms(name, Longest.Code, 14),
        new KeptSms(), new StayedSms(), new KeepByPinSms(Longest.UssdCode),
    ];

    public static IEnumerable<Screen> Screens { get; } =
    [
        new WhoIsThis(), new NewcomerAsk("p.n", Longest.Farmer.Split(' ')[0]), new StillYours(), new FreedSoon(),
        new KeepChange(IdentityActKind.NumberMoved, "98"), new KeepChange(IdentityActKind.NumberLeft, "98"),
        new PinFromCoordinator(), new NumberChanged(), new NumberChangesSoon(),
        new NewNumberAgain("+254711000098"),
        new PickFarmer([.. Enumerable.Repeat(new Party("p", Longest.Farmer, "+254711000002"), Subscriber.MostHolders)]),
        .. faults.SelectMany(
            f => new Screen[] { new NewNumber(f), new MoveCode("+254711000098", f), new ArriveCode(f), new OldNumber(f),
                new OldNumberPin("+254711000098", f), new NumberRefused(f) }),
    ];

    /// <summary>The maximum of users on one phone, all with the same first name.</summary>
    public static Subscriber Shared(Subscriber subscriber) => subscriber with
    {
        Others =
            [.. Enumerable.Range(1, Subscriber.MostHolders - 1)
                .Select(n => new PhoneUser(subscriber.Holder! with { PersonId = $"other{n}" }))],
    };
}
