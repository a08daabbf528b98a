namespace Outreach.Core.Wording;

/// <summary>A text that was nearly, or not at all, understood.</summary>
public sealed partial class IsiZulu
{
    protected override string CodeWord => "IKHODI";
    protected override string DidYouMean(DidYouMeanSms s) => s.ByOne ? $"Ubusho {s.Order}? Phendula 1, noma thumela {s.Order}" : $"Ubusho {s.Order}? Uma kunjalo thumela {s.Order}";

    protected override string HowToWrite(Keyword keyword, string code) => keyword switch
    {
        Keyword.Stop => "Ukumisa yonke imiyalezo thumela YEKA",
        Keyword.StopTips => "Ukumisa izeluleko kuphela thumela YEKA IZELULEKO",
        Keyword.Start => "Ukuphinde uthole imiyalezo thumela QALA",
        Keyword.Paid => $"Ukubhala inkokhelo thumela NGIKHOKHILE, ikhodi nenani: NGIKHOKHILE {code} 500. Akukho okubhaliwe okwamanje.",
        Keyword.Delivered => $"Ukubhala impahla elethiwe thumela NGILETHILE, ikhodi nesilinganiso: NGILETHILE {code} 300. Akukho okubhaliwe okwamanje.",
        Keyword.Correct => $"Ukulungisa impahla elethiwe thumela LUNGISA, ikhodi nesilinganiso sangempela: LUNGISA {code} 280. Akukho okushintshile okwamanje.",
        Keyword.Change => $"Ukucela ushintsho thumela SHINTSHA, ikhodi negama: INTENGO, UBUNINGI, LETHA noma KHOKHA. Isibonelo: SHINTSHA {code} INTENGO 47. Akukho okushintshile.",
        Keyword.Close => $"Ukuvala kungakafiki isikhathi, noma ukuhoxisa isiphakamiso sakho, thumela VALA {code}. Akukho okushintshile okwamanje.",
        Keyword.Problem => $"Uma kunenkinga thumela INKINGA {code} negama elilodwa: IMIBANDELA, ISISINDO, IZINGA noma INKOKHELO",
        Keyword.Solved => $"Uma inkinga isixazululiwe thumela IXAZULULIWE {code}",
        _ => $"Ukuphinde ufunde isivumelwano thumela BHEKA {code}",
    };

    protected override string OnlyAPart => "Sithole ingxenye kuphela yomyalezo wakho, ngakho akukho okwenziwe. Sicela uphinde uwuthumele nge-SMS eyodwa emfushane.";
    protected override string NothingEitherWay => "Akukho mali ozoyikhokha, futhi akukho mali ozoyithola.";
    protected override string NoLetter => "Incwadi ayikabikho: ikhombisa ukuthi ukhokha kanjani, kodwa awukabi nasivumelwano.";
    protected override string PulseClosed => "Siyabonga. Okwamanje asibuzi ukuthi kuhambe kanjani.";
    protected override string WhichPulse(WhichPulseSms s) => $"Usho bani? Thumela {string.Join(", noma ", s.Open.Select(o => $"{s.Said} {o.Code} {With("ngo", o.Other)}"))}.";
}
