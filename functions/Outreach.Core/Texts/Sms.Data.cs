using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;

namespace Outreach.Core.Texts;

/// <summary>A short summary of the data kept about the reader.</summary>
/// <param name="Agreements">The number of agreements.</param>
/// <param name="Allowed">The purposes that the reader consented to.</param>
/// <param name="MessageDays">Days that message texts are kept.</param>
/// <param name="DataCode">The code with which a coordinator hands out all the data.</param>
/// <param name="ValidDays">Days that the code is valid.</param>
[StoredAs("DataSms"), Holds(SmsContent.Credential)]
public sealed record DataSms(string Name, int Agreements, IReadOnlyList<ConsentPurpose> Allowed, int MessageDays, string DataCode,
    int ValidDays) : Sms;
