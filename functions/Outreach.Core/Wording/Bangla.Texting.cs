namespace Outreach.Core.Wording;

/// <summary>A text that was nearly, or not at all, understood.</summary>
public sealed partial class Bangla
{
    protected override string CodeWord => "কোড";
    protected override string DidYouMean(DidYouMeanSms s) => s.ByOne ? $"{s.Order} চান? 1 বা {s.Order} পাঠান" : $"{s.Order} চান? তবে {s.Order} পাঠান";

    protected override string HowToWrite(Keyword keyword, string code) => keyword switch
    {
        Keyword.Stop => "সব SMS বন্ধ করতে পাঠান: বন্ধ",
        Keyword.StopTips => "শুধু টিপস বন্ধ করতে পাঠান: টিপস বন্ধ",
        Keyword.Start => "আবার SMS পেতে পাঠান: শুরু",
        Keyword.Paid => $"টাকা দিলে পাঠান: দিয়েছি {code} 500। এখনো কিছু লেখা হয়নি।",
        Keyword.Delivered => $"মাল দিলে পাঠান: পৌঁছেছে {code} 300। এখনো কিছু লেখা হয়নি।",
        Keyword.Correct => $"মাল ঠিক করতে পাঠান: ঠিক {code} 280। এখনো কিছু বদলায়নি।",
        Keyword.Change => $"শর্ত বদলাতে পাঠান: বদল {code} দাম 47 (বা পরিমাণ, পৌঁছান, দিন)। এখনো কিছু বদলায়নি।",
        Keyword.Close => $"আগে শেষ করতে বা নিজের প্রস্তাব ফেরাতে পাঠান: শেষ {code}। এখনো কিছু বদলায়নি।",
        Keyword.Problem => $"সমস্যা হলে পাঠান: সমস্যা {code}, আর শর্ত, ওজন, মান বা টাকা",
        Keyword.Solved => $"সমস্যা মিটলে পাঠান: মিটেছে {code}",
        _ => $"আবার পড়তে পাঠান: দেখুন {code}",
    };

    protected override string OnlyAPart => "শুধু এক অংশ এসেছে, কিছু করা হয়নি। এক ছোট SMS-এ আবার পাঠান।";
    protected override string NothingEitherWay => "আপনার কোনো দেনা বা পাওনা নেই।";
    protected override string NoLetter => "এখনো চিঠি নেই: আপনার কোনো চুক্তি হয়নি।";
    protected override string PulseClosed => "ধন্যবাদ। এখন কেমন হলো জানতে চাইছি না।";
    protected override string WhichPulse(WhichPulseSms s) => $"কার কথা? পাঠান {string.Join(" বা ", s.Open.Select(o => $"{s.Said} {o.Code} ({Name(o.Other)})"))}";
}
