using Outreach.Core.Conversations;

namespace Outreach.Core.Wording;

public sealed partial class Bangla
{
    public override string EasyPin => "এই PIN সহজে অনুমান করা যায়। অন্য একটি দিন।";
    public override string EnterOldPin => "আপনার পুরোনো PIN দিন";
    public override string ChangePinItem => "PIN বদলান";
    public override string PinChanged => "আপনার নতুন PIN ঠিক হয়েছে।";
    public override string ResetQuestion(string by) => $"{Name(by)} আপনার PIN মুছতে চান। ঠিক আছে?";
    public override string ResetRefused => "আপনার PIN আগের মতোই আছে।";
    public override string Yes => "হ্যাঁ";
    public override string No => "না";
    public override string DraftFound(string name) => $"{Name(name)}-কে একটি প্রস্তাব শুরু করেছিলেন।";

    protected override string PinResetAsked(PinResetAskedSms s) => $"{Name(s.By)} আপনার PIN মুছতে চান। {s.UssdCode} ডায়াল করে 1 বা 2 দিন। আপনি না চাইলে 2 দিন।";
    protected override string PinResetReady(PinResetReadySms s) => $"আপনার PIN মোছা হয়েছে। ২৪ ঘণ্টার মধ্যে {s.UssdCode} ডায়াল করে নতুন PIN দিন। আপনি না চাইলে {Name(s.Officer)}-কে ফোন করুন।";
    protected override string PinChangedBySms(PinChangedSms s) => $"আপনার PIN {(s.Reset ? "মুছে নতুন দেওয়া" : "বদলানো")} হয়েছে। আপনি না করলে এখনই {Name(s.Officer)}-কে ফোন করুন।";
    protected override string KeepPinSecret(KeepPinSecretSms s) => $"SMS-এ PIN পাঠাবেন না, কাউকে বলবেন না। আমরা তা রাখিনি। বদলাতে {s.UssdCode} ডায়াল করুন।";
}
