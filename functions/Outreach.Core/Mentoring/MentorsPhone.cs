using System.Text.RegularExpressions;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>Tells the phone of a mentor something; nobody where the mentor has none.</summary>
[StoredAs("TellMentor")] public sealed record TellMentor(string Programme, string Mentor, MentorAsked Command) : Effect;

/// <summary>To a mentor's phone: somebody waits for an answer.</summary>
/// <param name="Id">What they wait with, so that it goes out once.</param>
/// <param name="Inbox">The id of the conversation.</param>
/// <param name="Key">The person who waits.</param>
/// <param name="Name">Their first name.</param>
/// <param name="Text">Their first words, without any number that can be called.</param>
[StoredAs("MentorAsked")]
public sealed record MentorAsked(string Id, string Inbox, string Key, string Name, string Text) : Command;

/// <summary>What a mentor does with a conversation by SMS.</summary>
/// <param name="Name">The mentor, as conversations and people name them.</param>
/// <param name="Person">The id of the person whose phone it is: a name may be another's too.</param>
public sealed record MentorCall(string Programme, string Phone, string Code, string Name, string Person = "");

/// <summary>A command that may come from a mentor's phone.</summary>
internal interface IMentors
{
    MentorCall? From { get; }
}

/// <summary>What goes from a conversation to the phone of the mentor who has it, and what comes back.</summary>
internal static partial class MentorsPhone
{
    /// <summary>So many letters of what a person wrote; the rest is read at the console.</summary>
    private const int Most = 80;

    private const string Struck = "####";

    /// <summary>From so many digits on a number in one text may be called.</summary>
    private const int Fewest = 7;

    /// <summary>So many digits in texts beside each other may be a quantity and its price.</summary>
    private const int MostBeside = 8;

    /// <summary>The conversation, which its mentor hears of while the person waits.</summary>
    public static Outcome<InboxItem> Asked(InboxItem item, IReadOnlyList<Effect> effects, Instant now) =>
        new(item, [.. effects, .. Asks(item, item.Last.Id, now)]);

    /// <summary>Nothing while nobody waits, nobody has it, or nobody knows who wrote.</summary>
    public static IReadOnlyList<Effect> Asks(InboxItem item, string id, Instant now) =>
        item is { State: ConversationState.Open, PersonId.Length: > 0 } && item.MentorAt(now) is { Length: > 0 } mentor
            ? [new TellMentor(item.Programme, mentor, new MentorAsked(id, item.Id, AggregateId.Person(item.Programme, item.PersonId).Key,
                FirstName(item), Words(item)))]
            : [];

    /// <summary>The words once more, for who sent their code alone.</summary>
    public static Send Shows(InboxItem item, MentorCall from, Instant now) => new(
        SmsOrder.To(from.Phone, Purpose.Reply, new MentorAskSms(FirstName(item), from.Code, Words(item)), item.Programme,
            now) with { Names = [AggregateId.Person(item.Programme, item.PersonId).Key] });

    /// <summary>Why a reply from a mentor's phone cannot go out; null where it can.</summary>
    public static InboxRefusal? WhyNot(InboxItem item, ReplyToInbox reply, MentorCall mentor, Instant now) =>
        InboxDecisions.IsOthers(item, mentor, now) ? InboxRefusal.Taken
        : item.Turns.Reverse().TakeWhile(t => !t.IsTheirs).Any(t =>
            t.Text.Equals(reply.Text, StringComparison.OrdinalIgnoreCase) && IsBy(t, reply, mentor)) ? InboxRefusal.Twice
        : item.State == ConversationState.Closed || item.State == ConversationState.Waiting && !IsBy(item.Last, reply, mentor)
            ? InboxRefusal.Answered
        : item.Messages >= InboxItem.MostTurns ? InboxRefusal.Full
        : null;

