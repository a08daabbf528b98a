using System.Text.RegularExpressions;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>What a mentor sends by SMS: MENTOR, which makes a phone theirs to answer from, and a code with words behind it.</summary>
public static partial class MentorTexts
{
    private const int MostSegments = 2;

    /// <summary>The longest name that signs an answer.</summary>
    private const int NameLength = 20;

    private static readonly HashSet<string> mentor = Keywords.Of("Mentor");
    private static readonly HashSet<string> done = Keywords.Of("MentorDone");
    private static readonly HashSet<string> pass = Keywords.Of("MentorPass");
    private static readonly HashSet<string> ends =
        [.. new[] { "EndClerk", "Stop", "StopOrEnd", "No", "Leave" }.SelectMany(Keywords.Of)];

    /// <summary>A code of this phone and the words behind it; null for any other text, and on a phone that is no mentor's.</summary>
    public static (MentorCode Code, string Text)? Read(Subscriber subscriber, string text) =>
        subscriber is { Mentoring: { } desk, Quarantine: null } && Split(text) is { } said && desk.Find(said.Code) is { } known
            ? (known, said.Text)
            : null;

    /// <summary>Null for what is no mentor's.</summary>
    internal static Outcome<Subscriber>? Decide(Subscriber subscriber, SmsIn sms, Instant now)
    {
        if (subscriber.Handled.Contains(sms.Id) || sms.Provider is not null || subscriber.Quarantine is not null) return null;
        if (Begins(sms.Text) is { } begins) return Begun(subscriber, sms, begins, now);
        if (subscriber.Mentoring is null || Split(sms.Text) is not { } said) return null;
        if (subscriber.Mentoring.Find(said.Code) is not { } code)
            // On a phone of several people it is somebody's words, as on any other.
            return subscriber.IsShared || !MentorDesk.HasShape(said.Code) ? null
                : Not(subscriber, sms, said.Code, MentorNot.Unknown, now);
        if (subscriber.IsShared) return Phone(subscriber, sms, MentorPhoneIs.Shared, now);
        if ((sms.ReceivedAt ?? now) >= code.Until) return Not(subscriber, sms, said.Code, MentorNot.Over, now);
        var programme = AggregateId.ProgrammeOf(code.Inbox);
        if (subscriber.Mentoring.Keys.Count == 0) return Phone(subscriber, sms, MentorPhoneIs.Off, now);
        if (subscriber.Mentoring.KeyIn(programme) is not { } key) return Not(subscriber, sms, said.Code, MentorNot.Gone, now);
        if (SmsTokens.Of(sms.Text).IsPart) return SmsDecisions.Reply(subscriber, sms, new PartSms(), now);
        var (person, name) = (subscriber.Find(key)!.Holder.PersonId, subscriber.Find(key)!.Holder.Name);
        var from = new MentorCall(programme, subscriber.Phone, code.Code, name, person);
        // "Finished?" and "Pass by, please" are for the person.
        var order = SmsTokens.Of(said.Text) is { Asks: false, Greets: false } words ? string.Join(' ', words.Words) : "";
        return said.Text.Length == 0 ? Tells(subscriber, code, new ShowToMentor(sms.Id, name, from))
            : done.Contains(order) ? Tells(subscriber, code, new CloseInbox(sms.Id, name, CloseReason.Called, From: from))
            : pass.Contains(order) ? Tells(subscriber, code, new PassInbox("", From: from))
            : IsOrder(said.Text) ? Not(subscriber, sms, said.Code, MentorNot.Order, now)
            : WhyNot(sms, said.Text, name) is { } why ? Not(subscriber, sms, said.Code, why, now)
            : Tells(subscriber, code, new ReplyToInbox(sms.Id, Signed(name), said.Text, Waits: true, From: from));
    }

    /// <summary>The name below an answer: the whole one, or its first word where that is all that fits.</summary>
    public static string Signed(string name) =>
        name.Length <= NameLength ? name : PhoneUser.FirstOf(name) is { Length: <= NameLength } first ? first : name[..NameLength];

