using Outreach.Core.Conversations;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Wording;

/// <summary>Shared phones, changed numbers, second contacts.</summary>
public sealed partial class BanglaLatin
{
    protected override string Discreet(DiscreetSms s) => $"{Name(s.Name)}:{(s.Code is { } code ? $" {code}" : "")} barta ache. Porte dial {s.UssdCode}";
    protected override string SharedDial(SharedDialSms s) => $"Ei phone koyekjoner. {s.UssdCode} dial kore nam beche PIN din.";
    protected override string ProveIt(ProveItSms s) => $"Onek din ei nomborer khobor nei. {s.UssdCode} dial kore PIN din, tahole shob ager moto cholbe.";
    protected override string MoveCode(MoveCodeSms s) => $"Outreach code {s.MoveCode}. Je phone e chay shekhane likhun, ba ei phone theke pathan. Na chaile kichu korben na.";
    protected override string MoveWarn(MoveWarnSms s) => $"{Name(s.Name)}: {s.Hours} ghonta por apnar nombor bodle jabe (sheshe {s.Number}). Apni na chaile RAKHUN pathan.";
    protected override string MoveStopped => "Nombor ager motoi ache. Dorkare shomonnoykarike bolun.";
    protected override string MovedHere(MovedHereSms s) => $"{Name(s.Name)}: ekhon etai apnar Outreach nombor. PIN agertai.";
    protected override string MovedAway(MovedAwaySms s) => $"{Name(s.Name)}: barta ekhon apnar notun nombore (sheshe {s.Number}) jabe, ekhane ar noy.";
    protected override string ContactAsk(ContactAskSms s) => $"Barta na pouchhale janate {Name(s.Name)} apnake chan. Takar kotha thakbe na. Raji hole RAJI pathan.";
    protected override string ContactThanks => "Dhonnobad. Shudhu barta na pouchhale likhbo. Thamate STOP.";
    protected override string PassItOn(PassItOnSms s) => $"{Name(s.Name)}ke bolun:{(s.Code is { } code ? $" {code}" : "")} barta pouchhayni. Menu dekhun ba shomonnoykarike bolun.";

    public override string WhoIsThis => "Apni ke?";
    public override string WhoThere => "Kar jonno?";
    public override string PinFromCoordinator => "Ei phoner PIN shomonnoykarir kachhe chan.";
    public override string StillYours => "Onek din apnar khobor nei. Eta ki ekhono apnar nombor?";
    public override string StillMine => "Hya, amar PIN ache";
    public override string NotTheirs => "Na, ami notun";
    public override string ChangeNumberItem => "Nombor bodol";
    public override string OldNumberItem => "Age onno nombor chilo";
    public override string NewNumber => "Notun nombor?";
    public override string NewNumberAgain => "Notun nombor abar likhun:";
    public override string OldNumber => "Purono nombor?";
    public override string OldNumberPin => "Purono nomborer PIN?";

    public override string Fault(NumberFault fault) => fault switch
    {
        NumberFault.Differs => "Duti nombor mele na.",
        NumberFault.Same => "Etai ei phoner nombor.",
        NumberFault.Refused => "Nombor o PIN mele na.",
        NumberFault.WrongCode => "Code bhul.",
        NumberFault.TooOften => "Onekbar bhul. Abar shuru korun.",
        _ => "Phone nombor noy.",
    };

    public override string TypeMoveCode(string number) => $"Code SMS-e jachhe (sheshe {number}). Ekhane likhun, ba oi phone theke pathan.";
    public override string NumberChanged => "Nombor bodol hoyeche. PIN agertai.";
    public override string NumberChangesIn(int hours) => $"{hours} ghonta por etai apnar nombor. Purono nombore janano hochhe.";
}
