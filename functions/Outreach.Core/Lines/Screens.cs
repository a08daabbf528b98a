using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.People;

namespace Outreach.Core.Lines;

/// <summary>A place in the USSD dialogue. Stored by its name in the line's trail.</summary>
public abstract record Screen
{
    /// <summary>Shows something of the person, so the PIN comes first.</summary>
    public virtual bool IsPersonal => false;

    /// <summary>Shows or acts on what is owed, so the account is read.</summary>
    public virtual bool NeedsAccount => false;

    /// <summary>Says that what was typed was not taken, so what was typed beyond it is not taken either.</summary>
    public virtual bool Complains => false;

    /// <summary>Asks for a yes that binds: what was typed before it was seen is no answer.</summary>
    public virtual bool MustBeSeen => false;
}

public abstract record AccountScreen : Screen
{
    public override bool IsPersonal => true;
    public override bool NeedsAccount => true;
}

public abstract record DraftScreen : Screen
{
    public override bool IsPersonal => true;
}

public sealed record Home : Screen;
public sealed record StrangerHome : Screen;
public sealed record InterestNoted : Screen;
public sealed record HelpScreen : Screen;
public sealed record PickLanguage : Screen;
public sealed record Goodbye : Screen;

/// <summary>A drop is behind us: go on at the place it happened, or start again.</summary>
public sealed record ResumeAt(IReadOnlyList<Screen> Trail) : Screen;

/// <summary>Several people share the phone.</summary>
/// <param name="Dropped">Where a session dropped, to go on there, and <paramref name="Of"/> whose it was.</param>
public sealed record WhoIsThis(IReadOnlyList<Screen>? Dropped = null, string? Of = null) : Screen;

/// <summary>The number was silent for long: is it still the person's?</summary>
public sealed record StillYours : Screen { public override bool MustBeSeen => true; }

public sealed record NewNumber(NumberFault Fault = NumberFault.None) : Screen
{
    public override bool IsPersonal => true;
    public override bool Complains => Fault != NumberFault.None;
}
public sealed record NewNumberAgain(string Phone) : Screen { public override bool IsPersonal => true; }

/// <summary>On the old phone: the code that went to the new one.</summary>
public sealed record MoveCode(string Phone, NumberFault Fault = NumberFault.None) : Screen
{
    public override bool IsPersonal => true;
    public override bool Complains => Fault != NumberFault.None;
}
public sealed record NumberChanged : Screen;
public sealed record OldNumber(NumberFault Fault = NumberFault.None) : Screen { public override bool Complains => Fault != NumberFault.None; }
public sealed record OldNumberPin(string Phone, NumberFault Fault = NumberFault.None) : Screen { public override bool Complains => Fault != NumberFault.None; }

/// <summary>On the new phone: the code that came there.</summary>
public sealed record ArriveCode(NumberFault Fault = NumberFault.None) : Screen { public override bool Complains => Fault != NumberFault.None; }
public sealed record NumberChangesSoon : Screen;
public sealed record NumberRefused(NumberFault Fault) : Screen;

/// <summary>An offer to a phone that several farmers share.</summary>
public sealed record PickFarmer(IReadOnlyList<Party> Farmers) : DraftScreen;

/// <summary>A PIN cannot be chosen on a phone that others use too: a coordinator sets the first.</summary>
public sealed record PinFromCoordinator : Screen;

public sealed record AskPin(bool WrongBefore = false) : Screen { public override bool Complains => WrongBefore; }

/// <param name="Anew">In place of an old one; nothing waits behind it to be shown.</param>
public sealed record ChoosePin(bool MismatchBefore = false, bool TooEasy = false, bool Anew = false) : Screen { public override bool Complains => MismatchBefore || TooEasy; }
public sealed record RepeatPin(bool Anew = false) : Screen;

/// <summary>Before another PIN is chosen.</summary>
public sealed record OldPin(bool WrongBefore = false) : Screen
{
    public override bool IsPersonal => true;
    public override bool Complains => WrongBefore;
}

public sealed record PinChanged : Screen;

/// <summary>A coordinator has begun to reset the PIN: yes or no?</summary>
public sealed record ResetAsked : Screen { public override bool MustBeSeen => true; }
public sealed record ResetRefused : Screen;
public sealed record PinLocked : Screen;

public sealed record BalanceTotals : AccountScreen;
public sealed record ByPerson(int Page) : AccountScreen;
public sealed record ByAge : AccountScreen;
public sealed record AgreementList(string? OtherId, int Page) : AccountScreen;
public sealed record AgreementDetail(string Code) : AccountScreen;

public sealed record DueList(int Page) : AccountScreen;

public sealed record OpenAsks(int Page) : AccountScreen;