    private static MentorNot? WhyNot(SmsIn sms, string text, string name) =>
        text.Contains(PinText.Struck, StringComparison.Ordinal) || text.Contains(PinText.Hidden, StringComparison.Ordinal)
            ? MentorNot.Figure
        : sms.MentorNot is { } why ? why
        // The words are the same in every language.
        : Segments.Of(Normaliser.ToGsm7(Words.Sms(Language.English).Of(new MentorSms(text, Signed(name))))).Count > MostSegments
            ? MentorNot.TooLong
        : null;

    /// <summary>Whether every part is a word that orders us something: STOP, HELP, 1, or all of them with signs between.</summary>
    private static bool IsOrder(string text) => text.Split('/', '|', ',', ';') is var parts && parts.All(p =>
        SmsParser.Read(p) is SmsIntent.Stop or SmsIntent.StopPurpose or SmsIntent.StopOrEnd or SmsIntent.Start or SmsIntent.Help
        || SmsTokens.Of(p).Words is ["1" or "2"]);

    private static Outcome<Subscriber> Tells(Subscriber subscriber, MentorCode code, Command command) =>
        new(subscriber, [new Tell(new AggregateId(AggregateKind.Inbox, code.Inbox), command)]);

    private static Outcome<Subscriber> Not(Subscriber subscriber, SmsIn sms, string code, MentorNot why, Instant now) =>
        SmsDecisions.Reply(subscriber, sms, new MentorNotSms(code, why), now);

    private static Outcome<Subscriber> Phone(Subscriber subscriber, SmsIn sms, MentorPhoneIs what, Instant now) =>
        SmsDecisions.Reply(subscriber, sms, new MentorPhoneSms(what), now);

    /// <summary>Whether the text begins what a phone is for a mentor, or ends it; null for another text.</summary>
    private static bool? Begins(string text)
    {
        var words = SmsTokens.Of(text).Words;
        var at = words.FindIndex(mentor.Contains);
        return at is not (0 or 1) || words.Count > 2 ? null
            : words.Count == 1 ? true
            : ends.Contains(words[1 - at]) ? false
            : null;
    }

    private static Outcome<Subscriber>? Begun(Subscriber subscriber, SmsIn sms, bool begins, Instant now)
    {
        List<string> keys = [.. subscriber.Holders.Where(u => u.Holder.Role == Role.Coordinator).Select(u => u.Holder.Key)];
        if (keys.Count == 0) return null;
        // What a phone is for its mentor ends whatever has become of it.
        if (!begins) return Phone(subscriber with { Mentoring = null }, sms, MentorPhoneIs.Off, now);
        return subscriber.IsStopped ? null
            : subscriber.IsShared ? Phone(subscriber, sms, MentorPhoneIs.Shared, now)
            : sms.MentorHasNamesake ? Phone(subscriber, sms, MentorPhoneIs.Namesake, now)
            : Phone(subscriber with { Mentoring = (subscriber.Mentoring ?? new([], [])) with { Keys = keys } }, sms, MentorPhoneIs.On, now);
    }

    /// <summary>Whether the text is MENTOR, which makes the phone its sender's to answer from.</summary>
    public static bool IsBegin(string text) => Begins(text) == true;

    /// <summary>The first word, where it is as long as a code, and what stands behind it as it was typed.</summary>
    private static (string Code, string Text)? Split(string text)
    {
        var match = First().Match(text);
        if (!match.Success) return null;
        return (Normaliser.ForInput(match.Groups["code"].Value).ToUpperInvariant(), InboxItem.Readable(match.Groups["text"].Value));
    }

    [GeneratedRegex(@"^[\s\p{P}]*(?<code>[\p{L}\d]{3})(?![\p{L}\p{M}\d])[\s:;.,!?\p{Pd}\p{Pe}\p{Pf}]*(?<text>.*)$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex First();
}
