using System.Text;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>Where a conversation stands: the person waits for us, we wait for the person, or it is over.</summary>
public enum ConversationState { Open, Waiting, Closed }

/// <summary>Why a conversation was closed without an answer.</summary>
public enum CloseReason { Thanks, WrongNumber, Called, Spam }

/// <summary>One turn of a conversation: a text of the person's, a mentor's message, or a close without one.</summary>
/// <param name="Id">Of the SMS or the request, to recognise a repeat.</param>
/// <param name="By">Who signs the message, or closed the conversation; empty for the person's own words.</param>
/// <param name="Ends">Whether it closes the conversation.</param>
public sealed record Turn(string Id, Instant At, string Text, string By = "", bool Ends = false, CloseReason? Reason = null)
{
    public bool IsTheirs => By.Length == 0;
}

/// <summary>A time in which a person waited for an answer.</summary>
/// <param name="End">The turn that ended it; null while they wait.</param>
public sealed record Wait(Instant Since, Turn? End)
{
    /// <summary>False for what needed no answer.</summary>
    public bool Counts => End?.Reason is null or CloseReason.Called;
}

/// <summary>A conversation that began with an SMS which only a coordinator can read.</summary>
/// <param name="Id">Programme and time, so that the oldest sorts first: <c>programme.time-mark</c>.</param>
/// <param name="Lesson">The lesson that was open, which the text may be about; empty for none.</param>
/// <param name="Text">The first text as <see cref="Readable"/> returns it.</param>
/// <param name="Writers">Those of a shared phone who may have written it; null once it is signed, and on one person's phone.</param>
/// <param name="Later">What followed the first text.</param>
/// <param name="Mentor">Who took it, or was given it last. Who has it now is <see cref="MentorAt"/>.</param>
/// <param name="MentorSince">When they took it, or were given it.</param>
public sealed record InboxItem(string Id, string Programme, string PersonId, string Name, string Phone, string Text, Instant At,
    string Lesson = "", IReadOnlyList<Writer>? Writers = null, IReadOnlyList<Turn>? Later = null, string Mentor = "",
    Instant? MentorSince = null)
{
    /// <summary>The most messages of one conversation.</summary>
    public const int MostTurns = 20;

    private const int Longest = 1_000;
    private static readonly InstantPattern millisecond = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmssfff");

    public IReadOnlyList<Turn> Turns => [new(Id, At, Text), .. Later ?? []];

    public Turn Last => Turns[^1];

    /// <summary>What the person wrote last.</summary>
    public string Said => Turns.Last(t => t.IsTheirs).Text;

    public ConversationState State =>
        Last.IsTheirs ? ConversationState.Open : Last.Ends ? ConversationState.Closed : ConversationState.Waiting;

    /// <summary>The times in which the person waited for an answer, oldest first.</summary>
    public IReadOnlyList<Wait> Waits
    {
        get
        {
            List<Wait> waits = [];
            Instant? since = null;
            foreach (var turn in Turns)
            {
                if (turn.IsTheirs) since ??= turn.At;
                else if (since is { } began)
                {
                    waits.Add(new(began, turn));
                    since = null;
                }
            }
            return since is { } open ? [.. waits, new(open, null)] : waits;
        }
    }

    /// <summary>Since when the person waits for an answer; null while nobody does.</summary>
    public Instant? WaitingSince => Waits is [.., { End: null } open] ? open.Since : null;

    public Instant? FirstReplyAt => Later?.FirstOrDefault(t => t is { IsTheirs: false, Text.Length: > 0 })?.At;

    /// <summary>What the person wrote since the last answer; their last text where nothing waits.</summary>
    public string Newest => State == ConversationState.Open
        ? string.Join(" / ", Turns.Reverse().TakeWhile(t => t.IsTheirs).Reverse().Select(t => t.Text))
        : Turns.Last(t => t.IsTheirs).Text;

    /// <summary>Within how many working days who has it should answer; then it is everybody's again.</summary>
    public const int AnswerDays = 2;

    /// <summary>Who has it at a time; empty while it is everybody's. The days begin with the wait, or with who has it since.</summary>
    public string MentorAt(Instant now) => WaitingSince is { } since && Country.OfPhone(Phone) is { } country
        && now >= country.AfterWorkingDays(Instant.Max(since, MentorSince ?? since), AnswerDays) ? "" : Mentor;

    public bool IsWith(string mentor, Instant now) => mentor.Length > 0 && Spelling.Same(MentorAt(now), mentor);

    /// <summary>The conversation in this mentor's hands from now on; in everybody's for an empty name.</summary>
    public InboxItem With(string mentor, Instant now) => this with { Mentor = mentor, MentorSince = mentor.Length > 0 ? now : null };

    /// <summary>Those who wait come first, who waits longest on top; then the others, by their last turn.</summary>
    public string Place => WaitingSince is { } since ? $"0{millisecond.Format(since)}-{Id}" : $"1{millisecond.Format(Last.At)}-{Id}";

    /// <summary>
    /// Why a text of ours may not go out, read by itself and behind what went before it and is not answered: what may not be said at once
    /// may not be said in parts. Null where it may.
    /// </summary>
    public string? WhyNot(string text, Func<string, string?> why)
    {
        if (why(text) is { } alone) return alone;
        var before = "";
        foreach (var turn in Turns.Reverse().TakeWhile(t => !t.IsTheirs).Where(t => t.Text.Length > 0))
        {
            before = before.Length == 0 ? turn.Text : $"{turn.Text} {before}";
            // What went out all the same had a second owner's yes.
            if (why(before) is not null) return null;
            if (why($"{before} {text}") is { } together) return together;
        }
        return null;
    }

    /// <summary>The texts so far; a close without one is not counted.</summary>
    internal int Messages => Turns.Count(t => t.Text.Length > 0);

    /// <summary>The names of several who may have written it, as mentors read them.</summary>
    public static string NamesOf(IReadOnlyList<Writer> writers) => string.Join(" / ", writers.Select(w => w.Name));

    /// <summary>Returns the same id for the same SMS, so that a repeat changes nothing.</summary>
    public static string IdOf(string smsId, Instant at) => $"{millisecond.Format(at)}-{Chain.Next("", smsId)[..8]}";

    /// <summary>Puts the text on one line and cuts it to the limit. PINs were struck out before it was kept anywhere.</summary>
    public static string Readable(string text)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(Longest)) plain.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        return plain.ToString().Trim();
    }
}

