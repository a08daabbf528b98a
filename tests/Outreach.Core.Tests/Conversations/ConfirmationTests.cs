using NodaTime;
using Outreach.Core.Conversations;

namespace Outreach.Core.Tests.Conversations;

/// <summary>Confirmations of mobile money, as providers write them, are known by their shape and read as nothing else.</summary>
public sealed class ConfirmationTests
{
    [Theory]
    [InlineData("SGH4J7K2LM Confirmed. Ksh5,000.00 sent to JUMA OTIENO 0711000001 on 2/3/26 at 9:15 AM. New M-PESA balance is "
        + "Ksh1,234.00. Transaction cost, Ksh33.00.", false, "SGH4J7K2LM", "5,000", "0711000001", "JUMA OTIENO")]
    [InlineData("SGH4J7K2LM Confirmed.You have received Ksh5,000.50 from JUMA OTIENO 0711000001 on 2/3/26 at 9:15 AM New M-PESA balance is "
        + "Ksh9,000.00. PIN YAKO SIRI YAKO", true, "SGH4J7K2LM", "5,000.50", "0711000001", "JUMA OTIENO")]
    [InlineData("Fwd: SGH4J7K2LM Imethibitishwa. Ksh500.00 zimetumwa kwa JUMA OTIENO 0711000001 tarehe 2/3/26 saa 9:15 AM. Salio lako "
        + "jipya la M-PESA ni Ksh1,234.00", false, "SGH4J7K2LM", "500", "0711000001", "JUMA OTIENO")]
    [InlineData("SGH4J7K2LM Imethibitishwa. Umepokea Ksh500.00 kutoka kwa JUMA OTIENO 0711***001 mnamo 2/3/26 saa 9:15 AM. Salio lako ni "
        + "Ksh1,234.00", true, "SGH4J7K2LM", "500", "", "JUMA OTIENO")]
    [InlineData("SGH4J7K2LM Confirmed. Ksh800.00 paid to JUMA STORES. on 2/3/26 at 9:45 AM.New M-PESA balance is Ksh10.00.", false,
        "SGH4J7K2LM", "800", "", "JUMA STORES")]
    [InlineData("You have received Tk 5,000.00 from 01711000001. Fee Tk 0.00. Balance Tk 6,000.00. TrxID 9AB7CD6EFG at 02/03/2026 10:15",
        true, "9AB7CD6EFG", "5,000", "01711000001", "")]
    [InlineData("Send Money Tk 1,500.00 to 01711000002 successful. Ref 1. Fee Tk 5.00. Balance Tk 70.00. TrxID 9AB7CD6EFG at "
        + "02/03/2026 10:15", false, "9AB7CD6EFG", "1,500", "01711000002", "")]
    [InlineData("TID 123456789012. You have received KES 5,000 from JUMA OTIENO 0733000001. Bal KES 9,000. 02/03/2026 09:15", true,
        "123456789012", "5,000", "0733000001", "JUMA OTIENO")]
    [InlineData("Y'ello. You have received UGX 50,000 from JUMA OTIENO (256772123456) on 2026-03-02 10:15:00. Your balance is UGX 90,000. "
        + "Financial Transaction Id: 12345678901", true, "12345678901", "50,000", "256772123456", "JUMA OTIENO")]
    [InlineData("Trans. ID: CO260302.2320.C79855. Vous avez recu 5000.0000 FCFA. Venant de 771000001 MOUSSA FALL. Solde: 5500.0000 FCFA. "
        + "02/03/2026", true, "CO260302.2320.C79855", "5000", "771000001", "MOUSSA FALL")]
    public void Is_read(string text, bool received, string id, string amount, string phone, string name)
    {
        var said = Assert.IsType<SmsIntent.Forwarded>(SmsParser.Read(text)).Money;
        Assert.Equal((received, id, amount, phone, name), (said.Received, said.Id, said.Amount, said.Phone, said.Name));
        Assert.Equal(new LocalDate(2026, 3, 2), said.On);
    }

    [Theory]
    [InlineData("SGH4J7K2LM Confirmed. Transaction RGH4J7K2LM has been reversed. Ksh2,500.00 has been returned to your account on 2/3/26")]
    [InlineData("SGH4J7K2LM Confirmed. You have withdrawn Ksh3,000.00 from MPESA Agent MARY 0711000001 on 2/3/26 at 3:20 PM.")]
    [InlineData("You have received Ksh5,000 from Juma")]
    [InlineData("PAID K7M4P 5000")]
    [InlineData("RECEIVED K7M4P 5000")]
    [InlineData("I sent 5000 to Juma, he confirmed")]
    public void Is_none(string text) => Assert.IsNotType<SmsIntent.Forwarded>(SmsParser.Read(text));
}
