using System.Globalization;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>A party's actions on an agreement by USSD: delivery, payment, dispute, early end, or a paper statement.</summary>
internal static class ActionDialogue
{
    private const int LongestPlace = 30;

    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, Screen screen, string typed, UssdTurn turn,
        Account account, Instant now) => screen switch
    {
        AgreementDetail detail => Detail(subscriber, trail, detail, typed, account),
        Actions actions => Choose(subscriber, trail, actions, typed, turn, account),
        DeliveryStep step => Deliver(subscriber, trail, step, typed, turn, account),
        PaymentStep step => Pay(subscriber, trail, step, typed, account),
        PaymentReadBack back => typed == "1" && subscriber.Action is { Amount: { } amount }
            ? Tell(subscriber, trail, AgreementAction.Paid, back.Code, new ReportPayment(Caller(subscriber, turn), amount),
                account.Find(back.Code) is { } entry ? new PaymentSentSms(back.Code, entry.OtherName, amount) : null)
            : typed == "2"
                ? new Transition(subscriber with { Action = null }, [Dialogue.HomeOf(subscriber)])
                : Dialogue.Again(subscriber, trail),
        CancelCheck check => typed == "1"
            ? Tell(subscriber, trail, AgreementAction.Cancel, check.Code,
                new AskToCancel(Caller(subscriber, turn), Read(subscriber, account, check.Code, now)),
                account.Find(check.Code) is { } ending
                    ? new EarlyEndSentSms(check.Code, ending.OtherName, ending.AfterEnd(Today(subscriber, now)))
                    : null)
            : Dialogue.Again(subscriber, trail),
        DisputeMenu menu => int.TryParse(typed, out var n) && n >= 1 && n <= Abouts.Length
            ? Dialogue.To(subscriber, trail, new DisputeAmount(menu.Code, Abouts[n - 1]))
            : Dialogue.Again(subscriber, trail),
        DisputeAmount step => Dispute(subscriber, trail, step, typed, turn, account),
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

    private static LocalDate Today(Subscriber subscriber, Instant now) => Country.OfPhone(subscriber.Phone)!.Today(now);

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
        Account account)
    {
        var acts = ActsOn(account.Find(screen.Code));
        if (!int.TryParse(typed, out var n) || n < 1 || n > acts.Count) return Dialogue.Again(subscriber, trail);
        var drafting = subscriber with { Action = new ActionInput(screen.Code) };
        return acts[n - 1] switch
        {
            AgreementAction.Delivered => Dialogue.To(drafting, trail, new DeliveryStep(screen.Code, DeliveryPart.Quantity)),
            AgreementAction.Paid => Dialogue.To(drafting, trail, new PaymentStep(screen.Code)),
            AgreementAction.Wrong => Tell(subscriber, trail, AgreementAction.Wrong, screen.Code,
                new ReportMistake(Caller(subscriber, turn))),
            AgreementAction.NoMore => NoMore(subscriber, trail, account.Find(screen.Code)!, turn),
            AgreementAction.Cancel => Dialogue.To(subscriber, trail, new CancelCheck(screen.Code)),
            AgreementAction.TakeBack =>
                Tell(subscriber, trail, AgreementAction.TakeBack, screen.Code, new WithdrawOffer(Caller(subscriber, turn))),
            AgreementAction.CloseDispute =>
                Tell(subscriber, trail, AgreementAction.CloseDispute, screen.Code, new CloseDispute(Caller(subscriber, turn))),
            _ => Tell(subscriber, trail, AgreementAction.Receipt, screen.Code,
                new CheckAgreement(subscriber.Holder!.PersonId, subscriber.Phone)),
        };
    }

    private static Transition NoMore(Subscriber subscriber, IReadOnlyList<Screen> trail, AccountEntry entry, UssdTurn turn)
    {
        var nothing = new Delivery(0, entry.Terms.Grade, "", Last: true);
        return Tell(subscriber, trail, AgreementAction.NoMore, entry.Code, new ReportDelivery(Caller(subscriber, turn), nothing),
            new DeliverySentSms(entry.Code, entry.OtherName, entry.Terms, nothing, entry.Role == Role.Farmer));
    }

    private static Transition Deliver(Subscriber subscriber, IReadOnlyList<Screen> trail, DeliveryStep step, string typed, UssdTurn turn,
        Account account)
    {
        var begun = step.Part == DeliveryPart.Quantity ? new ActionInput(step.Code) : subscriber.Action;
        if (begun is not { } draft || account.Find(step.Code) is not { } entry)
            return new Transition(subscriber, [Dialogue.HomeOf(subscriber)]);
        var next = step.Part switch
        {
            DeliveryPart.Quantity =>
                QuantityReading.Parse(typed, subscriber.Language) is { IsAmount: true } q ? draft with { Quantity = q.Value } : null,
            DeliveryPart.Grade => DraftDialogue.Pick(Grades(entry), typed) is { } grade ? draft with { Grade = grade } : null,
            DeliveryPart.Place =>
                typed == "1" ? draft with { Place = "" } : Place(typed) is { } place ? draft with { Place = place } : null,
            _ => typed is "1" or "2" ? draft : null,
        };
        if (next is null) return new Transition(subscriber, [.. trail.SkipLast(1), step with { Fault = true }]);
        if (step.Part != DeliveryPart.Last)
            return Dialogue.To(subscriber with { Action = next }, [.. trail.SkipLast(1), step with { Fault = false }],
                new DeliveryStep(step.Code, step.Part + 1));
        var delivery = new Delivery(draft.Quantity, draft.Grade, draft.Place, typed == "2");
        return Tell(subscriber, trail, AgreementAction.Delivered, step.Code, new ReportDelivery(Caller(subscriber, turn), delivery),
            new DeliverySentSms(step.Code, entry.OtherName, entry.Terms, delivery, entry.Role == Role.Farmer));
    }

    /// <summary>The grades with the agreed one first, so that the usual answer is key 1.</summary>
    public static IReadOnlyList<string> Grades(AccountEntry entry) =>
        [entry.Terms.Grade, .. DraftDialogue.Grades.Where(g => g != entry.Terms.Grade)];

    private static string? Place(string typed)
    {
        var place = Normaliser.ForInput(typed).Trim();
        return place.Length < 2 || place.All(c => char.IsDigit(c) || char.IsPunctuation(c))
            ? null
            : place.Length > LongestPlace ? place[..LongestPlace] : place;
    }

    private static Transition Pay(Subscriber subscriber, IReadOnlyList<Screen> trail, PaymentStep step, string typed, Account account)
    {
        if (account.Find(step.Code) is not { } entry) return new Transition(subscriber, [Dialogue.HomeOf(subscriber)]);
        var currency = entry.Balance.Currency;
        return Amounts.Parse(typed, currency) is { IsAmount: true } amount
            ? Dialogue.To(subscriber with { Action = new ActionInput(step.Code, Amount: new Money(amount.Value, currency)) },
                [.. trail.SkipLast(1), step with { Fault = false }], new PaymentReadBack(step.Code))
            : new Transition(subscriber, [.. trail.SkipLast(1), step with { Fault = true }]);
    }

    private static Transition Dispute(Subscriber subscriber, IReadOnlyList<Screen> trail, DisputeAmount step, string typed, UssdTurn turn,
        Account account)
    {
        if (account.Find(step.Code) is not { } entry) return new Transition(subscriber, [Dialogue.HomeOf(subscriber)]);
        var currency = entry.Balance.Currency;
        var amount = typed == "1" ? default : Amounts.Parse(typed, currency);
        return amount.IsAmount
            ? Tell(subscriber, trail, AgreementAction.Dispute, step.Code, new OpenDispute(Caller(subscriber, turn), step.About,
                Held: typed == "1" ? null : new Money(amount.Value, currency)))
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

    /// <param name="said">What the next screen says was read.</param>
    private static Transition Tell(Subscriber subscriber, IReadOnlyList<Screen> trail, AgreementAction act, string code, Command command,
        SentSms? said = null) =>
        new(subscriber with { Action = null }, [.. trail, new ActionSent(act, said)], [new Tell(AggregateId.Agreement(code), command)]);
}
