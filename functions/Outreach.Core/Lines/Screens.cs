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

public sealed record AskPin(bool WrongBefore = false) : Screen;
public sealed record ChoosePin(bool MismatchBefore = false) : Screen;
public sealed record RepeatPin : Screen;
public sealed record PinLocked : Screen;

public sealed record BalanceTotals : AccountScreen;
public sealed record ByPerson(int Page) : AccountScreen;
public sealed record ByAge : AccountScreen;
public sealed record AgreementList(string? OtherId, int Page) : AccountScreen;
public sealed record AgreementDetail(string Code) : AccountScreen;

public sealed record OpenOffers(int Page) : AccountScreen;
public sealed record OfferToAnswer(string Code) : AccountScreen;
public sealed record OfferAnswered(bool Accepted) : Screen { public override bool IsPersonal => true; }

/// <summary>Why what was typed at a step of an offer was not taken.</summary>
public enum DraftFault { None, NotUnderstood, NotRegistered, Yourself, TooMuch }

public sealed record DraftStep(Ask Ask, DraftFault Fault = DraftFault.None) : DraftScreen;
public sealed record DraftReadBack : DraftScreen;
public sealed record DraftSent(string Code) : DraftScreen;

/// <summary>The steps of an offer, in order.</summary>
public enum Ask { Farmer, Crop, Grade, Unit, Quantity, Price, DeliverBy, PayBy, Advance }

/// <summary>An offer as far as it has been typed.</summary>
public sealed record OfferDraft(
    Party? Farmer = null, string? Crop = null, string? Grade = null, Unit Unit = Unit.Kg, long Quantity = 0,
    Money? Price = null, LocalDate? DeliverBy = null, LocalDate? PayBy = null, Money? Advance = null)
{
    /// <summary>The terms, once every step is answered.</summary>
    public Terms ToTerms() => new(Crop!, Grade!, new Quantity(Quantity, Unit), Price!.Value, DeliverBy!.Value, PayBy!.Value, Advance!.Value);

    public bool IsComplete => Farmer is not null && Crop is not null && Grade is not null && Quantity > 0
        && Price is not null && DeliverBy is not null && PayBy is not null && Advance is not null;
}
