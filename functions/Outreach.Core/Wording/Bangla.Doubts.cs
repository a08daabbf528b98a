using Outreach.Core.Values;

namespace Outreach.Core.Wording;

public sealed partial class Bangla
{
    // What is asked back before anything is written down, and what came too late.
    protected override string PaidBefore(PaidBeforeSms s) => $"{s.Code}: {Money(s.Amount)} আগেই লেখা আছে ({Day(s.On)})। দুইবার দিয়েছেন? পাঠান: দিয়েছি {s.Code} {Typed(s.Amount)} আবার";
    protected override string EndCheck(EndCheckSms s) => $"{Name(s.Other)}-এর সাথে {s.Code} আগেই শেষ? তাহলে: {Standing(s.After)} {Name(s.Other)}-কে বলতে আবার পাঠান: শেষ {s.Code}";
    protected override string EndChanged(EndChangedSms s) => $"{s.Code}: হিসাব বদলেছে, তাই শেষ হয়নি। চাইলে আবার বলুন।";
    protected override string QuestionGone(QuestionGoneSms s) => $"{s.Code}: সেই প্রশ্ন শেষ। এখন কী অবস্থা দেখতে পাঠান: দেখুন {s.Code}";
    protected override string DateRefused => "তারিখ পড়া যায়নি। দিন ও মাস চার সংখ্যায় লিখুন, যেমন 0512। কিছু বদলায়নি।";
}
