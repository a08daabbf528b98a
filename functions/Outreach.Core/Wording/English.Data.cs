namespace Outreach.Core.Wording;

/// <summary>The sentences about what is kept of a person.</summary>
public sealed partial class English
{
    public override string DataItem => "My data";
    protected override string DataKept(DataSms s) => $"We keep: name {Name(s.Name)}; agreements: {s.Agreements}; SMS you allow: {Allowed(s, "all", "none")}; messages {s.MessageDays} days. For all of it give your coordinator code {s.DataCode} within {s.ValidDays} days.";
}
