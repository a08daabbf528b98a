using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// CLERK by SMS. An end, or a question, counts in each programme in which the sender is a trader; a name where somebody with exactly that
/// name holds a key. See docs/decisions/0236.
/// </summary>
internal static class ClerkWords
{
    public static Outcome<Subscriber> Decide(Subscriber subscriber, SmsIn sms, SmsIntent.Clerk said)
    {
        var traders = subscriber.Mine.Where(u => u.Holder.Role == Role.Trader)
            .OrderBy(u => u.Holder.Key == subscriber.Holder!.Key ? 0 : 1).ToList();
        return new(subscriber, [.. traders.Select((u, n) => Told(u, sms, said, subscriber.Phone, quiet: n > 0))]);
    }

    /// <summary>A name in Bangla letters is the same as in Latin ones.</summary>
    private static bool IsSame(string owner, string said) => Spelling.Same(owner, said) || Spelling.Same(Latin.Of(owner), Latin.Of(said));

    private static Tell Told(PhoneUser trader, SmsIn sms, SmsIntent.Clerk said, string phone, bool quiet)
    {
        var name = said.Name is null || said.End
            ? said.Name
            : sms.Owners?.FirstOrDefault(o => o.Programme == trader.Holder.Programme && IsSame(o.Name, said.Name))?.Name;
        return new(AggregateId.Person(trader.Holder.Programme, trader.Holder.PersonId),
            new NameClerk(sms.Id, phone, name, said.End, sms.Text, quiet));
    }
}