    /// <summary>Tells the phone what was not done; writes down what was.</summary>
    public static Outcome<InboxItem> Told(InboxItem? item, Command command, MentorCall mentor, Outcome<InboxItem> outcome, Instant now)
    {
        if (outcome.Reply is InboxRefusal why)
        {
            var sms = new MentorNotSms(mentor.Code, Why(why, item, mentor),
                why == InboxRefusal.Taken ? item!.MentorAt(now) : item?.Last.By ?? "");
            var order = SmsOrder.To(mentor.Phone, Purpose.Reply, sms, mentor.Programme, now);
            return outcome with { Effects = [.. outcome.Effects, new Send(order)] };
        }
        if (ReferenceEquals(outcome.State, item)) return outcome;
        var what = command is ReplyToInbox ? "inbox.reply" : command is CloseInbox ? "inbox.close" : "inbox.pass";
        var row = new KeepAudit(mentor.Programme, mentor.Name, what, item!.Id, now, $"by SMS, phone of {mentor.Person}");
        return outcome with { Effects = [.. outcome.Effects, row] };
    }

    private static bool IsBy(Turn turn, ReplyToInbox reply, MentorCall mentor) =>
        Spelling.Same(turn.By, reply.Name) || Spelling.Same(turn.By, mentor.Name);

    private static MentorNot Why(InboxRefusal why, InboxItem? item, MentorCall mentor) => why switch
    {
        InboxRefusal.Taken => MentorNot.Taken,
        InboxRefusal.Twice => MentorNot.Twice,
        InboxRefusal.Full => MentorNot.Full,
        InboxRefusal.AsksForAnswer => MentorNot.Asks,
        InboxRefusal.Answered when item!.State == ConversationState.Closed =>
            Spelling.Same(item.Last.By, mentor.Name) ? MentorNot.ClosedByYou : MentorNot.Closed,
        InboxRefusal.Answered => MentorNot.Answered,
        _ => MentorNot.Gone,
    };

    private static string FirstName(InboxItem item) => WithoutNumbers([item.Name.Split(' ')[0]])[0];

    /// <summary>The newest text, cut at a word, with what came before it as far as there is room.</summary>
    private static string Words(InboxItem item)
    {
        var said = "";
        var theirs = item.Turns.Reverse().SkipWhile(t => !t.IsTheirs).TakeWhile(t => t.IsTheirs);
        foreach (var text in WithoutNumbers([.. theirs.Select(t => t.Text).Reverse()]).Reverse())
        {
            if (said.Length > 0 && text.Length + 3 + said.Length > Most) break;
            said = said.Length == 0 ? text : $"{text} / {said}";
        }
        if (said.Length <= Most) return said;
        var cut = said[..Most];
        return (cut.LastIndexOf(' ') is var at && at > Most / 2 ? cut[..at] : cut.TrimEnd()) + "..";
    }

    /// <summary>No number that can be called goes to another phone, in one text or in several, however its digits are written.</summary>
    private static string[] WithoutNumbers(IReadOnlyList<string> texts)
    {
        // A line each: no text that is kept has a break.
        var whole = WordedNumber.Without(Without(string.Join('\n', texts), MostBeside + 1), MostBeside + 1, Marks);
        return [.. whole.Split('\n').Select(text => WordedNumber.Without(Without(text, Fewest), Fewest, Struck))];
    }

    private static string Without(string text, int fewest)
    {
        foreach (var run in Digits().Matches(SeenText.Figures(text)).Reverse().Where(r => r.Value.Count(char.IsDigit) >= fewest))
            text = text[..run.Index] + Marks(run.Value) + text[(run.Index + run.Length)..];
        return text;
    }

    /// <summary>A mark in each of the texts.</summary>
    private static string Marks(string run) => string.Join('\n', run.Split('\n').Select(_ => Struck));

    /// <summary>Digits of any script, with signs or blanks between them.</summary>
    [GeneratedRegex(@"\+?\d(?:[^\p{L}\p{M}\d]*\d)*", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
