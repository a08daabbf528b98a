using System.Globalization;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>A party's actions on an agreement by USSD: delivery, payment, dispute, early end, or a paper statement.</summary>
internal static class ActionDialogue
{
    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, Screen screen, string typed, UssdTurn turn,
        Account account, Instant now) => screen switch
    {
        AgreementDetail detail => Detail(subscriber, trail, detail, typed, account),
        Actions actions => Choose(subscriber, trail, actions, typed, turn, account, now),
        DeliveryReadBack or DeliveryMore or DeliveryStep or DeliveryBefore =>
            DeliveryDialogue.Step(subscriber, trail, screen, typed, turn, account, now),
        PaymentReadBack or PaymentBefore => PaymentDialogue.Step(subscriber, trail, screen, typed, turn, account, now),
        CancelCheck check => typed == "1"
            ? Tell(subscriber, trail, AgreementAction.Cancel, check.Code,
                new AskToCancel(Caller(subscriber, turn), Read(subscriber, account, check.Code, now)), turn, now,
                account.Find(check.Code) is { } ending
                    ? new EarlyEndSentSms(check.Code, ending.OtherName, ending.AfterEnd(Today(subscriber, now)))
                    : null)
            : Dialogue.Again(subscriber, trail),
        DisputeMenu menu => int.TryParse(typed, out var n) && n >= 1 && n <= Abouts.Length
            ? Dialogue.To(subscriber, trail, new DisputeAmount(menu.Code, Abouts[n - 1]))
            : Dialogue.Again(subscriber, trail),
        DisputeAmount step => Dispute(subscriber, trail, step, typed, turn, account, now),
        CounterMenu menu => QuestionDialogue.Counter(subscriber, trail, menu, typed, turn, account, now),
        CounterStep step => QuestionDialogue.Change(subscriber, trail, step, typed, account, now),
        CorrectStep step => QuestionDialogue.Correct(subscriber, trail, step, typed, turn, account, now),
        ErasureCheck => ErasureDialogue.Step(subscriber, trail, typed, account, turn),
        MoreMenu when typed == "6" => DataDialogue.Step(subscriber, trail, turn, account, now),
        MoreMenu => More(subscriber, trail, typed, turn, account),
        _ => Dialogue.Again(subscriber, trail),
    };

    public static DisputeAbout[] Abouts { get; } = Enum.GetValues<DisputeAbout>();

    public static Caller Caller(Subscriber subscriber, UssdTurn turn) =>
        new(string.Create(CultureInfo.InvariantCulture, $"ussd-{turn.SessionId}-{turn.Consumed}"), subscriber.Holder!.PersonId,
            subscriber.Phone, Pin: true);

    /// <summary>The balance after an early end that the last screen showed, from the farmer's side.</summary>
    private static Money? Read(Subscriber subscriber, Account account, string code, Instant now) =>
        account.Find(code) is { } entry ? entry.ByFarmer(entry.AfterEnd(Today(subscriber, now))) : null;

    public static LocalDate Today(Subscriber subscriber, Instant now) => Country.OfPhone(subscriber.Phone)!.Today(now);

    /// <summary>The actions that an agreement's state allows, in the order of their keys.</summary>
    public static IReadOnlyList<AgreementAction> ActsOn(AccountEntry? e)
    {
        if (e is null) return [];
        if (e.Status == AgreementStatus.Offered) return e.Proposed ? [AgreementAction.TakeBack] : [];
        if (!IsBound(e)) return [];
        var acts = new List<AgreementAction>();
        var running = e.Status == AgreementStatus.Confirmed;
        if (running && e.AwaitsGoods) acts.Add(AgreementAction.Delivered);
        if (running && e.CanPay) acts.Add(AgreementAction.Paid);
        acts.Add(AgreementAction.Receipt);
        if (e.CanEnd) acts.Add(AgreementAction.Cancel);
        if (running && e.AwaitsGoods) acts.Add(AgreementAction.NoMore);
        if (e.CanBeWrong) acts.Add(AgreementAction.Wrong);
        if (e is { Dispute.ByReader: true }) acts.Add(AgreementAction.CloseDispute);
        return acts;
    }

    public static bool CanDispute(AccountEntry? e) => e is { Dispute: null, Status: AgreementStatus.Confirmed or AgreementStatus.Settled };

    private static bool IsBound(AccountEntry e) =>
        e.Status is AgreementStatus.Confirmed or AgreementStatus.Settled or AgreementStatus.Cancelled;

    private static Transition Detail(Subscriber subscriber, IReadOnlyList<Screen> trail, AgreementDetail detail, string typed,
        Account account)
    {
        var entry = account.Find(detail.Code);
        return typed switch
        {
            "1" when ActsOn(entry).Count > 0 => Dialogue.To(subscriber, trail, new Actions(detail.Code)),
            "9" when CanDispute(entry) => Dialogue.To(subscriber, trail, new DisputeMenu(detail.Code)),
            _ => Dialogue.Again(subscriber, trail),
        };
    }

    private static Transition Choose(Subscriber subscriber, IReadOnlyList<Screen> trail, Actions screen, string typed, UssdTurn turn,
        Account account, Instant now)
    {
        var entry = account.Find(screen.Code);
        var acts = ActsOn(entry);
        if (!int.TryParse(typed, out var n) || n < 1 || n > acts.Count) return Dialogue.Again(subscriber, trail);
        var by = Caller(subscriber, turn);
        return acts[n - 1] switch
        {
            AgreementAction.Delivered => Dialogue.To(subscriber, trail, DeliveryDialogue.Likely(entry!)),
            AgreementAction.Paid => Dialogue.To(subscriber, trail, PaymentDialogue.Likely(entry!, Today(subscriber, now))),
            AgreementAction.Wrong => Tell(subscriber, trail, AgreementAction.Wrong, screen.Code, new ReportMistake(by), turn, now),
            AgreementAction.NoMore => DeliveryDialogue.NoMore(subscriber, trail, entry!, turn, now),
            AgreementAction.Cancel when entry!.ClaimsOpen =>
                Dialogue.To(subscriber, trail, new ActionRefused(new RefusalSms(screen.Code, AgreementRefusal.ClaimsOpen))),
            AgreementAction.Cancel => Dialogue.To(subscriber, trail, new CancelCheck(screen.Code)),
            AgreementAction.TakeBack =>
                Tell(subscriber, trail, AgreementAction.TakeBack, screen.Code, new WithdrawOffer(by), turn, now),
            AgreementAction.CloseDispute =>
                Tell(subscriber, trail, AgreementAction.CloseDispute, screen.Code, new CloseDispute(by), turn, now),
            _ => Sent(subscriber, trail, AgreementAction.Receipt, screen.Code,
                new CheckAgreement(subscriber.Holder!.PersonId, subscriber.Phone)),
        };
    }

    private static Transition Dispute(Subscriber subscriber, IReadOnlyList<Screen> trail, DisputeAmount step, string typed, UssdTurn turn,
        Account account, Instant now)
    {
        if (account.Find(step.Code) is not { } entry) return new Transition(subscriber, [Dialogue.HomeOf(subscriber)]);
        var currency = entry.Balance.Currency;
        var amount = typed == "1" ? default : Amounts.Parse(typed, currency);
        return amount.IsAmount
            ? Tell(subscriber, trail, AgreementAction.Dispute, step.Code, new OpenDispute(Caller(subscriber, turn), step.About,
                Held: typed == "1" ? null : new Money(amount.Value, currency)), turn, now)
            : new Transition(subscriber, [.. trail.SkipLast(1), step with { Fault = true }]);
    }

    private static Transition More(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, UssdTurn turn,
        Account mine)
    {
        var holder = subscriber.Holder!;
        var account = AggregateId.Account(holder.Programme, holder.PersonId);
        switch (typed)
        {
            case "1":
                var statement = new RequestStatement(Caller(subscriber, turn).Id, holder.Programme, subscriber.Phone, holder.Currency);
                return new Transition(subscriber, [.. trail, new ActionSent(AgreementAction.Statement)], [new Tell(account, statement)]);
            case "2" when turn.Facts.Secret is { } secret:
                var shown = SharedPhone.IsOne(subscriber) && mine.AgreementCodes.Any();
                var letter =
                    new RequestLetter(secret, holder.Programme, holder.PersonId, holder.Name, subscriber.Phone, holder.Currency, shown);
                return new Transition(subscriber,
                    [.. trail, shown ? new CodeShown(AgreementAction.Letter, secret) : new ActionSent(AgreementAction.Letter)],
                    [new Tell(account, letter)]);
            case "2":
                return Transition.Asking(subscriber, new LookupRequest.ASecret(DataDialogue.OfRequest(subscriber, turn)));
            case "3":
                return Dialogue.To(subscriber, trail, new OldPin());
            case "4":
                return Dialogue.To(subscriber, trail, new NewNumber());
            case "5":
                return Dialogue.To(subscriber, trail, new ErasureCheck());
            case "7":
                return Dialogue.To(subscriber, trail, new MyContact());
            default:
                return Dialogue.Again(subscriber, trail);
        }
    }

    /// <summary>
    /// Asks the agreement first, at one read: what it refuses is said on the screen. It decides for itself when the command comes.
    /// </summary>
    /// <param name="said">What the next screen says was read.</param>
    public static Transition Tell(Subscriber subscriber, IReadOnlyList<Screen> trail, AgreementAction act, string code,
        AgreementCommand command, UssdTurn turn, Instant now, SentSms? said = null) =>
        Refused(subscriber, trail, code, command, turn, now) ?? Sent(subscriber, trail, act, code, command,
            turn.Facts.Agreement?.Agreement is { } a && a.SideOf(command.By.PersonId) is { } side && said is not null
                ? said with { Waits = Questions.Waits(a, Agreement.Other(side), now) } : said);

    /// <summary>The lookup of the agreement, or the screen that says why it refuses; null where it does not.</summary>
    public static Transition? Refused(Subscriber subscriber, IReadOnlyList<Screen> trail, string code, AgreementCommand command,
        UssdTurn turn, Instant now)
    {
        if (turn.Facts.Agreement is not { } fact)
            return Transition.Asking(subscriber, new LookupRequest.AnAgreement(AggregateId.Agreement(code), command));
        if (fact.Agreement is not { } agreement) return null;
        var asked = fact.Elsewhere is { } earlier && command is ITellsOfAFact tells ? tells.With(earlier) : command;
        var outcome = AgreementDecisions.Decide(agreement, code, asked, now);
        if (outcome.Reply is not AgreementRefusal || outcome.Effects is not [Send { Order.Sms: var reply }]) return null;
        Screen? screen = (reply, command) switch
        {
            (RefusalSms why, _) => new ActionRefused(why),
            (OnlyLeftSms, _) => new ActionRefused(new RefusalSms(code, AgreementRefusal.BadAmount)),
            (PaidBeforeSms before, ReportPayment paid) => new PaymentBefore(code, paid.Amount, before.On, before.In),
            (DeliveredBeforeSms before, ReportDelivery brought) => new DeliveryBefore(code, brought.Delivery, before.On, before.In),
            // The other side told of this load: its question is what to answer.
            (QuestionSms question, _) => new QuestionToAnswer(question.Code, question.Question),
            _ => null,
        };
        return screen is null ? null : Dialogue.To(subscriber, trail, screen);
    }

    private static Transition Sent(Subscriber subscriber, IReadOnlyList<Screen> trail, AgreementAction act, string code, Command command,
        SentSms? said = null) =>
        new(subscriber with { Action = null }, [.. trail, new ActionSent(act, said)], [new Tell(AggregateId.Agreement(code), command)]);
}
