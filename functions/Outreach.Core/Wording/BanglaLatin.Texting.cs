namespace Outreach.Core.Wording;

/// <summary>A text that was nearly, or not at all, understood.</summary>
public sealed partial class BanglaLatin
{
    protected override string DidYouMean(DidYouMeanSms s) => s.ByOne ? $"{s.Order} chan? 1 ba {s.Order} pathan" : $"{s.Order} chan? Tahole {s.Order} pathan";

    protected override string HowToWrite(Keyword keyword, string code) => keyword switch
    {
        Keyword.Stop => "Shob SMS bondho korte pathan BONDHO",
        Keyword.StopTips => "Shudhu tips bondho korte pathan TIPS BONDHO",
        Keyword.Start => "Abar SMS pete pathan SHURU",
        Keyword.Paid => $"Taka dile pathan: DIYECHI {code} 500. Ekhono kichu lekha hoyni.",
        Keyword.Delivered => $"Mal dile pathan: PECHECHE {code} 300. Ekhono kichu lekha hoyni.",
        Keyword.Correct => $"Mal thik korte pathan: THIK {code} 280. Ekhono kichu bodlayni.",
        Keyword.Change => $"Shorto bodlate pathan: BODOL {code} DAM 47 (ba PORIMAN, POUCHAN, DIN). Ekhono kichu bodlayni.",
        Keyword.Close => $"Age shesh korte ba nijer prostab ferate pathan: SHESH {code}. Ekhono kichu bodlayni.",
        Keyword.Problem => $"Somossa hole pathan: SOMOSSA {code}, ar SHORTO, OJON, MAN ba TAKA",
        Keyword.Solved => $"Somossa mitle pathan: MITECHE {code}",
        _ => $"Abar porte pathan: DEKHUN {code}",
    };

    protected override string OnlyAPart => "Shudhu ek ongsho eseche, kichu kora hoyni. Ek choto SMS-e abar pathan.";
    protected override string NothingEitherWay => "Apnar kono dena ba paona nei.";
    protected override string NoLetter => "Ekhono chithi nei: apnar kono chukti hoyni.";
    protected override string PulseClosed => "Dhonnobad. Ekhon kemon holo jante chaichi na.";
    protected override string WhichPulse(WhichPulseSms s) => $"Kar kotha? Pathan {string.Join(" ba ", s.Open.Select(o => $"{s.Said} {o.Code} ({Name(o.Other)})"))}";
}
