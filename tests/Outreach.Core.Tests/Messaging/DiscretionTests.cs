using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Tests.Texts;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Messaging;

/// <summary>The messages that a shared phone shows as they are, and what it shows instead of the others.</summary>
public sealed class DiscretionTests
{
    private static readonly IReadOnlyList<Sms> samples = SmsSamples.All(Language.English);

    /// <summary>An officer is to be called.</summary>
    [Fact]
    public void A_message_that_goes_out_as_it_is_shows_no_amount_and_nobody_else() =>
        Assert.All(
            samples.Where(s => Of(s) is null
                // The sample's programme and mediator have a person's name.
                && s is not (PinChangedSms or PinTriedSms or IdentityActSms or DetailsChangedSms or NumberTakenSms or MediateAskSms
                    or MediatorSms or MediatorGoneSms)),
            sms =>
        {
            var text = Words.Sms(Language.English).Of(sms);
            Assert.All(new[] { "12,345,678", Longest.Trader, Longest.Farmer },
                said => Assert.DoesNotContain(said, text, StringComparison.Ordinal));
        });

    /// <summary>The code is enough to look the agreement up behind the PIN; a mediator has no agreement to look up.</summary>
    [Fact]
    public void The_agreement_is_named_by_its_code() =>
        Assert.All(samples.Where(s => Of(s) is DiscreetSms && s is not (MediateSms or MentorAskSms or MentorNotSms or SignInCodeSms)
                && s.GetType().GetProperty("Code") is not null),
            sms => Assert.Equal(new DiscreetSms("Amina", Longest.Code, "*1#"), Of(sms)));

    [Fact]
    public void A_reminder_names_the_code_of_its_one_agreement()
    {
        var item =
            new ReminderItem("K7M4P", "Juma", new Money(70_000, "KES"), new LocalDate(2026, 3, 9), 3, TermsKind.Purchase);
        Assert.Equal("K7M4P", CodeOf(new ReminderSms([item], "Officer")));
        Assert.Equal("K7M4P", CodeOf(new DueToYouSms([item], "Officer")));
        Assert.Null(CodeOf(new ReminderSms([item, item with { Code = "B2B22" }], "Officer")));
        Assert.Null(CodeOf(new DueToYouSms([item, item with { Code = "B2B22" }], "Officer")));
    }

    /// <summary>A stop, help and the change of a number have to be read by whoever holds the phone.</summary>
    [Fact]
    public void What_everybody_on_the_phone_has_to_read_goes_out_as_it_is() => Assert.All(
        new Sms[] { new StoppedSms(), new StartedSms(), new HelpSms("*1#"), new MoveWarnSms("Amina", "98", 24) },
        sms => Assert.Null(Of(sms)));

    private static Sms? Of(Sms sms) => Discretion.Of(sms, "Amina", "*1#");

    private static string? CodeOf(Sms sms) => Assert.IsType<DiscreetSms>(Of(sms)).Code;
}
