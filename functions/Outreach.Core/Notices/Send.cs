using Outreach.Core.Kernel;

namespace Outreach.Core.Notices;

/// <summary>Sends an SMS. Phone, language and consent are looked up at the moment of sending.</summary>
[StoredAs("Send")] public sealed record Send(SmsOrder Order) : Effect;
