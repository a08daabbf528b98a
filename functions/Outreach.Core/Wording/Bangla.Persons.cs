using Outreach.Core.Conversations;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Wording;

/// <summary>Shared phones, changed numbers, second contacts.</summary>
public sealed partial class Bangla
{
    protected override string Discreet(DiscreetSms s) => $"{Name(s.Name)}:{(s.Code is { } code ? $" {code}" : "")} বার্তা আছে। পড়তে ডায়াল {s.UssdCode}";
    protected override string SharedDial(SharedDialSms s) => $"এই ফোন কয়েকজনের। {s.UssdCode} ডায়াল করে নাম বেছে পিন দিন।";
    protected override string ProveIt(ProveItSms s) => $"অনেক দিন এই নম্বরের খবর নেই। {s.UssdCode} ডায়াল করে পিন দিন, তাহলে সব আগের মতো চলবে।";
    protected override string MoveCode(MoveCodeSms s) => $"Outreach কোড {s.MoveCode}। যে ফোনে চায় সেখানে লিখুন, বা এই ফোন থেকে পাঠান। না চাইলে কিছু করবেন না।";
    protected override string MoveWarn(MoveWarnSms s) => $"{Name(s.Name)}: {Number(s.Hours)} ঘণ্টা পর আপনার নম্বর বদলে যাবে (শেষে {s.Number})। আপনি না চাইলে RAKHUN পাঠান।";
    protected override string MoveStopped => "নম্বর আগের মতোই আছে। দরকারে সমন্বয়কারীকে বলুন।";
    protected override string MovedHere(MovedHereSms s) => $"{Name(s.Name)}: এখন এটাই আপনার Outreach নম্বর। পিন আগেরটাই।";
    protected override string MovedAway(MovedAwaySms s) => $"{Name(s.Name)}: বার্তা এখন আপনার নতুন নম্বরে (শেষে {s.Number}) যাবে, এখানে আর নয়।";
    protected override string ContactAsk(ContactAskSms s) => $"বার্তা না পৌঁছালে জানাতে {Name(s.Name)} আপনাকে চান। টাকার কথা থাকবে না। রাজি হলে RAJI পাঠান।";
    protected override string ContactThanks => "ধন্যবাদ। শুধু বার্তা না পৌঁছালে লিখব। থামাতে STOP";
    protected override string PassItOn(PassItOnSms s) => $"{Name(s.Name)}কে বলুন:{(s.Code is { } code ? $" {code}" : "")} বার্তা পৌঁছায়নি। মেনু দেখুন বা সমন্বয়কারীকে বলুন।";

    public override string WhoIsThis => "আপনি কে?";
    public override string WhoThere => "কার জন্য?";
    public override string PinFromCoordinator => "এই ফোনের পিন সমন্বয়কারীর কাছে চান।";
    public override string StillYours => "অনেক দিন আপনার খবর নেই। এটা কি এখনো আপনার নম্বর?";
    public override string StillMine => "হ্যাঁ, আমার পিন আছে";
    public override string NotTheirs => "না, আমি নতুন";
    public override string ChangeNumberItem => "নম্বর বদল";
    public override string OldNumberItem => "আগে অন্য নম্বর ছিল";
    public override string NewNumber => "নতুন নম্বর?";
    public override string NewNumberAgain => "নতুন নম্বর আবার লিখুন:";
    public override string OldNumber => "পুরোনো নম্বর?";
    public override string OldNumberPin => "পুরোনো নম্বরের পিন?";

    public override string Fault(NumberFault fault) => fault switch
    {
        NumberFault.Differs => "দুটি নম্বর মেলে না।",
        NumberFault.Same => "এটাই এই ফোনের নম্বর।",
        NumberFault.Refused => "নম্বর ও পিন মেলে না।",
        NumberFault.WrongCode => "কোড ভুল।",
        NumberFault.TooOften => "অনেকবার ভুল। আবার শুরু করুন।",
        _ => "ফোন নম্বর নয়।",
    };

    public override string TypeMoveCode(string number) => $"কোড SMS-এ যাচ্ছে (শেষে {number})। এখানে লিখুন, বা ওই ফোন থেকে পাঠান।";
    public override string NumberChanged => "নম্বর বদল হয়েছে। পিন আগেরটাই।";
    public override string NumberChangesIn(int hours) => $"{Number(hours)} ঘণ্টা পর এটাই আপনার নম্বর। পুরোনো নম্বরে জানানো হচ্ছে।";
}
