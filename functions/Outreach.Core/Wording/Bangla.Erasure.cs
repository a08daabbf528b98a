namespace Outreach.Core.Wording;

/// <summary>The sentences about being erased.</summary>
public sealed partial class Bangla
{
    public override string EraseItem => "আমাকে মুছুন";
    public override string ErasureAsked => "আপনার নাম, নম্বর ও বার্তা মুছে যাবে। পুরোনো চুক্তি কোডে থাকবে, নাম ছাড়া।";
    public override string ErasureOpen => "এখন নয়: কিছু পাওনা আছে, বা উত্তর বাকি। আগে শেষ করুন, বা সমন্বয়কারীকে বলুন।";
    public override string ErasureDone => "আপনাকে মুছে ফেলা হচ্ছে। আর লিখব না। ফিরতে চাইলে ডায়াল করে নিবন্ধন করুন।";
}
