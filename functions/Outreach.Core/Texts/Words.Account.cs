using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>Screens about an account and the actions on an agreement.</summary>
public sealed partial class Words
{
    public string OwedToYou(Money amount) => Say("Screen.OwedToYou", amount);
    public string YouOwe(Money amount) => Say("Screen.YouOwe", amount);

    /// <summary>A row with a person and the balance; a positive balance is owed to the reader.</summary>
    public string PersonRow(string name, Money net) =>
        Say(net.Minor < 0 ? "Screen.PersonRow.YouOwe" : "Screen.PersonRow.OwesYou", Name(name), Abs(net));

    public string AgreementRow(string code, string name, Money left, LocalDate due) =>
        Say("Screen.AgreementRow", code, Name(name), left, due);
    /// <summary>A row of the agreements with goods to come.</summary>
    public string LoadRow(string code, string name, Quantity left, LocalDate due) =>
        Say("Screen.AgreementRow", code, Name(name), left, due);
    public string AgeRow(Age age, Money amount) => Say($"Screen.AgeRow.{age}", amount);
    public string QuestionRow(string code, string name, QuestionKind kind) => Say($"Screen.QuestionRow.{kind}", code, Name(name));

    /// <summary>The next due and the missed payments with one person.</summary>
    /// <param name="pays">True when the reader pays; false when the reader is paid.</param>
    public string DueRow(string name, bool pays, (Money? Missed, Money? Next, LocalDate? Due) coming)
    {
        var when = (coming.Missed, coming.Next) switch { (null, _) => "Next", (_, null) => "Late", _ => "LateThenNext" };
        return Say($"Screen.DueRow.{(pays ? "YouPay" : "PaysYou")}{when}", Name(name), coming.Missed, coming.Next, coming.Due);
    }

    /// <summary>The full text of one agreement, above <paramref name="footer"/>.</summary>
    public string AgreementDetail(AccountEntry e, string footer)
    {
        var problem = e.Dispute is { } dispute ? " " + Say("Screen.InDispute", dispute.Amount) : "";
        var whole = AgreementDetail(e, problem, footer);
        return problem.Length > 0 && whole.Length + 1 + footer.Length > Pages.Limit
            ? AgreementDetail(e, " " + Say("Screen.DetailProblem"), footer)
            : whole;
    }

    private string AgreementDetail(AccountEntry e, string problem, string footer) => e.Terms.Kind == TermsKind.Purchase
        ? Fitted(footer, e.OtherName, e.Terms, (name, goods) => $"{e.Code} {name}\n{Detail(e, goods)}\n{Came(e)}{Owed(e)}{problem}")
        : Fitted(footer, Name(e.OtherName), "", (name, _) => $"{e.Code} {name}\n{Detail(e, "")}\n{Owed(e)}{problem}");

    public string ActionItem(AgreementAction act) =>
        Say("Screen.ActionItem."
            + (act is AgreementAction.Delivered or AgreementAction.NoMore or AgreementAction.Wrong or AgreementAction.Paid
                or AgreementAction.Receipt or AgreementAction.Cancel
                or AgreementAction.TakeBack or AgreementAction.CloseDispute ? act.ToString() : "Other"));

    /// <param name="said">The report as it was read; null for other actions.</param>
    public string ActionSent(AgreementAction act, SentSms? said) => act switch
    {
        _ when said is not null => Said(said, Say(said.Waits ? "Both.SentWaits" : "Screen.ActionSent.Asked")),
        AgreementAction.Receipt or AgreementAction.Statement or AgreementAction.Letter or AgreementAction.Data =>
            Say("Screen.ActionSent.BySms"),
        AgreementAction.TakeBack or AgreementAction.Dispute or AgreementAction.CloseDispute => Say($"Screen.ActionSent.{act}"),
        _ => Say("Screen.ActionSent.Asked"),
    };

    /// <summary>Whole terms are too long for a screen, so it has their total; the place was on the screens before.</summary>
    private string Said(SentSms said, string footer) => (said is DeliverySentSms load
        ? Fitted(footer, Name(said.Other), Crop(load.Terms.Crop), (name, crop) =>
            Plain(load with { Other = name, Terms = load.Terms with { Crop = crop }, Delivery = load.Delivery with { Place = "" } }))
        : Fitted(footer, Name(said.Other), "", (name, _) => said is TermsSentSms terms
            ? Say("Screen.TermsSent", name, terms.Terms.Total)
            : Plain(said with { Other = name }))) + "\n" + footer;

