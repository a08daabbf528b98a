using Outreach.Core.Conversations;
using Outreach.Core.Notices;

namespace Outreach.Core.Tests.Conversations;

/// <summary>What people write in place of an order, and words that mean something else in another language.</summary>
public sealed class SlipTests
{
    /// <summary>What people of each language write for PAID and RECEIVED is told how to write it; nothing is booked.</summary>
    [Theory]
    [InlineData("NIMESHALIPA K7M4P 500", Keyword.Paid)]
    [InlineData("nimetuma 500", Keyword.Paid)]
    [InlineData("J'ai payé K7M4P 500", Keyword.Paid)]
    [InlineData("J\u2019ai payé 500", Keyword.Paid)]
    [InlineData("PATHIYECHI K7M4P 500", Keyword.Paid)]
    [InlineData("টাকা পাঠিয়েছি ৫০০", Keyword.Paid)]
    [InlineData("NGITHUMELE 500", Keyword.Paid)]
    [InlineData("sent 500", Keyword.Paid)]
    [InlineData("IMEFIKA 5000", Keyword.Received)]
    [InlineData("pesa imefika K7M4P 5000", Keyword.Received)]
    [InlineData("NIMELIPWA 5000", Keyword.Received)]
    [InlineData("J'AI RECU 5000", Keyword.Received)]
    [InlineData("টাকা এসেছে ৫০০", Keyword.Received)]
    [InlineData("imali ifikile 500", Keyword.Received)]
    [InlineData("IMEFIKA kilo 50", Keyword.Delivered)]
    [InlineData("DELIVERD 300", Keyword.Delivered)]
    [InlineData("LAST", Keyword.Last)]
    [InlineData("K7M4P mwisho", Keyword.Last)]
    [InlineData("DERNIER K7M4P", Keyword.Last)]
    public void Slips(string text, Keyword meant) => Assert.Equal(meant, Assert.IsType<SmsIntent.Nearly>(SmsParser.Read(text)).Keyword);

    /// <summary>The same words about anything else are for the mentor.</summary>
    [Theory]
    [InlineData("I got malaria 2 weeks ago")]
    [InlineData("I got 2 sick cows")]
    [InlineData("Got it, thanks")]
    [InlineData("Got a question")]
    [InlineData("Nimetumia mbolea 50 kg")]
    [InlineData("imeingia 2 wadudu shambani")]
    [InlineData("Imefika mvua")]
    [InlineData("J'ai versé 20 litres d'eau")]
    [InlineData("j'ai pas payé 500")]
    [InlineData("Envoyez 2 kg")]
    [InlineData("Ngithumele imbewu")]
    [InlineData("দিলাম ২ বস্তা সার")]
    public void No_slips(string text) => Assert.IsType<SmsIntent.Unclear>(SmsParser.Read(text));

    /// <summary>"At the" in one language is "or" in another: after the other's word it stays doubtful.</summary>
    [Theory]
    [InlineData("LIVRE K7M4P 300 KG AU MARCHE", "300", "MARCHE")]
    [InlineData("DELIVERED K7M4P 300 KG AT KITALE", "300", "KITALE")]
    [InlineData("NIMELETA K7M4P kilo 300 kwenye soko", "300", "SOKO")]
    [InlineData("NIMELETA K7M4P kilo 300 au mia", "300 KILO AU MIA", "")]
    [InlineData("LIVRE K7M4P 300 KG AU 400", "300 KG AU 400", "")]
    public void Where_it_came(string text, string quantity, string place)
    {
        var load = Assert.IsType<SmsIntent.Delivered>(SmsParser.Read(text));
        Assert.Equal((quantity, place), (load.Quantity, load.Place));
    }
}
