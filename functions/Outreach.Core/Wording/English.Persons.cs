using Outreach.Core.Conversations;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Wording;

/// <summary>Shared phones, changed numbers, second contacts.</summary>
public sealed partial class English
{
    protected override string Discreet(DiscreetSms s) => $"{Name(s.Name)}: a message{(s.Code is { } code ? $" about {code}" : "")} waits for you. Dial {s.UssdCode} to read it.";
    protected override string SharedDial(SharedDialSms s) => $"Several people use this phone. Dial {s.UssdCode}, choose your name and type your PIN.";
    protected override string ProveIt(ProveItSms s) => $"We have not heard from this number for long. Dial {s.UssdCode} and type your PIN, then all is as before.";
    protected override string MoveCode(MoveCodeSms s) => $"Outreach code: {s.MoveCode}. Type it on the phone that asks for it, or send it to us from this phone. Did you not ask? Do nothing.";
    protected override string MoveWarn(MoveWarnSms s) => $"{Name(s.Name)}: in {s.Hours} hours your number changes to the one that ends in {s.Number}. If it is not you who changes it, send KEEP.";
    protected override string MoveStopped => "The number stays as it was. If you need help, ask your coordinator.";
    protected override string MovedHere(MovedHereSms s) => $"{Name(s.Name)}: this is now your number with Outreach. Your PIN stays the same.";
    protected override string MovedAway(MovedAwaySms s) => $"{Name(s.Name)}: messages now go to your number that ends in {s.Number}, no longer to this one.";
    protected override string ContactAsk(ContactAskSms s) => $"{Name(s.Name)} asks you to pass on when our message does not arrive. You see no amounts. If you agree, send AGREE. If not, do nothing.";
    protected override string ContactThanks => "Thank you. We write to you only when a message did not arrive. To end it, send STOP.";
    protected override string PassItOn(PassItOnSms s) => $"Please tell {Name(s.Name)}: a message{(s.Code is { } code ? $" about {code}" : "")} did not arrive. Dial our menu or ask the coordinator. Thank you.";

    public override string WhoIsThis => "Who is this?";
    public override string WhoThere => "Who is it for?";
    public override string PinFromCoordinator => "Please ask your coordinator to set your PIN for this phone.";
    public override string StillYours => "We have not heard from you for long. Is this still your number?";
    public override string StillMine => "Yes, I have my PIN";
    public override string NotTheirs => "No, I am new here";
    public override string ChangeNumberItem => "Change my number";
    public override string OldNumberItem => "I had another number";
    public override string NewNumber => "Your new number?";
    public override string NewNumberAgain => "Type the new number once more:";
    public override string OldNumber => "Your old number?";
    public override string OldNumberPin => "Your PIN at the old number?";

    public override string Fault(NumberFault fault) => fault switch
    {
        NumberFault.Differs => "The two numbers differ.",
        NumberFault.Same => "This is the number you call from.",
        NumberFault.Refused => "Number and PIN do not fit.",
        NumberFault.WrongCode => "Wrong code.",
        NumberFault.TooOften => "Too many wrong codes. Please begin again.",
        _ => "Not a phone number.",
    };

    public override string TypeMoveCode(string number) => $"A code goes by SMS to the number that ends in {number}. Type it here, or send it to us from there.";
    public override string NumberChanged => "Done. Your number is changed. Your PIN stays the same.";
    public override string NumberChangesIn(int hours) => $"Done. In {hours} hours this is your number. The old number is told.";
}
