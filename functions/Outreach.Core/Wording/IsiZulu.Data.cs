namespace Outreach.Core.Wording;

/// <summary>The sentences about what is kept of a person.</summary>
public sealed partial class IsiZulu
{
    public override string DataItem => "Imininingwane yami";
    protected override string DataKept(DataSms s) => $"Sigcina: igama {Name(s.Name)}; izivumelwano: {s.Agreements}; ama-SMS: {Allowed(s, "onke", "cha")}; imilayezo izinsuku {s.MessageDays}. Konke: nika umxhumanisi ikhodi {s.DataCode} ezinsukwini ezingu-{s.ValidDays}.";
}
