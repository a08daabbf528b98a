using System.Globalization;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>What one side does with an agreement on the handset: delivered, paid, disputed, ended, or asked for on paper.</summary>
internal static class ActDialogue
{
    private const int LongestPlace = 30;

    public static Move Step(Line line, IReadOnlyList<Screen> trail, Screen screen, string typed, UssdTurn turn, Account account, Instant now) => screen switch
    {
        AgreementDetail detail => Detail(line, trail, detail, typed, account),
        Actions actions => Choose(line, trail, actions, typed, turn, account),
        DeliveryStep step => Deliver(line, trail, step, typed, turn, account),
        PaymentStep step => Pay(line, trail, step, typed, account),
        PaymentReadBack back => typed == "1" && line.Act is { Amount: { } amount }
            ? Tell(line, trail, Act.Paid, back.Code, new ReportPayment(Caller(line, turn), amount))
            : typed == "2" ? new Move(line with { Act = null }, [Dialogue.HomeOf(line)]) : Dialogue.Again(line, trail),
        CancelCheck check => typed == "1"
            ? Tell(line, trail, Act.Cancel, check.Code, new AskToCancel(Caller(line, turn), Read(line, account, check.Code, now)))
            : Dialogue.Again(line, trail),
        DisputeMenu menu => int.TryParse(typed, out var n) && n >= 1 && n <= Abouts.Length
            ? Tell(line, trail, Act.Dispute, menu.Code, new OpenDispute(Caller(line, turn), Abouts[n - 1]))
            : Dialogue.Again(line, trail),
        CounterMenu menu => AskDialogue.Counter(line, trail, menu, typed, turn, account, now),
        CounterStep step => AskDialogue.Change(line, trail, step, typed, account, now),
        CorrectStep step => AskDialogue.Correct(line, trail, step, typed, turn, account, now),
        ErasureCheck => ErasureDialogue.Step(line, trail, typed, account, now),
        MoreMenu when typed == "6" => DataDialogue.Step(line, trail, turn, account, now),
        MoreMenu => More(line, trail, typed, turn),
        _ => Dialogue.Again(line, trail),
    };

    public static DisputeAbout[] Abouts { get; } = Enum.GetValues<DisputeAbout>();

    public static Caller Caller(Line line, UssdTurn turn) =>
        new(string.Create(CultureInfo.InvariantCulture, $"ussd-{turn.SessionId}-{turn.Consumed}"), line.Holder!.PersonId, line.Phone, Pin: true);

    /// <summary>What the screen before said would be owed after an early end, seen by the farmer.</summary>
    private static Money? Read(Line line, Account account, string code, Instant now) =>
        account.Find(code) is { } entry ? entry.ByFarmer(entry.AfterEnd(Country.OfPhone(line.Phone)!.Today(now))) : null;

    /// <summary>What can be done with an agreement as it stands, in the order of its keys.</summary>
    public static IReadOnlyList<Act> ActsOn(AccountEntry? e)
    {
        if (e is null) return [];
        if (e.Status == AgreementStatus.Offered) return e.Proposed ? [Act.TakeBack] : [];
        if (!IsBound(e)) return [];
        var acts = new List<Act>();
        var running = e.Status is AgreementStatus.Confirmed or AgreementStatus.Disputed;
        if (running && e.Terms.Kind == TermsKind.Purchase && !e.DeliveryDone) acts.Add(Act.Delivered);
        if (running && (e.IsPayer ? e.Left.Minor > 0 : e.Balance.Minor < 0)) acts.Add(Act.Paid);
        acts.Add(Act.Receipt);
        if (e.CanEnd) acts.Add(Act.Cancel);
        if (e is { Status: AgreementStatus.Disputed, OpenedDispute: true }) acts.Add(Act.CloseDispute);
        return acts;
    }

    public static bool CanDispute(AccountEntry? e) => e?.Status is AgreementStatus.Confirmed or AgreementStatus.Settled;

    private static bool IsBound(AccountEntry e) => e.Status is AgreementStatus.Confirmed or AgreementStatus.Disputed or AgreementStatus.Settled or AgreementStatus.Cancelled;

    private static Move Detail(Line line, IReadOnlyList<Screen> trail, AgreementDetail detail, string typed, Account account)
    {
        var entry = account.Find(detail.Code);
        return typed switch
        {
            "1" when ActsOn(entry).Count > 0 => Dialogue.To(line, trail, new Actions(detail.Code)),
            "9" when CanDispute(entry) => Dialogue.To(line, trail, new DisputeMenu(detail.Code)),
            _ => Dialogue.Again(line, trail),
        };
    }

