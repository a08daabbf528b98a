using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>An order to stop, whatever stands around it.</summary>
/// <param name="Purpose">The one purpose to stop; null for all messages.</param>
/// <param name="Rest">The words beside the order and the filler: a name, or something else.</param>
/// <param name="IsPlain">Whether the text begins with our own word STOP.</param>
/// <param name="IsTaught">Whether it begins or ends with a word for STOP that we teach: one more word may be a name.</param>
/// <param name="IsClear">Whether it is an order once nothing is left; otherwise the sender is asked.</param>
/// <param name="NamesMessages">Whether messages or one purpose of them are named.</param>
/// <param name="NamesAThing">Whether something that is no person is named: a word of our own texts, or one behind an article.</param>
internal sealed record StopOrder(ConsentPurpose? Purpose, IReadOnlyList<string> Rest, bool IsPlain, bool IsTaught, bool IsClear,
    bool NamesMessages, bool NamesAThing = false);

/// <summary>
/// Reads that somebody wants no messages, in plain words and with slips. What is clear stops: a wrong STOP is undone by START, a STOP not
/// heard is a complaint. What may be one is asked back. Consent itself is never read so. See docs/decisions/0245.
/// </summary>
internal static class OptOut
{
    private const string Plain = "STOP";
    /// <summary>The most words of something else in a text about which the sender is still asked.</summary>
    private const int MostElse = 8;
    /// <summary>From so many letters on, a word with one slip is taken for ours.</summary>
    private const int Guessable = 6;

    private enum Sense { Stop, NotWanted, Annoyed, Reversed }

    private static readonly HashSet<string> filler =
        [.. Keywords.Of("AroundStop"), .. Keywords.Of("Greeting"), .. Keywords.Of("Thanks")];
    /// <summary>The first word for STOP in each language.</summary>
    private static readonly HashSet<string> taught =
        [.. Keywords.All.Where(w => w.Meaning == "Stop").DistinctBy(w => w.File.Path).Select(w => w.Word)];
    private static readonly HashSet<string> messages = Keywords.Of("AroundStop.Messages");
    private static readonly HashSet<string> articles = Keywords.Of("AroundStop.Articles");
    private static readonly HashSet<string> contact = Keywords.Of("StopContact");

    private static readonly (string Meaning, ConsentPurpose Purpose)[] purposes =
    [
        ("StopTips", ConsentPurpose.Tips), ("StopReminders", ConsentPurpose.Reminders), ("StopSurveys", ConsentPurpose.Surveys),
    ];

    /// <summary>TIPS of STOP TIPS, VIDOKEZO of ACHA VIDOKEZO.</summary>
    private static readonly Dictionary<string, ConsentPurpose> topics = purposes
        .SelectMany(p => Keywords.Of(p.Meaning).SelectMany(w => w.Split(' ')).Select(w => (Word: w, p.Purpose)))
        .Where(t => !Keywords.Of("Stop").Contains(t.Word)).Distinct().ToDictionary(t => t.Word, t => t.Purpose);

    /// <summary>The longest first, so that DO NOT WANT TO STOP precedes STOP.</summary>
    private static readonly (string[] Words, Sense Sense)[] phrases = [.. PhrasesBut(_ => false)];

    /// <summary>The phrases without what is politeness on a line of the language.</summary>
    private static readonly FrozenDictionary<Language, (string[] Words, Sense Sense)[]> heard = Enum.GetValues<Language>()
        .ToFrozenDictionary(l => l, l => PhrasesBut(phrase => Keywords.IsPolite(l, phrase)).ToArray());

    private static readonly HashSet<string> known = [.. Keywords.All.SelectMany(w => w.Word.Split(' '))];
    private static readonly string[] guessed = [.. phrases.SelectMany(p => p.Words).Concat(filler).Concat(messages).Concat(topics.Keys)
        .Where(w => w.Length >= Guessable).Distinct()];

