using System.Reflection;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Tests.Texts;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Messaging;

/// <summary>What each type of SMS holds, and what of it a shared phone gets.</summary>
public sealed class ContentTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    public static TheoryData<Type> Types =>
        [.. typeof(Sms).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Sms)) && !t.IsAbstract)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_new_type_says_what_it_holds(Type sms) => Assert.True(sms.GetCustomAttribute<HoldsAttribute>(inherit: false) is not null,
        $"{sms.Name} does not say what it holds: put [Holds(SmsContent.Neutral)], Private, Credential or FreeWords on it.");

    /// <summary>No words and no code of a sample stand in what a shared phone gets instead.</summary>
    [Fact]
    public void Codes_and_free_words_are_never_on_a_shared_phone() => Assert.All(
        SmsSamples.All(Language.English).Where(s => Discretion.ContentOf(s) is SmsContent.Credential or SmsContent.FreeWords), sms =>
    {
        var said = Discretion.Of(sms, "Amina", "*1#");
        Assert.NotNull(said);
        var text = Words.Sms(Language.English).Of(said);
        Assert.StartsWith("Amina:", text, StringComparison.Ordinal);
        Assert.All(
            sms.GetType().GetProperties().Where(p => p.PropertyType == typeof(string) && p.Name is "LetterCode" or "DataCode" or "Text")
                .Select(p => (string)p.GetValue(sms)!),
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    });

    [Fact]
    public void Letters_data_and_mentors_words_are_marked() => Assert.Equal(
        (SmsContent.Credential, SmsContent.Credential, SmsContent.FreeWords),
        (Discretion.ContentOf(new LetterSms("C", default)), Discretion.ContentOf(new DataSms("A", 1, [], 90, "C", 30)),
            Discretion.ContentOf(new MentorSms("words", "Asha"))));

    [Fact]
    public void Free_words_for_a_shared_phone_go_to_the_persons_mail_once_and_for_a_month()
    {
        var order = SmsOrder.To("+254711000002", Purpose.Mentor, new MentorSms("words", "Asha"), "maize", now)
            with { PersonId = "amina", Said = new MailWaitsSms("Amina", "*1#") };
        var tried = new Tried(order, "text", 1, 80, "network", TryResult.Accepted, "N1", null, true);
        var tell = Assert.IsType<Tell>(Assert.Single(MessageDecisions.Decide(null, "m", tried, now).Effects));
        var person = new Person(Holder("amina", "Amina"), now, [], 1);
        var kept = PersonDecisions.Decide(person, tell.Command, now);
        Assert.Equal("words", Assert.Single(kept.State!.Mail!).Text);
        Assert.Same(kept.State, PersonDecisions.Decide(kept.State, tell.Command, now).State);
        Assert.NotNull(PersonDecisions.Decide(kept.State, new Wake(), now + Duration.FromDays(29)).State!.Mail);
        Assert.Null(PersonDecisions.Decide(kept.State, new Wake(), now + Duration.FromDays(30)).State!.Mail);
        // On a phone of one person the words were in the SMS.
        Assert.Empty(MessageDecisions.Decide(null, "m", tried with { Order = order with { Said = null } }, now).Effects);
    }

    /// <summary>Where the users' programmes differ no mentor reads the words before somebody says who wrote them.</summary>
    [Theory]
    [InlineData("maize", true)]
    [InlineData("beans", false)]
    public void Free_words_reach_only_the_writers_programme(string other, bool atOnce)
    {
        var shared = Shared(other);
        var asked = Says(shared, "my maize has worms", 1);
        Assert.Equal(atOnce, asked.Effects.OfType<Tell>().Any(t => t.Command is TakeIn { Item.PersonId: "" }));
        Assert.Contains(asked.Effects.OfType<Send>(), s => s.Order.Sms is WhoWroteSms);
        var signed = Says(asked.State!, "neema", 2);
        var told = signed.Effects.OfType<Tell>().Single(t => t.To.Kind == AggregateKind.Inbox);
        Assert.StartsWith(other + ".", told.To.Key, StringComparison.Ordinal);
        Assert.Equal("neema", told.Command is SignInbox sign ? sign.PersonId : ((TakeIn)told.Command).Item.PersonId);
        Assert.Null(signed.State!.Unsigned);
        // A name days later says nothing of the words.
        Assert.DoesNotContain(Says(asked.State!, "neema", 30).Effects.OfType<Tell>(), t => t.Command is SignInbox);
    }

    [Fact]
    public void A_message_of_nobody_known_is_not_answered()
    {
        var item = new InboxItem("maize.1", "maize", "", "Amina / Neema", "+254711000002", "words", now);
        Assert.Equal(InboxRefusal.Unsigned, InboxDecisions.Decide(item, new ReplyToInbox("r", "Asha", "hello"), now).Reply);
        var signed = InboxDecisions.Decide(item, new SignInbox("neema", "Neema"), now).State;
        Assert.Equal(InboxRefusal.AsksForAnswer, InboxDecisions.Decide(signed, new ReplyToInbox("r", "Asha", "Reply 1 if so"), now).Reply);
        Assert.Single(InboxDecisions.Decide(signed, new ReplyToInbox("r", "Asha", "hello"), now).Effects.OfType<Send>());
    }

    private static Subscriber Shared(string other)
    {
        var first = SubscriberDecisions.Decide(null, "+254711000002", new Register("r", Holder("amina", "Amina"), null, "api"), now).State;
        var second = new Register("r2", Holder("neema", "Neema") with { Programme = other }, null, "api", Shared: true);
        return SubscriberDecisions.Taken(first!, second, now).State!;
    }

    private static Outcome<Subscriber> Says(Subscriber subscriber, string text, int hours)
    {
        var at = now + Duration.FromHours(hours);
        return SubscriberDecisions.Decide(subscriber, subscriber.Phone,
            new SmsIn($"network|{hours}", text, null, "*1#", Shared: [], ReceivedAt: at), at);
    }

    private static Holder Holder(string id, string name) => new(id, name, Role.Farmer, Language.English, "maize", "", [], "KES");
}