    private static Move Choose(Line line, IReadOnlyList<Screen> trail, Actions screen, string typed, UssdTurn turn, Account account)
    {
        var acts = ActsOn(account.Find(screen.Code));
        if (!int.TryParse(typed, out var n) || n < 1 || n > acts.Count) return Dialogue.Again(line, trail);
        var drafting = line with { Act = new ActDraft(screen.Code) };
        return acts[n - 1] switch
        {
            Act.Delivered => Dialogue.To(drafting, trail, new DeliveryStep(screen.Code, DeliveryPart.Quantity)),
            Act.Paid => Dialogue.To(drafting, trail, new PaymentStep(screen.Code)),
            Act.Cancel => Dialogue.To(line, trail, new CancelCheck(screen.Code)),
            Act.TakeBack => Tell(line, trail, Act.TakeBack, screen.Code, new WithdrawOffer(Caller(line, turn))),
            Act.CloseDispute => Tell(line, trail, Act.CloseDispute, screen.Code, new CloseDispute(Caller(line, turn))),
            _ => Tell(line, trail, Act.Receipt, screen.Code, new CheckAgreement(line.Holder!.PersonId, line.Phone)),
        };
    }

    private static Move Deliver(Line line, IReadOnlyList<Screen> trail, DeliveryStep step, string typed, UssdTurn turn, Account account)
    {
        if (line.Act is not { } draft || account.Find(step.Code) is not { } entry) return new Move(line, [Dialogue.HomeOf(line)]);
        var next = step.Part switch
        {
            DeliveryPart.Quantity => Quantities.Parse(typed) is { IsAmount: true } q ? draft with { Quantity = q.Value } : null,
            DeliveryPart.Grade => DraftDialogue.Pick(Grades(entry), typed) is { } grade ? draft with { Grade = grade } : null,
            DeliveryPart.Place => typed == "1" ? draft with { Place = "" } : Place(typed) is { } place ? draft with { Place = place } : null,
            _ => typed is "1" or "2" ? draft : null,
        };
        if (next is null) return new Move(line, [.. trail.SkipLast(1), step with { Fault = true }]);
        if (step.Part != DeliveryPart.Last)
            return Dialogue.To(line with { Act = next }, [.. trail.SkipLast(1), step with { Fault = false }], new DeliveryStep(step.Code, step.Part + 1));
        var delivery = new Delivery(draft.Quantity, draft.Grade, draft.Place, typed == "2");
        return Tell(line, trail, Act.Delivered, step.Code, new ReportDelivery(Caller(line, turn), delivery));
    }

    /// <summary>The agreed grade first, so that the usual answer is one key.</summary>
    public static IReadOnlyList<string> Grades(AccountEntry entry) => [entry.Terms.Grade, .. DraftDialogue.Grades.Where(g => g != entry.Terms.Grade)];

    private static string? Place(string typed)
    {
        var place = Normaliser.ForInput(typed).Trim();
        return place.Length < 2 || place.All(c => char.IsDigit(c) || char.IsPunctuation(c)) ? null : place.Length > LongestPlace ? place[..LongestPlace] : place;
    }

    private static Move Pay(Line line, IReadOnlyList<Screen> trail, PaymentStep step, string typed, Account account)
    {
        if (account.Find(step.Code) is not { } entry) return new Move(line, [Dialogue.HomeOf(line)]);
        var currency = entry.Balance.Currency;
        return Amounts.Parse(typed, currency) is { IsAmount: true } amount
            ? Dialogue.To(line with { Act = new ActDraft(step.Code, Amount: new Money(amount.Value, currency)) }, [.. trail.SkipLast(1), step with { Fault = false }], new PaymentReadBack(step.Code))
            : new Move(line, [.. trail.SkipLast(1), step with { Fault = true }]);
    }

    private static Move More(Line line, IReadOnlyList<Screen> trail, string typed, UssdTurn turn)
    {
        var holder = line.Holder!;
        var account = AggregateId.Account(holder.Programme, holder.PersonId);
        switch (typed)
        {
            case "1":
                var statement = new RequestStatement(Caller(line, turn).Id, holder.Programme, line.Phone, holder.Currency);
                return new Move(line, [.. trail, new ActSent(Act.Statement)], [new Tell(account, statement)]);
            case "2" when turn.Facts.Secret is { } secret:
                var letter = new RequestLetter(secret, holder.Programme, holder.PersonId, holder.Name, line.Phone, holder.Currency);
                return new Move(line, [.. trail, new ActSent(Act.Letter)], [new Tell(account, letter)]);
            case "2":
                return Move.Asking(line, new Need.ASecret());
            case "3":
                return Dialogue.To(line, trail, new OldPin());
            case "4":
                return Dialogue.To(line, trail, new NewNumber());
            case "5":
                return Dialogue.To(line, trail, new ErasureCheck());
            default:
                return Dialogue.Again(line, trail);
        }
    }

    private static Move Tell(Line line, IReadOnlyList<Screen> trail, Act act, string code, Command command) =>
        new(line with { Act = null }, [.. trail, new ActSent(act)], [new Tell(AggregateId.Agreement(code), command)]);
}