    /// <summary>An order somewhere in the words; null for none, for its opposite, and for one about an agreement or a contact.</summary>
    /// <param name="guess">Whether a word with one slip is taken for ours. A name could be such a word.</param>
    public static StopOrder? Of(IReadOnlyList<string> said, Language line, bool guess = false)
    {
        if (said.Count is 0 or > SmsTokens.Most || said.Any(Codes.HasShape) || contact.Contains(string.Join(' ', said))) return null;
        var words = Spelt(said);
        if (guess) words = [.. words.Select(Guessed)];
        var found = new HashSet<Sense>();
        List<string> rest = [.. Taken(Taken(words, line, found).Where(w => !filler.Contains(w)), line, found)];
        if (found.Contains(Sense.Reversed) || found.Count == 0) return null;
        var about = rest.Where(topics.ContainsKey).Select(w => topics[w]).Distinct().ToList();
        var named = about.Count > 0 || words.Any(messages.Contains);
        var isClear = about.Count < 2 && !found.Contains(Sense.Annoyed) && (found.Contains(Sense.Stop) || named);
        if (!isClear && !named) return null;
        List<string> others = [.. rest.Where(w => !messages.Contains(w) && !topics.ContainsKey(w)).Distinct()];
        return new(about is [var one] ? one : null, others, words[0] == Plain,
            taught.Contains(words[0]) || words.Count == 2 && taught.Contains(words[1]), isClear, named,
            others.Any(OwnVocabulary.Has) || words.Zip(words.Skip(1)).Any(w => articles.Contains(w.First) && others.Contains(w.Second)));
    }

    /// <summary>Whether nothing but the order is said, and perhaps the sender's own name.</summary>
    public static bool IsAlone(StopOrder order, string name)
    {
        var own = SmsTokens.Of(name).Words;
        return order.IsClear && order.Rest.All(own.Contains);
    }

    /// <summary>What the words say: an order, or <see cref="SmsIntent.MayStop"/> for a doubtful one; null for something else.</summary>
    public static SmsIntent? Read(IReadOnlyList<string> said, Language line, string name)
    {
        SmsIntent.MayStop? doubtful = null;
        foreach (var guess in new[] { false, true })
        {
            if (Of(said, line, guess) is not { } order) continue;
            if (IsAlone(order, name)) return order.Purpose is { } one ? new SmsIntent.StopPurpose(one) : new SmsIntent.Stop();
            if (order.NamesMessages && order.Rest.Count <= MostElse) doubtful ??= new(order.Purpose);
        }
        return doubtful;
    }

    private static IEnumerable<(string[] Words, Sense Sense)> PhrasesBut(Func<string, bool> isLeftOut) =>
        new[] { ("Stop", Sense.Stop), ("AroundStop.NotWanted", Sense.NotWanted), ("AroundStop.Annoyed", Sense.Annoyed),
            ("AroundStop.Reversed", Sense.Reversed) }
        .SelectMany(p => Keywords.Of(p.Item1).Where(w => !isLeftOut(w)).Select(w => (Words: w.Split(' '), p.Item2)))
        .OrderByDescending(p => p.Words.Length);

    /// <summary>The words without every phrase that is found in them.</summary>
    private static List<string> Taken(IEnumerable<string> from, Language line, HashSet<Sense> found)
    {
        List<string> words = [.. from];
        foreach (var (phrase, sense) in heard[line])
        {
            for (var at = words.Count - phrase.Length; at >= 0; at--)
            {
                if (at + phrase.Length > words.Count
                    || !CollectionsMarshal.AsSpan(words).Slice(at, phrase.Length).SequenceEqual(phrase)) continue;
                words.RemoveRange(at, phrase.Length);
                found.Add(sense);
            }
        }
        return words;
    }

    private static string Guessed(string word) => known.Contains(word) || SmsTokens.HasDigit(word)
        ? word
        : Array.Find(guessed, g => Math.Abs(g.Length - word.Length) <= 1 && EditDistance.Of(g, word) == 1) ?? word;

    /// <summary>Letters with gaps between them, a letter held down, and a nought for an O.</summary>
    private static List<string> Spelt(IReadOnlyList<string> said)
    {
        List<string> words = said.Count > 2 && said.All(w => w.Length == 1) ? [string.Concat(said)] : [.. said];
        return [.. words.Select(w => SmsTokens.Once(w.Replace('0', 'O')) is var o && o == Plain ? o : w)];
    }
}
