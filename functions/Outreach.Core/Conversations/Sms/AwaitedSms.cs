using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>An SMS that this phone was asked for, whoever it belongs to: a code, KEEP, or AGREE. By exact words only.</summary>
internal static class AwaitedSms
{
    private static readonly HashSet<string> keep = Keywords.Of("Keep");
    // Some of them say yes to an offer too: where one waits, neither is bound.
    private static readonly HashSet<string> agree = Keywords.Of("Agree");

    /// <summary>Null when it is none that is waited for.</summary>
    public static Outcome<Line>? Decide(Line line, SmsIn sms, Instant now)
    {
        if (line.Arriving is null && line.Leaving is null && line.ContactAsks is null || line.Handled.Contains(sms.Id)) return null;
        var text = Normaliser.ForInput(sms.Text).Trim().Trim('.', '!', '"').ToUpperInvariant();
        var heard = line with { Handled = [.. line.Handled.TakeLast(Line.HandledKept - 1), sms.Id] };
        if (line.Arriving is { } move && text.Length == move.Code.Length && text.All(char.IsAsciiDigit))
            return move.Fits(text, now)
                ? new(heard with { Arriving = null }, [new Tell(AggregateId.Line(move.From), new MoveConfirmed(move))])
                : new(heard with { Arriving = NumberDialogue.Tried(move) }, []);
        if (line.Leaving is { DueAt: not null } leaving && keep.Contains(text)) return NumberMoves.Refuse(heard, leaving, now);
        if (line.ContactAsks is not { Count: > 0 } asks || !agree.Contains(text)) return null;
        var offers = (sms.Shared ?? []).Append(sms.Account).OfType<Account>().SelectMany(a => a.AwaitingAnswer(now)).ToList();
        return offers.Count == 0 ? Agreed(heard, asks, now) : SmsDecisions.Reply(line, sms, SmsDecisions.Which(offers), now);
    }

    public static Outcome<Line> Ask(Line line, AskContact ask, Instant now) => line.ContactAsks?.Any(a => a.Key == ask.Key) == true
        ? Outcome<Line>.Nothing(line)
        : new(line with { ContactAsks = [.. line.ContactAsks ?? [], new ContactAsk(ask.Key, ask.Name)] }, [Order(line, Purpose.Offer, new ContactAskSms(ask.Name), now)]);

    private static Outcome<Line> Agreed(Line line, IReadOnlyList<ContactAsk> asks, Instant now) => new(line with { ContactAsks = null },
    [
        .. asks.Select(a => new Tell(new AggregateId(AggregateKind.Person, a.Key), new SecondAgreed(line.Phone))),
        Order(line, Purpose.Reply, new ContactThanksSms(), now),
    ]);

    private static Send Order(Line line, Purpose purpose, Sms sms, Instant now) => new(SmsOrder.To(line.Phone, purpose, sms, line.Programme, now));
}
