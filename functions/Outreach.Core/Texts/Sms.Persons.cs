using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;
using Outreach.Core.People;

namespace Outreach.Core.Texts;

/// <summary>
/// Replaces any personal message on a phone that others may read. Names the addressee, the agreement, and the USSD code to dial.
/// </summary>
/// <param name="Name">The first name only.</param>
/// <param name="Code">Null when the message concerns several agreements or none.</param>
[StoredAs("DiscreetSms"), Holds(SmsContent.Neutral)]
public sealed record DiscreetSms(string Name, string? Code, string UssdCode) : Sms;

/// <summary>Replaces free words on a phone that others may read: they are read on the menu, after the PIN.</summary>
[StoredAs("MailWaitsSms"), Holds(SmsContent.Neutral)]
public sealed record MailWaitsSms(string Name, string UssdCode) : Sms;

/// <summary>Asks who wrote from a phone that several people use.</summary>
/// <param name="Names">The users' first names.</param>
[StoredAs("WhoWroteSms"), Holds(SmsContent.Neutral)]
public sealed record WhoWroteSms(IReadOnlyList<string> Names) : Sms;

/// <summary>Asks the sender to dial: the phone is shared and the sender unknown, or the reply needs a PIN.</summary>
[StoredAs("SharedDialSms"), Holds(SmsContent.Neutral)]
public sealed record SharedDialSms(string UssdCode) : Sms;

/// <summary>Asks for the PIN after a long silence on the number.</summary>
[StoredAs("ProveItSms"), Holds(SmsContent.Neutral)]
public sealed record ProveItSms(string UssdCode) : Sms;

/// <summary>The code that proves possession of the new number.</summary>
[StoredAs("MoveCodeSms"), Holds(SmsContent.Neutral)]
public sealed record MoveCodeSms(string MoveCode) : Sms;

/// <summary>Warns the old number: the user has some hours to refuse the change.</summary>
/// <param name="Number">The last digits of the new number.</param>
[StoredAs("MoveWarnSms"), Holds(SmsContent.Neutral)]
public sealed record MoveWarnSms(string Name, string Number, int Hours) : Sms;

/// <summary>Tells both numbers that the old one refused the change.</summary>
[StoredAs("MoveStoppedSms"), Holds(SmsContent.Neutral)]
public sealed record MoveStoppedSms : Sms;

/// <summary>KEEP by SMS stopped a change before: the next one takes the PIN.</summary>
[StoredAs("KeepByPinSms"), Holds(SmsContent.Neutral)]
public sealed record KeepByPinSms(string UssdCode) : Sms;

/// <summary>KEEP may mean several things here: asks which.</summary>
/// <param name="Marks">Last digits of numbers, and first names.</param>
[StoredAs("WhichToKeepSms"), Holds(SmsContent.Neutral)]
public sealed record WhichToKeepSms(IReadOnlyList<string> Marks) : Sms;

/// <summary>Nearly KEEP: says the one thing that it would stop, and how.</summary>
/// <param name="Mark">The last digits of a number, or a first name.</param>
[StoredAs("MeantToKeepSms"), Holds(SmsContent.Neutral)]
public sealed record MeantToKeepSms(string Mark) : Sms;

/// <summary>Tells the new number that the change is done.</summary>
/// <param name="Stopped">Whether somebody said STOP there before.</param>
[StoredAs("MovedHereSms"), Holds(SmsContent.Neutral)]
public sealed record MovedHereSms(string Name, bool Stopped = false) : Sms;

/// <summary>Tells the old number that the user has left it.</summary>
[StoredAs("MovedAwaySms"), Holds(SmsContent.Neutral)]
public sealed record MovedAwaySms(string Name, string Number) : Sms;

/// <summary>Asks whoever uses a phone whether one more person may use it.</summary>
/// <param name="UssdCode">Filled in when sent.</param>
/// <param name="Programme">The id of the programme that the person is of; its name when sent.</param>
[StoredAs("NewcomerAskSms"), Holds(SmsContent.Neutral)]
public sealed record NewcomerAskSms(string Name, string UssdCode, string Programme) : Sms;

