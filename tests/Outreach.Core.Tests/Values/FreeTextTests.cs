using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Values;

/// <summary>A tip that asks for 1, 2 or a yes is known for it, in every language.</summary>
public sealed class FreeTextTests
{
    [Theory]
    [InlineData("Meeting on Friday. Reply 1 if you come.", "Reply 1")]
    [InlineData("Reply with 1 if you come, 2 if not", "Reply with 1")]
    [InlineData("reply \"1\" to join", "reply \"1")]
    [InlineData("Reply: 2", "Reply: 2")]
    [InlineData("Reply 1/2", "Reply 1/2")]
    [InlineData("Send 1 for seed", "Send 1")]
    [InlineData("Please press 1.", "press 1")]
    [InlineData("Text back 2 to stay out", "Text back 2")]
    [InlineData("Answer by SMS with the number 1", "Answer by SMS with the number 1")]
    [InlineData("Reply 1️⃣ now", "Reply 1")]
    [InlineData("Reply YES to come", "Reply YES")]
    [InlineData("Are you coming? 1 yes, 2 no", "1 yes")]
    [InlineData("Coming: 1 = yes", "1 = yes")]
    [InlineData("Yes: 1", "Yes: 1")]
    [InlineData("Answer one for a free bag", "Answer one")]
    [InlineData("Reply with one to win", "Reply with one")]
    [InlineData("Reply l now", "Reply l")]
    [InlineData("Jibu moja upate zawadi", "Jibu moja")]
    [InlineData("Répondez deux pour refuser", "Répondez deux")]
    [InlineData("Tapez un pour venir", "Tapez un")]
    [InlineData("Phendula kunye", "Phendula kunye")]
    [InlineData("ও\u09AF\u09BCান চাপুন", "ও\u09DFান চাপুন")]
    [InlineData("আসলে দুই লিখুন", "দুই লিখুন")]
    [InlineData("Jibu 1 ukija", "Jibu 1")]
    [InlineData("Tuma 1 kama utakuja", "Tuma 1")]
    [InlineData("Bonyeza 2 ukitaka", "Bonyeza 2")]
    [InlineData("Tafadhali ujibu kwa namba 1", "ujibu kwa namba 1")]
    [InlineData("Andika NDIYO ukikubali", "Andika NDIYO")]
    [InlineData("Répondez 1 si vous venez", "Répondez 1")]
    [InlineData("Envoyez le chiffre 2", "Envoyez le chiffre 2")]
    [InlineData("Tapez 1 pour venir", "Tapez 1")]
    [InlineData("Répondre par OUI", "Répondre par OUI")]
    [InlineData("Phendula ngo-1 uma uza", "Phendula ngo-1")]
    [InlineData("Thumela u-1", "Thumela u-1")]
    [InlineData("Cindezela 1", "Cindezela 1")]
    [InlineData("Uma uza, thumela 2.", "thumela 2")]
    [InlineData("Phendula yebo", "Phendula yebo")]
    [InlineData("আসলে ১ লিখুন", "1 লিখুন")]
    [InlineData("আসলে 1 পাঠান।", "1 পাঠান।")]
    [InlineData("আসলে ১ লিখে পাঠান", "1 লিখে পাঠান")]
    [InlineData("উত্তরে ২ দিন", "উত্তরে 2")]
    [InlineData("পাঠান: ১", "পাঠান: 1")]
    [InlineData("রাজি হলে হ্যাঁ লিখুন", "হ্যাঁ লিখুন")]
    [InlineData("Ashle 1 likhun", "1 likhun")]
    [InlineData("\u09E7 \u09A6\u09BF\u09AF\u09BC\u09C7 উত্তর দিন", "1 দিয়ে উত্তর")]
    public void What_asks_for_an_answer_is_found(string text, string words) => Assert.Equal(words, FreeText.AsksBy(text));

    [Theory]
    [InlineData("Dry your grain until a bite breaks it clean, then store it off the floor.")]
    [InlineData("Spray 2 times, 10 days apart.")]
    [InlineData("Send 2 bags to the store")]
    [InlineData("Send one bag to the store")]
    [InlineData("Write one question down")]
    [InlineData("Jibu moja kwa moja kwa mtaalamu")]
    [InlineData("Envoyez un message à votre voisin")]
    [InlineData("Send 12 names to your officer")]
    [InlineData("Send your list by 2 March")]
    [InlineData("Reply within 2 days")]
    [InlineData("Write 2 numbers down: weight and price")]
    [InlineData("Text 2 friends about the meeting")]
    [InlineData("Send 2 000 shillings")]
    [InlineData("Send 1.5 kg")]
    [InlineData("Answer A, B, C or D")]
    [InlineData("Plant in rows 1 metre apart")]
    [InlineData("Yes, you can dry maize on a sheet. Call 0711000111.")]
    [InlineData("Kausha nafaka siku 2, kisha pima")]
    [InlineData("Tuma mifuko 2 sokoni na uandike uzito")]
    [InlineData("Envoyez 2 sacs au magasin")]
    [InlineData("Répondez avant le 2 mars")]
    [InlineData("Thumela amasaka ama-2")]
    [InlineData("২ দিন পর উত্তর দিন")]
    [InlineData("২ বস্তা পাঠান")]
    [InlineData("")]
    public void What_does_not_is_taken(string text) => Assert.Null(FreeText.AsksBy(text));

    /// <summary>A yes-word that binds is one that no tip may ask for; short ones are words of other languages too.</summary>
    [Fact]
    public void Every_yes_word_that_binds_is_known() =>
        Assert.All(Keywords.Of("Yes").Concat(Keywords.Of("Agree")).Where(w => w.Length > 3),
            word => Assert.True(FreeText.AsksBy($"Reply {word}") is not null || FreeText.AsksBy($"{word} লিখুন") is not null, word));

    [Fact]
    public void The_language_is_named() =>
        Assert.Equal(("sw", "Jibu 1"), FreeText.AsksBy(new Dictionary<string, string> { ["en"] = "Come on Friday", ["sw"] = "Jibu 1" }));
}
