using Outreach.Core.Conversations;
using Outreach.Core.People;

namespace Outreach.Core.Tests.People;

/// <summary>The refused PINs, and the digits removed from an SMS.</summary>
public sealed class PinRulesTests
{
    [Theory]
    [InlineData("0000"), InlineData("1111"), InlineData("999999"), InlineData("1212"), InlineData("123123"), InlineData("121212")]
    [InlineData(
        "1234"), InlineData("4321"), InlineData("12345"), InlineData("987654"), InlineData("7890"), InlineData("0123"), InlineData("3210")]
    [InlineData("1985"), InlineData("2001"), InlineData("1920"), InlineData("2039"), InlineData("031985"), InlineData("198503")]
    [InlineData("5678"), InlineData("3746"), InlineData("0711"), InlineData("07113"), InlineData("711374")]
    public void What_is_guessed_first_is_easy(string pin) => Assert.True(PinRules.IsEasy(pin, "+254711374650"), pin);

    [Theory]
    [InlineData(
        "2580"), InlineData("4711"), InlineData("738291"), InlineData("1357"), InlineData("2040"), InlineData("11223"), InlineData("25471")]
    public void Others_are_not(string pin) => Assert.False(PinRules.IsEasy(pin, "+254711374650"), pin);

    /// <summary>About ten in a thousand: enough for the first guesses of a thief, and few for the person who chooses.</summary>
    [Fact]
    public void Few_are_easy() =>
        Assert.InRange(Enumerable.Range(0, 10_000).Count(n => PinRules.IsEasy($"{n:D4}", "+254711374650")), 200, 300);

    [Theory]
    [InlineData("PIN 738291", "PIN ****")]
    [InlineData("738291", "****")]
    [InlineData(" 7382. ", " ****. ")]
    [InlineData("৭৩৮২", "****")]
    [InlineData("my pin is 7382 91!", "my pin is ****!")]
    [InlineData("Pin:7-3-8-2", "Pin:****")]
    [InlineData("pin7382", "pin****")]
    [InlineData("nenosiri langu 7382", "nenosiri langu ****")]
    [InlineData("আমার পিন ৭৩৮২৯১", "আমার পিন ****")]
    public void A_PIN_in_an_SMS_is_struck_out(string text, string left) => Assert.Equal(left, PinText.Redacted(text));

    [Theory]
    [InlineData(
        "1"), InlineData(
            "PAID 5000"), InlineData(
                "DELIVERED 3000 K7M4P"), InlineData(
                    "1 K7M4P"), InlineData(
                        "738"), InlineData("0711000002"), InlineData("my pin is gone"), InlineData("pineapple 5000"), InlineData("")]
    public void Anything_else_is_left_as_it_is(string text) => Assert.Same(text, PinText.Redacted(text));
}
