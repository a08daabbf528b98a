using CsCheck;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Conversations;

public sealed partial class OptOutTests
{
    /// <summary>A slip in a name that nobody else there has stops whose name it is, and not the phone.</summary>
    [Theory]
    [InlineData("STOP Roze")]
    [InlineData("stop rose")]
    [InlineData("STOP Rosi")]
    public void A_name_with_one_slip_is_that_name(string text)
    {
        var rose = Amina().Joined(new PhoneUser(Of("rose"), Consent: Consent.Given, Tenure: new(now, now)));
        Assert.Equal(["rose"], Stopped(rose));
        // Rosa is nearly Rose, and herself: what may be either of the two is nobody's.
        var rosa = rose.Joined(new PhoneUser(Of("rosa"), Consent: Consent.Given, Tenure: new(now, now)));
        Assert.Equal(text == "STOP Rosi" ? ["amina", "rosa", "rose"] : ["rose"], Stopped(rosa));

        List<string> Stopped(Subscriber before)
        {
            var after = Decide(before, text).State!;
            return [.. after.Holders.Where(after.StopsFor).Select(u => u.Holder.PersonId).Order()];
        }
    }

    /// <summary>With "ne" it is no more, and nobody is asked.</summary>
    [Theory]
    [InlineData("ne plus de conseils", ConsentPurpose.Tips)]
    [InlineData("svp ne plus envoyer de conseils", ConsentPurpose.Tips)]
    [InlineData("ne plus recevoir de messages", null)]
    [InlineData("ne plus m'envoyer de messages svp", null)]
    [InlineData("ne plus jamais de messages", null)]
    [InlineData("ne plus aucun message", null)]
    public void Ne_plus_de_is_clear(string text, ConsentPurpose? purpose) =>
        Assert.Equal(purpose is { } one ? new SmsIntent.StopPurpose(one) : new SmsIntent.Stop(), SmsParser.Read(text));

    /// <summary>What takes a 1 for yes says that a 2 is no, in every language.</summary>
    [Fact]
    public void Each_sentence_that_offers_a_1_offers_a_2()
    {
        var asks = Enum.GetValues<Language>().SelectMany(l => new Sms[] { new DidYouMeanSms("STOP TIPS", true), new MayStopSms() }
            .Select(s => Words.Sms(l).Of(s)));
        Assert.All(asks, text => Assert.True("12".All(text.Contains), text));
    }
}