/// <summary>One of several who may have written a message from a shared phone.</summary>
public sealed record Writer(string PersonId, string Name);

/// <summary>Takes a message into the inbox.</summary>
[StoredAs("TakeIn")] public sealed record TakeIn(InboxItem Item) : Command;

/// <summary>Attaches a text to the conversation that it belongs to; one that is full begins anew with it.</summary>
/// <param name="To">The id of that conversation.</param>
/// <param name="Item">The conversation that the text would begin.</param>
[StoredAs("AttachToInbox")] public sealed record AttachToInbox(string To, InboxItem Item) : Command;

/// <summary>Replies to an inbox message.</summary>
/// <param name="Waits">Whether the conversation waits for the person's answer, and is not closed.</param>
/// <param name="Seen">How many turns the mentor saw; null: whatever there is, while the person waits for an answer.</param>
/// <param name="From">The mentor's phone; null for the console.</param>
[StoredAs("ReplyToInbox")]
public sealed record ReplyToInbox(string Id, string Name, string Text, bool Waits = false, int? Seen = null, MentorCall? From = null)
    : Command, IMentors;

/// <summary>Closes a conversation without an answer.</summary>
[StoredAs("CloseInbox")]
public sealed record CloseInbox(string Id, string By, CloseReason Reason, int? Seen = null, MentorCall? From = null) : Command, IMentors;

/// <summary>Somebody takes a conversation that is nobody's.</summary>
[StoredAs("TakeInbox")] public sealed record TakeInbox(string By) : Command;

/// <summary>Gives a conversation to another mentor; to everybody where the name is empty.</summary>
/// <param name="Seen">How many turns were seen; null: whatever there is.</param>
[StoredAs("PassInbox")]
public sealed record PassInbox(string To, int? Seen = null, MentorCall? From = null) : Command, IMentors;

/// <summary>A conversation that is still this mentor's is sent to their phone.</summary>
/// <param name="Id">What it is sent for, so that it goes once.</param>
/// <param name="From">The mentor's phone, where it sent the code alone; null for what had to wait for another day.</param>
[StoredAs("ShowToMentor")]
public sealed record ShowToMentor(string Id, string Mentor, MentorCall? From = null) : Command, IMentors;

/// <summary>Somebody on the shared phone said who wrote the message.</summary>
/// <param name="Mentor">Who looks after them.</param>
[StoredAs("SignInbox")] public sealed record SignInbox(string PersonId, string Name, string Mentor = "") : Command;

/// <summary>One of those who may have written the message is erased: the words may be another's, and stay.</summary>
[StoredAs("ForgetWriter")] public sealed record ForgetWriter(string PersonId) : Command;
