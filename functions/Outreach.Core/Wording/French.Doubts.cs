using Outreach.Core.Values;

namespace Outreach.Core.Wording;

public sealed partial class French
{
    // What is asked back before anything is written down, and what came too late.
    protected override string PaidBefore(PaidBeforeSms s) => $"{s.Code}: {Money(s.Amount)}, c'est déjà noté ({Day(s.On)}). Payé deux fois? Alors envoyez PAYE {s.Code} {Typed(s.Amount)} ENCORE";
    protected override string EndCheck(EndCheckSms s) => $"Finir {s.Code} avec {Name(s.Other)} avant la date? Alors: {Standing(s.After)} Pour demander à {Name(s.Other)}, renvoyez FERMER {s.Code}";
    protected override string EndChanged(EndChangedSms s) => $"{s.Code}: les montants ont changé, donc l'accord n'est pas terminé. Qui veut encore le terminer le demande de nouveau.";
    protected override string QuestionGone(QuestionGoneSms s) => $"{s.Code}: cette question est fermée. Pour voir où en est l'accord, envoyez VOIR {s.Code}";
}
