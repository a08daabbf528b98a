using Outreach.Core.Conversations;
using Outreach.Core.People;

namespace Outreach.Core.Wording;

/// <summary>Registration and consent.</summary>
public sealed partial class Bangla
{
    protected override string PurposeName(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Service => "প্রস্তাব ও রসিদ",
        ConsentPurpose.Reminders => "তাগাদা",
        ConsentPurpose.Tips => "পরামর্শ",
        _ => "প্রশ্ন",
    };

    protected override string JoinedBySms(JoinedSms s) => $"স্বাগতম {Name(s.Name)}, {Name(s.Programme)}। পাবেন: {Listed(s.Purposes)}। মেনু: {s.UssdCode}। থামাতে: বন্ধ";
    protected override string OptIn(OptInSms s) => $"{Name(s.Programme)}: আপনাকে SMS পাঠাব: {Listed(s.Purposes)}? রাজি হলে 1, না হলে 2 পাঠান। পরে থামাতে: বন্ধ";
    protected override string OptedIn(OptedInSms s) => $"ধন্যবাদ। {Name(s.Programme)} থেকে SMS পাবেন: {Listed(s.Purposes)}। থামাতে পাঠান: বন্ধ";
    protected override string OptedOut(OptedOutSms s) => $"ঠিক আছে। {Name(s.Programme)} এগুলো পাঠাবে না। মত বদলালে পাঠান: শুরু";
    protected override string PurposeStopped(PurposeStoppedSms s) => $"আর {PurposeName(s.Purpose)} পাবেন না। আবার পেতে পাঠান: শুরু";
    protected override string HowToJoin(HowToJoinSms s) => $"যোগ দিতে পাঠান: যোগ দিন, প্রকল্পের কোড আর আপনার নাম। বা {s.UssdCode} ডায়াল করে 1 দিন।";
    protected override string AlreadyJoined(AlreadyJoinedSms s) => $"{Name(s.Name)}, আপনি আগেই যোগ দিয়েছেন। মেনু: {s.UssdCode}";

    public override string JoinQuestion(JoinPart part, string programme) => part switch
    {
        JoinPart.Programme => "কোন প্রকল্প? বাছুন, বা কোড লিখুন",
        JoinPart.Name => "আপনার নাম?",
        JoinPart.Role => "আপনি কে?",
        JoinPart.Place => "গ্রাম বা বাজার? লিখুন, বা",
        JoinPart.Crops => "আপনার ফসল? নম্বর লিখুন, যেমন 12",
        JoinPart.Service => $"{Name(programme)} আপনাকে প্রস্তাব, রসিদ ও টাকা নিয়ে SMS পাঠাবে? যোগ দিতে এটা লাগবে।",
        JoinPart.Reminders => "টাকা দেওয়ার তাগাদা SMS-এ?",
        JoinPart.Tips => "চাষের পরামর্শ SMS-এ?",
        _ => "ছোট প্রশ্ন SMS-এ?",
    };

    public override string JoinFault(JoinPart part) => part switch
    {
        JoinPart.Programme => "এই কোডের প্রকল্প নেই।",
        JoinPart.Name => "অক্ষরে নাম লিখুন।",
        JoinPart.Place => "অক্ষরে জায়গা লিখুন।",
        JoinPart.Crops => "দেখানো নম্বর লিখুন।",
        _ => NotAChoice,
    };

    public override string FarmerItem => "কৃষক";
    public override string TraderItem => "ক্রেতা";
    public override string LeaveOut => "বাদ দিন";
    public override string YesItem => "হ্যাঁ";
    public override string NoItem => "না";
    public override string YesNoLater => "1 হ্যাঁ 2 না 0 পরে";
    public override string Joined(string name, string programme) => $"স্বাগতম {Name(name)}। আপনি {Name(programme)}-এ যোগ দিয়েছেন। SMS আসবে।";
    public override string NotJoined => "আপনি যোগ দেননি। আমরা SMS পাঠাব না।";
    public override string MayWeWrite(string programme, IReadOnlyList<ConsentPurpose> purposes) => $"{Name(programme)}: আপনাকে SMS পাঠাব: {Listed(purposes)}?";
}
