using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>What one can do with an agreement.</summary>
public enum AgreementAction { Delivered, Paid, Receipt, Cancel, TakeBack, CloseDispute, Dispute, Counter, Correct, Statement, Letter, Data }

/// <summary>The questions about a delivery, in order.</summary>
public enum DeliveryPart { Quantity, Grade, Place, Last }

/// <summary>Why what was typed at a step of an offer was not taken.</summary>
public enum DraftFault { None, NotUnderstood, NotRegistered, Yourself, TooMuch, Full }

/// <summary>The steps of an offer, in order.</summary>
public enum DraftPart { Farmer, Crop, Grade, Unit, Quantity, Price, DeliverBy, PayBy, Advance }

/// <summary>A programme that can be chosen.</summary>
public sealed record JoinChoice(string Id, string Name);

/// <summary>The questions of a registration, in order.</summary>
public enum JoinPart { Programme, Name, Role, Place, Crops, Service, Reminders, Tips, Surveys }

/// <summary>Why what was typed about a number was not taken.</summary>
public enum NumberFault { None, NotANumber, Differs, Same, Refused, WrongCode, TooOften }
