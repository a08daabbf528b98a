using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

/// <summary>A coordinator has begun to reset the reader's PIN: dial to say yes or no.</summary>
/// <param name="By">Who has begun it.</param>
[StoredAs("PinResetAskedSms")] public sealed record PinResetAskedSms(string By, string UssdCode) : Sms;

/// <summary>Two coordinators have reset it: dial to choose a new one.</summary>
/// <param name="Officer">Whom to call when it was not asked for.</param>
[StoredAs("PinResetReadySms")] public sealed record PinResetReadySms(string Officer, string UssdCode) : Sms;

/// <summary>A new PIN has been chosen in place of an old one.</summary>
/// <param name="Reset">By a reset; otherwise with the old PIN.</param>
[StoredAs("PinChangedSms")] public sealed record PinChangedSms(bool Reset, string Officer) : Sms;

/// <summary>To whoever sent us a PIN by SMS.</summary>
[StoredAs("KeepPinSecretSms")] public sealed record KeepPinSecretSms(string UssdCode) : Sms;
