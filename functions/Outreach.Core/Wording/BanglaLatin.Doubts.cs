using Outreach.Core.Values;

namespace Outreach.Core.Wording;

public sealed partial class BanglaLatin
{
    // What is asked back before anything is written down, and what came too late.
    protected override string PaidBefore(PaidBeforeSms s) => $"{s.Code}: {Money(s.Amount)} agei lekha achhe ({Day(s.On)}). Dui bar diyechhen? Pathan: DIYECHHI {s.Code} {Typed(s.Amount)} ABAR";
    protected override string EndCheck(EndCheckSms s) => $"{Name(s.Other)}-er shathe {s.Code} agei shesh? Tahole: {Standing(s.After)} {Name(s.Other)}-ke bolte abar pathan: SHESH {s.Code}";
    protected override string EndChanged(EndChangedSms s) => $"{s.Code}: takar hishab bodlechhe, tai shesh kora hoyni. Shesh korte chaile abar bolun.";
    protected override string QuestionGone(QuestionGoneSms s) => $"{s.Code}: shei proshno shesh. Ekhon ki obostha dekhte pathan: DEKHUN {s.Code}";
}
