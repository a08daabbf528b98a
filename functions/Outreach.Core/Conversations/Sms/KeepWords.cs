using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>
/// KEEP, alone or with a mark: the last digits of a number, or a first name. It stops one thing; where several wait, it is asked which.
/// </summary>
internal static class KeepWords
{
    /// <summary>The most words of a name behind KEEP; a longer text is about something else.</summary>
    private const int MostWords = 2;

    private static readonly HashSet<string> keep = Keywords.Of("Keep");

    /// <summary>Null when the SMS stops nothing here.</summary>
    public static Outcome<Subscriber>? Decide(Subscriber subscriber, SmsIn sms, Instant now)
    {
        var words = SmsTokens.Of(sms.Text).Words;
        if (words.Count is 0 or > MostWords + 1 || !keep.Contains(words[0])) return null;
        var open = Open(subscriber, sms, now);
        if (open.Count == 0) return null;
        var mark = string.Join(' ', words.Skip(1));
        var marks = open.Select(o => o.Mark).Distinct().ToList();
        // One thing that waits needs no mark, whatever stands behind the word.
        var meant = open.Where(o => mark.Length == 0 || marks.Count == 1 || o.Mark == mark).ToList();
        if (meant.Count == 0 || mark.Length == 0 && marks.Count > 1)
            return SmsDecisions.Reply(subscriber, sms, new WhichToKeepSms(marks), now);
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

    private static string MarkOf(string text) => string.Join(' ', SmsTokens.Of(text).Words);
}
