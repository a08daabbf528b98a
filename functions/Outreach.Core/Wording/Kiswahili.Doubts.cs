using Outreach.Core.Values;

namespace Outreach.Core.Wording;

public sealed partial class Kiswahili
{
    // What is asked back before anything is written down, and what came too late.
    protected override string PaidBefore(PaidBeforeSms s) => $"{s.Code}: {Money(s.Amount)} imeshaandikwa ({Day(s.On)}). Umelipa mara mbili? Tuma NIMELIPA {s.Code} {Typed(s.Amount)} TENA";
    protected override string EndCheck(EndCheckSms s) => $"Kufunga {s.Code} na {Name(s.Other)} mapema? Baada ya hapo: {Standing(s.After)} Kumwomba {Name(s.Other)}, tuma tena FUNGA {s.Code}";
    protected override string EndChanged(EndChangedSms s) => $"{s.Code}: kiasi kimebadilika, hivyo hayajafungwa. Anayetaka kuyafunga aombe upya.";
    protected override string QuestionGone(QuestionGoneSms s) => $"{s.Code}: swali hilo limeisha. Kuona hali ilivyo tuma: ANGALIA {s.Code}";
}
