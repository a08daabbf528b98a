namespace Outreach.Core.Texts;

/// <summary>An action that a party can take on an agreement.</summary>
public enum AgreementAction { Delivered, NoMore, Wrong, Paid, Receipt, Cancel, TakeBack, CloseDispute, Dispute, Counter, Correct, Statement,
    Letter, Data }

/// <summary>The questions about a delivery, in order.</summary>
public enum DeliveryPart { Quantity, Grade, Place, Last }

/// <summary>The reason why an offer's step refused the typed text.</summary>
public enum DraftFault { None, NotUnderstood, NotRegistered, Yourself, TooMuch, Full }

/// <summary>The steps of an offer, in order.</summary>
public enum DraftPart { Farmer, Crop, Unit, Quantity, Price, DeliverBy, PayBy, Grade, Advance }

/// <summary>A programme offered as a choice.</summary>
public sealed record JoinChoice(string Id, string Name);

/// <summary>The questions of a registration, in order.</summary>
public enum JoinPart { Programme, Name, Role, Consent, Service, Reminders, Tips, Surveys, Place, Crops }

/// <summary>The reason why a number change refused the typed text.</summary>
public enum NumberFault { None, NotANumber, Differs, Same, Refused, WrongCode, TooOften, Tomorrow }
