using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Reports a payment: what is due stands there to be sent, and another amount is typed over it.</summary>
internal static class PaymentDialogue
{
    public static PaymentReadBack Likely(AccountEntry entry, LocalDate today) => new(entry.Code, entry.LikelyPayment(today));

    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, Screen screen, string typed, UssdTurn turn,
        Account account, Instant now) => (screen, typed) switch
    {
        (PaymentReadBack back, "1") => Report(subscriber, trail, back.Code, back.Amount, false, turn, account, now),
        (PaymentReadBack back, _) => Dialogue.To(subscriber, [.. trail.SkipLast(1)], Amounts.Parse(typed, back.Amount.Currency)
            is { IsAmount: true } amount
                ? new PaymentReadBack(back.Code, new Money(amount.Value, back.Amount.Currency))
                : back with { Fault = true }),
        (PaymentBefore, "1") => Dialogue.To(subscriber, trail, new SaidBefore()),
        (PaymentBefore before, "2") => Report(subscriber, trail, before.Code, before.Amount, true, turn, account, now),
        _ => Dialogue.Again(subscriber, trail),
    };

    private static Transition Report(Subscriber subscriber, IReadOnlyList<Screen> trail, string code, Money amount, bool again,
        UssdTurn turn, Account account, Instant now) =>
        ActionDialogue.Tell(subscriber, trail, AgreementAction.Paid, code,
            new ReportPayment(ActionDialogue.Caller(subscriber, turn), amount, again), turn, now,
            account.Find(code) is { } entry ? new PaymentSentSms(code, entry.OtherName, amount) : null);
}
