using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>A code by which a mentor's phone answers one conversation.</summary>
/// <param name="Inbox">The id of the conversation.</param>
/// <param name="Asked">What was sent with it last, so that it goes once.</param>
public sealed record MentorCode(string Code, string Inbox, Instant Until, string Asked);

/// <summary>A phone from which its coordinator answers people by SMS. Their own SMS from it began that.</summary>
/// <param name="Keys">The coordinator's persons here, one for each programme.</param>
/// <param name="Codes">The codes that went to this phone, oldest first; those that are over too.</param>
/// <param name="Day">The day that <paramref name="Sent"/> counts.</param>
/// <param name="Held">Conversations beyond a day's messages, by id, which come on the next day.</param>
/// <param name="Told">Whether it was said today that more wait.</param>
public sealed record MentorDesk(IReadOnlyList<string> Keys, IReadOnlyList<MentorCode> Codes, LocalDate? Day = null, int Sent = 0,
    IReadOnlyList<string>? Held = null, bool Told = false)
{
    /// <summary>The most messages of people that come to the phone in a day.</summary>
    public const int MostADay = 10;

    private const int CodeLength = 3;

    /// <summary>More than a week's, so that a code that is over is known as one.</summary>
    private const int CodesKept = 100;

    /// <summary>How long a code is good.</summary>
    public static readonly Duration Lasts = Duration.FromDays(7);

    /// <summary>The coordinator's person in a programme; null for none.</summary>
    public string? KeyIn(string programme) => Keys.FirstOrDefault(k => k.StartsWith($"{programme}.", StringComparison.Ordinal));

    public MentorCode? Find(string code) => Codes.LastOrDefault(c => c.Code == code);

    /// <summary>The code of the conversation, good for a week from now.</summary>
    public (MentorDesk Desk, string Code) Coded(string inbox, string asked, Instant now)
    {
        var code = Codes.LastOrDefault(c => c.Inbox == inbox)?.Code ?? NewCode(inbox);
        var kept = Codes.Where(c => c.Inbox != inbox).Append(new(code, inbox, now + Lasts, asked)).TakeLast(CodesKept);
        return (this with { Codes = [.. kept] }, code);
    }

    /// <summary>A digit between two letters: neither a word, nor an amount such as 50K, 2KG and R50.</summary>
    public static bool HasShape(string text) => text.Length == CodeLength && char.IsAsciiLetter(text[0]) && char.IsAsciiDigit(text[1])
        && char.IsAsciiLetter(text[2]);

    private string NewCode(string inbox)
    {
        // By what the conversation began with, and not by its time: a second try makes the same code.
        var began = inbox[(inbox.LastIndexOf('-') + 1)..];
        for (var n = 0; ; n++)
        {
            var code = CodeAlphabet.Of(SHA256.HashData(Encoding.UTF8.GetBytes($"{began}|{n}")), CodeLength);
            if (HasShape(code) && Find(code) is null) return code;
        }
    }
}
