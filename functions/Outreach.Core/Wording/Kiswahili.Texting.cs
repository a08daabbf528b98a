namespace Outreach.Core.Wording;

/// <summary>A text that was nearly, or not at all, understood.</summary>
public sealed partial class Kiswahili
{
    protected override string CodeWord => "NAMBA";
    protected override string DidYouMean(DidYouMeanSms s) => s.ByOne ? $"Je, ulitaka {s.Order}? Jibu 1, au tuma {s.Order}" : $"Je, ulitaka {s.Order}? Basi tuma {s.Order}";

    protected override string HowToWrite(Keyword keyword, string code) => keyword switch
    {
        Keyword.Stop => "Kusimamisha ujumbe wote tuma ACHA",
        Keyword.StopTips => "Kusimamisha vidokezo tu tuma ACHA VIDOKEZO",
        Keyword.Start => "Kupata ujumbe tena tuma ANZA",
        Keyword.Paid => $"Kuandika malipo tuma NIMELIPA, namba na kiasi: NIMELIPA {code} 500. Bado hatujaandika chochote.",
        Keyword.Delivered => $"Kuandika mzigo tuma NIMELETA, namba na kiasi: NIMELETA {code} 300. Bado hatujaandika chochote.",
        Keyword.Correct => $"Kusahihisha mzigo tuma SAHIHISHA, namba na kiasi halisi: SAHIHISHA {code} 280. Bado hakuna kilichobadilika.",
        Keyword.Change => $"Kuomba masharti mengine tuma BADILISHA, namba, na BEI, KIASI, LETA au LIPA: BADILISHA {code} BEI 47. Bado hakuna kilichobadilika.",
        Keyword.Close => $"Kumaliza mapema, au kuondoa toleo lako, tuma FUNGA {code}. Bado hakuna kilichobadilika.",
        Keyword.Problem => $"Kukiwa na tatizo tuma TATIZO {code} na neno moja: MASHARTI, UZITO, DARAJA au MALIPO",
        Keyword.Solved => $"Tatizo likiisha tuma IMETATULIWA {code}",
        _ => $"Kusoma makubaliano tena tuma ANGALIA {code}",
    };

    protected override string OnlyAPart => "Tumepata sehemu tu ya ujumbe wako, kwa hiyo hatukufanya chochote. Tafadhali tuma tena kwa SMS moja fupi.";
    protected override string NothingEitherWay => "Hudaiwi chochote, na humdai mtu yeyote.";
    protected override string NoLetter => "Bado hakuna barua: inaonyesha jinsi unavyolipa, na bado huna makubaliano.";
    protected override string PulseClosed => "Asante. Kwa sasa hatuulizi ilikwendaje.";
    protected override string WhichPulse(WhichPulseSms s) => $"Ni kuhusu nani? Tuma {string.Join(", au ", s.Open.Select(o => $"{s.Said} {o.Code} kwa {Name(o.Other)}"))}.";
}
