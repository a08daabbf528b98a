using Outreach.Core.Lines;

namespace Outreach.Core.Tests.Lines;

public sealed class SmsReadingTests
{
    [Theory]
    [InlineData("1")]
    [InlineData(" 1 ")]
    [InlineData("1.")]
    [InlineData("\"1\"")]
    [InlineData("১")]
    [InlineData("ok")]
    [InlineData("Ndiyo")]
    [InlineData("HAAN")]
    [InlineData("হ্যাঁ")]
    public void A_lone_yes_agrees(string text) => Assert.Equal(new SmsMeaning.Answer(true, null), SmsReading.Read(text));

    [Theory]
    [InlineData("2")]
    [InlineData("no")]
    [InlineData("Hapana")]
    [InlineData("না")]
    public void A_lone_no_refuses(string text) => Assert.Equal(new SmsMeaning.Answer(false, null), SmsReading.Read(text));

    [Theory]
    [InlineData("K7M4P", true)]
    [InlineData("k7m4p", true)]
    [InlineData("1 k7m4p", true)]
    [InlineData("K7M4P 1", true)]
    [InlineData("2 K7M4P", false)]
    [InlineData("hapana k7m4p.", false)]
    public void A_code_says_which(string text, bool accept) => Assert.Equal(new SmsMeaning.Answer(accept, "K7M4P"), SmsReading.Read(text));

    /// <summary>Money and consent are never read by likeness.</summary>
    [Theory]
    [InlineData("11")]
    [InlineData("-1")]
    [InlineData("l")]
    [InlineData("I")]
    [InlineData("1 2")]
    [InlineData("1 please")]
    [InlineData("yes please")]
    [InlineData("STOP 12345")]
    [InlineData("don't stop")]
    [InlineData("stopp")]
    [InlineData("12345")]
    [InlineData("3 K7M4P")]
    [InlineData("1 K7M4")]
    [InlineData("")]
    [InlineData("🙂")]
    public void What_is_nearly_right_is_unclear(string text) => Assert.IsType<SmsMeaning.Unclear>(SmsReading.Read(text));

    /// <summary>Twilio's own words: <c>twilio.com/docs/messaging/tutorials/advanced-opt-out</c>.</summary>
    [Theory]
    [InlineData("STOP")]
    [InlineData("stopall")]
    [InlineData("Unsubscribe")]
    [InlineData("END")]
    [InlineData("quit")]
    [InlineData("Cancel")]
    [InlineData("REVOKE")]
    [InlineData("optout")]
    [InlineData("বন্ধ")]
    [InlineData("Acha")]
    public void Stop_stops(string text) => Assert.IsType<SmsMeaning.Stop>(SmsReading.Read(text));

    [Theory]
    [InlineData("START")]
    [InlineData("YES")]
    [InlineData("unstop")]
    public void Start_starts(string text) => Assert.IsType<SmsMeaning.Start>(SmsReading.Read(text));

    [Theory]
    [InlineData("?")]
    [InlineData("1?")]
    [InlineData("ndiyo ?")]
    [InlineData("help")]
    [InlineData("Msaada")]
    [InlineData("সাহায্য")]
    public void Help_helps(string text) => Assert.IsType<SmsMeaning.Help>(SmsReading.Read(text));

    [Theory]
    [InlineData("CHECK K7M4P")]
    [InlineData("k7m4p check")]
    [InlineData("? K7M4P")]
    [InlineData("K7M4P?")]
    [InlineData("1 K7M4P?")]
    [InlineData("angalia K7M4P")]
    public void Check_checks(string text) => Assert.Equal(new SmsMeaning.Check("K7M4P"), SmsReading.Read(text));
}