    public string HowMuchDelivered(Unit unit) => Say($"Screen.HowMuchDelivered.{unit}");
    public string HowMuchReally(Unit unit) => Say($"Screen.HowMuchReally.{unit}");

    /// <summary>Reads a payment back before it is sent.</summary>
    /// <param name="over">The amount left to pay, when the payment exceeds it; else null.</param>
    /// <param name="fault">What was typed last was no amount.</param>
    public string PaymentReadBack(PaymentSentSms said, Money? over, bool fault) => Said(said, string.Join('\n',
        [.. over is { } left ? [Say("Screen.PaymentOver", left)] : Array.Empty<string>(),
            .. fault ? [Fault(DraftFault.NotUnderstood)] : Array.Empty<string>(), SendOrAmount, BackHome]));

    public string LoadReadBack(DeliverySentSms said) => Said(said, SendLoad);

    public string PaymentBefore(string code, Money amount, LocalDate on, string? told) =>
        Say("Screen.PaymentBefore", code, amount, on, ToldIn(told));
    public string LoadBefore(string code, Quantity amount, LocalDate on, string? told) =>
        Say("Screen.LoadBefore", code, amount, on, ToldIn(told));

    /// <summary>Under which other agreement something was told; empty for this one.</summary>
    public string ToldIn(string? code) => code is null ? "" : " " + Say("Both.ToldIn", code);
    public string GradeItem(string grade) => Say("Screen.GradeItem", grade.Length == 0 ? NoGrade : Lettered(grade));
    public string PlaceItem(string place) => Say("Screen.PlaceItem", place.Length == 0 ? "-" : Lettered(place));

    /// <param name="after">The balance after the cancellation; positive when it is owed to the reader.</param>
    public string CancelQuestion(string code, string name, Money after) => Say("Screen.CancelQuestion", code, Name(name), Standing(after));

    public string DisputeHeader(string code) => Say("Screen.DisputeHeader", code);
    public string HowMuchInDispute => Say("Screen.HowMuchInDispute");
    public string AmountNotKnown => Say("Screen.AmountNotKnown");
    public string About(DisputeAbout about) => Say($"Both.About.{about}");
    public string CounterHeader(Money total) => Say("Screen.CounterHeader", total);

    public string ChangeItem(TermsField field, Terms terms)
    {
        var item = field == TermsField.Price && terms.Kind != TermsKind.Purchase ? "Part" : field.ToString();
        return Say("Screen.ChangeItem." + item, terms.Quantity, terms.Price, terms.DeliverBy, terms.PayBy);
    }

    private string Detail(AccountEntry e, string goods) =>
        Say($"Screen.Detail.{e.Terms.Kind}", goods, e.Terms.Quantity, e.Terms.Price, e.Paid, e.Terms.Total);

    private string Came(AccountEntry e)
    {
        var came = e.Terms.Quantity with { Milli = e.Delivered };
        return e.Delivered == 0 ? "" : Say("Screen.DetailCame", came, grammar.Digits(came.Digits)) + "\n";
    }

    private string Owed(AccountEntry e)
    {
        var expected = e.Undisputed.FirstOrDefault(c => c.IsMoney && (c.Expected || c.Kind == CommitmentKind.Principal));
        var standing = e.Status == AgreementStatus.Offered ? "Offered"
            : e.Counts ? e.Side == Side.Owes ? "YouOwe" : "OwedToYou"
            : expected is null ? "Nothing"
            : (expected.Kind == CommitmentKind.Principal ? "Lend" : "When") + (expected.From == e.Role ? "YouPay" : "YouGet");
        var (amount, due) = e.Counts || expected is null ? (e.Owed, e.Debts is [.., var last] ? last.Due : e.Terms.PayBy)
            : (new Money(expected.Amount, e.Balance.Currency), expected.Due);
        return Say("Screen.DetailOwed." + standing, amount, due);
    }
}
