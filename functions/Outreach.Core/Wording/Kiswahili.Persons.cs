using Outreach.Core.Conversations;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Wording;

/// <summary>Shared phones, changed numbers, second contacts.</summary>
public sealed partial class Kiswahili
{
    protected override string Discreet(DiscreetSms s) => $"{Name(s.Name)}: una ujumbe{(s.Code is { } code ? $" kuhusu {code}" : "")}. Piga {s.UssdCode} kuusoma.";
    protected override string SharedDial(SharedDialSms s) => $"Watu kadhaa hutumia simu hii. Piga {s.UssdCode}, chagua jina lako na uandike PIN yako.";
    protected override string ProveIt(ProveItSms s) => $"Hatujasikia kutoka namba hii kwa muda mrefu. Piga {s.UssdCode} na uandike PIN yako, kisha yote yatakuwa kama awali.";
    protected override string MoveCode(MoveCodeSms s) => $"Namba ya siri ya Outreach: {s.MoveCode}. Iandike kwenye simu inayoiomba, au ututumie kutoka simu hii. Hukuomba? Usifanye lolote.";
    protected override string MoveWarn(MoveWarnSms s) => $"{Name(s.Name)}: baada ya saa {s.Hours} namba yako itabadilika kuwa ile inayoishia {s.Number}. Kama si wewe, tuma BAKI.";
    protected override string MoveStopped => "Namba inabaki kama ilivyokuwa. Ukihitaji msaada, muulize mratibu wako.";
    protected override string MovedHere(MovedHereSms s) => $"{Name(s.Name)}: sasa hii ni namba yako ya Outreach. PIN yako ni ile ile.";
    protected override string MovedAway(MovedAwaySms s) => $"{Name(s.Name)}: ujumbe sasa unakwenda kwenye namba yako inayoishia {s.Number}, si hii tena.";
    protected override string ContactAsk(ContactAskSms s) => $"{Name(s.Name)} anaomba umjulishe ujumbe wetu usipomfikia. Huoni kiasi chochote. Ukikubali, tuma KUBALI. La sivyo, usifanye lolote.";
    protected override string ContactThanks => "Asante. Tutakuandikia tu ujumbe usipofika. Kuacha, tuma ACHA.";
    protected override string PassItOn(PassItOnSms s) => $"Tafadhali mwambie {Name(s.Name)}: ujumbe{(s.Code is { } code ? $" kuhusu {code}" : "")} haukufika. Apige menyu yetu au amuulize mratibu. Asante.";

    public override string WhoIsThis => "Wewe ni nani?";
    public override string WhoThere => "Ni kwa nani?";
    public override string PinFromCoordinator => "Tafadhali mwombe mratibu wako akuwekee PIN ya simu hii.";
    public override string StillYours => "Hatujasikia kutoka kwako kwa muda mrefu. Hii bado ni namba yako?";
    public override string StillMine => "Ndiyo, nina PIN yangu";
    public override string NotTheirs => "Hapana, mimi ni mgeni hapa";
    public override string ChangeNumberItem => "Badilisha namba yangu";
    public override string OldNumberItem => "Nilikuwa na namba nyingine";
    public override string NewNumber => "Namba yako mpya?";
    public override string NewNumberAgain => "Andika namba mpya tena:";
    public override string OldNumber => "Namba yako ya zamani?";
    public override string OldNumberPin => "PIN yako ya namba ya zamani?";

    public override string Fault(NumberFault fault) => fault switch
    {
        NumberFault.Differs => "Namba mbili hazilingani.",
        NumberFault.Same => "Hii ndiyo namba unayopigia.",
        NumberFault.Refused => "Namba na PIN hazilingani.",
        NumberFault.WrongCode => "Namba ya siri si sahihi.",
        NumberFault.TooOften => "Umekosea mara nyingi. Tafadhali anza tena.",
        _ => "Si namba ya simu.",
    };

    public override string TypeMoveCode(string number) => $"Namba ya siri inatumwa kwa SMS kwa namba inayoishia {number}. Iandike hapa, au ututumie kutoka huko.";
    public override string NumberChanged => "Imekamilika. Namba yako imebadilishwa. PIN yako ni ile ile.";
    public override string NumberChangesIn(int hours) => $"Imekamilika. Baada ya saa {hours} hii ni namba yako. Namba ya zamani inajulishwa.";
}
