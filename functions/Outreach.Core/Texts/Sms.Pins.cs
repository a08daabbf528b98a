using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

/// <summary>Tells the reader that a coordinator began a PIN reset, and asks them to dial to agree or refuse.</summary>
/// <param name="By">The coordinator who began the reset.</param>
[StoredAs("PinResetAskedSms"), Holds(SmsContent.Private)]
public sealed record PinResetAskedSms(string By, string Programme, string UssdCode) : Sms;

/// <summary>Tells the reader that two coordinators reset the PIN, and asks them to dial for a new one.</summary>
/// <param name="Officer">The officer to call if the reader did not ask for the reset.</param>
[StoredAs("PinResetReadySms"), Holds(SmsContent.Private)]
public sealed record PinResetReadySms(string Programme, string Officer, string UssdCode) : Sms;

/// <summary>Tells the reader that a new PIN replaced the old one.</summary>
/// <param name="Reset">True after a reset; false when the reader used the old PIN.</param>
[StoredAs("PinChangedSms"), Holds(SmsContent.Neutral)]
public sealed record PinChangedSms(bool Reset, string Officer) : Sms;

/// <summary>Tells the reader that somebody on another phone tried to guess the PIN, and that nothing changed.</summary>
[StoredAs("PinTriedSms"), Holds(SmsContent.Neutral)]
public sealed record PinTriedSms(string Officer) : Sms;

/// <summary>Warns a sender who sent a PIN by SMS.</summary>
[StoredAs("KeepPinSecretSms"), Holds(SmsContent.Neutral)]
public sealed record KeepPinSecretSms(string UssdCode) : Sms;

/// <summary>The code with which a member of staff signs in to the console. It is worded as it is sent and is stored nowhere.</summary>
/// <param name="Minutes">How long the code is good for.</param>
[StoredAs("SignInCodeSms"), Holds(SmsContent.Credential)]
public sealed record SignInCodeSms(string Code, int Minutes) : Sms;
