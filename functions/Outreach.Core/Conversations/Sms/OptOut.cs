using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>An order to stop, whatever stands around it.</summary>
/// <param name="Purpose">The one purpose to stop; null for all messages.</param>
/// <param name="Rest">The words beside the order and the filler: a name, or something else.</param>
/// <param name="IsPlain">Whether the order is our own word STOP, which has no other use in a sentence.</param>
internal sealed record StopOrder(ConsentPurpose? Purpose, IReadOnlyList<string> Rest, bool IsPlain);

/// <summary>
/// Reads that somebody wants no messages, in plain words. A wrong STOP is undone by START, a STOP not heard is a complaint: so words that
/// only stand around the order are left out. Consent itself is never read so.
/// </summary>
internal static class OptOut
{
    private const string Plain = "STOP";
    private static readonly HashSet<string> filler = Keywords.Of("AroundStop");

    private static readonly HashSet<string> contact = Keywords.Of("StopContact");

    /// <summary>The longest first, so that STOP TIPS precedes STOP.</summary>
    private static readonly (string[] Words, ConsentPurpose? Purpose)[] orders =
    [
        .. Orders("Stop", null).Concat(Orders("StopTips", ConsentPurpose.Tips)).Concat(Orders("StopReminders", ConsentPurpose.Reminders))
            .Concat(Orders("StopSurveys", ConsentPurpose.Surveys)).OrderByDescending(o => o.Words.Length),
    ];

    /// <summary>The order at the beginning or the end of the words; null for none, and for one about an agreement or a contact.</summary>
    public static StopOrder? Of(IReadOnlyList<string> said, Language line)
    {
        if (said.Count > SmsTokens.Most || said.Any(Codes.HasShape) || contact.Contains(string.Join(' ', said))) return null;
        var spelt = Spelt(said);
        List<string> core = [.. spelt.Where(w => !filler.Contains(w)).Distinct()];
        foreach (var (order, purpose) in orders.Where(o => !Keywords.IsPolite(line, string.Join(' ', o.Words))))
        {
            foreach (var words in new[] { spelt, core })
            {
                if (words.Take(order.Length).SequenceEqual(order)) return Order(order, purpose, words.Skip(order.Length));
                if (words.TakeLast(order.Length).SequenceEqual(order)) return Order(order, purpose, words.SkipLast(order.Length));
            }
        }
        return null;
    }

    /// <summary>Whether nothing but the order is said, and perhaps the sender's own name.</summary>
    public static bool IsAlone(StopOrder order, string name)
    {
        var own = SmsTokens.Of(name).Words;
        return order.Rest.All(own.Contains);
    }

    private static StopOrder Order(string[] order, ConsentPurpose? purpose, IEnumerable<string> rest) =>
        new(purpose, [.. rest.Where(w => !filler.Contains(w)).Except(order)], order[0] == Plain);

    private static IEnumerable<(string[] Words, ConsentPurpose? Purpose)> Orders(string meaning, ConsentPurpose? purpose) =>
        Keywords.Of(meaning).Select(w => (w.Split(' '), purpose));

    /// <summary>Letters with gaps between them, and a nought for an O.</summary>
    private static List<string> Spelt(IReadOnlyList<string> said)
    {
        List<string> words = said.Count > 2 && said.All(w => w.Length == 1) ? [string.Concat(said)] : [.. said];
        return [.. words.Select(w => w.Replace('0', 'O') is var o && o == Plain ? o : w)];
    }
}
