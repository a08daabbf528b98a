using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;

namespace Outreach.Core.Texts;

/// <summary>What is kept of the reader, in short.</summary>
/// <param name="Agreements">How many.</param>
/// <param name="Allowed">What they said they may be written to for.</param>
/// <param name="MessageDays">How long words of messages are kept.</param>
/// <param name="DataCode">With it a coordinator gives them all of it.</param>
/// <param name="ValidDays">How long.</param>
[StoredAs("DataSms")]
public sealed record DataSms(string Name, int Agreements, IReadOnlyList<ConsentPurpose> Allowed, int MessageDays, string DataCode,
    int ValidDays) : Sms;
