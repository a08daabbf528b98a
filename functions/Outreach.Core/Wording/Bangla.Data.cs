namespace Outreach.Core.Wording;

/// <summary>The sentences about what is kept of a person.</summary>
public sealed partial class Bangla
{
    public override string DataItem => "আমার তথ্য";
    protected override string DataKept(DataSms s) => $"আমরা রাখি: নাম {Name(s.Name)}; {s.Agreements} চুক্তি; SMS চান: {Allowed(s, "সব", "নেই")}; বার্তা {s.MessageDays} দিন। সব পেতে {s.ValidDays} দিনে সমন্বয়কারীকে দিন: {s.DataCode}";
}
