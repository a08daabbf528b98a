namespace Outreach.Core.Wording;

/// <summary>What answers a text that was nearly, or not at all, understood.</summary>
public abstract partial class Words
{
    protected abstract string DidYouMean(DidYouMeanSms s);

    /// <summary>One sentence for each order that is never guessed.</summary>
    /// <param name="code">The agreement's, or the word that stands for it.</param>
    protected abstract string HowToWrite(Keyword keyword, string code);

    /// <summary>What stands for a code in an example.</summary>
    protected virtual string CodeWord => "CODE";
    protected abstract string OnlyAPart { get; }
    protected abstract string NothingEitherWay { get; }
    protected abstract string NoLetter { get; }
    protected abstract string PulseClosed { get; }
    protected abstract string WhichPulse(WhichPulseSms s);

    private string OfTexting(Sms sms) => sms switch
    {
        DidYouMeanSms s => DidYouMean(s),
        HowToWriteSms s => HowToWrite(s.Keyword, s.Code ?? CodeWord),
        PartSms => OnlyAPart,
        NothingOwedSms => NothingEitherWay,
        NoLetterSms => NoLetter,
        DataSms s => DataKept(s),
        PulseClosedSms => PulseClosed,
        WhichPulseSms s => WhichPulse(s),
        MentorSms s => $"{s.Text} - {Name(s.Name)}",
        _ => OfRegistration(sms),
    };
}
