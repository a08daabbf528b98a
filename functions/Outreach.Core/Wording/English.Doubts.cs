using Outreach.Core.Values;

namespace Outreach.Core.Wording;

public sealed partial class English
{
    // What is asked back before anything is written down, and what came too late.
    protected override string PaidBefore(PaidBeforeSms s) => $"{s.Code}: {Money(s.Amount)} is noted already ({Day(s.On)}). Paid it twice? Then send PAID {s.Code} {Typed(s.Amount)} AGAIN";
    protected override string EndCheck(EndCheckSms s) => $"End {s.Code} with {Name(s.Other)} early? Then: {Standing(s.After)} To ask {Name(s.Other)}, send CLOSE {s.Code} once more.";
    protected override string EndChanged(EndChangedSms s) => $"{s.Code}: the amounts have changed, so it is not ended. Who still wants that asks anew.";
    protected override string QuestionGone(QuestionGoneSms s) => $"{s.Code}: that question is over. To see how it stands send CHECK {s.Code}";
}