/// <summary>One question; the number, so that a key pressed late never answers the next one.</summary>
public sealed record AskToAnswer(string Code, int Number) : AccountScreen { public override bool MustBeSeen => true; }
public sealed record AskAnswered(AskKind Kind, bool Accepted) : Screen { public override bool IsPersonal => true; }

/// <summary>What can be done with an agreement.</summary>
public sealed record Actions(string Code) : AccountScreen;
public sealed record DeliveryStep(string Code, DeliveryPart Part, bool Fault = false) : AccountScreen { public override bool Complains => Fault; }
public sealed record PaymentStep(string Code, bool Fault = false) : AccountScreen { public override bool Complains => Fault; }
public sealed record PaymentReadBack(string Code) : AccountScreen { public override bool MustBeSeen => true; }
public sealed record CancelCheck(string Code) : AccountScreen { public override bool MustBeSeen => true; }
public sealed record DisputeMenu(string Code) : AccountScreen;
public sealed record CounterMenu(string Code, int Number) : AccountScreen;
public sealed record CounterStep(string Code, int Number, DraftPart Field, DraftFault Fault = DraftFault.None) : AccountScreen { public override bool Complains => Fault != DraftFault.None; }
public sealed record CorrectStep(string Code, int Number, bool Fault = false) : AccountScreen { public override bool Complains => Fault; }

/// <summary>What was asked for is on its way; an SMS tells what came of it.</summary>
public sealed record ActSent(Act Act) : Screen { public override bool IsPersonal => true; }

public sealed record MoreMenu : AccountScreen;

/// <summary>What happens when a person is erased, and a yes to it; or what is still open.</summary>
public sealed record ErasureCheck : AccountScreen { public override bool MustBeSeen => true; }
public sealed record Erased : Screen;

/// <summary>What one can do with an agreement.</summary>
public enum Act { Delivered, Paid, Receipt, Cancel, TakeBack, CloseDispute, Dispute, Counter, Correct, Statement, Letter, Data }

/// <summary>The questions about a delivery, in order.</summary>
public enum DeliveryPart { Quantity, Grade, Place, Last }

/// <summary>What is being typed about an agreement, as far as it has come.</summary>
public sealed record ActDraft(string Code, long Quantity = 0, string Grade = "", string Place = "", Money? Amount = null, TermsChange? Change = null);

/// <summary>Why what was typed at a step of an offer was not taken.</summary>
public enum DraftFault { None, NotUnderstood, NotRegistered, Yourself, TooMuch, Full }

/// <summary>An offer typed halfway is still there: go on with it, or begin anew.</summary>
public sealed record DraftFound : DraftScreen;
public sealed record DraftStep(DraftPart Part, DraftFault Fault = DraftFault.None) : DraftScreen { public override bool Complains => Fault != DraftFault.None; }
public sealed record DraftReadBack : DraftScreen
{
    /// <summary>Whether one more agreement fits.</summary>
    public override bool NeedsAccount => true;
    public override bool MustBeSeen => true;
}

public sealed record DraftSent(string Code) : DraftScreen;

/// <summary>The steps of an offer, in order.</summary>
public enum DraftPart { Farmer, Crop, Grade, Unit, Quantity, Price, DeliverBy, PayBy, Advance }

/// <summary>An offer as far as it has been typed.</summary>
/// <param name="At">When something was last typed.</param>
public sealed record OfferDraft(
    Party? Farmer = null, string? Crop = null, string? Grade = null, Unit Unit = Unit.Kg, long Quantity = 0,
    Money? Price = null, LocalDate? DeliverBy = null, LocalDate? PayBy = null, Money? Advance = null, Instant? At = null)
{
    /// <summary>How long what was typed halfway is offered again.</summary>
    public static readonly Duration KeptFor = Duration.FromDays(3);

    /// <summary>There is something in it, typed not long ago.</summary>
    public bool IsWorthKeeping(Instant now) => Farmer is not null && At is { } at && now - at < KeptFor;

    /// <summary>The first question without an answer; null when all have one.</summary>
    public DraftPart? Unanswered => this switch
    {
        { Farmer: null } => DraftPart.Farmer,
        { Crop: null } => DraftPart.Crop,
        { Grade: null } => DraftPart.Grade,
        { Quantity: 0 } => DraftPart.Unit,
        { Price: null } => DraftPart.Price,
        { DeliverBy: null } => DraftPart.DeliverBy,
        { PayBy: null } => DraftPart.PayBy,
        { Advance: null } => DraftPart.Advance,
        _ => null,
    };

    /// <summary>The terms, once every step is answered.</summary>
    public Terms ToTerms() => new(Crop!, Grade!, new Quantity(Quantity, Unit), Price!.Value, DeliverBy!.Value, PayBy!.Value, Advance!.Value);

    public bool IsComplete => Farmer is not null && Crop is not null && Grade is not null && Quantity > 0
        && Price is not null && DeliverBy is not null && PayBy is not null && Advance is not null;
}
