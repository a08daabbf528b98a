using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// KEEP, alone or with a mark: the last digits of a number, or a first name. It stops one thing; where several wait, it is asked which.
/// What is nearly KEEP is asked back with what it would stop. See docs/decisions/0245.
/// </summary>
internal static class KeepWords
{
    /// <summary>The most words of a name behind KEEP; a longer text is about something else.</summary>
    private const int MostWords = 2;

    private static readonly HashSet<string> filler =
        [.. Keywords.Of("AroundKeep"), .. Keywords.Of("Greeting"), .. Keywords.Of("Thanks")];
    private static readonly string[][] keep = [.. Keywords.Of("Keep").Select(w => w.Split(' '))];
    private static readonly HashSet<string> known = [.. Keywords.All.Where(w => w.Meaning != "Keep").Select(w => w.Word)];

    /// <summary>Null when the SMS stops nothing here.</summary>
    public static Outcome<Subscriber>? Decide(Subscriber subscriber, SmsIn sms, Instant now)
    {
        List<string> words = [.. SmsTokens.Of(sms.Text).Words.Where(w => !filler.Contains(w))];
        if (Said(words) is not { } said || words.Count - said.Length > MostWords) return null;
        var open = Open(subscriber, sms, now);
        if (open.Count == 0) return null;
        List<string> rest = [.. words.Skip(said.Length)];
        var marks = open.Select(o => o.Mark).Distinct().ToList();
        var meant = open.Where(o => rest.Count == 0 || IsOf(o.Mark, rest)
            || marks.Count == 1 && rest.All(w => Codes.HasShape(w) || NamesUser(subscriber, w))).ToList();
        if (!said.IsExact || meant.Count == 0 || rest.Count == 0 && marks.Count > 1)
            return SmsDecisions.Reply(subscriber, sms, marks is [var one] ? new MeantToKeepSms(one) : new WhichToKeepSms(marks), now);
        var (state, effects) = (subscriber, new List<Effect>());
        foreach (var stop in meant.Select(o => o.Stop).OfType<Func<Subscriber, Outcome<Subscriber>>>())
        {
            var outcome = stop(state);
            effects.AddRange(outcome.Effects);
            state = outcome.State!;
        }
        return effects.Count > 0 ? new(state, effects) : SmsDecisions.Reply(subscriber, sms, new KeepByPinSms(sms.UssdCode), now);
    }

    /// <summary>All that KEEP may mean here; without a way to stop it where the PIN is needed.</summary>
    private static List<(string Mark, Func<Subscriber, Outcome<Subscriber>>? Stop)> Open(Subscriber subscriber, SmsIn sms, Instant now)
    {
        bool NeedsPin(string key) => KeptNumbers.NeedsPin(subscriber, key, now);
        var asks = (subscriber.Keeps ?? []).Where(k => subscriber.Holds(k.Key) && k.IsMeant(sms, now)).ToList();
        return
        [
            .. asks.Where(k => !k.Undo).Select(k => (MarkOf(k.Number.Length > 0 ? k.Number
                    : k.Name.Length > 0 ? k.Name : subscriber.Find(k.Key)!.FirstName),
                KeptNumbers.IsOfNumber(k) && NeedsPin(k.Key) ? null
                    : (Func<Subscriber, Outcome<Subscriber>>)(state => IdentityActs.Kept(state, k, now)))),
            .. NumberChanges.Open(subscriber, sms).Select(c => (MarkOf(NumberChange.Ending(c.To)), NeedsPin(c.Key) ? null
                : (Func<Subscriber, Outcome<Subscriber>>)(state => NumberChanges.Kept(state, c, now)))),
            .. asks.Where(k => k.Undo).Select(k => (MarkOf(subscriber.Find(k.Key)!.FirstName),
                (Func<Subscriber, Outcome<Subscriber>>?)(state => Newcomers.Kept(state, k, now)))),
        ];
    }

    /// <summary>How many words of the beginning are KEEP, or nearly; null for none.</summary>
    private static (int Length, bool IsExact)? Said(List<string> words)
    {
        if (words.Count == 0) return null;
        if (Array.Find(keep, k => words.Take(k.Length).SequenceEqual(k)) is { } exact) return (exact.Length, true);
        var (word, single) = (words[0], keep.Where(k => k.Length == 1).Select(k => k[0]).ToList());
        if (single.Any(k => SmsTokens.Once(k) == SmsTokens.Once(word))) return (1, true);
        return word.Length > 3 && !known.Contains(word) && single.Any(k => IsSlip(k, word))
            ? (1, false)
            : null;
    }

    /// <summary>One slip; in a short word no other letter, since DEEP and BASI are words.</summary>
    private static bool IsSlip(string keep, string word) => keep.Length > 3 && EditDistance.Of(keep, word) == 1
        && (keep.Length > 5 || keep.Length != word.Length || keep.Order().SequenceEqual(word.Order()));

    /// <summary>The mark, or the whole number that ends in it.</summary>
    private static bool IsOf(string mark, List<string> rest) => string.Join(' ', rest) == mark
        || rest is [var number] && number.Length > mark.Length && number.All(c => char.IsAsciiDigit(c) || c == '+')
            && number.EndsWith(mark, StringComparison.Ordinal);

    private static bool NamesUser(Subscriber subscriber, string word) =>
        subscriber.Holders.Any(u => SmsTokens.Of(u.Holder.Name).Words.Contains(word));

    private static string MarkOf(string text) => string.Join(' ', SmsTokens.Of(text).Words);
}