/// <summary>Tells a phone that one more person uses it now.</summary>
/// <param name="Hours">The time in which KEEP takes them off again.</param>
[StoredAs("NewcomerSms"), Holds(SmsContent.Neutral)]
public sealed record NewcomerSms(string Name, int Hours) : Sms;

/// <summary>Tells a person on each of their phones what two coordinators decided about their identity.</summary>
/// <param name="Number">The last digits of the number concerned.</param>
/// <param name="Hours">The time in which KEEP stops what takes something away.</param>
/// <param name="Officer">Whom to call.</param>
/// <param name="Key">The person's key, to which a lost notice is told.</param>
/// <param name="Programme">The id of the programme that a person leaves; its name when sent.</param>
[StoredAs("IdentityActSms"), Holds(SmsContent.Neutral)]
public sealed record IdentityActSms(
    IdentityActKind Act, string Name, string Number, int Hours, string Officer, string Key, string Programme = "") : Sms;

/// <summary>
/// Tells who depends on a person that the person is to be erased; KEEP objects. Whole on a shared phone too, or nobody could object.
/// </summary>
/// <param name="Code">One of their open agreements.</param>
[StoredAs("ErasureNoticeSms"), Holds(SmsContent.Neutral)]
public sealed record ErasureNoticeSms(string Name, string Code, int Days) : Sms;

/// <summary>Tells each phone of a person that KEEP was heard.</summary>
[StoredAs("KeptSms"), Holds(SmsContent.Neutral)]
public sealed record KeptSms : Sms;

/// <summary>Tells each phone of a person who wanted to leave that they stay, and what is stopped.</summary>
[StoredAs("StayedSms"), Holds(SmsContent.Neutral)]
public sealed record StayedSms : Sms;

/// <summary>Tells a person of another programme that would take them in. Only their own JOIN goes there.</summary>
/// <param name="To">The other programme's name.</param>
/// <param name="Code">The code that joins it.</param>
[StoredAs("TransferSms"), Holds(SmsContent.Neutral)]
public sealed record TransferSms(string Name, string To, string Code) : Sms;

/// <summary>Asks a second contact for consent to pass messages on.</summary>
[StoredAs("ContactAskSms"), Holds(SmsContent.Neutral)]
public sealed record ContactAskSms(string Name, string Key = "") : Sms;
[StoredAs("ContactThanksSms"), Holds(SmsContent.Neutral)]
public sealed record ContactThanksSms : Sms;

/// <summary>Tells a second contact that a message was not delivered.</summary>
/// <param name="Code">Null when the message concerns several agreements or none.</param>
[StoredAs("PassItOnSms"), Holds(SmsContent.Neutral)]
public sealed record PassItOnSms(string Name, string? Code, string Key = "") : Sms;

/// <summary>Tells a second contact that the role is over.</summary>
[StoredAs("ContactEndedSms"), Holds(SmsContent.Neutral)]
public sealed record ContactEndedSms(string Name) : Sms;

/// <summary>What a person hears about their second contact.</summary>
public enum ContactNews { Named, Agreed, Ended }

/// <summary>Tells a person on each of their phones what became of their second contact.</summary>
/// <param name="Name">The contact's name.</param>
/// <param name="Number">The last digits of the contact's number.</param>
[StoredAs("SecondContactSms"), Holds(SmsContent.Private)]
public sealed record SecondContactSms(ContactNews News, string Name, string Number, string Officer) : Sms;

/// <summary>To the other phones of a person whose number is somebody else's now.</summary>
/// <param name="Number">The last digits of that number.</param>
/// <param name="Officer">Whom to call.</param>
[StoredAs("NumberTakenSms"), Holds(SmsContent.Neutral)]
public sealed record NumberTakenSms(string Name, string Number, string Officer) : Sms;

/// <summary>To every phone of a person whose name or role somebody else wrote anew.</summary>
/// <param name="From">The name before.</param>
/// <param name="Name">The name now.</param>
/// <param name="NewRole">The role now; null when only the name is new.</param>
/// <param name="Officer">Whom to call.</param>
[StoredAs("DetailsChangedSms"), Holds(SmsContent.Neutral)]
public sealed record DetailsChangedSms(string From, string Name, Role? NewRole, string Officer) : Sms;
