using Outreach.Core.Conversations;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Wording;

/// <summary>Shared phones, changed numbers, second contacts.</summary>
public sealed partial class IsiZulu
{
    protected override string Discreet(DiscreetSms s) => $"{Name(s.Name)}: kukhona umlayezo{(s.Code is { } code ? $" nge-{code}" : "")} okulindile. Dayela {s.UssdCode} ukuze uwufunde.";
    protected override string SharedDial(SharedDialSms s) => $"Abantu abaningi basebenzisa le foni. Dayela {s.UssdCode}, ukhethe igama lakho, bese ufaka i-PIN yakho.";
    protected override string ProveIt(ProveItSms s) => $"Sekuyisikhathi eside le nombolo ithule. Dayela {s.UssdCode} ufake i-PIN yakho, bese konke kuba njengakuqala.";
    protected override string MoveCode(MoveCodeSms s) => $"Ikhodi ye-Outreach: {s.MoveCode}. Yifake efonini eyicelayo, noma uyithumele kithi ngale foni. Awuyicelanga? Ungenzi lutho.";
    protected override string MoveWarn(MoveWarnSms s) => $"{Name(s.Name)}: emahoreni angu-{s.Hours} inombolo yakho izoba yileyo egcina ngo-{s.Number}. Uma kungewena oshintshayo, thumela GCINA.";
    protected override string MoveStopped => "Inombolo ayishintshanga. Uma udinga usizo, buza umxhumanisi wakho.";
    protected override string MovedHere(MovedHereSms s) => $"{Name(s.Name)}: manje le yinombolo yakho ku-Outreach. I-PIN yakho ayishintshanga.";
    protected override string MovedAway(MovedAwaySms s) => $"{Name(s.Name)}: imiyalezo manje iya enombolweni yakho egcina ngo-{s.Number}, ayisezi kule.";
    protected override string ContactAsk(ContactAskSms s) => $"{With("U", s.Name)} ucela umtshele uma umlayezo wethu ungafiki. Awuboni mali. Uma uvuma, thumela VUMA. Uma ungavumi, ungenzi lutho.";
    protected override string ContactThanks => "Siyabonga. Sizokubhalela kuphela uma umlayezo ungafikanga. Ukuyeka thumela YEKA.";
    protected override string PassItOn(PassItOnSms s) => $"Sicela utshele {With("u", s.Name)}: umlayezo{(s.Code is { } code ? $" nge-{code}" : "")} awufikanga. Akadayele imenyu yethu noma abuze umxhumanisi. Siyabonga.";

    public override string WhoIsThis => "Ungubani?";
    public override string WhoThere => "Okukabani?";
    public override string PinFromCoordinator => "Sicela ucele umxhumanisi wakho akufakele i-PIN yale foni.";
    public override string StillYours => "Sekuyisikhathi eside ungasithinti. Kuseyinombolo yakho le?";
    public override string StillMine => "Yebo, nginayo i-PIN yami";
    public override string NotTheirs => "Cha, ngimusha lapha";
    public override string ChangeNumberItem => "Shintsha inombolo yami";
    public override string OldNumberItem => "Benginenye inombolo";
    public override string NewNumber => "Inombolo yakho entsha?";
    public override string NewNumberAgain => "Bhala futhi inombolo entsha:";
    public override string OldNumber => "Inombolo yakho endala?";
    public override string OldNumberPin => "I-PIN yakho yenombolo endala?";

    public override string Fault(NumberFault fault) => fault switch
    {
        NumberFault.Differs => "Izinombolo ezimbili azifani.",
        NumberFault.Same => "Le yinombolo odayela ngayo.",
        NumberFault.Refused => "Inombolo ne-PIN akuhambisani.",
        NumberFault.WrongCode => "Ikhodi ayilungile.",
        NumberFault.TooOften => "Amakhodi amaningi angalungile. Qala futhi.",
        _ => "Lena akuyona inombolo yefoni.",
    };

    public override string TypeMoveCode(string number) => $"Ikhodi iya nge-SMS enombolweni egcina ngo-{number}. Yibhale lapha noma uyithumele ngaleyo foni.";
    public override string NumberChanged => "Kwenziwe. Inombolo yakho ishintshiwe. I-PIN yakho ayishintshanga.";
    public override string NumberChangesIn(int hours) => $"Kwenziwe. Emahoreni angu-{hours} le izoba yinombolo yakho. Inombolo endala iyaziswa.";
}
