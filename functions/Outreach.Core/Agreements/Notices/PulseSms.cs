using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Agreements;

/// <summary>How did it go? Answered with 7, 8 or 9, which mean nothing else.</summary>
[StoredAs("PulseSms")] public sealed record PulseSms(string Code, string Other) : Sms;

[StoredAs("PulseThanksSms")] public sealed record PulseThanksSms : Sms;

/// <summary>An answer to how it went that came late, twice or unasked.</summary>
[StoredAs("PulseClosedSms")] public sealed record PulseClosedSms : Sms;

/// <summary>Several agreements asked how it went: which is meant? At most three of them.</summary>
/// <param name="Said">The digit that was sent: 7, 8 or 9.</param>
[StoredAs("WhichPulseSms")] public sealed record WhichPulseSms(int Said, IReadOnlyList<PulseSms> Open) : Sms;
