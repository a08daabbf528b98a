namespace Outreach.Core.Wording;

/// <summary>A text that was nearly, or not at all, understood.</summary>
public sealed partial class English
{
    protected override string DidYouMean(DidYouMeanSms s) => s.ByOne ? $"Did you mean {s.Order}? Reply 1, or send {s.Order}" : $"Did you mean {s.Order}? Then send {s.Order}";

    protected override string HowToWrite(Keyword keyword, string code) => keyword switch
    {
        Keyword.Stop => "To stop all messages send STOP",
        Keyword.StopTips => "To stop only the tips send STOP TIPS",
        Keyword.Start => "To get messages again send START",
        Keyword.Paid => $"To write down a payment send PAID, the code and the amount: PAID {code} 500. Nothing is written down yet.",
        Keyword.Delivered => $"To write down goods send DELIVERED, the code and how much: DELIVERED {code} 300. Nothing is written down yet.",
        Keyword.Correct => $"To correct a delivery send CORRECT, the code and how much it was: CORRECT {code} 280. Nothing is changed yet.",
        Keyword.Change => $"To ask for other terms send CHANGE, the code, and PRICE, QUANTITY, DELIVER or PAY: CHANGE {code} PRICE 47. Nothing is changed yet.",
        Keyword.Close => $"To end it early, or to take your offer back, send CLOSE {code}. Nothing is changed yet.",
        Keyword.Problem => $"If something is wrong send PROBLEM {code} and one word: TERMS, WEIGHT, GRADE or PAYMENT",
        Keyword.Solved => $"When the problem is solved send SOLVED {code}",
        _ => $"To read an agreement again send CHECK {code}",
    };

    protected override string OnlyAPart => "We got only a part of your message, so nothing is done. Please send it again in one short SMS.";
    protected override string NothingEitherWay => "You owe nothing, and nothing is owed to you.";
    protected override string NoLetter => "There is no letter yet: it shows how you pay, and you have no agreement so far.";
    protected override string PulseClosed => "Thank you. Just now we are not asking how it went.";
    protected override string WhichPulse(WhichPulseSms s) => $"Whom do you mean? Send {string.Join(", or ", s.Open.Select(o => $"{s.Said} {o.Code} for {Name(o.Other)}"))}.";
}
